"""Everything about one lead: its hand-overs told one by one, what was written over time, who else is there."""

from collections.abc import Iterator
from datetime import date

import pytest

from funneldesk.domain.moment import NEVER
from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.company import company_of, people_near
from funneldesk.operations.duties import duties_of
from funneldesk.operations.facts import facts_of, facts_of_lead
from funneldesk.operations.lead_detail import lead_detail
from funneldesk.operations.lead_page import explained_on, suggested, whole_lead
from funneldesk.operations.leads import figures_of
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.undoing import undo_import
from tests.operations.taking import Row, plain, take

TARO: Row = {
    "external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "部長",
    "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05", "note": "展示会で名刺交換",
}  # fmt: skip
JIRO: Row = {"external_id": "3", "name": "山田 次郎", "company": "みなと精機", "email": "jiro@minato.jp"}
HANAKO: Row = {"external_id": "2", "name": "鈴木 花子", "company": "港製作所", "email": "hanako@kou.jp"}
TOUCHES: list[Row] = [
    {"email": "taro@minato.jp", "activity": "form", "occurred_at": "2026-04-01", "content": "見積依頼"},
    {"email": "taro@minato.jp", "activity": "call", "occurred_at": "2026-04-02", "side": "is", "outcome": "不在"},
    {
        "email": "taro@minato.jp", "activity": "call", "occurred_at": "2026-04-06", "side": "sales",
        "outcome": "接続", "note": "来期の予算",
    },
]  # fmt: skip
LEG: Row = {
    "handover_id": "H1",
    "email": "taro@minato.jp",
    "side": "sales",
    "handed_at": "2026-04-03",
    "owner": "佐藤",
}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


TODAY = day("2026-05-01")


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(made, "leads", [TARO, HANAKO, JIRO])
        take(made, "activities", TOUCHES)
        yield made


def test_a_hand_over_is_told_from_the_rule_to_what_followed(store: Store) -> None:
    take(
        store, "handovers", [LEG | {"decision": "rejected", "decided_at": "2026-04-07", "reason": "時期尚早"}]
    )
    take(
        store,
        "deals",
        [{"external_id": "D1", "email": "taro@minato.jp", "opened_at": "2026-04-20", "name": "原価"}],
    )
    whole = whole_lead(store, 1, TODAY)
    [story] = whole.handovers
    assert (story.side, story.owner, story.version, story.decision) == ("sales", "佐藤", 0, "rejected")
    assert story.score == pytest.approx(explained_on(store, 1, day("2026-04-03")).total)
    assert story.score > 60
    assert [touch.detail for touch in story.before] == ["見積依頼"]
    assert len(story.rules) == 1
    # The call nobody answered was none; that of inside sales is not the contact of sales.
    assert story.contact == day("2026-04-06")
    assert story.recheck == day("2026-04-07") + 90
    assert story.follows
    assert [entry.detail for entry in story.after] == ["原価"]


def test_a_lead_whose_only_deals_were_lost_is_lost_until_another_opens(store: Store) -> None:
    def lost() -> tuple[int, ...]:
        return tuple(lead_detail(store, 1, day(at)).lost for at in ("2026-04-19", "2026-04-25", "2026-05-01"))

    assert lost() == (NEVER, NEVER, NEVER)
    deal: Row = {"external_id": "D1", "email": "taro@minato.jp", "opened_at": "2026-04-10", "outcome": "lost"}
    take(store, "deals", [deal | {"closed_at": "2026-04-20"}], list_date="2026-04-20")
    assert lost() == (NEVER, day("2026-04-20"), day("2026-04-20"))
    take(store, "deals", [deal | {"external_id": "D2", "opened_at": "2026-04-30", "outcome": "open"}])
    assert lost() == (NEVER, day("2026-04-20"), NEVER)
    take(store, "deals", [{"external_id": "D3", "email": "jiro@minato.jp", "outcome": "lost"}])
    # Nobody knows since when; and a list of leads may say it as well.
    assert lead_detail(store, 3, TODAY).lost == 0
    take(store, "leads", [HANAKO | {"lost_at": "2026-04-22"}])
    assert lead_detail(store, 2, TODAY).lost == day("2026-04-22")
    assert lead_detail(store, 2, day("2026-04-21")).lost == NEVER


