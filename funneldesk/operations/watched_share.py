"""How the window reaches the team's folder: through calls it can give up, never by waiting for a network drive."""

from collections.abc import Callable
from pathlib import Path

from funneldesk.operations.share_reach import folder_of, root_of
from funneldesk.operations.share_state import share_state
from funneldesk.share.file_system import FileSystem
from funneldesk.share.folder import RealFolder
from funneldesk.share.trouble import explained
from funneldesk.share.watched import Caller, WatchedFiles

__all__ = ["Caller", "ask_first", "folder_of", "share_state", "watched"]


def watched(folder: Path, caller: Caller, stopped: Callable[[], bool]) -> WatchedFiles:
    """Return a folder whose calls are given up when they take too long, or when `stopped` says so."""
    root = root_of(folder)
    return WatchedFiles(str(root), lambda: RealFolder(root), caller, stopped)


def ask_first(files: FileSystem) -> None:
    """Let a folder answer before anything is done; UserError where it does not, or is not there.

    Whatever looks at its path afterwards, beside these calls, does not hang for long then.
    """
    with explained(files):
        files.list("")
