"""Erasing a person: nothing of her is left, and every figure stays."""

import json

import pytest

from funneldesk.domain.leads.erased import BARS, ERASED
from funneldesk.errors import UserError
from funneldesk.operations.by_hand import called, hand_over
from funneldesk.operations.checking import check
from funneldesk.operations.erasing import erase, withdrawn
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import redo_import, undo_import
from funneldesk.operations.merging import merge
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, plain, take

HANAKO: Row = {
    "external_id": "MA-77001", "email": "hanako.y@minato.jp", "name": "山田 花子", "company": "みなと精機",
    "phone": "090-1234-5678", "title": "部長", "x.フリガナ": "ヤマダ ハナコ", "note": "山田さんは慎重", "acquired_at": "2026-01-05",
}  # fmt: skip
TARO: Row = {
    "email": "taro@minato.jp",
    "name": "佐藤 太郎",
    "company": "みなと精機",
    "title": "課長",
    "note": "上司は山田花子様",
}
ACTS: list[Row] = [
    {"email": "hanako.y@minato.jp", "activity": "download", "occurred_at": "2026-02-01", "content": "ガイド"},
    {
        "lead_external_id": "MA-77001",
        "activity": "attend",
        "occurred_at": "2026-02-03",
        "content": "セミナー",
    },
    {"email": "taro@minato.jp", "activity": "view", "occurred_at": "2026-02-03", "content": "ガイド"},
]
DEALS: list[Row] = [
    {"external_id": "D1", "email": "hanako.y@minato.jp", "company": "みなと精機", "name": "山田花子様 導入", "opened_at": "2026-03-01",
     "outcome": "won", "won_at": "2026-03-09", "amount": "100"},
    {"external_id": "D2", "company": "みなと精機", "name": "追加", "opened_at": "2026-03-05", "amount": "200"},
]  # fmt: skip
WORDS = ("花子", "ヤマダ", "ﾔﾏﾀﾞ", "hanako", "MA-77001", "090-1234-5678", "09012345678", "慎重")


def everything(store: Store) -> str:
    """Return all that stands in the file, escapes undone."""
    said = "\n".join(store.connection.iterdump())
    return said + said.encode().decode("unicode_escape", "ignore")


def filled(store: Store) -> None:
    take(store, "leads", [HANAKO, TARO])
    take(store, "activities", ACTS)
    take(store, "deals", DEALS)


def counted(store: Store) -> list[object]:
    """Return all figures, without the values of leads."""
    leads, *rest = plain(facts_of(store))
    return [sorted((lead[2:] for lead in leads), key=repr), *rest]


def assert_gone(store: Store) -> None:
    said = everything(store)
    assert [word for word in WORDS if word in said] == []


def test_nothing_of_her_is_left_and_all_figures_stay() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        leg = hand_over(store, 1, "is", 739700, comment="花子さんに電話")
        called(store, 1, 739701, reached=True, note="花子さん不在")
        before, handovers = counted(store), len(facts_of(store).handovers.lead)
        assert leg
        done = erase(store, 1)
        assert (done.lead, done.rows, done.acts, done.changed_figures) == (1, 4, 2, False)
        assert_gone(store)
        assert counted(store) == before
        assert len(facts_of(store).handovers.lead) == handovers
        assert check(store) == ()
        row = store.connection.execute(
            "SELECT id, name, email, phone, company, email_kind FROM lead"
        ).fetchall()
        assert row[0] == (1, ERASED, BARS, BARS, "みなと精機", "company")
        assert row[1][1] == "佐藤 太郎"
        assert store.connection.execute("SELECT note FROM lead WHERE id = 2").fetchone() == (
            f"上司は{BARS}様",
        )


def test_no_later_list_brings_her_back() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        before = counted(store)
        erase(store, 1)
        again = take(store, "leads", [HANAKO, TARO | {"note": f"上司は{BARS}様"}], list_date="2026-05-01")
        assert (again.created, again.updated, again.unchanged, again.skipped) == (0, 0, 1, 1)
        assert [one.code for one in again.problems] == ["erased_person"]
        for part in ("external_id", "email"):
            row = {part: HANAKO[part], "name": "だれか"}
            assert take(store, "leads", [row], list_date="2026-05-02").skipped == 1
        other = {"name": "ヤマダ 花子", "company": "みなと精機", "phone": "09012345678"}
        assert take(store, "leads", [other | {"name": "山田花子"}]).skipped == 1
        assert take(store, "leads", [{"name": "山田花子", "phone": "090 1234 5678"}]).skipped == 1
        assert take(store, "activities", ACTS, list_date="2026-05-01").skipped == 2
        assert take(store, "deals", DEALS, list_date="2026-05-01").skipped == 1
        assert counted(store) == before
        assert_gone(store)
        assert check(store) == ()


def test_undo_and_redo_bring_nothing_back() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        old = take(store, "leads", [HANAKO | {"email": "old.hanako@minato.jp"}], list_date="2025-05-01")
        assert old.batch
        undo_import(store, old.batch)
        before = counted(store)
        erase(store, 1)
        assert_gone(store)
        for batch in (1, 2, 3):
            undo_import(store, batch)
            assert check(store) == ()
        for batch in (3, 2, 1):
            redo_import(store, batch)
            assert check(store) == ()
        assert counted(store) == before
        redo_import(store, old.batch)
        assert_gone(store)
        assert check(store) == ()


def test_merged_leads_are_one_person() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        take(store, "leads", [{"name": "鈴木 花子", "company": "別会社", "email": "suzuki.hanako@gmail.com"}])
        newest = store.connection.execute("SELECT max(id) FROM lead").fetchone()[0]
        merge(store, 1, newest)
        before = counted(store)
        erase(store, 1)
        assert_gone(store)
        assert counted(store) == before
        assert check(store) == ()


def test_who_is_erased_is_erased_once_and_nothing_is_written_about_her() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        erase(store, 1)
        for action in (
            lambda: erase(store, 1),
            lambda: called(store, 1, 739701, reached=True),
            lambda: merge(store, 1, 2),
        ):
            with pytest.raises(UserError) as error:
                action()
            assert error.value.code == "erased"
        assert json.loads(store.setting("withdrawn") or "[]") == []


def test_references_of_her_hand_overs_are_withdrawn() -> None:
    with in_memory_store("ja") as store:
        filled(store)
        hand_over(store, 1, "is", 739700)
        with store.transaction():
            old = set(legs_by_ref(store))
        erase(store, 1)
        assert old <= set(withdrawn(store))
        assert set(legs_by_ref(store)) <= set(withdrawn(store))
