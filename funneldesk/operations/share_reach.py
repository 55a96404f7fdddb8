"""How the window reaches the team's folder: through calls it can give up, never by waiting for a network drive."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.share.folder import RealFolder
from funneldesk.share.watched import Caller, WatchedFiles

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["Caller", "chosen_folder", "reach"]


def chosen_folder(store: "Store") -> Path | None:
    """Return the team's folder as it was chosen, None where nobody chose one yet."""
    chosen = store.setting("share_folder")
    return Path(chosen) if chosen else None


def reach(folder: Path, caller: Caller, stopped: Callable[[], bool]) -> WatchedFiles:
    """Return a folder whose calls are given up when they take too long, or when `stopped` says so."""
    return WatchedFiles(str(folder), lambda: RealFolder(folder), caller, stopped)
