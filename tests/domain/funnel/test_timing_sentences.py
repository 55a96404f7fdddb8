"""The words of the timing where there is little to say, by hand."""

from dataclasses import replace

import numpy as np

from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.funnel.contact_speed import Comparison, LeftOut, SpeedBucket
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.timing import Timing
from funneldesk.domain.funnel.timing_sentences import (
    bucket_formula,
    chance_words,
    headline,
    left_out_sentence,
    limit_words,
    median_sentence,
    method_sentence,
    share_words,
    week_sentence,
)
from funneldesk.domain.funnel.waiting import curve
from funneldesk.domain.handovers.answer_times import AnswerTime, Limit, limits_of

NOBODY = curve(np.zeros(0, np.int32), np.zeros(0, np.bool_))
FEW = Comparison(7, 8, Share(12, 3), Share(4, 0), 0.5)
TIMING = Timing(
    as_of=740_000,
    from_day=None,
    to_day=None,
    triggers=40,
    handed=0,
    contacts_recorded=True,
    deals_recorded=True,
    wins_recorded=False,
    buckets=(
        SpeedBucket(0, 1, Share(12, 3), Share(12, 0)),
        SpeedBucket(None, None, Share(0, 0), Share(0, 0)),
    ),
    comparison=FEW,
    left_out=LeftOut(1, 2, 3),
    contact=curve(np.array([1, 5], np.int32), np.array([True, False])),
    week=Share(40, 20),
    waits=(),
    answers=(),
    by="",
    groups=(),
    is_empty=False,
    labels={},
)


def of(**changes):
    return replace(TIMING, **changes)


def test_the_week_with_few_to_speak_of():
    assert (
        week_sentence(of(week=Share(0, 0)))
        == "Nobody was handed over or downloaded anything 7 days ago or longer."
    )
    assert week_sentence(TIMING) == (
        "Contacted within 7 days: 50.0 % (20 of 40, 35.2–64.8 %). Half of them within 1 day."
    )
    assert share_words(Share(0, 0)) == "–"
    assert median_sentence(NOBODY) == ""
    assert (
        median_sentence(curve(np.zeros(3, np.int32), np.ones(3, np.bool_))) == "Half of them on the same day."
    )
    assert (
        median_sentence(curve(np.array([3, 9], np.int32), np.zeros(2, np.bool_))) == "Not half of them yet."
    )


def test_too_few_to_compare_says_how_many_it_takes():
    assert headline(TIMING).text.endswith(
        "Too few to compare quick and late contacts: 12 within 7 days and 4 after 8 days or more; each needs 30."
    )


def test_a_whole_week_is_compared_where_a_day_has_too_few():
    found = headline(of(comparison=Comparison(7, 8, Share(40, 20), Share(50, 5), 0.0001))).text
    assert found.startswith(
        "Of the 40 people contacted within 7 days, 50 % came to a deal; of the 50 contacted after 8"
    )
    assert "hard to explain by chance (log-rank test, p<0.001)" in found
    assert "not proof of a cause" in found
    nothing = headline(of(comparison=Comparison(1, 8, Share(40, 0), Share(50, 0), None))).text
    assert nothing.endswith("not enough to say that they differ (log-rank test, nothing to test).")
    odd = headline(of(comparison=Comparison(1, 8, Share(40, 9), Share(50, 5), 0.01, agrees=False))).text
    assert odd.endswith("Hand-overs and downloads apart it is the other way round, so this says nothing.")
    compared = of(handed=30, comparison=Comparison(1, 8, Share(40, 0), Share(50, 0), None))
    assert method_sentence(compared).endswith("hand-overs (30 people) and downloads (10) apart.")
    assert method_sentence(TIMING) == method_sentence(replace(compared, deals_recorded=False)) == ""
    assert [chance_words(p) for p in (0.04999, 0.2)] == ["p=0.050", "p=0.20"]


def test_who_is_left_out():
    assert left_out_sentence(TIMING) == (
        "Left out: 1 younger than 90 days, 2 that had a deal before, 3 whose deal has no date."
    )
    assert left_out_sentence(of(left_out=LeftOut(0, 0, 0))) == ""


def test_a_formula_has_only_what_is_recorded():
    lines = bucket_formula(TIMING.buckets[0], TIMING).splitlines()
    assert lines == ["0–1 days", "Deal (3) ÷ people (12) = 25.0 %, 95 % interval 8.9–53.2 %"]
    assert bucket_formula(TIMING.buckets[1], TIMING) == "No contact recorded"


def test_limits_are_those_of_the_book():
    book = starter_book("en")
    limits = {("is", "contact"): Limit(1, "business"), ("sales", "contact"): Limit(7, "calendar", 0.8)}
    assert limits_of(book) == limits | {("sales", "answer"): Limit(2, "business")}
    rules = tuple(rule for rule in book.rules if rule.event != "handover")
    assert limits_of(replace(book, rules=rules)) == limits


def test_limits_in_words():
    def words(limit):
        return limit_words(AnswerTime("sales", "answer", NOBODY, limit, None, np.zeros(0, np.int32)))

    assert words(None) == ""
    assert words(Limit(1, "business")) == "up to 1 business day"
    assert words(Limit(7, "calendar")) == "up to 7 days"
    assert words(Limit(7, "calendar", 0.8)) == "up to 7 days (goal 80 %)"
