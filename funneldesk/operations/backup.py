"""Backups: a dated copy a day beside the store, thinned with time, and bringing one back."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from funneldesk.domain.backups import kept
from funneldesk.domain.formats import sentences
from funneldesk.domain.moment import zone_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.backups import bring_back, copy_store
from funneldesk.store.faults import explained
from funneldesk.store.opening import open_for_reading
from funneldesk.store.store import Store
from funneldesk.store.suppression import Carried, carried_from

FOLDER = "FunnelDesk backups"
_STAMP = "%Y-%m-%d-%H%M%S"


def backup_folder(store_path: Path) -> Path:
    """Return the folder in which the copies of that store lie."""
    return store_path.parent / FOLDER


def backups_of(store_path: Path) -> dict[datetime, Path]:
    """Return the copies of that store by the (local) time they were made, oldest first."""
    found: dict[datetime, Path] = {}
    for path in backup_folder(store_path).glob(f"{_escaped(store_path.stem)}-*{store_path.suffix}"):
        with suppress(ValueError):
            stamp = path.stem.removeprefix(store_path.stem + "-")
            found[datetime.strptime(stamp, _STAMP)] = path  # noqa: DTZ007 - names carry local time
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that can be brought back: when it was made (local time), and how large it is in bytes."""

    path: Path
    made_at: datetime
    size_bytes: int


def backups_to_choose(store_path: Path) -> tuple[Backup, ...]:
    """Return the copies of that store, newest first; one that went meanwhile is left out."""
    found = []
    for made_at, path in backups_of(store_path).items():
        with suppress(OSError):
            found.append(Backup(path, made_at, path.stat().st_size))
    return tuple(reversed(found))


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "[]*?" else letter for letter in name)


def backup(store: Store, now: datetime | None = None) -> Path:
    """Write a dated copy of the store beside it, thin out the older ones, and return its path."""
    at = (now or datetime.now(zone_of(store.zone))).replace(tzinfo=None, microsecond=0)
    name = f"{store.path.stem}-{at.strftime(_STAMP)}{store.path.suffix}"
    target = backup_folder(store.path) / name
    copy_store(store, target)
    copies = backups_of(store.path)
    for time in copies.keys() - kept(copies):
        with suppress(OSError):
            copies[time].unlink()
    return target


def backup_if_due(store: Store, now: datetime | None = None) -> Path | None:
    """Write the copy of the day unless there is one; return its path if it was written.

    Raises UserError where it cannot be made (a full disk, a folder without rights); the next write tries again.
    """
    at = now or datetime.now(zone_of(store.zone))
    if not store.in_file or any(time.date() == at.date() for time in backups_of(store.path)):
        return None
    try:
        return backup(store, at)
    except UserError as error:
        raise UserError(
            "no_backup",
            sentences(_("Today's backup could not be made."), error.message),
            sentences(_("What you do is saved all the same."), error.next_step),
        ) from error


def restore(backup_file: Path, store_path: Path, now: datetime | None = None) -> Path | None:
    """Bring a backup back; return where the store that was there is kept now, None if there was none.

    UserError if the backup is damaged or the store is in use; nothing is changed then.
    """
    at = now or datetime.now().astimezone()
    aside = store_path.with_name(f"{store_path.stem}-before-restore-{at.strftime(_STAMP)}{store_path.suffix}")

    def prepare(copy: Path) -> None:
        from funneldesk.operations.erasing_rest import restored

        restored(copy, _carried(store_path), backup_file.name)

    return aside if bring_back(backup_file, store_path, aside, prepare) else None


def _carried(store_path: Path) -> Carried:
    """Return what the present store knows of people who were erased.

    Nothing where there is none, or an older program's, or it is too damaged to be asked.
    """
    with suppress(UserError), open_for_reading(store_path) as present, explained(store_path):
        return carried_from(present)
    return Carried()
