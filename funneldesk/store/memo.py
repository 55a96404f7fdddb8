"""What was computed from a store and is kept in memory: one for all who read the same file in this program.

The window reads with several threads, each with a connection of its own; ten million activities are there once.
"""

from pathlib import Path
from threading import Lock, RLock
from typing import Any
from weakref import WeakValueDictionary


class Memo(dict[str, Any]):
    """Entries by name. Their users stamp them with the state they are of, so that a stale one is never taken.

    Hold `lock` while an entry is made that is large: whoever asks for it meanwhile waits instead of making another.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lock = RLock()


_shared: WeakValueDictionary[Path, Memo] = WeakValueDictionary()
_guard = Lock()


def memo_of_readers(path: Path) -> Memo:
    """Return the memo that all readers of the store at `path` share; it goes with the last of them."""
    with _guard:
        return _shared.setdefault(path, Memo())
