"""The data files that were open last, remembered by this computer."""

from pathlib import Path

from PySide6.QtCore import QSettings

#: More than these nobody looks through.
MOST = 8
_KEY = "recent_stores"


def recent_stores(settings: QSettings) -> list[Path]:
    """Return the data files that were open, the last one first."""
    kept = settings.value(_KEY)
    # A list of one comes back as its text.
    return [Path(name) for name in ([kept] if isinstance(kept, str) else kept or []) if name]


def remember_store(settings: QSettings, path: Path) -> None:
    """Note that a data file is open now."""
    others = [one for one in recent_stores(settings) if one != path]
    _keep(settings, [path, *others][:MOST])


def forget_store(settings: QSettings, path: Path) -> None:
    """Offer a data file no longer."""
    _keep(settings, [one for one in recent_stores(settings) if one != path])


def _keep(settings: QSettings, paths: list[Path]) -> None:
    settings.setValue(_KEY, [str(path) for path in paths])
