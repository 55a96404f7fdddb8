"""Making and opening stores: what may be opened where, and bringing older files up to date."""

import os
import shutil
import sqlite3
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from funneldesk.domain.leads.identity import KEYS_VERSION
from funneldesk.domain.moment import DEFAULT_ZONE, instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.books import add_first_version
from funneldesk.store.faults import broken, explained
from funneldesk.store.locking import WriterLock
from funneldesk.store.places import require_local
from funneldesk.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrations
from funneldesk.store.store import MEMORY, Store, connect, settle
from funneldesk.store.suppression import give_secret


def _prepare_for_writing(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of an opened file up to date."""
    from sqlite_utils import Database, utils

    # sqlite-utils silently prefers pysqlite3 where that is installed: two SQLite libraries in one process
    # drop each other's locks on the same file.
    if vars(utils)["sqlite3"] is not sqlite3:
        raise UserError(
            "second_sqlite",
            _("The package pysqlite3 is installed beside Python's own SQLite."),
            _("Remove it with `pip uninstall pysqlite3`, then start again."),
        )
    migrations().apply(Database(connection))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _fill(connection: sqlite3.Connection, language: str) -> None:
    first = {
        "store_id": uuid.uuid4().hex,
        "revision": "0",
        "language": language,
        "zone": DEFAULT_ZONE,
        "created_at": instant_text(datetime.now(UTC)),
        "next_lead": "1",
        "keys": KEYS_VERSION,
    }
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(first.items()))
    give_secret(connection)
    add_first_version(connection, language)


def create_file(path: Path, language: str) -> Store:
    """Make a new store at `path` and open it for writing; UserError if something is there already."""
    require_local(path)
    if path.exists():
        raise UserError(
            "store_exists",
            _("{file} exists already.").format(file=str(path)),
            _("Open it, or choose another name."),
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "cannot_open",
            _("The folder {folder} cannot be made.").format(folder=str(path.parent)),
            _("Choose a folder of your own."),
        ) from error
    lock = WriterLock(path)
    # Made under another name and moved in place, so that a half-made store is never found.
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        with explained(path):
            connection = connect(fresh, "rwc")
            try:
                migrate(connection)
                _fill(connection, language)
            finally:
                connection.close()
            os.replace(fresh, path)  # noqa: PTH105
            connection = connect(path, "rw")
            _prepare_for_writing(connection)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        lock.release()
        raise
    return Store(path, connection, lock, writes=True)


def create_in_memory(language: str) -> Store:
    """Make a store without a file, for a dry run where no store exists."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    _fill(connection, language)
    return Store(MEMORY, connection, None, writes=True)


def require_ours(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of an opened file; UserError if it is not ours or of a newer program."""
    with explained(path):
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID:
        raise broken(path)
    if version > SCHEMA_VERSION:
        raise UserError(
            "newer_store",
            _("{file} was made by a newer FunnelDesk.").format(file=str(path)),
            _("Install the newer version, then open it again."),
        )
    return version


def _require_file(path: Path) -> None:
    if not path.is_file():
        raise UserError(
            "no_store",
            _("There is no store at {file}.").format(file=str(path)),
            _("Import a list first, or choose another data file."),
        )


def open_for_writing(path: Path) -> Store:
    """Open an existing store for writing and bring its tables up to date, keeping a copy of the older file."""
    _require_file(path)
    require_local(path)
    lock = WriterLock(path)
    connection = None
    try:
        with explained(path):
            connection = connect(path, "rw")
        version = require_ours(connection, path)
        with explained(path):
            _prepare_for_writing(connection)
            if version < SCHEMA_VERSION:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                shutil.copyfile(path, path.with_name(f"{path.name}.before-{SCHEMA_VERSION}"))
                migrate(connection)
            give_secret(connection)
    except BaseException:
        if connection:
            connection.close()
        lock.release()
        raise
    return Store(path, connection, lock, writes=True)


def open_for_reading(path: Path) -> Store:
    """Open an existing store for reading, whoever writes to it; sees what was finished."""
    _require_file(path)
    with explained(path):
        connection = connect(path, "ro")
    try:
        version = require_ours(connection, path)
        if version < SCHEMA_VERSION:
            raise UserError(  # noqa: TRY301 - the connection is closed either way
                "older_store",
                _("{file} was made by an older FunnelDesk.").format(file=str(path)),
                _("Open it once with the window or import a list, then try again."),
            )
    except BaseException:
        connection.close()
        raise
    return Store(path, connection, None, writes=False)


def close_file(path: Path) -> None:
    """Leave a store that nobody here has open any more as one file; harmless where that cannot be done."""
    with suppress(sqlite3.Error, OSError):
        if path.with_name(path.name + "-wal").exists():
            settle(path, wait=False)
