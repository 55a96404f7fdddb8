"""Answers that were altered in the file are found; what the team and the owner do is nothing wrong."""

import pytest

from funneldesk.operations import by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import collect, conflicts_of
from funneldesk.operations.erasing import erase
from funneldesk.operations.lead_page import whole_lead
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import open_store
from funneldesk.share.share_place import make_share
from funneldesk.store import by_hand as acts
from funneldesk.store.responses import responses
from tests.operations.published import TODAY, make
from tests.operations.test_collecting import SHARE, made, put
from tests.share.memory_files import MemoryFolder

SWAPPED = """
UPDATE response SET state = CASE state WHEN 'applied' THEN 'superseded' ELSE 'applied' END
WHERE state IN ('applied', 'superseded');
UPDATE import_batch SET hidden = 1 - hidden
WHERE id IN (SELECT act FROM response WHERE state IN ('applied', 'superseded'))
"""
A, B = f"{'a' * 16}:1", f"{'b' * 16}:1"


@pytest.fixture
def drive():
    drive = MemoryFolder()
    make_share(drive)
    return drive


@pytest.fixture
def store(tmp_path, drive, monkeypatch):
    """Return a store of which an answer was overtaken by another one, which is entered; and a comment."""
    monkeypatch.setattr("funneldesk.operations.collecting.business_day", lambda _store: TODAY)
    make(tmp_path / "desk" / "funneldesk.db")
    with open_store(tmp_path / "desk" / "funneldesk.db") as store:
        [ref] = legs_by_ref(store)
        put(drive, made(ref, "a", 1, "accept", who="佐藤"))
        collect(store, SHARE, files=drive)
        put(drive, made(ref, "b", 1, "reject", who="鈴木", reason="競合", after=(A,)))
        put(drive, made(ref, "b", 2, "comment", who="鈴木", text="他社に決まったそうです"))
        collect(store, SHARE, files=drive)
        yield store


def answered(store, ref):
    return next(one for one in responses(store.connection) if one.given.answer.ref == ref)


@pytest.mark.parametrize(
    ("altered", "found"),
    [
        ("UPDATE response SET said = replace(said, '競合', '不通')", "is not what came"),
        ("UPDATE response SET said = 'x' WHERE number = 2", "cannot be read"),
        ("UPDATE response SET act = NULL WHERE state = 'applied'", "counts as applied"),
        ("UPDATE response SET act = 1 WHERE state = 'applied'", "says something else"),
        ("UPDATE response SET state = 'agreed' WHERE state = 'applied'", "counts as agreed"),
        ("UPDATE import_batch SET hidden = 0", "counts as superseded"),
        (
            SWAPPED,
            "come to something else",
        ),
    ],
)
def test_what_was_altered_is_found(store, altered, found):
    assert check(store) == ()
    with store.transaction() as connection:
        for statement in altered.split(";"):
            connection.execute(statement)
    said = [one.what for one in check(store) if one.where == "response"]
    assert said
    assert any(found in one for one in said), said


def test_the_history_says_who_answered(store):
    page = whole_lead(store, 1, TODAY)
    [story] = page.handovers
    assert (story.decision, story.answered_by) == ("rejected", "鈴木")
    assert any("Answer: 鈴木" in one.detail for one in page.detail.timeline)
    assert [one.text for one in page.comments] == ["鈴木：他社に決まったそうです"]
    # What the owner decides afterwards is nobody's answer.
    by_hand.decide(store, story.record, "accepted", TODAY)
    [story] = whole_lead(store, 1, TODAY).handovers
    assert (story.decision, story.answered_by) == ("accepted", "")
    assert check(store) == ()


def test_what_is_taken_back_by_hand_brings_back_neither_itself_nor_what_it_overtook(store, drive):
    by_hand.undo_act(store, answered(store, B).act)
    [ref] = legs_by_ref(store)
    put(drive, made(ref, "c", 1, "comment", text="その後いかがですか"))
    collect(store, SHARE, files=drive)
    [leg] = legs_of_store(store)
    assert leg.is_open
    assert conflicts_of(store) == ()
    assert check(store) == ()
    put(drive, made(ref, "c", 2, "accept"))
    assert collect(store, SHARE, files=drive).applied == 1
    [leg] = legs_of_store(store)
    assert leg.decision == "accepted"
    assert check(store) == ()


def test_answers_about_many_hand_overs_are_of_one_instant(store, drive):
    by_hand.hand_over(store, 2, "sales", TODAY)
    before = {act.id for act in acts.acts(store.connection)}
    for number, ref in enumerate(sorted(legs_by_ref(store)) * 2, 1):
        put(drive, made(ref, "d", number, "comment", text=f"連絡 {number}"))
    assert collect(store, SHARE, files=drive).added == 4
    entered = [act for act in acts.acts(store.connection) if act.id not in before]
    # Of two about one hand-over the later one wins; but twenty thousand seconds would lie in tomorrow.
    assert len({act.at for act in entered}) == 2
    assert len({(act.values["handover_id"], act.at) for act in entered}) == 4


@pytest.mark.parametrize(("lead", "name"), [(1, "山田"), (2, "鈴木 花子")])
def test_what_was_erased_of_an_answer_is_not_missed(store, drive, lead, name):
    by_hand.hand_over(store, 2, "sales", TODAY)
    [ref] = [ref for ref, leg in legs_by_ref(store).items() if leg.lead == 2]
    put(drive, made(ref, "c", 1, "accept", text="山田 太郎さんと鈴木 花子さんが同席"))
    put(drive, made(ref, "c", 2, "comment", text="山田 太郎さんからのご紹介"))
    collect(store, SHARE, files=drive)
    erase(store, lead)
    assert not any(name in one.given.answer.text for one in responses(store.connection))
    assert check(store) == ()
    assert collect(store, SHARE, files=drive).new == 0
