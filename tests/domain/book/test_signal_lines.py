"""Signals added, copied, moved, changed: always a book that could be agreed on, and nothing else in it changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.book.book import Band, Component
from funneldesk.domain.book.book_checks import book_problems, field_problems, signal_problems
from funneldesk.domain.book.book_json import book_from_json, canonical_json
from funneldesk.domain.book.conditions import ActivityMatch, Attribute, Score
from funneldesk.domain.book.signal_lines import (
    SIGNAL_KINDS,
    copied,
    first_signal,
    free_name,
    kind_of,
    moved,
    signal_name,
    with_changed,
    with_component,
    with_kind,
    with_signal,
)
from funneldesk.domain.book.starter import starter_book
from tests.domain.books import signals

BOOK = starter_book("en")
FIRST = {
    "match": ActivityMatch(kinds=("visit",)),
    "test": Attribute("industry", "is", ("Retail",)),
    "band_field": "x.rate",
}
kinds = st.sampled_from(SIGNAL_KINDS)
ids = st.sampled_from([signal.id for signal in BOOK.signals])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), kinds, st.sampled_from(["behaviour", "attribute", "engagement"])),
        st.tuples(st.just("copy"), st.integers(0, 30)),
        st.tuples(st.just("move"), st.integers(0, 30), st.booleans()),
        st.tuples(st.just("kind"), st.integers(0, 30), kinds),
    ),
    max_size=8,
)


def _done(book, step):
    if step[0] == "add":
        return with_signal(book, first_signal(step[1], step[2], FIRST))
    signal = book.signals[step[1] % len(book.signals)]
    if step[0] == "copy":
        return copied(book, signal.id)[0]
    if step[0] == "move":
        return moved(book, signal.id, up=step[2])
    return with_changed(book, with_kind(signal, step[2], FIRST), None)


@given(steps)
def test_whatever_is_done_the_book_can_be_agreed_on_and_stored(done):
    book = BOOK
    for step in done:
        book = _done(book, step)
    assert book_problems(book) == ()
    assert all(field_problems(signal, book) == () for signal in book.signals)
    assert len({signal.name for signal in book.signals}) == len(book.signals)
    assert book_from_json(canonical_json(book)) == book
    assert replace(book, signals=BOOK.signals) == BOOK


@given(ids, st.booleans())
def test_a_move_and_its_opposite_change_nothing(signal_id, up):
    there = moved(BOOK, signal_id, up=up)
    assert sorted(there.signals, key=lambda s: s.id) == sorted(BOOK.signals, key=lambda s: s.id)
    components = [signal.component for signal in BOOK.signals]
    assert [signal.component for signal in there.signals] == components
    if there != BOOK:
        assert moved(there, signal_id, up=not up) == BOOK


@given(signals().filter(len).map(lambda made: made[0]), kinds)
def test_a_signal_of_another_kind_has_only_the_slots_of_that_kind(signal, kind):
    changed = with_kind(signal, kind, FIRST)
    assert kind_of(changed) == kind
    kept = ("id", "component", "name", "why", "points")
    assert [getattr(changed, name) for name in kept] == [getattr(signal, name) for name in kept]
    known = set(signal_problems(signal, BOOK))
    assert [message for message in signal_problems(changed, BOOK) if message not in known] == []
    assert (changed.cap is None) == (kind != "counts")
    assert bool(changed.bands) == (kind == "bands")


@pytest.mark.parametrize(
    ("kind", "name"),
    [("counts", "Site visits"), ("test", "The industry is “Retail”"), ("bands", "Rate")],
)
def test_a_new_signal_is_called_by_what_it_looks_at(kind, name):
    assert first_signal(kind, "behaviour", FIRST).name == name


def test_without_anything_to_start_from_a_new_signal_is_still_one():
    assert first_signal("counts", "behaviour", {}).counts == ActivityMatch()
    assert first_signal("test", "behaviour", {}).test == Attribute("industry", "filled")
    assert first_signal("bands", "behaviour", {}).band_fields == ("employees",)
    assert signal_name(replace(first_signal("bands", "behaviour", {}), band_fields=())) == "Number"


def test_a_new_signal_stands_last_in_its_component_and_in_an_empty_one_at_the_end():
    after = with_signal(BOOK, first_signal("counts", "behaviour", FIRST))
    behaviour = [signal.id for signal in after.signals if signal.component == "behaviour"]
    assert behaviour[-1] == "signal_1"
    none = replace(BOOK, signals=tuple(s for s in BOOK.signals if s.component != "engagement"))
    assert with_signal(none, first_signal("counts", "engagement", FIRST)).signals[-1].id == "signal_1"


def test_a_name_that_is_taken_gets_a_number():
    assert free_name(BOOK, "New") == "New"
    assert free_name(BOOK, "Seminar attended") == "Seminar attended 2"
    twice = with_signal(BOOK, replace(BOOK.signals[1]))
    assert free_name(twice, "Seminar attended") == "Seminar attended 3"


def test_a_change_taken_back_by_hand_is_the_agreed_line_again():
    agreed = BOOK.signals[1]
    changed = with_changed(BOOK, replace(agreed, window_days=7, origin="own"), agreed)
    assert changed.signals[1].origin == "own"
    assert with_changed(changed, replace(agreed, origin="own"), agreed) == BOOK
    own = with_changed(BOOK, replace(agreed, origin="own"), agreed)
    assert own.signals[1].origin == "own", "the origin itself was changed"


def test_a_component_gets_another_cap():
    changed = with_component(BOOK, Component("behaviour", 0.0, 55.0))
    assert [c.cap for c in changed.components] == [55.0, 30.0, 20.0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": BOOK.signals[0].name}, "has this name already"),
        ({"cap": 19.0}, "the cap (19) lies below the points of a single activity (20)"),
        ({"points": -50.0, "half_life_days": None}, "the cap (40) lies below the points of a single activity (50)"),
        ({"window_days": 0}, "at least one day"),
        ({"component": "luck"}, "no such component"),
        ({"counts": None, "test": Score("ge", 3.0)}, "cannot ask for the score"),
        ({"counts": None, "bands": (Band(1.0, 1.0, 1.0),), "band_fields": ("x.a",)}, "lower end"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_field_is_said(change, said):
    signal = BOOK.signals[1]
    assert field_problems(signal, BOOK) == ()
    problems = field_problems(replace(signal, **change), BOOK)
    assert len(problems) == 1
    assert said in problems[0]


def test_a_cap_of_exactly_one_activity_is_fine():
    assert field_problems(replace(BOOK.signals[1], cap=20.0), BOOK) == ()
