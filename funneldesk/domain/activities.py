"""Activities as columns: from the records of one list, and folded over all lists (DESIGN 5 and 7, activities).

Without an id of its own an activity is the same as another of the same lead with the same moment, kind, content
and campaign; the n-th alike of one list is the n-th of another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import NOT_REACHED, NOTED, Bool, Events, Int8, Int32, Int64, alone
from funneldesk.domain.fields import ACTIVITY_KINDS, SIDES
from funneldesk.domain.handovers.call_results import is_unreached
from funneldesk.domain.leads.records import Rows, term_key
from funneldesk.domain.moment import moment_of
from funneldesk.domain.unique import unique

_KINDS = {kind: code for code, kind in enumerate(ACTIVITY_KINDS)}
_SIDES = {side: code for code, side in enumerate(SIDES)}
_OTHER = _KINDS["other"]
#: So many rows are looked at in one go: sorting takes several times the memory of what is sorted.
_BLOCK = 1_000_000
_Array = TypeVar("_Array", bound=np.generic)


@dataclass(frozen=True, slots=True)
class ActivityList:
    """The activities of one list, one row each in the order of their records.

    `content` and `campaign` are positions in `terms`, -1 for none. `own` is a digest of the list's own id of the
    activity, 0 where it has none; `said` a digest of everything the row says. `identity` is 0 where nobody is known.
    `result`: bits of `Events.result`.
    """

    record: Int64
    identity: Int64
    known_at: Int64
    day: Int32
    instant: Int64
    kind: Int8
    side: Int8
    content: Int32
    campaign: Int32
    own: Int64
    said: Int64
    result: Int8
    terms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.record)

    def chosen(self, rows: Bool) -> "ActivityList":
        """Return these rows only."""
        columns = {name: getattr(self, name)[rows] for name, _type in NUMBERS}
        return ActivityList(**columns, terms=self.terms)


NUMBERS = (
    ("record", np.int64), ("identity", np.int64), ("known_at", np.int64), ("day", np.int32), ("instant", np.int64),
    ("kind", np.int8), ("side", np.int8), ("content", np.int32), ("campaign", np.int32), ("own", np.int64),
    ("said", np.int64), ("result", np.int8),
)  # fmt: skip


def digest_of(text: str) -> int:
    """Return a signed 64-bit number that stands for `text`; never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True) or 1


class _Terms:
    """Numbers for the terms of one list."""

    def __init__(self) -> None:
        self.positions: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        return self.positions.setdefault(text, len(self.positions)) if text else -1


def columns_of(parts: Iterable[Rows], system: str, zone: str) -> ActivityList:
    """Return the columns of one list's records. Raises ValueError on a moment that was never understood."""
    term = _Terms()
    made = [_columns_of_part(part, system, zone, term) for part in parts]
    numbers = {name: _end_to_end(kind, [part[name] for part in made]) for name, kind in NUMBERS}
    return ActivityList(**numbers, terms=tuple(term.positions))


