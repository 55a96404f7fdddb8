"""Copies of a whole store: written under another name first, verified before they are brought back."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from funneldesk.errors import UserError, cannot_write
from funneldesk.i18n import _
from funneldesk.store import caches
from funneldesk.store.faults import broken, explained
from funneldesk.store.locking import WriterLock
from funneldesk.store.opening import require_ours
from funneldesk.store.places import require_local
from funneldesk.store.store import Store, connect, settle

_BESIDE = ("-wal", "-shm")


def copy_store(store: Store, target: Path) -> None:
    """Write a copy of everything finished so far to `target`, whole or not at all."""
    fresh = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with explained(target):
            store.connection.execute("VACUUM INTO ?", (str(fresh),))
        os.replace(fresh, target)  # noqa: PTH105 - replaces a file of the same name in one step
    except OSError as error:
        raise cannot_write(target) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def verify(path: Path) -> None:
    """Raise a UserError unless the file is a whole store that this program can open."""
    if not path.is_file():
        raise broken(path)
    with explained(path):
        connection = connect(path, "ro")
    try:
        require_ours(connection, path)
        with explained(path):
            answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise broken(path)
    finally:
        connection.close()


def bring_back(
    backup: Path, store: Path, aside: Path, prepare: Callable[[Path], None] = lambda _copy: None
) -> bool:
    """Put a verified copy of `backup` in the place of `store`, whose file is kept as `aside`.

    `prepare` may change the copy before. Returns whether there was one to keep. The store must not be
    open for writing anywhere.
    """
    require_local(store)
    verify(backup)
    lock = WriterLock(store)
    fresh = store.with_name(store.name + ".new")
    try:
        shutil.copyfile(backup, fresh)
        verify(fresh)
        prepare(fresh)
        verify(fresh)
        was_there = store.exists()
        if was_there:
            with suppress(sqlite3.Error):  # a damaged file stays as it is
                settle(store)
            os.replace(store, aside)  # noqa: PTH105
            for ending in _BESIDE:
                beside = store.with_name(store.name + ending)
                if beside.exists():
                    os.replace(beside, aside.with_name(aside.name + ending))  # noqa: PTH105
        os.replace(fresh, store)  # noqa: PTH105
        caches.drop(store)
    except OSError as error:
        raise UserError(
            "in_use",
            _("{file} cannot be replaced: another program has it open.").format(file=str(store)),
            _("Close the other window or wait until its work is done, then try again."),
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        lock.release()
    return was_there
