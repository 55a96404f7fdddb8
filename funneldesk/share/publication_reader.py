"""Reading a publication that was opened: rows of its tables, chosen, sorted and searched; nothing else."""

import sqlite3
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from funneldesk.domain.team.publication import Column, Table, Value, table_named
from funneldesk.share.publication_checks import about_of
from funneldesk.share.publication_faults import explained
from funneldesk.share.publication_schema import key_of, quoted

if TYPE_CHECKING:
    from funneldesk.domain.team.levels import Level

#: Seconds one question to a file may take, and every how many steps of SQLite's machine the clock is looked at.
DEADLINE, _STEPS = 10.0, 20_000
#: Indexes are for other programs: one that does not fit its table would leave rows out, and nobody would notice.
_NO_INDEX = "NOT INDEXED"
#: What rows are chosen by: a value, or several of them; None for cells without one.
Where = Mapping[str, "Value | Collection[Value]"]


@dataclass(frozen=True, slots=True)
class Holding:
    """Cells that hold a text, whatever the case of Latin letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Within:
    """Cells from one value to another, both included; None: from the least, to the greatest."""

    low: float | str | None
    high: float | str | None


#: What rows are narrowed down by beyond `Where`: a column may stand in it several times.
Also = Sequence[tuple[str, "Holding | Within | Collection[Value]"]]


class Deadline:
    """Ends a question that takes too long: set for each, asked by SQLite every so many steps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._until = 0.0
        connection.set_progress_handler(self._is_over, _STEPS)

    def start(self, seconds: float) -> None:
        """Begin a question that may take so long."""
        self._until = time.monotonic() + seconds

    def _is_over(self) -> bool:
        return time.monotonic() > self._until


class PublicationReader:
    """An opened publication; any thread may ask, one at a time. Close it; a context manager.

    `level`, `as_of` (ordinal) and `language` are what it says of itself, `about` everything it says, as texts;
    `rows_of` the number of rows of each table.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, deadline: Deadline, rows_of: Mapping[str, int]
    ) -> None:
        self.path = path
        self.rows_of = rows_of
        self._connection = connection
        self._deadline = deadline
        self._lock = threading.Lock()
        self.about: Mapping[str, str] = about_of(iter(self.rows("about")), path)
        self.level: Level = self.about["level"]  # type: ignore[assignment] # one of LEVELS: `about_of`
        self.as_of = date.fromisoformat(self.about["as_of"]).toordinal()
        self.language = self.about["language"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; harmless when done twice."""
        with self._lock:
            self._connection.close()

    def columns(self, table: str) -> tuple[Column, ...]:
        """Return the columns of a table, in the order of its rows."""
        return table_named(table).columns

    def count(self, table: str, *, where: Where | None = None, also: Also = (), search: str = "") -> int:
        """Return the number of rows that `rows` would give."""
        chosen, values = _chosen(table_named(table), where or {}, also, search)
        with self._asking() as connection:
            sql = f"SELECT count(*) FROM {quoted(table)} {_NO_INDEX}{chosen}"  # noqa: S608 - names of this program
            return int(connection.execute(sql, values).fetchone()[0])

    def rows(
        self,
        table: str,
        *,
        where: Where | None = None,
        also: Also = (),
        order_by: Sequence[str] = (),
        search: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[tuple[Value, ...]]:
        """Return rows as tuples in the order of `columns`.

        `where`: what cells of a column must be, `also`: what else holds of them. `order_by`: columns, "-" before one
        that falls; cells without a value stand last. `search`: a text that stands in one of the texts of the row.
        """
        said = table_named(table)
        names = ", ".join(quoted(column.name) for column in said.columns)
        chosen, values = _chosen(said, where or {}, also, search)
        order = _ordered(said, order_by)
        sql = f"SELECT {names} FROM {quoted(table)} {_NO_INDEX}{chosen} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        with self._asking() as connection:
            return connection.execute(sql, (*values, -1 if limit is None else limit, offset)).fetchall()

    def values(self, table: str, column: str) -> tuple[Value, ...]:
        """Return what stands in a column, each value once, in its order."""
        name = quoted(_named(table_named(table), column).name)
        sql = f"SELECT DISTINCT {name} FROM {quoted(table)} WHERE {name} IS NOT NULL ORDER BY {name}"  # noqa: S608
        with self._asking() as connection:
            return tuple(value for (value,) in connection.execute(sql))

    def counted(
        self,
        table: str,
        column: str,
        *,
        where: Where | None = None,
        also: Also = (),
        search: str = "",
        most: int,
    ) -> list[tuple[Value, int]]:
        """Return what stands in a column of those rows that `rows` would give, and in how many: the commonest first."""
        said = table_named(table)
        name = quoted(_named(said, column).name)
        chosen, values = _chosen(said, where or {}, also, search)
        sql = (
            f"SELECT {name}, count(*) FROM {quoted(table)} {_NO_INDEX}{chosen} "  # noqa: S608 - names of this program
            f"GROUP BY {name} ORDER BY count(*) DESC, {name} LIMIT ?"
        )
        with self._asking() as connection:
            return connection.execute(sql, (*values, most)).fetchall()

    @contextmanager
    def _asking(self) -> Iterator[sqlite3.Connection]:
        with self._lock, explained(self.path):
            self._deadline.start(DEADLINE)
            yield self._connection


def _named(table: Table, name: str) -> Column:
    """Return a column by its name; KeyError where there is none: names come from this program only."""
    found = next((column for column in table.columns if column.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def _chosen(table: Table, where: Where, also: Also, search: str) -> tuple[str, list[Value]]:
    conditions: list[str] = []
    values: list[Value] = []
    for name, asked in (*where.items(), *also):
        condition, given = _condition(quoted(_named(table, name).name), asked)
        conditions.append(condition)
        values.extend(given)
    if search.strip():
        texts = [quoted(column.name) for column in table.columns if column.type == "text"]
        conditions.append("(" + " OR ".join(f"{name} LIKE ? ESCAPE '\\'" for name in texts) + ")")
        values.extend([_pattern(search)] * len(texts))
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _condition(
    column: str, asked: "Value | Collection[Value] | Holding | Within"
) -> tuple[str, Sequence[Value]]:
    """Return the condition on a column (its quoted name) with the values it compares with."""
    if isinstance(asked, Holding):
        return f"{column} LIKE ? ESCAPE '\\'", (_pattern(asked.text),)
    if isinstance(asked, Within):
        ends = [(sign, end) for sign, end in ((">=", asked.low), ("<=", asked.high)) if end is not None]
        between = [f"{column} IS NOT NULL", *(f"{column} {sign} ?" for sign, _end in ends)]
        return " AND ".join(between), tuple(end for _sign, end in ends)
    if not isinstance(asked, str) and isinstance(asked, Collection):
        among = f"{column} IN ({', '.join('?' * len(asked))})"
        # NULL is in no list.
        return (f"({among} OR {column} IS NULL)" if None in asked else among), tuple(asked)
    return f"{column} IS ?", (asked,)


def _pattern(text: str) -> str:
    plain = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def _ordered(table: Table, order_by: Sequence[str]) -> str:
    terms = []
    for one in order_by:
        column = quoted(_named(table, one.removeprefix("-")).name)
        terms.append(f"{column} {'DESC' if one.startswith('-') else 'ASC'} NULLS LAST")
    # Whatever is asked, rows that are equal in it always stand in the same order.
    return ", ".join([*terms, *(quoted(name) for name in key_of(table))])
