"""Activities that lie among others look as if they were kept, whoever asks and whenever."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.facts import Events, is_alone, slim
from funneldesk.domain.lendable import Lendable, at_hand, lend, lies_among, take_back

NAMES = tuple(field.name for field in fields(Events))


def made(rows: list[tuple[int, int, int]]) -> Events:
    """Return activities (lead, day, content); all else is of one value, as most lists have it."""
    lead, day, content = np.array(sorted(rows), np.int32).reshape(-1, 3).T
    rest = {name: np.zeros(len(rows), np.int8) for name in NAMES if name not in ("lead", "day", "content")}
    return slim(Events(lead=lead, day=day, content=content, **rest))


def among(events: Events, places: list[int]) -> tuple[Events, np.ndarray]:
    """Return wider activities that hold these and further ones before the rows at `places`, and where those are."""
    before = np.array(sorted(place % (len(events) + 1) for place in places), np.int64)
    columns = {}
    for name in NAMES:
        column = getattr(events, name)
        wide = column.astype(np.promote_types(column.dtype, np.int16))
        # All lie in the order of the leads.
        said = wide[np.minimum(before, len(wide) - 1)] if name == "lead" else 7
        columns[name] = np.insert(wide, before, said)
    return Events(**columns), before + np.arange(len(before))


def columns(events: Events) -> list[np.ndarray]:
    return [getattr(events, name) for name in NAMES]


def look(events: Events) -> list[tuple[np.dtype, list[int]]]:
    return [(column.dtype, column.tolist()) for column in columns(events)]


def look_at_parts(events: Events) -> list[object]:
    """Return every stretch and some rows of each column, and where the activities of each lead begin."""
    ends = range(len(events) + 2)
    odd = np.arange(len(events))[::-2]
    stretches = [events.part(name, slice(begin, end)) for name in NAMES for begin in ends for end in ends]
    some = [events.some(name, odd) for name in NAMES]
    leads = events.begins(np.arange(8, dtype=np.int32)).tolist()
    where = [events.of_leads(begin, end) for begin in range(7) for end in range(begin, 7)]
    return [[(one.dtype, one.tolist()) for one in (*stretches, *some)], leads, where]


rows = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 40_000), st.integers(-1, 300)), min_size=1, max_size=12
)
added = st.lists(st.integers(0, 30), max_size=5)


@given(rows, added, added)
def test_lent_or_not_they_look_the_same(
    given: list[tuple[int, int, int]], one: list[int], other: list[int]
) -> None:
    events = made(given)
    lists = Lendable.of(events)
    expected = look(events)
    assert look(lists) == expected
    for places in (one, other):  # lent to others while it is lent
        lend(lists, *among(events, places))
        assert lists.nbytes == 0
        assert look(lists) == expected
        assert look_at_parts(lists) == look_at_parts(events)
        assert lists.nbytes == 0
        assert len(lists) == len(events)
        with at_hand(lists):
            assert look(lists) == expected
            assert lists.day is lists.day or is_alone(lists.day)
        assert lists.nbytes == 0
    take_back(lists)
    assert look(lists) == expected
    assert lists.nbytes == sum(one.nbytes for one in columns(events) if not is_alone(one))


def test_what_is_at_hand_stays_until_the_last_who_asked_is_done() -> None:
    events = made([(0, 1, 2), (1, 5, 3)])
    lists = Lendable.of(events)
    with at_hand(lists):
        lend(lists, *among(events, [1]))
        assert lists.day is lists.day
        with at_hand(lists):
            assert lists.content.tolist() == [2, 3]
        assert lists.nbytes == sum(one.nbytes for one in columns(events) if not is_alone(one))
        lend(lists, *among(events, [0, 2]))
        assert look(lists) == look(events)
    assert lists.nbytes == 0


def test_others_can_be_made_of_them() -> None:
    events = made([(0, 1, 2), (1, 5, 3)])
    lists = Lendable.of(events)
    lend(lists, *among(events, [1]))
    other = replace(lists, day=np.array([8, 9], np.int32))
    assert (other.day.tolist(), other.content.tolist()) == ([8, 9], [2, 3])
    assert lists.day.tolist() == [1, 5]


@given(rows, added, added)
def test_those_they_lie_among_are_found_by_the_others_there(
    given: list[tuple[int, int, int]], one: list[int], other: list[int]
) -> None:
    lists = Lendable.of(made(given))
    wider, places = among(made(given), one)
    others = Events(**{name: getattr(wider, name)[places] for name in NAMES})
    assert lies_among(lists, others) is None
    lend(lists, wider, places)
    assert lies_among(lists, others) is wider
    more, more_places = among(made(given), other)
    further = Events(**{name: getattr(more, name)[more_places] for name in NAMES})
    assert (lies_among(lists, further) is wider) == (look(further) == look(others))
    if one:
        assert lies_among(lists, replace(others, day=others.day + 1)) is None
    take_back(lists)
    assert lies_among(lists, others) is None
    assert lies_among(made(given), others) is None


def test_plain_activities_are_left_as_they_are() -> None:
    events = made([(0, 1, 2)])
    lend(events, *among(events, [0]))
    take_back(events)
    with at_hand(events):
        assert look(events) == look(made([(0, 1, 2)]))


def test_many_may_ask_while_they_are_lent_and_taken_back() -> None:
    events = made([(lead, 3 * lead, lead % 50) for lead in range(2_000)])
    lists, expected = Lendable.of(events), look(events)
    wider = [among(events, [place, 2 * place, 1999]) for place in range(5)]

    def ask(_turn: int) -> bool:
        with at_hand(lists):
            held = look(lists) == expected
        return held and look(lists) == expected

    def turn(number: int) -> bool:
        lend(lists, *wider[number % 5])
        if number % 3 == 0:
            take_back(lists)
        return True

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(turn if number % 2 else ask, number) for number in range(200)]
        assert all(one.result() for one in asked)
