"""Activities with others among them look as if every column were kept, whatever lists and those others say."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.added_events import AddedEvents
from funneldesk.domain.facts import Events, is_alone, slim

NAMES = tuple(field.name for field in fields(Events))
#: Some of the activities are later.
DAY = 300
#: lead, day, content, side, result
Row = tuple[int, int, int, int, int]


def rows(most: int, least: int = 0) -> st.SearchStrategy[list[Row]]:
    numbers = (
        st.integers(0, 5),
        st.integers(1, 900),
        st.integers(-1, 200),
        st.integers(-1, 1),
        st.integers(0, 2),
    )
    return st.lists(st.tuples(*numbers), min_size=least, max_size=most)


def made(given: list[Row], *, alike: bool = False) -> Events:
    """Return activities; `alike`: that say of none who did it, or what came of it."""
    lead, day, content, side, result = np.array(sorted(given), np.int32).reshape(-1, 5).T
    nobody = np.full(len(given), -1, np.int8)
    rest = {name: np.zeros(len(given), np.int8) for name in ("instant", "kind", "record")}
    side, result = (
        (nobody, np.zeros_like(nobody)) if alike else (side.astype(np.int8), result.astype(np.int8))
    )
    return slim(
        Events(lead=lead, day=day, content=content, campaign=nobody, side=side, result=result, **rest)
    )


def plainly(events: Events, before: Any, added: Events) -> dict[str, list[int]]:
    return {
        name: np.insert(getattr(events, name).astype(np.int64), before, getattr(added, name)).tolist()
        for name in NAMES
    }


@given(rows(12), rows(4), st.booleans())
def test_every_column_and_every_stretch_of_it(given: list[Row], others: list[Row], alike: bool) -> None:
    events, added = made(given, alike=alike), made(others)
    # In the order of the leads, behind what lists say of the same one.
    before = np.searchsorted(events.lead, added.lead, side="right")
    found, expected = AddedEvents.among(events, before, added), plainly(events, before, added)
    count = len(given) + len(others)
    assert len(found) == count
    assert {name: getattr(found, name).tolist() for name in NAMES} == expected
    places = np.arange(count)[::-2]
    for name in NAMES:
        for begin in range(count + 2):
            for end in range(count + 2):
                part = found.part(name, slice(begin, end))
                assert part.tolist() == expected[name][begin:end]
                assert part.dtype == getattr(found, name).dtype
        assert found.some(name, places).tolist() == [expected[name][place] for place in places]
        assert [found.at(name, place) for place in range(count)] == expected[name]
    leads = np.arange(8, dtype=np.int32)
    assert found.begins(leads).tolist() == np.searchsorted(expected["lead"], leads).tolist()
    late = found.where(lambda of: (of("day") > DAY) & (of("content") >= 0))
    assert late.tolist() == [
        place
        for place, (day, content) in enumerate(zip(expected["day"], expected["content"], strict=True))
        if day > DAY and content >= 0
    ]
    # Anything can be made of them.
    other = replace(found, day=found.day + 1)
    assert other.side.tolist() == expected["side"]
    assert other.part("result", slice(0, count)).tolist() == expected["result"]
    assert other.day.tolist() == [day + 1 for day in expected["day"]]
    assert other.some("day", places).tolist() == [expected["day"][place] + 1 for place in places]
    assert other.begins(leads).tolist() == found.begins(leads).tolist()
    assert len(other) == count


def test_nothing_of_the_lists_is_kept_a_second_time() -> None:
    events = made([(lead, 5, 1, 0, 0) for lead in range(1_000)], alike=True)
    added = made([(3, 5, 1, 1, 2)])
    found = AddedEvents.among(events, np.array([4]), added)
    assert found.side is not found.side
    assert (found.side[4], found.result[4], set(found.side.tolist())) == (1, 2, {-1, 1})
    assert is_alone(found.part("side", slice(5, 900)))
    assert is_alone(found.campaign)
    assert np.shares_memory(found.part("lead", slice(5, 900)), events.lead)


def test_what_no_activity_has_is_no_column() -> None:
    found = AddedEvents.among(made([(0, 1, 1, 1, 1)]), np.array([0]), made([(0, 1, 1, 0, 0)]))
    with pytest.raises(AttributeError):
        _ = found.weight  # type: ignore[attr-defined]