def test_a_reason_that_counts_from_the_customers_own_date_waits_for_it(store: Store) -> None:
    def again(planned: str, reason: str) -> list[int]:
        deal: Row = {
            "external_id": "D1",
            "email": "taro@minato.jp",
            "opened_at": "2026-04-10",
            "outcome": "lost",
        }
        row = deal | {"closed_at": "2026-04-20", "lost_reason": reason, "planned_at": planned}
        batch = take(store, "deals", [row], list_date="2026-04-20").batch
        assert (
            facts_of_lead(store, 1).rechecks.recheck_day.tolist()
            == facts_of(store).rechecks.recheck_day.tolist()
        )
        days = facts_of(store).rechecks.recheck_day.tolist()
        owed = [one.start for one in duties_of(store, day("2027-12-31")).duties if one.event == "recheck"]
        assert owed == days
        undo_import(store, batch)
        return days

    assert again("2026-09-30", "延期") == [day("2026-09-30") - 60]
    assert again("2027-03-31", "競合採用") == [day("2027-03-31") - 60]
    # Too near to wait for; over when they decided; not known.
    assert again("2026-05-10", "競合採用") == [day("2026-04-21")]
    assert again("2026-04-20", "競合採用") == again("", "延期") == []
    # Other reasons count from the decision, whatever the customer plans.
    assert again("2027-03-31", "価格") == [day("2026-04-20") + 180]


def test_what_had_not_happened_yet_is_not_told(store: Store) -> None:
    take(
        store,
        "handovers",
        [LEG | {"decision": "accepted", "decided_at": "2026-04-07", "contacted_at": "2026-04-08"}],
    )
    [story] = whole_lead(store, 1, day("2026-04-05")).handovers
    assert (story.decision, story.decided, story.contact, story.comments) == ("", NEVER, NEVER, ())
    assert whole_lead(store, 1, day("2026-04-02")).handovers == ()
    before = whole_lead(store, 1, day("2025-12-01")).detail
    assert (before.stage, before.timeline, before.moves) == ("lead", (), ())


def test_all_comments_stay_also_those_a_newer_list_replaced(store: Store) -> None:
    take(store, "handovers", [LEG | {"comment": "課題: 原価"}], list_date="2026-04-04")
    take(store, "handovers", [LEG | {"comment": "課題: 原価"}], list_date="2026-04-11")
    take(store, "handovers", [LEG | {"comment": "決裁者: 社長"}], list_date="2026-04-18")
    [leg] = legs_of_store(store)
    by_hand.comment(store, leg.record, "次の約束: 5/10", day("2026-04-30"))
    by_hand.noted(store, 1, "電話は午後", day("2026-04-29"))
    whole = whole_lead(store, 1, TODAY)
    said = [(date.fromordinal(one.day).isoformat(), one.text) for one in whole.comments]
    assert said == [
        ("2026-04-30", "次の約束: 5/10"),
        ("2026-04-29", "電話は午後"),
        ("2026-04-18", "決裁者: 社長"),
        ("2026-04-06", "来期の予算"),
        ("2026-04-04", "課題: 原価"),
        ("2026-04-01", "展示会で名刺交換"),
    ]
    assert [one.text for one in whole.handovers[0].comments] == [
        "次の約束: 5/10",
        "決裁者: 社長",
        "課題: 原価",
    ]
    by_record = {one.text: whole.lists[one.record] for one in whole.comments}
    assert (by_record["課題: 原価"], by_record["次の約束: 5/10"]) == ("handovers.xlsx", "")


def test_the_only_comment_of_a_hand_over_is_as_old_as_the_hand_over(store: Store) -> None:
    take(store, "handovers", [LEG | {"comment": "課題: 原価"}], list_date="2026-04-30")
    assert whole_lead(store, 1, TODAY).handovers[0].comments[0].day == day("2026-04-03")


def test_each_stage_names_what_moved_the_lead(store: Store) -> None:
    take(store, "handovers", [LEG | {"decision": "accepted", "decided_at": "2026-04-07"}])
    take(store, "deals", [{"external_id": "D1", "email": "hanako@kou.jp", "opened_at": "2026-04-20"}])
    moves = {move.stage: move for move in whole_lead(store, 1, TODAY).detail.moves}
    assert {stage: (move.cause, move.version) for stage, move in moves.items()} == {
        "mql": ("book", 0), "candidate": ("book", 0), "sal": ("handover", 0),
    }  # fmt: skip
    assert "60" in moves["candidate"].words
    assert moves["mql"].words
    hers = {move.stage: (move.cause, bool(move.words)) for move in whole_lead(store, 2, TODAY).detail.moves}
    assert hers == {"mql": ("implied", False), "sal": ("implied", False), "deal": ("deal", True)}
    take(store, "leads", [HANAKO | {"mql_at": "2026-03-01"}], list_date="2026-04-21")
    assert whole_lead(store, 2, TODAY).detail.moves[0].cause == "list"


