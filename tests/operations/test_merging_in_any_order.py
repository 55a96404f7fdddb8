"""Merges and separations by hand hold in whatever order lists and decisions come, and undone leave no trace."""

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from funneldesk.domain.leads.merging import Decision
from funneldesk.operations.checking import check
from funneldesk.operations.importing import redo_import, undo_import
from funneldesk.operations.merging import bring_back, merge, separate, take_back, unmerge
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.store.leads import lead_ids
from tests.operations.deciding import decide, digests, partition, sorted_decision
from tests.operations.taking import figures, take
from tests.operations.test_order_of_imports import LISTS

NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=3)
WORDS = st.lists(st.tuples(st.booleans(), NUMBERS, NUMBERS), min_size=1, max_size=4)
Lists = list[dict[str, Any]]
Words = list[tuple[bool, list[int], list[int]]]


def decisions_on(store: Store, words: Words) -> list[Decision]:
    """Return decisions about people of the store; later words are newer."""
    known = digests(store)
    found = []
    for number, (same, one, other) in enumerate(words):
        sides = [{known[place % len(known)] for place in side} for side in (one, other)]
        if known and not sides[0] & sides[1]:
            found.append(sorted_decision(f"2026-05-01T00:00:0{number}.000000Z", *sides, same=same))
    return found


def filled(lists: Lists) -> Store:
    store = in_memory_store("ja")
    for one in lists:
        take(store, **one)
    return store


@settings(max_examples=50)
@given(LISTS, WORDS, st.randoms(use_true_random=False))
def test_the_order_of_lists_and_decisions_changes_nothing(lists: Lists, words: Words, random: Any) -> None:
    with filled(lists) as store:
        assume(digests(store))
        decisions = decisions_on(store, words)
        for decision in decisions:
            decide(store, decision)
        assert check(store) == ()
        expected = partition(store), figures(store)
    steps: list[Any] = [*lists, *decisions]
    random.shuffle(steps)
    with in_memory_store("ja") as store:
        for step in steps:
            if isinstance(step, Decision):
                decide(store, step)
            else:
                take(store, **step)
        assert check(store) == ()
        assert (partition(store), figures(store)) == expected


@settings(max_examples=30)
@given(LISTS, WORDS, st.integers(0, 9))
def test_what_was_decided_last_holds(lists: Lists, words: Words, place: int) -> None:
    with filled(lists) as store:
        assume(digests(store))
        decisions = decisions_on(store, words)
        assume(decisions)
        for decision in decisions:
            decide(store, decision)
        last = decisions[-1]
        for part in partition(store):
            if not last.same:
                assert not (part & set(last.one) and part & set(last.other))
            elif (one := part & set(last.one)) and len(decisions) == 1:
                assert one | (set(last.other) & {d for other in partition(store) for d in other}) <= part


@settings(max_examples=30)
@given(LISTS, WORDS, st.integers(0, 9), st.integers(0, 9))
def test_a_decision_taken_back_leaves_no_trace(lists: Lists, words: Words, place: int, batch: int) -> None:
    with filled(lists) as store, filled(lists) as never:
        assume(digests(store))
        decisions = decisions_on(store, words)
        assume(decisions)
        ids = [decide(store, decision) for decision in decisions]
        everything = partition(store), figures(store)
        gone = place % len(decisions)
        for decision in decisions[:gone] + decisions[gone + 1 :]:
            decide(never, decision)
        take_back(store, ids[gone])
        assert check(store) == ()
        assert (partition(store), figures(store)) == (partition(never), figures(never))
        bring_back(store, ids[gone])
        assert check(store) == ()
        assert (partition(store), figures(store)) == everything
        found = [
            row[0] for row in store.connection.execute("SELECT id FROM import_batch WHERE kind <> 'identity'")
        ]
        undo_import(store, found[batch % len(found)])
        assert check(store) == ()
        redo_import(store, found[batch % len(found)])
        assert check(store) == ()
        assert (partition(store), figures(store)) == everything


@settings(max_examples=30)
@given(LISTS, st.integers(0, 99), st.integers(0, 99), st.booleans())
def test_merging_and_taking_it_back_gives_every_lead_its_row_and_id_back(
    lists: Lists, first: int, second: int, apart: bool
) -> None:
    with filled(lists) as store:
        known = lead_ids(store.connection).tolist()
        assume(len(known) > 1)
        one, other = known[first % len(known)], known[second % len(known)]
        assume(one != other)
        before = store.connection.execute("SELECT * FROM lead ORDER BY id").fetchall()
        if apart:
            separate(store, one, other)
            assert store.connection.execute("SELECT * FROM lead ORDER BY id").fetchall() == before
        merged = merge(store, one, other)
        assert len(merged.leads) == 1
        assert check(store) == ()
        assert len(unmerge(store, merged.leads[0]).leads) > 1
        assert check(store) == ()
        assert store.connection.execute("SELECT * FROM lead ORDER BY id").fetchall() == before
