"""Opening and making stores."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from funneldesk.errors import UserError
from funneldesk.operations.backup import backup_if_due
from funneldesk.operations.erasing_rest import finish_if_due
from funneldesk.operations.renewing import renew_if_due
from funneldesk.store.opening import (
    close_file,
    create_file,
    create_in_memory,
    open_for_reading,
    open_for_writing,
)
from funneldesk.store.store import Store

_renewing = Lock()

__all__ = ["Store", "close_file", "create_store", "in_memory_store", "open_reader", "open_store"]


def create_store(path: Path, language: str) -> Store:
    """Make a new store at `path`, its book in `language`; UserError where it exists or may not lie."""
    return create_file(path, language)


def open_store(path: Path, tell: Callable[[UserError], None] = lambda _error: None) -> Store:
    """Open a store for writing: takes the lock, or says who holds it. The first time in a day copies it first.

    Where that copy cannot be made nobody is kept from working: `tell` is told, each time.
    A store of an older program is brought up to date.
    """
    store = open_for_writing(path)
    try:
        _back_up(store, tell)
        renew_if_due(store)
        finish_if_due(store)
    except BaseException:
        store.close()
        raise
    return store


def _back_up(store: Store, tell: Callable[[UserError], None]) -> None:
    try:
        backup_if_due(store)
    except UserError as error:
        tell(error)


def open_reader(path: Path) -> Store:
    """Open a store for reading; one of an older program is brought up to date first."""
    try:
        return open_for_reading(path)
    except UserError as error:
        if error.code != "older_store":
            raise
    # The threads of a window find it old at the same time: only one of them has to do it.
    with _renewing:
        try:
            return open_for_reading(path)
        except UserError as error:
            if error.code != "older_store":
                raise
        open_store(path).close()
        return open_for_reading(path)


def in_memory_store(language: str) -> Store:
    """Return an empty store without a file."""
    return create_in_memory(language)