def test_what_is_owed_is_that_of_the_rules_for_this_lead_alone(store: Store) -> None:
    assert [duty.event for duty in whole_lead(store, 1, day("2026-04-01")).owed] == ["candidate"]
    assert whole_lead(store, 2, TODAY).owed == ()
    by_hand.hand_over(store, 1, "sales", day("2026-04-07"), owner="佐藤")
    whole = whole_lead(store, 1, day("2026-04-07"))
    assert {duty.event: duty.owner for duty in whole.owed}["handover"] == "佐藤"
    among_all = [duty for duty in duties_of(store, day("2026-04-07")).duties if duty.lead == 1]
    assert list(whole.owed) == among_all
    assert whole.reasons


def test_colleagues_are_the_others_of_the_company(store: Store) -> None:
    assert [one.row.name for one in people_near(store, 1, TODAY)] == ["山田 次郎"]
    # Read one by one they are what the page of the company shows.
    assert people_near(store, 3, TODAY) == company_of(store, 3, TODAY).people[:1]
    assert people_near(store, 2, TODAY) == ()
    assert people_near(store, 999, TODAY) == ()


def test_of_a_big_company_everybody_is_taken_from_the_figures(store: Store) -> None:
    others = [{"external_id": str(n), "name": f"社員 {n}", "company": "港製作所"} for n in range(10, 45)]
    take(store, "leads", others)
    found = people_near(store, 2, TODAY)
    assert found == tuple(one for one in company_of(store, 2, TODAY).people if one.row.id != 2)
    assert len(found) == 35


def test_a_note_two_lists_repeat_is_told_once_as_of_the_first(store: Store) -> None:
    for list_date in ("2026-03-01", "2026-04-20"):
        take(store, "leads", [TARO], list_date=list_date)
    take(store, "activities", [{"email": "taro@minato.jp", "activity": "meeting", "note": "雑談"}])
    told = [(one.about, one.text, one.day) for one in whole_lead(store, 1, TODAY).comments]
    assert [(text, on) for _about, text, on in told[1:]] == [
        ("展示会で名刺交換", day("2026-03-01")),
        ("雑談", NEVER),
    ]
    assert len(told) == 3


def test_a_deal_of_a_company_is_found_by_its_own_id(store: Store) -> None:
    sold: Row = {"external_id": "D9", "company": "みなと精機"}
    other: Row = {"external_id": "D8", "company": "よその会社", "opened_at": "2026-04-20", "name": "D9"}
    take(store, "deals", [sold | {"opened_at": "2026-04-20"}, other])
    take(store, "deals", [sold | {"won_at": "2026-04-28"}], list_date="2026-04-30")
    titles = [entry.title for entry in whole_lead(store, 1, TODAY).detail.timeline if entry.sort == "deal"]
    assert len(titles) == 2


def test_the_next_content_comes_from_the_nurture_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take(store, "contents", [{"content": "導入ガイド", "type": "guide", "phase": "decision"},
                             {"content": "教科書", "type": "white_paper", "phase": "consideration"},
                             {"content": "記事", "type": "article", "phase": "awareness"}])  # fmt: skip
    said = suggested(store, 2, TODAY, patient=False)
    assert said is not None
    assert said.startswith("Next content: ")
    # Nobody gets mail who has no address, or is not there.
    take(store, "leads", [{"name": "名無し"}], system="cards")
    assert [suggested(store, lead, TODAY, patient=True) for lead in (4, 999)] == ["", ""]
    store.memo.clear()
    monkeypatch.setattr("funneldesk.operations.facts._FEW", 0)
    assert suggested(store, 2, TODAY, patient=False) is None
    assert suggested(store, 2, TODAY, patient=True) == said
    assert suggested(store, 2, TODAY, patient=False) == said


def test_nothing_is_suggested_where_nothing_is_left_to_read(store: Store) -> None:
    assert suggested(store, 2, TODAY, patient=True) == ""


