"""How the window reaches the team's folder: through calls it can give up, never by waiting for a network drive."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.share.file_system import FileSystem
from funneldesk.share.folder import RealFolder
from funneldesk.share.trouble import explained
from funneldesk.share.watched import Caller, WatchedFiles

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["Caller", "ask_first", "chosen_folder", "reach"]


def chosen_folder(store: "Store") -> Path | None:
    """Return the team's folder as it was chosen, None where nobody chose one yet."""
    chosen = store.setting("share_folder")
    return Path(chosen) if chosen else None


def reach(folder: Path, caller: Caller, stopped: Callable[[], bool]) -> WatchedFiles:
    """Return a folder whose calls are given up when they take too long, or when `stopped` says so."""
    return WatchedFiles(str(folder), lambda: RealFolder(folder), caller, stopped)


def ask_first(files: FileSystem) -> None:
    """Let a folder answer before anything is done; UserError where it does not, or is not there.

    Whatever looks at its path afterwards, beside these calls, does not hang for long then.
    """
    with explained(files):
        files.list("")
