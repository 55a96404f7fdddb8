"""Activities in half of the memory look as if every column were kept."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from funneldesk.domain.added_events import AddedEvents
from funneldesk.domain.facts import Events, slim
from funneldesk.domain.moment import NEVER
from funneldesk.domain.narrow_events import NarrowEvents

NAMES = tuple(field.name for field in fields(Events))
LEADS = 7
#: lead, day, content
Row = tuple[int, int, int]
DAYS = st.one_of(
    st.integers(739_000, 739_900), st.just(NEVER), st.sampled_from([1, 65_534, 65_535, 3_652_059])
)
rows = st.lists(st.tuples(st.integers(0, LEADS - 1), DAYS, st.integers(-1, 200)), max_size=12)


def made(given: list[Row]) -> Events:
    lead, day, content = np.array(sorted(given), np.int32).reshape(-1, 3).T
    rest = {name: np.zeros(len(given), np.int8) for name in NAMES if name not in ("lead", "day", "content")}
    return slim(Events(lead=lead, day=day, content=content, **rest))


def look(events: Events) -> list[object]:
    """Return every column, every stretch, some rows of each, and where the activities of each lead begin."""
    ends = range(len(events) + 2)
    stretches = [events.part(name, slice(begin, end)) for name in NAMES for begin in ends for end in ends]
    odd = np.arange(len(events))[::-2]
    some = [events.some(name, odd) for name in NAMES]
    leads = events.begins(np.arange(LEADS + 2, dtype=np.int32)).tolist()
    late = events.where(lambda of: (of("day") > 739_400) & (of("lead") > 1)).tolist()
    columns = [getattr(events, name) for name in NAMES]
    return [[(one.dtype, one.tolist()) for one in (*columns, *stretches, *some)], leads, late, len(events)]


@given(rows)
@example([(0, 1, 0), (1, 65_535, 0)])
@example([(0, 1, 0), (1, 65_536, 0), (1, NEVER, 0)])
def test_they_look_the_same(given: list[Row]) -> None:
    events = made(given)
    found = NarrowEvents.of(events, LEADS)
    assert look(found) == look(events)
    assert look(NarrowEvents.of_parts(found.parts)) == look(events)
    # Anything can be made of them.
    assert look(replace(found, kind=events.kind)) == look(events)


@given(rows, rows)
def test_others_lie_among_them(given: list[Row], others: list[Row]) -> None:
    events, added = made(given), made(others)
    before = np.searchsorted(events.lead, added.lead, side="right")
    found = AddedEvents.among(NarrowEvents.of(events, LEADS), before, added)
    assert look(found) == look(AddedEvents.among(events, before, added))


def test_they_take_up_half() -> None:
    events = made([(lead % LEADS, 739_000 + lead, lead % 100) for lead in range(700)])
    found = NarrowEvents.of(events, LEADS)
    size = {name: part.nbytes for name, part in found.parts.items() if any(part.strides)}
    assert size == {"content": 700, "bounds": 4 * (LEADS + 1), "days": 1_400, "since": 8}
    assert events.lead.nbytes + events.day.nbytes == 5_600
    with pytest.raises(AttributeError):
        _ = found.weight  # type: ignore[attr-defined]
