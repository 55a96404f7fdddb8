"""What the one page says in words, above all where it cannot say anything."""

from dataclasses import replace

from funneldesk.domain.backtest.measures import CurvePoint
from funneldesk.domain.funnel.contact_speed import Comparison
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.handovers.rejection_reasons import ReasonCount, Rejections
from funneldesk.domain.summary import summary_sentences as said
from funneldesk.domain.summary.summary import Plan
from tests.charts.test_summary import NOTHING, PAGE


def test_of_contacts_it_says_only_what_records_can_tell() -> None:
    timing = PAGE.timing
    assert said.week_sentence(PAGE).startswith(
        "Of the 150 people contacted within 7 days, 39 % came to a deal"
    )
    untold = replace(PAGE, timing=replace(timing, contacts_recorded=False))
    assert said.week_sentence(untold) == "Cannot say: no call, meeting or other contact is recorded."
    no_deals = replace(PAGE, timing=replace(timing, deals_recorded=False))
    assert said.week_sentence(no_deals) == (
        "Contacted within 7 days: 55.6 % (150 of 270, 49.6–61.4 %). Cannot say: Deals not recorded yet."
    )
    nobody_yet = replace(no_deals, timing=replace(no_deals.timing, week=Share(0, 0)))
    assert said.week_sentence(nobody_yet) == "Cannot say: Deals not recorded yet."
    few = replace(PAGE, week=Comparison(7, 8, Share(150, 58), Share(5, 1), None))
    assert said.week_sentence(few) == (
        "Cannot say: 150 were contacted within 7 days and 5 later; each side needs 30."
    )


def test_the_threshold_is_named_as_the_book_has_it() -> None:
    assert said.score_heading(PAGE) == "Deal rate above and below 60 points"
    assert [said.score_label(PAGE, above=a) for a in (True, False)] == [
        "At least 60 points",
        "Less than 60 points",
    ]
    over = replace(PAGE, backtest=replace(PAGE.backtest, operator="gt", threshold=72.5))
    assert [said.score_label(over, above=a) for a in (True, False)] == [
        "More than 72.5 points", "72.5 points or less"
    ]  # fmt: skip
    few = Share(3, 1)
    figures = replace(PAGE.backtest.figures, above=few, at=CurvePoint(60, few, None, None, 0.0))
    unsure = replace(PAGE, backtest=replace(PAGE.backtest, figures=figures))
    assert said.score_sentence(unsure).startswith("Cannot say: 3 leads stood")


def test_sales_that_declined_nobody_is_no_sales_that_said_nothing() -> None:
    none = replace(PAGE, rejections=Rejections(12, 0, 0, (), recorded=True))
    assert said.rejections_sentence(none) == "Sales answered 12 hand-overs and declined none."
    assert said.undecided_sentence(none) == ""
    assert said.rejections_sentence(NOTHING) == "Cannot say: Sales decisions not recorded yet."
    every = replace(PAGE, rejections=Rejections(50, 40, 0, (ReasonCount("学生", 40),), recorded=True))
    assert said.rejections_sentence(every) == (
        "Of the hand-overs it answered, sales declined 80.0 % (40 of 50, 67.0–88.8 %)."
    )


def test_a_plan_says_who_and_until_when_where_it_is_known() -> None:
    assert said.plan_words(Plan("x")) == "x"
    assert said.plan_words(Plan("x", "佐藤")) == "x (佐藤)"


def test_headings_count_what_is_there() -> None:
    assert said.contents_heading(PAGE) == "3 contents by their deal rate"
    assert said.contents_heading(NOTHING) == "Contents by their deal rate"
    without_deals = replace(PAGE, timing=replace(PAGE.timing, deals_recorded=False))
    assert said.contents_sentence(without_deals) == "Cannot say: Deals not recorded yet."
    assert said.calls_heading(NOTHING) == "People to phone"
    assert said.calls_heading(replace(PAGE, to_call=10)) == "10 people to phone"
    assert said.share_tip("x", Share(0, 0)) == "x: nobody"


def test_over_the_people_stands_what_was_clicked() -> None:
    assert [said.target_title(PAGE, key) for key in (
        "score:below", "week:late", "content:guide", "content:gone", "reason:学生", "number:lead"
    )] == ["Less than 60 points", "After 8 days or more", "導入ガイド", "gone", "Declined: 学生", "lead"]  # fmt: skip