def _end_to_end(kind: type[np.generic], parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return parts of a column one after the other; of one value throughout, as that value alone."""
    some = [part for part in parts if len(part)]
    if some and all(part[0] == some[0][0] and alone(part).strides == (0,) for part in some):
        return np.broadcast_to(some[0][:1].astype(kind), sum(map(len, some)))
    return np.concatenate([np.zeros(0, kind), *some])


def _columns_of_part(part: Rows, system: str, zone: str, term: _Terms) -> dict[str, NDArray[Any]]:
    count = len(part.records)
    empty: Sequence[str | None] = [None] * count

    def column(name: str) -> Sequence[str | None]:
        return part.values.get(name, empty)

    moments = [moment_of(text, zone) for text in column("occurred_at")]
    own = [digest_of(f"{system}\x1f{text}") if text else 0 for text in column("external_id")]
    said = _said(part.values, own) if any(own) else own
    columns: dict[str, Any] = {
        "record": part.records,
        "identity": [identity or 0 for identity in part.identities],
        "known_at": part.known_at,
        "day": [moment.day for moment in moments],
        "instant": [moment.instant for moment in moments],
        "kind": [_KINDS.get(text or "", _OTHER) for text in column("activity")],
        "side": [_SIDES.get(text or "", -1) for text in column("side")],
        "content": [term(text) for text in column("content")],
        "campaign": [term(text) for text in column("campaign")],
        "own": own,
        "said": said,
        # Most lists of activities are of a web page and say nothing of the kind.
        "result": results(column("outcome"), column("note"))
        if part.values.keys() & {"outcome", "note"}
        else np.zeros(count, np.int8),
    }
    return {name: np.array(columns[name], kind) for name, kind in NUMBERS}


def results(outcomes: Sequence[str | None], notes: Sequence[str | None]) -> list[int]:
    """Return the bits of `Events.result` for what rows say of a contact."""
    return [
        (NOT_REACHED if outcome and is_unreached(outcome) else 0) | (NOTED if note and note.strip() else 0)
        for outcome, note in zip(outcomes, notes, strict=True)
    ]


def _said(values: Mapping[str, Sequence[str | None]], own: Sequence[int]) -> list[int]:
    names = sorted(values)
    rows = zip(*(values[name] for name in names), strict=True)
    texts = (
        "\x1f".join(f"{name}={value}" for name, value in zip(names, row, strict=True) if value is not None)
        for row in rows
    )
    return [digest_of(text) if code else 0 for text, code in zip(texts, own, strict=True)]


@dataclass(frozen=True, slots=True)
class Activities:
    """Activities of several lists together; `content` and `campaign` are positions in shared `terms`.

    `alike` is a digest of what makes an activity of one lead the same as another.
    """

    record: Int64
    identity: Int64
    known_at: Int64
    day: Int32
    instant: Int64
    kind: Int8
    side: Int8
    content: Int32
    campaign: Int32
    own: Int64
    said: Int64
    result: Int8
    batch: Int32
    alike: Int64
    terms: tuple[str, ...]


def together(lists: Sequence[ActivityList]) -> Activities:
    """Return the rows of all lists in one set of columns; `batch` is the position of the list."""
    keys: dict[str, int] = {}
    names: list[str] = []
    maps = []
    for one in lists:
        positions = []
        for text in one.terms:
            key = term_key(text)
            position = keys.setdefault(key, len(keys))
            if position == len(names):
                names.append(text)
            else:
                names[position] = min(names[position], text)
            positions.append(position)
        maps.append(np.array([*positions, -1], np.int32))
    joined = {
        name: _end_to_end(kind, [getattr(one, name) for one in lists])
        for name, kind in NUMBERS
        if name not in ("content", "campaign")
    }
    for name in ("content", "campaign"):
        mapped = [positions[getattr(one, name)] for one, positions in zip(lists, maps, strict=True)]
        joined[name] = _end_to_end(np.int32, mapped)
    marks = np.array([*map(digest_of, keys), 0], np.int64)
    joined["batch"] = np.repeat(np.arange(len(lists), dtype=np.int32), [len(one) for one in lists])
    joined["alike"] = np.empty(len(joined["day"]), np.int64)
    for start in range(0, len(joined["alike"]), _BLOCK):
        rows = slice(start, start + _BLOCK)
        columns = [joined[name][rows] for name in ("day", "instant", "kind")]
        terms = [marks[joined[name][rows]] for name in ("content", "campaign")]
        joined["alike"][rows] = _mixed(*columns, *terms)
    return Activities(**joined, terms=tuple(names))


def _mixed(*columns: NDArray[_Array]) -> Int64:
    """Return a 64-bit digest of each row (the finaliser of splitmix64 after each column)."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        mixed += column.astype(np.int64).view(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return mixed.view(np.int64)


def distinct(rows: Activities, lead: Int32) -> Int64:
    """Return the positions (ascending) of the rows that stand for one activity each.

    `lead` is each row's lead, -1 for rows that do not count. Of rows with the same own id the newest wins (ties: the
    greater digest), of rows alike the one with the smallest record.
    """
    counted = lead >= 0
    own = np.flatnonzero(counted & (rows.own != 0))
    order = own[np.lexsort((rows.said[own], rows.known_at[own], rows.own[own]))]
    last = np.append(rows.own[order][1:] != rows.own[order][:-1], True) if len(order) else np.zeros(0, bool)
    plain = np.flatnonzero(counted & (rows.own == 0))
    if len(unique(rows.batch[plain])) > 1:
        plain = np.concatenate([_first_alike(rows, lead, part) for part in _by_lead(lead, plain)])
    return np.sort(np.concatenate([order[last], plain])).astype(np.int64)


def without_marks(rows: Activities) -> Activities:
    """Return the rows without what only told whose they are and which are the same: as much as all the rest."""
    gone = ("identity", "known_at", "own", "said", "batch", "alike")
    return replace(rows, **{name: getattr(rows, name)[:0].copy() for name in gone})


def _by_lead(lead: Int32, chosen: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Yield the chosen rows in blocks, those of one lead in one block, the first leads first."""
    if len(chosen) <= _BLOCK:
        yield chosen
        return
    its = lead[chosen]
    ends = np.linspace(0, int(its.max()) + 1, len(chosen) // _BLOCK + 2).astype(np.int64)
    for first, end in pairwise(ends.tolist()):
        yield chosen[(its >= first) & (its < end)]


def _first_alike(rows: Activities, lead: Int32, plain: NDArray[np.intp]) -> NDArray[np.intp]:
    """Of the n-th row alike of each list keep one."""
    ranks = nth_alike(rows, lead, plain)
    order = np.lexsort((rows.record[plain], ranks, rows.alike[plain], lead[plain]))
    chosen = plain[order]
    new = np.ones(len(chosen), bool)
    new[1:] = (
        (lead[chosen][1:] != lead[chosen][:-1])
        | (rows.alike[chosen][1:] != rows.alike[chosen][:-1])
        | (ranks[order][1:] != ranks[order][:-1])
    )
    return chosen[new]


def nth_alike(rows: Activities, lead: Int32, chosen: NDArray[np.intp]) -> Int64:
    """Return, for each chosen row, how many rows alike of the same lead its list has before it."""
    order = np.lexsort((rows.record[chosen], rows.batch[chosen], rows.alike[chosen], lead[chosen]))
    sorted_rows = chosen[order]
    starts = np.ones(len(order), bool)
    starts[1:] = (
        (lead[sorted_rows][1:] != lead[sorted_rows][:-1])
        | (rows.alike[sorted_rows][1:] != rows.alike[sorted_rows][:-1])
        | (rows.batch[sorted_rows][1:] != rows.batch[sorted_rows][:-1])
    )
    positions = np.arange(len(order))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = positions - np.maximum.accumulate(np.where(starts, positions, 0))
    return ranks


def events_of(rows: Activities, lead: Int32, kept: Int64) -> Events:
    """Return the kept rows as events, sorted by (lead, day, instant), of one time in the order of the rows."""
    parts = [
        part[np.lexsort((rows.instant[part], rows.day[part], lead[part]))] for part in _by_lead(lead, kept)
    ]
    order = np.concatenate(parts)
    return Events(
        lead=lead[order],
        day=rows.day[order],
        instant=rows.instant[order],
        kind=rows.kind[order],
        side=rows.side[order],
        content=rows.content[order],
        campaign=rows.campaign[order],
        record=rows.record[order],
        result=rows.result[order],
    )
