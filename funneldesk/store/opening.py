"""A store: one SQLite file, opened for writing by one program, for reading by any."""

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from funneldesk.domain.moment import DEFAULT_ZONE, instant_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.faults import broken, explained, user_error
from funneldesk.store.locking import WriterLock
from funneldesk.store.places import require_local
from funneldesk.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrations

_MEMORY = Path(":memory:")


class Store:
    """One opened store. Use it in the thread that opened it, and close it; a context manager.

    `path` is ":memory:" for a store without a file. `memo` keeps what was computed from this store in memory:
    its users stamp their entries with `revision`, so that a stale one is never taken.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None, *, writes: bool
    ) -> None:
        self.path = path
        self.connection = connection
        self.writes = writes
        self.memo: dict[str, Any] = {}
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and give the lock back; harmless when done twice."""
        self.memo.clear()
        try:
            with suppress(sqlite3.ProgrammingError):
                if self.writes and self.in_file:
                    with suppress(sqlite3.OperationalError):
                        self.connection.execute("PRAGMA optimize")
                self.connection.close()
        finally:
            if self._lock:
                self._lock.release()

    @property
    def in_file(self) -> bool:
        """Whether the store lies in a file."""
        return self.path != _MEMORY

    @property
    def revision(self) -> int:
        """Return the number of the last finished write; it grows with each."""
        return int(self.setting("revision") or 0)

    @property
    def language(self) -> str:
        """Return the language of the store ("ja" or "en")."""
        return self.setting("language") or "ja"

    @property
    def zone(self) -> str:
        """Return the IANA name of the business's time zone."""
        return self.setting("zone") or DEFAULT_ZONE

    @property
    def store_id(self) -> str:
        """Return the id that tells this store from all others."""
        return self.setting("store_id") or ""

    def setting(self, key: str) -> str | None:
        """Return one entry of `meta`, None if there is none."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, key: str, value: str) -> None:
        """Write one entry of `meta`, inside a transaction."""
        self.connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do everything in the block or nothing; raises `revision` by one.

        SQLite's errors become UserErrors. A commit that reports an error is looked at again before it is
        called a failure: on some file systems the change has been made all the same.
        """
        if not self.writes:
            raise UserError(
                "read_only",
                _("{file} is open for reading only.").format(file=str(self.path)),
                _("Open it for writing, then try again."),
            )
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            before = self.revision
            yield self.connection
            self.set_setting("revision", str(before + 1))
            self._commit(before + 1)
        except sqlite3.Error as error:
            self._roll_back()
            raise user_error(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise

    def _commit(self, revision: int) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error:
            self._roll_back()
            if self.in_file and _revision_in_file(self.path) == revision:
                return
            raise

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def _revision_in_file(path: Path) -> int:
    """Return the revision a fresh connection reads, -1 if it cannot."""
    try:
        connection = _connect(path, "ro")
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
            return int(row[0])
        finally:
            connection.close()
    except (sqlite3.Error, TypeError):
        return -1


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{Path(os.path.abspath(path)).as_uri()}?mode={mode}"  # noqa: PTH100 - links stay as they are
    connection = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _prepare_for_writing(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _migrate(connection: sqlite3.Connection) -> None:
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
    }
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", list(first.items()))


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
    try:
        # Made under another name and moved in place, so that a half-made store is never found.
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        with explained(path):
            connection = _connect(fresh, "rwc")
            try:
                _migrate(connection)
                _fill(connection, language)
            finally:
                connection.close()
            os.replace(fresh, path)  # noqa: PTH105
            connection = _connect(path, "rw")
            _prepare_for_writing(connection)
    except BaseException:
        lock.release()
        raise
    return Store(path, connection, lock, writes=True)


def create_in_memory(language: str) -> Store:
    """Make a store without a file, for a dry run where no store exists."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    _migrate(connection)
    _fill(connection, language)
    return Store(_MEMORY, connection, None, writes=True)


def _require_ours(connection: sqlite3.Connection, path: Path) -> int:
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
            _("Import a list first, or name another store with --store."),
        )


def open_for_writing(path: Path) -> Store:
    """Open an existing store for writing and bring its tables up to date, keeping a copy of the older file."""
    _require_file(path)
    require_local(path)
    lock = WriterLock(path)
    connection = None
    try:
        with explained(path):
            connection = _connect(path, "rw")
        version = _require_ours(connection, path)
        with explained(path):
            _prepare_for_writing(connection)
            if version < SCHEMA_VERSION:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                shutil.copyfile(path, path.with_name(f"{path.name}.before-{SCHEMA_VERSION}"))
                _migrate(connection)
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
        connection = _connect(path, "ro")
    try:
        version = _require_ours(connection, path)
        if version < SCHEMA_VERSION:
            raise UserError(
                "older_store",
                _("{file} was made by an older FunnelDesk.").format(file=str(path)),
                _("Open it once with the window or import a list, then try again."),
            )
    except BaseException:
        connection.close()
        raise
    return Store(path, connection, None, writes=False)
