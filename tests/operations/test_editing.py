"""Values of leads edited by hand: recorded, held beside lists, taken back without a trace, erased with their person."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from funneldesk.errors import UserError
from funneldesk.i18n import speaking
from funneldesk.operations import editing, merging
from funneldesk.operations.by_hand import called
from funneldesk.operations.checking import check
from funneldesk.operations.editing import Edited, Entered, edit, plan_edits, redo_edit, undo_edit
from funneldesk.operations.erasing import erase
from funneldesk.operations.facts import facts_of
from funneldesk.operations.history import history_of, named
from funneldesk.operations.history_changes import changes_of
from funneldesk.operations.history_steps import bring_back, take_back
from funneldesk.operations.importing import undo_import
from funneldesk.operations.known_values import first_known
from funneldesk.operations.lead_detail import lead_detail
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.tasks import NO_TASK
from funneldesk.operations.undoing import redo_import
from funneldesk.store.lead_list import stored_lead
from tests.operations.taking import Row, plain, take

TARO: Row = {"external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "課長",
             "acquired_at": "2026-01-05", "x.予算": "小"}  # fmt: skip
HANAKO: Row = {
    "external_id": "2",
    "last_name": "鈴木",
    "first_name": "花子",
    "company": "港精機",
    "email": "hanako@minato2.jp",
}
LATER = {"list_date": "2090-01-01"}
TODAY = date.today().toordinal()  # noqa: DTZ011 - any day after the lists does


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "leads", [TARO, HANAKO])
        yield made


def value(store: Store, field: str, lead: int = 1) -> str:
    found = stored_lead(store, lead)
    assert found is not None
    return found.values.get(field, "")


def test_an_edit_holds_until_a_later_list_says_something_new(store: Store) -> None:
    assert edit(store, [Entered(1, "title", "部長")]) == Edited(3 - 1, 1, 1, 0)
    result = take(store, "leads", [TARO], **LATER)
    assert (result.unchanged, result.updated) == (1, 0)
    assert value(store, "title") == "部長"
    result = take(store, "leads", [{**TARO, "title": "社長"}], list_date="2090-01-02")
    assert (result.unchanged, result.updated) == (0, 1)
    assert value(store, "title") == "社長"
    assert check(store) == ()


def test_an_edit_counts_although_a_list_is_dated_ahead(store: Store) -> None:
    take(store, "leads", [{**TARO, "title": "社長"}], **LATER)
    edit(store, [Entered(1, "title", "課長")])
    assert value(store, "title") == "課長"
    assert check(store) == ()


def test_taking_it_back_leaves_no_trace_and_bringing_it_back_is_the_edit_again(store: Store) -> None:
    before = plain(facts_of(store))
    done = edit(
        store, [Entered(1, "title", "部長"), Entered(1, "x.予算", "大"), Entered(2, "name", "佐藤 花子")]
    )
    after = plain(facts_of(store))
    assert before != after
    assert (value(store, "name", 2), value(store, "x.予算")) == ("佐藤 花子", "大")
    undo_edit(store, done.number)
    assert plain(facts_of(store)) == before
    redo_edit(store, done.number)
    assert plain(facts_of(store)) == after
    assert check(store) == ()
    with pytest.raises(UserError) as refused:
        redo_edit(store, done.number)
    assert refused.value.code == "no_act"


def test_what_is_emptied_is_empty_everywhere(store: Store) -> None:
    edit(store, [Entered(1, "title", ""), Entered(1, "x.予算", "")])
    assert (value(store, "title"), value(store, "x.予算")) == ("", "")
    facts = facts_of(store)
    column = facts.columns["title"]
    assert column.at(TODAY + 1)[0] == -1
    assert "" not in column.labels
    assert check(store) == ()


def test_one_that_cannot_be_taken_keeps_all_from_being_taken(store: Store) -> None:
    entries = [Entered(1, "title", "部長"), Entered(2, "email", "花子"), Entered(9, "title", "部長")]
    with speaking("en"), pytest.raises(UserError) as refused:
        edit(store, entries)
    assert refused.value.message == (
        "Lead 9, Job title: This lead is not there any more.\n鈴木 花子, E-mail address: “花子” is no e-mail address."
    )
    assert refused.value.next_step == "Nothing was changed."
    assert value(store, "title") == "課長"
    assert store.revision == 1


def test_many_faults_are_counted(store: Store) -> None:
    with speaking("en"), pytest.raises(UserError) as refused:
        edit(
            store,
            [Entered(1, field, "?x") for field in ("email", "phone", "acquired_at", "corporate_number")],
        )
    assert refused.value.message.endswith("\n1 more")


def test_what_is_there_already_makes_no_step(store: Store) -> None:
    revision = store.revision
    assert edit(store, [Entered(1, "title", " 課長 "), Entered(2, "name", "鈴木 花子")]) == Edited(0, 0, 0, 2)
    assert store.revision == revision


def test_the_last_of_several_texts_for_one_field_counts(store: Store) -> None:
    edit(store, [Entered(1, "title", "部長"), Entered(1, "title", "社長")])
    assert value(store, "title") == "社長"


def test_too_many_leads_are_a_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST", 1)
    with pytest.raises(UserError) as refused:
        plan_edits(store, [Entered(1, "title", "部長"), Entered(2, "title", "部長")])
    assert refused.value.code == "too_many_edits"


def test_it_follows_its_person_through_mergers_and_withdrawn_lists(store: Store) -> None:
    edit(store, [Entered(1, "title", "部長")])
    decided = merging.merge(store, 1, 2)
    assert value(store, "title") == "部長"
    merging.take_back(store, decided.id)
    other = take(
        store,
        "leads",
        [{"external_id": "77", "email": "taro@minato.jp", "name": "山田 太郎", "title": "主任"}],
        system="sfa",
    )
    assert check(store) == ()
    undo_import(store, 1)
    [lead] = find_leads(store, "taro@minato.jp")
    assert value(store, "title", lead) == "部長"
    assert check(store) == ()
    undo_import(store, other.batch)
    assert check(store) == ()
    redo_import(store, 1)
    assert value(store, "title", find_leads(store, "taro@minato.jp")[0]) == "部長"
    assert check(store) == ()


def test_whoever_is_on_no_list_can_be_put_right_too(store: Store) -> None:
    take(
        store,
        "activities",
        [{"email": "x@y.jp", "activity": "form", "occurred_at": "2026-03-01", "content": "資料"}],
    )
    [lead] = find_leads(store, "x@y.jp")
    edit(store, [Entered(lead, "company", "新会社"), Entered(lead, "email", "new@y.jp")])
    assert (value(store, "company", lead), find_leads(store, "new@y.jp")) == ("新会社", (lead,))
    assert check(store) == ()


def test_opting_out_by_hand_holds_from_that_day(store: Store) -> None:
    edit(store, [Entered(1, "opt_out", "はい")])
    day = int(facts_of(store).opt_out_day[0])
    assert abs(day - TODAY) <= 1
    take(store, "leads", [{**TARO, "opt_out": "0"}], **LATER)
    assert int(facts_of(store).opt_out_day[0]) == day
    with pytest.raises(UserError):
        edit(store, [Entered(1, "opt_out", "いいえ")])
    assert check(store) == ()


def test_a_backtest_knows_it_from_the_day_it_was_entered(store: Store) -> None:
    edit(store, [Entered(1, "phone", "03-1111-2222")])
    first = first_known(store, facts_of(store), ["phone", "title"], NO_TASK)
    assert abs(int(first["phone"][0]) - TODAY) <= 1
    assert int(first["title"][0]) == date(2026, 4, 1).toordinal()


def test_table_search_and_page_of_the_lead_show_it(store: Store) -> None:
    edit(store, [Entered(1, "company", "新港工業"), Entered(1, "title", "部長")])
    assert leads_of(store, LeadQuery(text="新港"), TODAY).ids.tolist() == [1]
    sayings = lead_detail(store, 1, TODAY).values["title"].sayings
    assert [(one.value, one.file_name, one.wins) for one in sayings] == [
        ("部長", "", True),
        ("課長", "leads.xlsx", False),
    ]


def test_the_history_names_the_step_with_before_and_after(store: Store) -> None:
    edit(store, [Entered(1, "title", "部長")])
    edit(store, [Entered(1, "title", ""), Entered(2, "title", "主任")])
    called(store, 1, TODAY, reached=True)
    with speaking("en"):
        history = history_of(store)
        two, one = [event for event in history.events if event.way == "edit"]
        assert named(one) == "Values of leads edited (山田 太郎 · みなと精機)"
        assert [(c.what, c.before, c.after) for c in changes_of(store, one)] == [
            ("Job title", "課長", "部長")
        ]
        assert two.about == "2 leads"
        assert [(c.what, c.before, c.after) for c in changes_of(store, two)] == [
            ("山田 太郎, Job title", "部長", ""), ("鈴木 花子, Job title", "", "主任")
        ]  # fmt: skip
    take_back(store, two)
    assert (value(store, "title"), value(store, "title", 2)) == ("部長", "")
    again = history_of(store).again
    assert again is not None
    bring_back(store, again)
    assert (value(store, "title"), value(store, "title", 2)) == ("", "主任")


def test_a_step_of_many_values_is_told_in_part(store: Store) -> None:
    take(store, "leads", [{"external_id": f"n{n}", "name": f"人 {n}", "company": "会社"} for n in range(30)])
    edit(store, [Entered(lead, "source", "展示会") for lead in range(3, 33)])
    [event] = [one for one in history_of(store).events if one.way == "edit"]
    told = changes_of(store, event)
    assert (len(told), told[-1].after) == (21, "10")


def test_who_is_erased_is_gone_from_her_edits(store: Store) -> None:
    done = edit(store, [
        Entered(1, "email", "himitsu@minato.jp"), Entered(1, "name", "秘密 太郎"), Entered(1, "x.予算", "秘密枠"),
        Entered(1, "phone", "03-9999-8888"), Entered(1, "note", "秘密の話"), Entered(1, "company", ""),
    ])  # fmt: skip
    edit(store, [Entered(2, "note", "秘密 太郎さんの紹介")])
    before = facts_of(store)
    erase(store, 1)
    dump = "\n".join(store.connection.iterdump())
    for word in ("秘密", "himitsu", "9999-8888", "99998888", "taro@minato", "山田 太郎"):
        assert word not in dump
    assert np.array_equal(before.acquired_day, facts_of(store).acquired_day)
    assert check(store) == ()
    # A list that has the corrected address does not bring her back.
    result = take(store, "leads", [{"email": "himitsu@minato.jp", "name": "秘密 太郎"}], **LATER)
    assert (result.created, result.skipped) == (0, 1)
    with pytest.raises(UserError):
        edit(store, [Entered(1, "title", "部長")])
    undo_edit(store, done.number)
    assert check(store) == ()
