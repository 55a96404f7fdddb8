"""Facts of one lead out of many, and what they would be with one more activity."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from funneldesk.domain.book.conditions import ActivityMatch
from funneldesk.domain.facts import (
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
from funneldesk.domain.moment import NO_INSTANT


def only(facts: Facts, position: int) -> Facts:
    """Return the facts of the lead at `position` alone (then 0), with only its own contents and labels."""
    at = slice(position, position + 1)
    events = _rows(facts.events, position)
    used, content = np.unique(events.content, return_inverse=True)
    touched = used[used >= 0]
    return replace(
        facts,
        lead_ids=facts.lead_ids[at],
        acquired_day=facts.acquired_day[at],
        acquired_instant=facts.acquired_instant[at],
        opt_out_day=facts.opt_out_day[at],
        disqualified_day=facts.disqualified_day[at],
        listed=facts.listed[at],
        events=replace(events, content=(content - int(len(used) > len(touched))).astype(np.int32)),
        contents=tuple(facts.contents[code] for code in touched),
        deals=_rows(facts.deals, position),
        claims=_rows(facts.claims, position),
        handovers=_rows(facts.handovers, position),
        rechecks=_rows(facts.rechecks, position),
        done=_rows(facts.done, position),
        columns=_Columns(facts.columns, position),
    )


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


_Rows = TypeVar("_Rows", Events, Deals, Claims, Handovers, Rechecks, Done)


def _rows(rows: _Rows, position: int) -> _Rows:
    index = np.flatnonzero(rows.lead == position)
    columns = {field.name: getattr(rows, field.name)[index] for field in fields(rows)}
    return type(rows)(**(columns | {"lead": np.zeros(len(index), np.int32)}))


class _Columns(Mapping[str, Column]):
    """The columns of one lead, cut out of all leads' when asked for."""

    def __init__(self, columns: Mapping[str, Column], position: int) -> None:
        self._columns = columns
        self._position = position

    def __getitem__(self, name: str) -> Column:
        column = self._columns[name]
        rows = np.flatnonzero(column.change_lead == self._position)
        said = [column.codes[self._position : self._position + 1], column.change_code[rows]]
        # Only the lead's own labels, so that a test does not read everybody's.
        used, codes = np.unique(np.concatenate(said), return_inverse=True)
        places: Int32 = (codes - int(np.any(used < 0))).astype(np.int32)
        labels = tuple(column.labels[code] for code in used if code >= 0)
        return Column(labels, places[:1], np.zeros(len(rows), np.int32), column.change_day[rows], places[1:])

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)
