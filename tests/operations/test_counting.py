"""What the rows of a list of activities did is counted beside what is near them, as if all were looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.operations import counting
from funneldesk.operations.counting import Counts, count_rows
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

LEADS = [{"external_id": f"L{n}", "email": f"l{n}@x.example"} for n in range(3)]
row = st.fixed_dictionaries({
    "lead_external_id": st.sampled_from(["L0", "L1", "L2", "nobody"]), "occurred_at": st.sampled_from(["2026-01-01", "2026-01-02"]),
    "activity": st.sampled_from(["view", "download"]), "content": st.sampled_from(["a", "b"]),
}, optional={"external_id": st.sampled_from(["1", "2"])})  # fmt: skip


@given(st.lists(st.lists(row, min_size=1, max_size=5), min_size=1, max_size=4))
def test_rows_of_others_make_no_difference(lists):
    with in_memory_store("en") as store, pytest.MonkeyPatch.context() as patch:
        take(store, "leads", LEADS)
        for rows in lists:
            batch = take(store, "activities", rows).batch
        near = count_rows(store, batch, "activities")
        patch.setattr(counting, "_near", lambda lists, _table, _place: lists)
        assert near == count_rows(store, batch, "activities")
        assert near.created + near.updated + near.unchanged == len(lists[-1])


def test_a_list_taken_in_again_changes_nothing():
    rows = [
        {"lead_external_id": f"L{n}", "occurred_at": "2026-01-01", "activity": "view", "content": "a"}
        for n in (0, 0, 1)
    ]
    with in_memory_store("en") as store:
        take(store, "leads", LEADS)
        take(store, "activities", [*rows, rows[-1] | {"lead_external_id": "L2"}])
        batch = take(store, "activities", [*rows, rows[0]]).batch
        assert count_rows(store, batch, "activities") == Counts(1, 0, 3), "L0 did it a third time"
