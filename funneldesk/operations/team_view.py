"""What a member's pages show: rows of a publication as frozen records, read from this computer's copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from funneldesk.domain.team.levels import Level

Cell = str | int | float | None
#: Rows of leads asked for at a time.
PAGE = 256


class Reader(Protocol):
    """What is asked of an open publication (`share.publication_file.PublicationReader`)."""

    about: Mapping[str, str]
    level: Level
    as_of: int
    language: str

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the names of a table's columns."""
        ...

    def count(self, table: str, *, where: Mapping[str, Cell] | None = None, search: str = "") -> int:
        """Return how many rows there are."""
        ...

    def rows(
        self,
        table: str,
        *,
        where: Mapping[str, Cell] | None = None,
        order_by: Sequence[str] = (),
        search: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[tuple[Cell, ...]]:
        """Return rows in an order ("-column": falling)."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class PublishedDuty:
    """One line of today's list. Days are ordinals, None where there is none; names are None where not published."""

    position: int
    side: str
    action: str
    why: str
    rule: str
    lead: int | None
    person: str | None
    company: str
    title: str
    owner: str
    score: float | None
    since: int | None
    due: int | None
    days_late: int
    is_long_ago: bool
    handover: str

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.days_late > 0

    @property
    def who(self) -> str:
        """Return whom it is about, as far as that is published."""
        return self.person or self.company


@dataclass(frozen=True, slots=True)
class PublishedHandover:
    """One hand-over; `state` "open" or a decision; `decided_by`: what says so, for answers that build on it."""

    handover: str
    lead: int | None
    person: str | None
    email: str | None
    phone: str | None
    company: str
    title: str
    side: str
    owner: str
    handed_on: int | None
    due: int | None
    is_late: bool
    state: str
    reason: str
    decided_on: int | None
    contacted_on: int | None
    recheck_on: int | None
    comment: str
    score: float | None
    why: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == "open"

    @property
    def who(self) -> str:
        """Return whom it is about, as far as that is published."""
        return self.person or self.company


@dataclass(frozen=True, slots=True)
class PublishedLead:
    """One lead at the published level."""

    lead: int
    person: str | None
    email: str | None
    phone: str | None
    company: str
    title: str
    industry: str
    employees: str
    prefecture: str
    source: str
    stage: str
    score: float | None
    is_candidate: bool
    acquired_on: int | None
    last_on: int | None
    owner: str
    handover: str


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of the definition book in words."""

    part: str
    item: str
    said: str


@dataclass(frozen=True, slots=True)
class LeadQuery:
    """Which leads, in which order: `sort` is a column of the publication."""

    search: str = ""
    stage: str = ""
    owner: str = ""
    only_candidates: bool = False
    sort: str = "score"
    descending: bool = True


Record = TypeVar("Record")


class TeamView:
    """An open publication. Used by one thread at a time; `close` lets go of the file."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def level(self) -> Level:
        """Return how much of people is published."""
        return self._reader.level

    @property
    def as_of(self) -> int:
        """Return the day the figures are of."""
        return self._reader.as_of

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()

    def duties(self) -> tuple[PublishedDuty, ...]:
        """Return today's list in its order."""
        return self._records("today", PublishedDuty, order_by=("position",))

    def handovers(self) -> tuple[PublishedHandover, ...]:
        """Return all hand-overs: those that wait first, the longest due first; then the newest decided."""
        found = self._records("handovers", PublishedHandover)
        return tuple(sorted(found, key=_handover_order))

    def reasons(self) -> tuple[str, ...]:
        """Return the book's reasons for declining, in its order."""
        rows = self._dicts("reasons", order_by=("position",))
        return tuple(str(row["reason"] or "") for row in rows)

    def count_leads(self, query: LeadQuery) -> int:
        """Return how many leads fit a query."""
        return self._reader.count("leads", where=_where(query), search=query.search)

    def leads(self, query: LeadQuery, first: int, count: int = PAGE) -> tuple[PublishedLead, ...]:
        """Return some of the leads that fit a query, from the line `first` on."""
        order = (("-" if query.descending else "") + query.sort, "lead")
        return self._records(
            "leads",
            PublishedLead,
            where=_where(query),
            order_by=order,
            search=query.search,
            limit=count,
            offset=first,
        )

    def book(self) -> tuple[BookLine, ...]:
        """Return the definition book in words."""
        return self._records("book", BookLine, order_by=("position",))

    def _dicts(self, table: str, **asked: Any) -> list[dict[str, Cell]]:
        names = self._reader.columns(table)
        return [dict(zip(names, row, strict=True)) for row in self._reader.rows(table, **asked)]

    def _records(self, table: str, kind: type[Record], **asked: Any) -> tuple[Record, ...]:
        return tuple(_record(kind, row) for row in self._dicts(table, **asked))


def open_view(copy: Path) -> TeamView:
    """Open this computer's copy of a publication; UserError where it is none."""
    from funneldesk.share.publication_file import open_publication

    return TeamView(open_publication(copy))


def _where(query: LeadQuery) -> dict[str, Cell]:
    asked: dict[str, Cell] = {}
    if query.stage:
        asked["stage"] = query.stage
    if query.owner:
        asked["owner"] = query.owner
    if query.only_candidates:
        asked["is_candidate"] = 1
    return asked


def _handover_order(one: PublishedHandover) -> tuple[bool, int, str]:
    newest = one.decided_on or one.handed_on or 0
    return not one.is_open, (one.due or one.handed_on or 0) if one.is_open else -newest, one.handover


def _record(kind: type[Record], row: Mapping[str, Cell]) -> Record:
    return kind(**{one.name: _value(one.type, row.get(one.name)) for one in fields(kind)})  # type: ignore[arg-type]


def _value(kind: object, cell: Cell) -> Any:
    """Return a cell as a field of a record takes it; what is published of nobody is None where the field says so."""
    if kind in (bool, "bool"):
        return bool(cell)
    if kind in (str, "str"):
        return "" if cell is None else str(cell)
    if kind in (int, "int"):
        return 0 if cell is None else int(cell)
    if kind == int | None and isinstance(cell, str):
        return date.fromisoformat(cell).toordinal()
    return cell