def test_a_lead_with_nothing_but_a_name(store: Store) -> None:
    take(store, "leads", [{"name": "名無し 権兵衛"}], system="cards")
    whole = whole_lead(store, 4, TODAY)
    assert whole.detail.value("name") == "名無し 権兵衛"
    assert (whole.handovers, whole.comments, whole.owed) == ((), (), ())


def test_a_lead_that_is_gone_says_what_to_do(store: Store) -> None:
    with pytest.raises(UserError) as error:
        whole_lead(store, 999, TODAY)
    assert error.value.code == "no_lead"


def test_read_alone_a_lead_is_what_it_is_among_all(store: Store) -> None:
    """Deals of a company, a hand-over another list gave to somebody else, acts by hand, people without any key."""
    take(
        store,
        "handovers",
        [LEG, {"handover_id": "H2", "email": "hanako@kou.jp", "side": "is"}],
        list_date="2026-04-04",
    )
    take(store, "handovers", [LEG | {"email": "jiro@minato.jp"}], list_date="2026-04-18")
    take(store, "deals", [
        {"external_id": "D1", "company": "みなと精機", "opened_at": "2026-04-20"},
        {"company": "港製作所", "opened_at": "2026-04-21", "name": "二件目"},
        {"company": "港製作所", "opened_at": "2026-04-21", "name": "二件目"},
    ])  # fmt: skip
    take(store, "deals", [{"external_id": "D1", "outcome": "won", "won_at": "2026-04-28", "email": "jiro@minato.jp"}],
         list_date="2026-04-30")  # fmt: skip
    take(
        store, "handovers", [{"name": "名無し", "side": "is", "handed_at": "2026-04-01"}] * 2, system="cards"
    )
    by_hand.hand_over(store, 1, "sales", day("2026-04-22"))
    by_hand.called(store, 2, day("2026-04-22"), reached=True)
    together = facts_of(store)
    alone = [facts_of_lead(store, lead) for lead in together.lead_ids.tolist()]
    assert sorted(entry for one in alone for entry in plain(one)[0]) == sorted(plain(together)[0])
    figures = figures_of(store, TODAY)
    for place, lead in enumerate(together.lead_ids.tolist()):
        detail = whole_lead(store, lead, TODAY).detail
        assert detail.explanation.total == pytest.approx(figures.score(place))
        assert detail.since == figures.since[place]
        assert detail.disqualified == figures.disqualified[place]
        mine = together.handovers.record[together.handovers.lead == place]
        assert sorted(alone[place].handovers.record.tolist()) == sorted(mine.tolist())


def test_a_loss_whose_date_to_look_again_nobody_knows_says_which_is_missing() -> None:
    at, listed = day("2026-06-15"), iter(range(13, 31))

    def said(store: Store, reason: str, **more: str) -> str:
        lost: Row = {
            "external_id": "D1",
            "email": "taro@minato.jp",
            "opened_at": "2026-04-10",
            "outcome": "lost",
        }
        take(store, "deals", [{**lost, "lost_reason": reason, **more}], list_date=f"2026-05-{next(listed)}")
        return whole_lead(store, 1, at).detail.lost_follows

    closed = {"closed_at": "2026-05-12"}
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO])
        assert said(store, "価格") == (
            "Lost for “価格”: by the book, look again after 180 days. "
            "No list gives the day it was lost, so nothing reminds of it: add it to the list of deals."
        )
        assert said(store, "価格", **closed) == ""
        assert "look again 60 days before the planned date. No list gives the planned date," in said(
            store, "延期", **closed
        )
        assert "before the renewal of their contract. No list gives the renewal" in said(
            store, "競合採用", **closed
        )
        assert said(store, "延期", **closed, planned_at="2026-09-30") == ""
        assert said(store, "どこにもない理由", **closed) == ""
        # A date that somebody chose since is the answer.
        assert said(store, "競合採用", closed_at="2026-05-13", external_id="D2") != ""
        by_hand.hand_over(store, 1, "sales", day("2026-05-19"))
        [leg] = legs_of_store(store)
        chosen = day("2026-11-01")
        by_hand.decide(store, leg.record, "rejected", day("2026-05-20"), reason="時期尚早", recheck=chosen)
        assert whole_lead(store, 1, at).detail.lost_follows == ""
