"""What a member's pages show: rows of a publication as frozen records, read from this computer's copy."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from funneldesk.domain.leads.lead_columns import column_kind
from funneldesk.domain.leads.typed_ranges import day_range, number_range
from funneldesk.domain.team.levels import Level
from funneldesk.domain.team.publication import Value, table_named
from funneldesk.domain.team.team_views import SharedView, decoded
from funneldesk.operations.lead_filters import MOST_VALUES, STAGE_VALUES, ColumnFilter, ValueCount

if TYPE_CHECKING:
    from funneldesk.share.publication_reader import Holding, PublicationReader, Within

#: Rows of leads asked for at a time.
PAGE = 256
#: What is rounded to a whole number lies no farther from it; no two scores lie nearer to each other.
HALF, MILLIPOINT = 0.5, 0.001


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
    """One hand-over; `state`: "open", "conflict" or a decision; `decided_by`: references of what says so, as JSON."""

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
    decided_by: str = "[]"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == "open"

    @property
    def is_disputed(self) -> bool:
        """Whether answers to it contradict each other, until whoever publishes decides."""
        return self.state == "conflict"

    @property
    def is_decided(self) -> bool:
        """Whether it is accepted or rejected."""
        return not self.is_open and not self.is_disputed

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
class PublishedStage:
    """One stage of a funnel, of one group where it is broken down (`value`); None: not told, or none."""

    value: str | None
    stage: str
    stage_name: str
    recorded: bool
    count: int | None
    previous: str | None
    n: int | None
    k: int | None
    rate: float | None
    low: float | None
    high: float | None
    band_low: float | None
    band_high: float | None
    verdict: str | None
    sure: bool | None
    median_days: float | None
    maturity_days: int | None
    quartile_low: float | None
    quartile_high: float | None
    immature: int
    skipped: int
    undated: int
    needed: int | None


@dataclass(frozen=True, slots=True)
class PublishedFunnel:
    """One funnel: of a range ("trailing", "all"), broken down by a field or not ("")."""

    range: str
    by: str
    from_day: int | None
    to_day: int | None
    stages: tuple[PublishedStage, ...]


@dataclass(frozen=True, slots=True)
class PublishedContent:
    """One content with its deal rate; None: not told, or none."""

    content: str
    title: str
    type: str
    phase: str
    theme: str
    touched: int | None
    deals: int | None
    rate: float | None
    low: float | None
    high: float | None
    enough: bool
    baseline: float | None
    won: int | None


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of the definition book in words; `part` is a code of its parts, `aspect` what of the item is said."""

    part: str
    item: str
    aspect: str
    said: str


@dataclass(frozen=True, slots=True)
class LeadQuery:
    """Which leads, in which order: `sort` is a column of the publication, and so are the fields of `filters`."""

    search: str = ""
    stage: str = ""
    owner: str = ""
    only_candidates: bool = False
    sort: str = "score"
    descending: bool = True
    filters: tuple[ColumnFilter, ...] = ()


Record = TypeVar("Record")


class TeamView:
    """An open publication. Used by one thread at a time; `close` lets go of the file."""

    def __init__(self, reader: "PublicationReader") -> None:
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

    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Return the book's reasons for declining with what follows from each, in its order."""
        rows = self._dicts("reasons", order_by=("position",))
        return tuple((str(row["reason"] or ""), str(row["follows"] or "")) for row in rows)

    def count_leads(self, query: LeadQuery) -> int:
        """Return how many leads fit a query."""
        return self._reader.count("leads", where=_where(query), also=_also(query), search=query.search)

    def leads(self, query: LeadQuery, first: int, count: int = PAGE) -> tuple[PublishedLead, ...]:
        """Return some of the leads that fit a query, from the line `first` on."""
        order = (("-" if query.descending else "") + query.sort, "lead")
        return self._records(
            "leads",
            PublishedLead,
            where=_where(query),
            also=_also(query),
            order_by=order,
            search=query.search,
            limit=count,
            offset=first,
        )

    def views(self) -> tuple[SharedView, ...]:
        """Return the saved views of the leads that whoever publishes shares."""
        return decoded(self._reader.about.get("views", "[]"))

    def owners(self) -> tuple[str, ...]:
        """Return who is in charge of leads."""
        return tuple(str(value) for value in self._reader.values("leads", "owner") if value)

    def lead_values(self, column: str, query: LeadQuery) -> list[ValueCount]:
        """Return what stands in a column of those leads who pass all other filters, the commonest first.

        "" for those that have none; stages come in their order.
        """
        others = replace(query, filters=tuple(one for one in query.filters if one.field != column))
        counted = self._reader.counted(
            "leads", column, where=_where(others), also=_also(others), search=others.search, most=MOST_VALUES
        )
        found = [ValueCount(str(value or ""), count) for value, count in counted]
        return sorted(found, key=lambda one: _place_of_stage(one.value)) if column == "stage" else found

    def funnels(self) -> tuple[PublishedFunnel, ...]:
        """Return the funnels of each range, as a whole and broken down."""
        found: dict[tuple[str, str], list[PublishedStage]] = {}
        days: dict[tuple[str, str], tuple[int | None, int | None]] = {}
        for row in self._dicts("funnel", order_by=("position",)):
            key = str(row["range"] or ""), str(row["by"] or "")
            found.setdefault(key, []).append(_record(PublishedStage, row))
            days[key] = _day(row["from_day"]), _day(row["to_day"])
        return tuple(PublishedFunnel(*key, *days[key], tuple(stages)) for key, stages in found.items())

    def contents(self) -> tuple[PublishedContent, ...]:
        """Return all contents, the best first."""
        return self._records("contents", PublishedContent, order_by=("position",))

    def book(self) -> tuple[BookLine, ...]:
        """Return the definition book in words."""
        return self._records("book", BookLine, order_by=("position",))

    def _dicts(self, table: str, **asked: Any) -> list[dict[str, Value]]:
        names = [column.name for column in table_named(table).columns]
        return [dict(zip(names, row, strict=True)) for row in self._reader.rows(table, **asked)]

    def _records(self, table: str, kind: type[Record], **asked: Any) -> tuple[Record, ...]:
        return tuple(_record(kind, row) for row in self._dicts(table, **asked))


