"""Taking rows in: what a long list makes the program forget, the store remembers."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.operations import intake
from funneldesk.operations.importing import take_list
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import block_of, figures, new_batch

PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "external_id": st.sampled_from(("1", "2", "3")),
        "email": st.sampled_from(("a@x.example", "b@x.example", "c@y.example")),
        "name": st.sampled_from(("佐藤", "高橋", "髙橋")),
        "company": st.sampled_from(("みなと精機", "㈱みなと精機", "東都工業")),
        "title": st.sampled_from(("部長", "課長")),
    },
).filter(bool)
FIELDS = ("external_id", "email", "name", "company", "title")


def taken(lists, held, monkeypatch):
    """Import lists of blocks while memory holds `held` keys and marks; return the results and all figures."""
    monkeypatch.setattr(intake, "KEYS_HELD", held)
    monkeypatch.setattr(intake, "MARKS_HELD", held)
    with in_memory_store("ja") as store:
        results = []
        for blocks in lists:
            made = [block_of(rows, FIELDS) for rows in blocks]
            made = [replace(block, rows=[n * 10 + row for row in block.rows]) for n, block in enumerate(made)]
            result = take_list(store, new_batch("leads", FIELDS), made)
            results.append((result.created, result.updated, result.unchanged, result.rejected))
        return results, figures(store)


@settings(max_examples=60)
@given(st.lists(st.lists(st.lists(PEOPLE, min_size=1, max_size=4), max_size=4), max_size=3))
def test_a_list_too_long_for_memory_comes_in_just_the_same(lists):
    with pytest.MonkeyPatch.context() as monkeypatch:
        forgetting = taken(lists, 0, monkeypatch)
        remembering = taken(lists, 10**9, monkeypatch)
    assert forgetting == remembering
