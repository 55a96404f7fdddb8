"""The answers of this computer, in a small database of its own: numbered, kept, and how far each of them has come.

An answer is on this disk before anything says that it is saved; it is numbered in the same transaction, so that window
and command can answer at once. What the newest publication seen says of answers (which the owner has, which are
withdrawn) is taken over together with that publication, so that no tick is ever ahead of what was read.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from funneldesk.domain.team.answers import Answer, answer_bytes, answer_from
from funneldesk.domain.team.manifest import Manifest, manifest_bytes, manifest_from
from funneldesk.domain.team.ranges import holds
from funneldesk.errors import UserError
from funneldesk.share.copies import COPY, tidy
from funneldesk.share.outbox_faults import explained, newer
from funneldesk.share.responses import answer_name

#: How far an answer has come: on this disk, on the share and read back, in the owner's store.
Tick = Literal["saved", "shared", "received"]
FILE = "outbox.db"
_VERSION = 1
#: Seconds to wait for the other program of this computer.
_PATIENCE = 20.0
_MOST_AHEAD = 1_000_000
_SCHEMA = """
CREATE TABLE about (
    id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL CHECK (next > 0), who TEXT NOT NULL
) STRICT;
CREATE TABLE answer (
    number INTEGER PRIMARY KEY CHECK (number > 0), handover TEXT NOT NULL, said BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('saved', 'shared', 'received'))
) STRICT;
CREATE TABLE seen (
    id INTEGER PRIMARY KEY CHECK (id = 1), manifest BLOB NOT NULL, copy TEXT NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE withdrawn (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO about VALUES (1, 1, '');
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer in the outbox, and how far it has come."""

    answer: Answer
    tick: Tick


@dataclass(frozen=True, slots=True)
class SeenPublication:
    """The newest publication this computer has whole: `copy` is the file's name in the folder, `sha256` its own."""

    manifest: Manifest
    copy: str
    sha256: str


class Outbox:
    """The outbox in a folder. Holds no connection open: any thread and any process of this computer may use it."""

    def __init__(self, folder: Path, device: str) -> None:
        self.folder = folder
        self.device = device
        self.path = folder / FILE

    def add(self, draft: Answer) -> Answer:
        """Keep an answer under the next number and return it; it is on the disk then. UserError where it is not.

        Device and number of the draft do not count.
        """
        kept: list[Answer] = []
        try:
            with self._writing() as db:
                [number] = db.execute("SELECT next FROM about").fetchone()
                answer = replace(draft, device=self.device, number=int(number))
                db.execute("UPDATE about SET next = next + 1, who = ?", (answer.who,))
                db.execute(
                    "INSERT INTO answer VALUES (?, ?, ?, 'saved')",
                    (answer.number, answer.handover, answer_bytes(answer)),
                )
                kept.append(answer)
        except UserError:
            # A commit may be told as failed and yet be done; said again it would be there twice.
            if not kept or not self._has(kept[0]):
                raise
        return kept[0]

    def answers(self) -> tuple[Kept, ...]:
        """Return all answers in the order of their numbers."""
        with self._reading() as db:
            rows = db.execute("SELECT said, state FROM answer ORDER BY number").fetchall()
        return tuple(Kept(answer_from(said), state) for said, state in rows)

    @property
    def who(self) -> str:
        """Return the name the last answer was given in, "" before the first."""
        with self._reading() as db:
            return str(db.execute("SELECT who FROM about").fetchone()[0])

    def shared(self, answers: Iterable[Answer]) -> None:
        """Note that answers lie on the share; those withdrawn meanwhile must go from there again."""
        with self._writing() as db:
            for answer in answers:
                db.execute(
                    "UPDATE answer SET state = 'shared' WHERE number = ? AND state = 'saved'", (answer.number,)
                )
                if not db.execute("SELECT 1 FROM answer WHERE number = ?", (answer.number,)).fetchone():
                    _withdraw(db, answer)

    def missing(self, answers: Iterable[Answer]) -> None:
        """Note that answers are not on the share after all: they are sent again."""
        with self._writing() as db:
            db.executemany(
                "UPDATE answer SET state = 'saved' WHERE number = ? AND state = 'shared'",
                [(answer.number,) for answer in answers],
            )

    def number_after(self, used: int) -> None:
        """Never give a number up to `used` again: an outbox that was brought back from a copy knows too little.

        A number far beyond all is somebody's bad joke, and does not count.
        """
        with self._reading() as db:
            [following] = db.execute("SELECT next FROM about").fetchone()
        if following <= used < following + _MOST_AHEAD:
            with self._writing() as db:
                db.execute("UPDATE about SET next = max(next, ?)", (used + 1,))

    @property
    def seen(self) -> SeenPublication | None:
        """Return the newest publication seen, None before the first."""
        with self._reading() as db:
            return _seen(db)

    def take(self, manifest: Manifest, part: Path, sha256: str) -> bool:
        """Make a publication the one that is seen, with all it says of answers; False where a newer one is already.

        `part`, its whole file, gets the name of a copy; the other copies go.

        Which answers are received is what this publication says, and no earlier one: an owner who came back from an
        older backup has fewer. Those are taken for not sent, and found on the share or sent again.
        """
        received = manifest.acknowledged.get(self.device, ())
        with self._writing() as db:
            known = _seen(db)
            if known and manifest.order < known.manifest.order:
                return False
            copy = part.with_suffix(COPY)
            part.rename(copy)
            db.execute(
                "INSERT OR REPLACE INTO seen VALUES (1, ?, ?, ?)",
                (manifest_bytes(manifest), copy.name, sha256),
            )
            for said, state in db.execute("SELECT said, state FROM answer").fetchall():
                answer = answer_from(said)
                if answer.handover in manifest.withdrawn:
                    _withdraw(db, answer)
                    continue
                is_received = holds(received, answer.number)
                now = "received" if is_received else "saved" if state == "received" else state
                if now != state:
                    db.execute("UPDATE answer SET state = ? WHERE number = ?", (now, answer.number))
        return True

    def tidy(self) -> None:
        """Remove copies that are not the one that is seen; what the other program takes meanwhile stays."""
        with self._writing() as db:
            known = _seen(db)
            tidy(self.folder, known.copy if known else "")

    def withdrawn(self) -> tuple[str, ...]:
        """Return the names of files of this computer that must go from the share."""
        with self._reading() as db:
            return tuple(name for (name,) in db.execute("SELECT name FROM withdrawn ORDER BY name"))

    def gone(self, name: str) -> None:
        """Note that a withdrawn file is not on the share any more."""
        with self._writing() as db:
            db.execute("DELETE FROM withdrawn WHERE name = ?", (name,))

    def _has(self, answer: Answer) -> bool:
        with suppress(UserError), self._reading() as db:
            row = db.execute("SELECT said FROM answer WHERE number = ?", (answer.number,)).fetchone()
            return row is not None and bytes(row[0]) == answer_bytes(answer)
        return False

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with explained(self.path), closing(self._open()) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with explained(self.path), closing(self._open()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    db.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        """Open the file, made where there is none. What is deleted from it is written over."""
        self.folder.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        try:
            for pragma in ("synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF"):
                db.execute(f"PRAGMA {pragma}")
            _prepare(db, self.path)
        except BaseException:
            db.close()
            raise
        return db


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables where there are none; UserError where a newer program made others."""
    if _version(db) == 0:
        _make(db)
    if _version(db) != _VERSION:
        raise newer(path)


def _make(db: sqlite3.Connection) -> None:
    """Make the tables, unless the other program of this computer was quicker."""
    db.execute("BEGIN IMMEDIATE")
    if _version(db) == 0:
        for statement in _SCHEMA.split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")
    db.execute("COMMIT")


def _seen(db: sqlite3.Connection) -> SeenPublication | None:
    row = db.execute("SELECT manifest, copy, sha256 FROM seen").fetchone()
    return SeenPublication(manifest_from(row[0]), row[1], row[2]) if row else None


def _withdraw(db: sqlite3.Connection, answer: Answer) -> None:
    """Forget an answer and keep the name of its file only, which says nothing of anybody."""
    db.execute("DELETE FROM answer WHERE number = ?", (answer.number,))
    db.executemany(
        "INSERT OR IGNORE INTO withdrawn VALUES (?)",
        [(str(answer_name(answer, sealed=sealed)),) for sealed in (False, True)],
    )