def open_view(copy: Path) -> TeamView:
    """Open this computer's copy of a publication; UserError where it is none."""
    from funneldesk.share.publication_file import open_publication

    return TeamView(open_publication(copy))


def _where(query: LeadQuery) -> dict[str, Value]:
    asked: dict[str, Value] = {}
    if query.stage:
        asked["stage"] = query.stage
    if query.owner:
        asked["owner"] = query.owner
    if query.only_candidates:
        asked["is_candidate"] = 1
    return asked


def _also(query: LeadQuery) -> "list[tuple[str, Holding | Within | Collection[Value]]]":
    """Return what the filters ask for; UserError where a text is no range and its column has numbers or days."""
    from funneldesk.share.publication_reader import Holding, Within

    found: list[tuple[str, Holding | Within | Collection[Value]]] = []
    for one in query.filters:
        kind = column_kind(one.field)
        if one.values is not None:
            # A cell without a value is published as none.
            found.append((one.field, tuple(value or None for value in one.values)))
        if not one.text.strip() or kind == "stage":
            continue
        if kind == "text":
            found.append((one.field, Holding(one.text)))
            continue
        low, high = number_range(one.text) if kind == "number" else day_range(one.text)
        if kind == "number" and low == high:
            # One number means what is shown, without its decimals: halves are shown as the even number beside them.
            half = HALF if low % 2 == 0 else HALF - MILLIPOINT / 2
            low, high = low - half, high + half
        found.append((one.field, Within(*(_end(value, kind) for value in (low, high)))))
    return found


def _end(value: float, kind: str) -> float | str | None:
    if not math.isfinite(value):
        return None
    return date.fromordinal(int(value)).isoformat() if kind == "day" else value


def _place_of_stage(stage: str) -> int:
    """Return where a stage stands among all; nobody's comes first, what no program knows last."""
    return STAGE_VALUES.index(stage) if stage in STAGE_VALUES else len(STAGE_VALUES) if stage else -1


def _handover_order(one: PublishedHandover) -> tuple[bool, int, str]:
    newest = one.decided_on or one.handed_on or 0
    return not one.is_open, (one.due or one.handed_on or 0) if one.is_open else -newest, one.handover


def _record(kind: type[Record], row: Mapping[str, Value]) -> Record:
    return kind(**{name: read(row.get(name)) for name, read in _reading(cast("Any", kind))})


@cache
def _reading(kind: type[Any]) -> "tuple[tuple[str, Callable[[Value], Any]], ...]":
    """Return how each field of a record is read: found out once, a hundred thousand leads have the same fields."""
    return tuple((one.name, _reader(one.type)) for one in fields(kind))


def _reader(kind: object) -> "Callable[[Value], Any]":
    """Return what reads a cell as a field takes it; what is published of nobody is None where the field says so."""
    if kind in (bool, "bool"):
        return bool
    if kind in (str, "str"):
        return lambda cell: "" if cell is None else str(cell)
    if kind in (int, "int"):
        return lambda cell: 0 if cell is None else int(cell)
    if kind == bool | None:
        return lambda cell: None if cell is None else bool(cell)
    return _day if kind == int | None else lambda cell: cell


def _day(cell: Value) -> int | None:
    """Return a day as an ordinal; numbers stay."""
    if isinstance(cell, str):
        return date.fromisoformat(cell).toordinal()
    return None if cell is None else int(cell)
