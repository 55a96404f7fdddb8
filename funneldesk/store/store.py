"""A store: one SQLite file, opened for writing by one program, for reading by any."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from funneldesk.domain.moment import DEFAULT_ZONE
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store.faults import explained, is_of_file, user_error
from funneldesk.store.locking import WriterLock
from funneldesk.store.memo import Memo, memo_of_readers

#: What operations hand from one function of the store to another, without looking inside.
Connection = sqlite3.Connection
#: The path of a store without a file.
MEMORY = Path(":memory:")
#: Memory of a connection for pages of the file, in KiB as SQLite wants it.
_READERS_KIB, _WRITERS_KIB = -8_192, -49_152


class Store:
    """One opened store. Use it in the thread that opened it, and close it; a context manager.

    `path` is ":memory:" for a store without a file. `memo` keeps what was computed from this store in memory; readers
    of the same file share it, who writes has its own: what it sees may never come to be.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None, *, writes: bool
    ) -> None:
        self.path = path
        self.connection = connection
        self.writes = writes
        #: Whether a write has begun and not yet ended: what is computed now may never come to be.
        self.writing = False
        self._changed = False
        self.memo = Memo() if writes or path == MEMORY else memo_of_readers(path)
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _steps: object) -> None:
        self.close()
        if isinstance(error, Exception) and (told := self.told(error)) is not error:
            raise told from error

    def told(self, error: Exception) -> Exception:
        """Return what an error means for a person where the file or the disk is at fault; any other as it is."""
        return (
            user_error(error, self.path) if isinstance(error, sqlite3.Error) and is_of_file(error) else error
        )

    def rest(self) -> None:
        """Let go of what was read to be found again quickly: nobody asks for a while."""
        self.connection.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Close the file and give the lock back; harmless when done twice."""
        # Not cleared: others may read the same file.
        self.memo = Memo()
        try:
            with suppress(sqlite3.ProgrammingError):
                # Only after a change: what merely looked, or rehearsed, leaves the file as it was.
                if self._changed and self.in_file:
                    with suppress(sqlite3.OperationalError):
                        self.connection.execute("PRAGMA optimize")
                        # People copy the file alone, and think it is all. SQLite moves its log into it where a
                        # writer is the last to close; here readers stay, and none is waited for.
                        _move_log(self.connection, wait=False)
                self.connection.close()
        finally:
            if self._lock:
                self._lock.release()

    @property
    def in_file(self) -> bool:
        """Whether the store lies in a file."""
        return self.path != MEMORY

    @property
    def revision(self) -> int:
        """Return the number of the last finished write; it grows with each."""
        return int(self.setting("revision") or 0)

    @property
    def state(self) -> str:
        """Return a stamp that no other state of this store, or of another, ever had: for caches."""
        return f"{self.store_id}:{self.setting('revision')}:{self.setting('state')}"

    @property
    def lists_state(self) -> str:
        """Return a stamp like `state` that stays the same while people only enter acts and edit fields of leads.

        Not all fields: those the facts of lists hold themselves (`operations.editing`) let it be another one.
        """
        return self._state_of("lists")

    @property
    def leads_state(self) -> str:
        """Return a stamp like `state` that stays the same while no lead is added or removed and no value changes."""
        return self._state_of("leads")

    def _state_of(self, part: str) -> str:
        stamp, _colon, revision = (self.setting(part) or "").partition(":")
        # A program that knows nothing of this stamp may have written since.
        return f"{self.store_id}:{stamp}" if revision == str(self.revision) else self.state

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
    def one_view(self) -> Iterator[None]:
        """See one state of the store inside the block, whoever writes meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self, *, by_hand_only: bool = False) -> Iterator[sqlite3.Connection]:
        """Do everything in the block or nothing; raises `revision` by one.

        `by_hand_only`: no list or book changes in it, only acts (`store.by_hand`), fields of leads, or settings that no
        fact depends on: what was computed from lists alone stays good, unless `lists_moved` says otherwise.

        SQLite's errors become UserErrors. A commit that reports an error is looked at again before it is
        called a failure: on some file systems the change has been made all the same.
        """
        with self._whole("revision") as before:
            yield self.connection
            # Two copies of a file go separate ways with equal revisions: a backup brought back, a file copied by hand.
            self.set_setting("state", uuid.uuid4().hex)
            self._stamp("lists", before, keep=by_hand_only)
            self._stamp("leads", before, keep=True)

    def lists_moved(self) -> None:
        """Let `lists_state` be another one after the transaction that runs: something of lists alone has changed."""
        self.connection.execute("DELETE FROM meta WHERE key = 'lists'")

    @contextmanager
    def aside(self) -> Iterator[sqlite3.Connection]:
        """Do everything in the block or nothing, like `transaction`, for what no number depends on.

        Minutes and knowledge cards: `revision` stays, so that nothing has to be computed again; `notes` counts them.
        """
        with self._whole("notes"):
            yield self.connection

    @contextmanager
    def _whole(self, counter: str) -> Iterator[int]:
        """Do everything in the block or nothing, count it, and give what the counter was before."""
        if not self.writes:
            raise UserError(
                "read_only",
                _("{file} is open for reading only.").format(file=str(self.path)),
                _("Open it for writing, then try again."),
            )
        with explained(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        self.writing = True
        try:
            before = int(self.setting(counter) or 0)
            yield before
            self.set_setting(counter, str(before + 1))
            self._commit(counter, before + 1)
            self._changed = True
        except sqlite3.Error as error:
            self._roll_back()
            raise user_error(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            self.writing = False

    def _stamp(self, part: str, before: int, *, keep: bool) -> None:
        """Let the stamp of a part hold for the revision now written; a fresh one where it changed (`store.leads`)."""
        stamp, _colon, revision = (self.setting(part) or "").partition(":")
        if not keep or revision != str(before):
            stamp = uuid.uuid4().hex
        self.set_setting(part, f"{stamp}:{before + 1}")

    def _commit(self, counter: str, count: int) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error:
            self._roll_back()
            if self.in_file and _count_in_file(self.path, counter) == count:
                return
            raise

    def _roll_back(self) -> None:
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")


def _count_in_file(path: Path, counter: str) -> int:
    """Return the count a fresh connection reads, -1 if it cannot."""
    try:
        connection = connect(path, "ro")
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (counter,)).fetchone()
            return int(row[0])
        finally:
            connection.close()
    except (sqlite3.Error, TypeError):
        return -1


def settle(path: Path, *, wait: bool = True) -> None:
    """Move what the write-ahead log of a store holds into its file; raises sqlite3.Error.

    `wait`: for those who are reading from it.
    """
    connection = connect(path, "rw")
    try:
        _move_log(connection, wait=wait)
    finally:
        connection.close()


def _move_log(connection: sqlite3.Connection, *, wait: bool) -> None:
    if not wait:
        connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection to the file at `path`; `mode` as in SQLite's URIs: ro, rw, rwc."""
    uri = f"{Path(os.path.abspath(path)).as_uri()}?mode={mode}"  # noqa: PTH100 - links stay as they are
    connection = sqlite3.connect(uri, uri=True, timeout=10, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    # Who writes a list comes back to the same pages again and again; readers are several.
    connection.execute(f"PRAGMA cache_size = {_READERS_KIB if mode == 'ro' else _WRITERS_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
