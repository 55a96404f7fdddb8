"""Activities with others put in look as if every column were kept, whatever lists and those others say."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.facts import Events, is_alone, slim
from funneldesk.domain.sparse_events import SparseEvents

NAMES = tuple(field.name for field in fields(Events))
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


@given(rows(12, 1), rows(4, 1), st.data(), st.booleans())
def test_every_column_and_every_stretch_of_it(
    given: list[Row], others: list[Row], data: st.DataObject, alike: bool
) -> None:
    events, added = made(given, alike=alike), made(others)
    before = np.array(
        sorted(data.draw(st.lists(st.integers(0, len(given)), min_size=len(others), max_size=len(others))))
    )
    found, expected = SparseEvents.inserted(events, before, added), plainly(events, before, added)
    count = len(given) + len(others)
    assert len(found) == count
    assert {name: getattr(found, name).tolist() for name in NAMES} == expected
    begin, end = sorted((data.draw(st.integers(0, count)), data.draw(st.integers(0, count))))
    for name in NAMES:
        assert found.part(name, slice(begin, end)).tolist() == expected[name][begin:end]
        assert found.part(name, slice(begin, end)).dtype == getattr(found, name).dtype
    # Anything can be made of them.
    other = replace(found, day=found.day + 1)
    assert other.side.tolist() == expected["side"]
    assert other.part("result", slice(0, count)).tolist() == expected["result"]
    assert other.day.tolist() == [day + 1 for day in expected["day"]]


def test_what_a_few_say_is_not_kept_of_all() -> None:
    events = made([(lead, 5, 1, 0, 0) for lead in range(1_000)], alike=True)
    added = made([(3, 5, 1, 1, 2)])
    found = SparseEvents.inserted(events, np.array([4]), added)
    assert found.side is not found.side
    assert (found.side[4], found.result[4], set(found.side.tolist())) == (1, 2, {-1, 1})
    assert is_alone(found.part("side", slice(5, 900)))
    assert is_alone(found.campaign)
    assert found.lead is found.lead


def test_what_no_activity_has_is_no_column() -> None:
    found = SparseEvents.inserted(made([(0, 1, 1, 1, 1)]), np.array([0]), made([(0, 1, 1, 0, 0)]))
    with pytest.raises(AttributeError):
        _ = found.weight  # type: ignore[attr-defined]
