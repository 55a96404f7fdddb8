"""Who is erased: all rows that are hers, and none of somebody who only shares something with her."""

from collections.abc import Iterator

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.erasing import erase
from funneldesk.operations.erasing_person import person_of, what_goes, what_stays, what_to_know
from funneldesk.operations.importing import undo_import
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, take

HANAKO: Row = {
    "external_id": "1", "email": "hanako@minato.jp", "name": "山田 花子", "company": "みなと精機",
    "phone": "03-1234-5678", "x.フリガナ": "ヤマダ ハナコ",
}  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        yield made


def names(store: Store, lead: int = 1) -> set[tuple[str, str]]:
    return {(one.who.name, one.who.email) for one in person_of(store, lead).people}


def test_other_lists_that_name_her_are_hers_too(store: Store) -> None:
    take(store, "leads", [HANAKO])
    take(store, "leads", [{"email": "hanako@minato.jp", "name": "山田 ハナコ"}], system="crm")
    take(
        store, "activities", [{"email": "hanako@minato.jp", "activity": "view", "occurred_at": "2026-02-01"}]
    )
    assert names(store) >= {("山田 花子", "hanako@minato.jp"), ("山田 ハナコ", "hanako@minato.jp")}


def test_rows_taken_back_are_hers(store: Store) -> None:
    take(store, "leads", [HANAKO])
    gone = take(store, "leads", [{"email": "hanako@minato.jp", "name": "旧姓 花子"}], system="crm")
    undo_import(store, gone.batch)
    assert ("旧姓 花子", "hanako@minato.jp") in names(store)


def test_a_phone_and_a_name_of_others_stay_theirs(store: Store) -> None:
    take(
        store,
        "leads",
        [
            HANAKO,
            {"email": "taro@minato.jp", "name": "佐藤 太郎", "company": "みなと精機", "phone": "0312345678"},
            {"email": "other@x.jp", "name": "山田 花子", "company": "別の会社"},
            {"email": "long@x.jp", "name": "小山田 花子美", "company": "別の会社"},
        ],
    )
    person = person_of(store, 1)
    assert names(store) == {("山田 花子", "hanako@minato.jp")}
    assert [who.email for who in person.called_alike] == ["other@x.jp"]
    assert person.longer == ("小山田 花子美",)
    assert person.others_phones
    assert any("ヤマダ" in one for one in person.readings)
    said = person.mentions().blackened("山田花子、0312345678、hanako@minato.jp、小山田 花子美")
    assert "花子、" not in said
    assert "hanako" not in said
    assert "0312345678" in said
    assert "小山田 花子美" in said


def test_marks_never_are_about_a_namesake_at_the_same_company(store: Store) -> None:
    twin: Row = {
        "email": "second@minato.jp",
        "name": "山田 花子",
        "company": "みなと精機",
        "phone": "03-9999-0000",
    }
    take(store, "leads", [HANAKO, twin])
    other = person_of(store, 2).marks()
    assert person_of(store, 1).marks()
    assert not [mark for mark in person_of(store, 1).marks() & other if mark.startswith(("e:", "b:", "i:"))]


@pytest.mark.parametrize(("lead", "code"), [(9, "no_lead"), (2, "nobody"), (1, "erased")])
def test_where_there_is_nobody_to_erase_it_is_said(store: Store, lead: int, code: str) -> None:
    take(store, "leads", [HANAKO, {"company": "会社だけ"}])
    if code == "erased":
        erase(store, 1)
    with pytest.raises(UserError) as caught:
        person_of(store, lead)
    assert caught.value.code == code
    assert caught.value.next_step


def test_what_goes_what_stays_and_what_is_not_reached_is_said() -> None:
    said = [what_goes(), what_stays(), what_to_know()]
    assert all(said)
    assert len({line for part in said for line in part}) == sum(map(len, said))
