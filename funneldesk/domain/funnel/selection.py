"""Facts of one lead or some out of many, and what they would be with one more activity."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.book.conditions import ActivityMatch
from funneldesk.domain.facts import (
    Bool,
    Claims,
    Column,
    Content,
    Deals,
    Done,
    Events,
    Facts,
    Handovers,
    Int32,
    Rechecks,
)
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.labels import Labels
from funneldesk.domain.moment import NO_INSTANT

#: So many texts are made at once.
_FEW = 1_000


def only(facts: Facts, position: int) -> Facts:
    """Return the facts of the lead at `position` alone (then 0), with only its own contents and labels."""
    one = some(facts, np.array([position], np.int32))
    used, content = np.unique(one.events.content, return_inverse=True)
    seen = used[used >= 0]
    return replace(
        one,
        events=replace(one.events, content=(content - int(len(used) > len(seen))).astype(np.int32)),
        contents=tuple(facts.contents[code] for code in seen),
    )


def some(facts: Facts, places: Int32) -> Facts:
    """Return the facts of the leads at `places` (ascending) alone, with only their own labels."""
    index = _events_of(facts.events, places)
    events = {field.name: facts.events.some(field.name, index) for field in fields(Events)}
    events["lead"] = np.searchsorted(places, events["lead"]).astype(np.int32)
    return _of_leads(facts, places, Events(**events))


def _of_leads(facts: Facts, places: Int32, events: Events) -> Facts:
    return replace(
        facts,
        lead_ids=facts.lead_ids[places],
        acquired_day=facts.acquired_day[places],
        acquired_instant=facts.acquired_instant[places],
        opt_out_day=facts.opt_out_day[places],
        disqualified_day=facts.disqualified_day[places],
        listed=facts.listed[places],
        events=events,
        deals=_rows(facts.deals, places),
        claims=_rows(facts.claims, places),
        handovers=_rows(facts.handovers, places),
        rechecks=_rows(facts.rechecks, places),
        done=_rows(facts.done, places),
        columns=_Columns(facts.columns, places),
        lists=None,
        touched=np.zeros(0, np.int32),
    )


def stretch(facts: Facts, begin: int, end: int) -> Facts:
    """Return the facts of the leads from position `begin` to before `end`, as `some` does, copying little.

    Activities lie in the order of the leads: those of a stretch are looked at where they are.
    """
    places = np.arange(begin, end, dtype=np.int32)
    rows = facts.events.of_leads(begin, end)
    events = {field.name: facts.events.part(field.name, rows) for field in fields(Events)}
    events["lead"] = events["lead"] - np.int32(begin)
    return _of_leads(facts, places, Events(**events))


def with_activities(lead: Facts, match: ActivityMatch, day: int, count: int) -> Facts:
    """Return the facts of a single lead as if it had `count` more activities that match, on `day`."""
    content = Content(
        next(iter(match.contents), ""),
        "",
        next(iter(match.types), ""),
        next(iter(match.phases), ""),
        next(iter(match.themes), ""),
    )
    kind = ACTIVITY_KINDS.index(match.kinds[0]) if match.kinds else 0
    added = {
        "lead": 0, "day": day, "instant": NO_INSTANT, "kind": kind, "side": -1,
        "content": len(lead.contents), "campaign": -1, "record": 0, "result": 0,
    }  # fmt: skip
    place = int(np.searchsorted(lead.events.day, day, side="right"))
    columns = {
        field.name: np.insert(getattr(lead.events, field.name), [place] * count, added[field.name])
        for field in fields(Events)
    }
    return replace(lead, events=Events(**columns), contents=(*lead.contents, content))


_Rows = TypeVar("_Rows", Deals, Claims, Handovers, Rechecks, Done)


def _rows(rows: _Rows, places: Int32) -> _Rows:
    index = np.flatnonzero(_is_among(rows.lead, places))
    columns = {field.name: getattr(rows, field.name)[index] for field in fields(rows)}
    columns["lead"] = np.searchsorted(places, columns["lead"]).astype(np.int32)
    return type(rows)(**columns)


def _is_among(lead: Int32, places: Int32) -> Bool:
    here: Bool = lead == places[0] if len(places) == 1 else np.isin(lead, places)
    return here


def _events_of(events: Events, places: Int32) -> NDArray[np.intp]:
    """Return the rows of these leads: events lie in the order of the leads."""
    first = events.begins(places)
    count = events.begins(places + 1) - first
    return np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())


class _Columns(Mapping[str, Column]):
    """The columns of some leads, cut out of all leads' when first asked for."""

    def __init__(self, columns: Mapping[str, Column], places: Int32) -> None:
        self._columns = columns
        self._places = places
        self._cut: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._cut:
            self._cut[name] = self._of_places(self._columns[name])
        return self._cut[name]

    def _of_places(self, column: Column) -> Column:
        rows = np.flatnonzero(_is_among(column.change_lead, self._places))
        said = [column.codes[self._places], column.change_code[rows]]
        # Only the leads' own labels, so that a test does not read everybody's.
        used, codes = np.unique(np.concatenate(said), return_inverse=True)
        found: Int32 = (codes - int(np.any(used < 0))).astype(np.int32)
        labels = _taken(column.labels, used[used >= 0])
        lead = np.searchsorted(self._places, column.change_lead[rows]).astype(np.int32)
        count = len(self._places)
        return Column(labels, found[:count], lead, column.change_day[rows], found[count:])

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _taken(labels: Sequence[str], codes: Int32) -> Sequence[str]:
    """Return some labels; of very many no text is made before it is looked at."""
    if isinstance(labels, Labels) and len(codes) > _FEW:
        return labels.taken(codes.astype(np.intp))
    return tuple(labels[code] for code in codes.tolist())
