"""Merging and telling apart by hand, step by step as the window and the commands do it."""

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.checking import check
from funneldesk.operations.importing import imports, redo_import, undo_import
from funneldesk.operations.merging import (
    bring_back,
    decisions,
    merge,
    parts_of,
    separate,
    state_words,
    take_back,
    unmerge,
)
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, figures, take

TARO: Row = {"name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "課長"}
YAMADA: Row = {"name": "山田", "company": "港精機", "email": "yamada@gmail.com", "phone": "090-1111-2222"}
#: Carries the address of one and the phone and name of the other.
BOTH: Row = {"email": "taro@minato.jp", "name": "山田", "company": "港精機", "phone": "090-1111-2222"}


def leads(store: Store) -> list[tuple[int, str]]:
    return store.connection.execute("SELECT id, email FROM lead ORDER BY id").fetchall()


def code_of(action: object) -> str:
    with pytest.raises(UserError) as error:
        action()  # type: ignore[operator]
    assert error.value.message
    assert error.value.next_step
    return error.value.code


def test_a_merge_joins_all_that_both_did_and_its_undo_gives_it_back() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        take(
            store,
            "activities",
            [{"email": "yamada@gmail.com", "activity": "download", "occurred_at": "2026-03-01"}],
        )
        before, rows = figures(store), leads(store)
        merged = merge(store, 1, 2)
        assert (merged.same, merged.leads) == (True, (1,))
        assert leads(store) == [(1, "yamada@gmail.com")]  # of the same day the greater value
        assert check(store) == ()
        taken = take_back(store, merged.id)
        assert (taken.hidden, taken.leads) == (True, (1, 2))
        assert (figures(store), leads(store)) == (before, rows)
        assert bring_back(store, merged.id).leads == (1,)
        assert check(store) == ()


def test_decisions_are_no_imports() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        decided = merge(store, 1, 2)
        assert [info.id for info in imports(store)] == [1]
        assert code_of(lambda: undo_import(store, decided.id)) == "no_import"


def test_two_people_stay_two_whatever_list_comes_later() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        separate(store, 1, 2)
        take(store, "leads", [BOTH], list_date="2026-05-01")
        found = leads(store)
        assert [lead for lead, _email in found] == [1, 2]
        assert check(store) == ()
        take_back(store, decisions(store)[0].id)
        assert len(leads(store)) == 1
        assert check(store) == ()


def test_a_lead_is_told_apart_part_by_part() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, BOTH, YAMADA])
        take(store, "activities", [{"email": "taro@minato.jp", "activity": "view"}] * 3)
        assert len(leads(store)) == 1
        parts = parts_of(store, 1)
        assert [(part.who.name, part.rows, part.row) for part in parts] == [
            ("山田 太郎", 1, 2), ("山田", 1, 3), ("山田", 1, 4), ("", 3, 2),
        ]  # fmt: skip
        told = unmerge(store, 1, [parts[1].id, parts[2].id])
        assert told.same is False
        assert len(told.leads) == 2
        assert check(store) == ()
        take_back(store, told.id)
        assert len(leads(store)) == 1
        assert check(store) == ()


def test_unmerging_takes_the_last_merge_back() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA, {"name": "佐藤", "company": "東都"}])
        merge(store, 1, 2)
        merge(store, 1, 3)
        assert unmerge(store, 1).leads == (1, 3)
        assert unmerge(store, 1).leads == (1, 2)
        assert code_of(lambda: unmerge(store, 1)) == "not_merged"


def test_a_later_merge_overrules_a_separation_and_the_other_way_round() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        separate(store, 1, 2)
        assert merge(store, 1, 2).leads == (1,)
        parts = parts_of(store, 1)
        assert len(unmerge(store, 1, [parts[0].id]).leads) == 2
        assert check(store) == ()
        assert [one.same for one in decisions(store)] == [False, True, False]
        assert [one.at for one in decisions(store)] == sorted({one.at for one in decisions(store)})


def test_a_merge_outlives_the_list_that_brought_one_of_its_rows() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        first = take(store, "leads", [TARO | {"external_id": "7"}], list_date="2026-05-01").batch
        merge(store, 1, 2)
        assert first
        undo_import(store, first)
        assert len(leads(store)) == 1
        assert check(store) == ()


def test_a_decision_whose_rows_are_gone_says_so_until_they_are_back() -> None:
    with in_memory_store("ja") as store:
        first = take(store, "leads", [TARO]).batch
        take(store, "leads", [YAMADA])
        merge(store, 1, 2)
        assert first
        undo_import(store, first)
        (decided,) = decisions(store)
        assert (decided.leads, decided.in_vain, state_words(decided)) == ((2,), True, "its rows are gone")
        redo_import(store, first)
        (decided,) = decisions(store)
        assert (decided.leads, decided.in_vain, state_words(decided)) == ((1,), False, "")
        take_back(store, decided.id)
        assert state_words(decisions(store)[0]) == "taken back"


def test_what_cannot_be_done_is_said() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        assert code_of(lambda: merge(store, 1, 1)) == "same_lead"
        assert code_of(lambda: separate(store, 2, 2)) == "same_lead"
        assert code_of(lambda: merge(store, 1, 9)) == "no_lead"
        assert code_of(lambda: unmerge(store, 1, [99])) == "no_part"
        assert code_of(lambda: unmerge(store, 1, [1])) == "all_parts"
        assert code_of(lambda: take_back(store, 9)) == "no_decision"
        decided = separate(store, 1, 2)
        assert code_of(lambda: bring_back(store, decided.id)) == "not_undone"
        take_back(store, decided.id)
        assert code_of(lambda: take_back(store, decided.id)) == "already_undone"


def test_check_finds_leads_that_no_decision_made() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        merge(store, 1, 2)
        with store.transaction() as connection:
            connection.execute("UPDATE identity SET lead_id = 2 WHERE id = 2")
        assert any(one.where == "identity" for one in check(store))
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, YAMADA])
        separate(store, 1, 2)
        with store.transaction() as connection:
            connection.execute("UPDATE identity SET lead_id = 1")
        assert any(one.what == "Lead 1 is several people." for one in check(store))
