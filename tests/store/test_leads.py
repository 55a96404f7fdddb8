"""Columns of the table of leads come out as they were put in, however many are read at once."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.operations.stores import in_memory_store
from funneldesk.store import leads
from funneldesk.store.leads import DERIVED, add_leads, facts_columns, fields_values, lead_ids, lead_row
from funneldesk.store.store import Store

#: Whatever a cell can hold that the store can: JSON has words of its own for some of these.
_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=6) | st.sampled_from(
    ("\0", 'a"b', "\\", "null", "[1]", "東京\u2028🙂", "﷐", " ", "1e999")
)
_LEADS = st.dictionaries(st.integers(1, 60), st.tuples(_TEXTS, _TEXTS), max_size=12)


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        yield made


def _filled(store: Store, people: dict[int, tuple[str, str]]) -> None:
    derived = dict.fromkeys(DERIVED, "")
    with store.transaction() as connection:
        connection.execute("DELETE FROM lead")
        rows = [
            lead_row(id_, listed=id_ % 2 == 0, values={"company": company, "note": note, **derived})
            for id_, (company, note) in people.items()
        ]
        add_leads(connection, rows)


@settings(max_examples=60)
@given(people=_LEADS, at_once=st.sampled_from((1, 7, 10_000)))
def test_columns_come_out_as_they_were_put_in(people: dict[int, tuple[str, str]], at_once: int) -> None:
    with in_memory_store("ja") as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr(leads, "_AT_ONCE", at_once)
        _filled(store, people)
        read: dict[int, tuple[str, ...]] = {}
        for ids, texts in fields_values(store.connection, ("note", "company")):
            assert len(ids) <= at_once
            read |= dict(zip(ids, zip(*texts, strict=True), strict=True))
        assert read == {id_: (note, company) for id_, (company, note) in people.items()}
        assert lead_ids(store.connection).tolist() == sorted(people)
        ids, listed, *texts = facts_columns(store.connection)
        assert (ids, listed) == (sorted(people), [1 - id_ % 2 for id_ in sorted(people)])
        assert texts == [[""] * len(people)] * 4


def test_of_one_lead_nothing_else_is_read(store: Store) -> None:
    _filled(store, {3: ("甲", ""), 4: ("乙", "x")})
    assert [*fields_values(store.connection, ("company", "note"), 4)] == [([4], [["乙"], ["x"]])]
    assert [*fields_values(store.connection, ("company",), 5)] == []
    assert lead_ids(store.connection, 3).tolist() == [3]
    assert lead_ids(store.connection, 5).tolist() == []
    assert facts_columns(store.connection, 5) == [[]] * 6


def test_what_is_no_field_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="id; DROP"):
        next(fields_values(store.connection, ("id; DROP",)))
