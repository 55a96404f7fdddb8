"""What the month will come to, with figures worked out by hand and against a slow reading of the same rule."""

from datetime import date, timedelta
from random import Random
from statistics import median

import pytest

from funneldesk.domain.funnel.forecast import FEWEST, month_outlook
from funneldesk.domain.funnel.forecast_sentences import cannot_say, method_words, month_sentence, range_words
from funneldesk.domain.funnel.stages import stage_days
from tests.domain.facts_builder import facts, person
from tests.domain.small_books import book, did, versions

BOOK = book(mql=did("download", within=180))
AS_OF = date(2026, 11, 20)
EVERYTHING = frozenset(("lead", "mql", "sal", "deal", "won"))


def outlook(sal_days, as_of=AS_OF, target=None, claimable=EVERYTHING):
    """The SALs of these days, each of a lead of long ago, and one SAL of two years ago."""
    old = date(2024, 1, 10)
    people = [
        person(old.toordinal(), claims=[("sal", day.toordinal())]) for day in (date(2024, 2, 1), *sal_days)
    ]
    days = stage_days(facts(*people, claimable=claimable), versions(BOOK), as_of.toordinal())
    month = month_outlook(days, {} if target is None else {"sal": target})
    return month, next((one for one in month.outlooks if one.stage == "sal"), None)


def months_back(count):
    """The last days of the whole months before November 2026, the oldest first."""
    ends = []
    end = AS_OF.replace(day=1) - timedelta(days=1)
    for _ in range(count):
        ends.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return ends[::-1]


def test_the_rest_is_the_median_of_the_same_last_days_of_the_months_before():
    # Ten days are left. Month n of twelve brought n SALs in its last ten days, and one before them.
    days = [end - timedelta(days=9) for n, end in enumerate(months_back(12), 1) for _ in range(n)]
    days += [end - timedelta(days=10) for end in months_back(12)]
    month, sal = outlook([*days, date(2026, 11, 1), date(2026, 11, 20), date(2026, 11, 21)], target=9)
    assert month.days_left == 10
    assert sal.count == 2, "what comes after the day it is looked at is not known yet"
    assert sal.rests == tuple(range(1, 13))
    assert sal.expected == 2 + 6.5
    assert sal.interval == (3, 14)
    assert sal.chance == pytest.approx(11 / 13)
    assert sal.reaching == 6, "7 to 12 more are enough for 9"


def test_with_fewer_than_nine_whole_months_nothing_is_said():
    people = [person(date(2026, 2, 5).toordinal(), claims=[("sal", date(2026, 2, 10).toordinal())])]
    days = stage_days(facts(*people, claimable=EVERYTHING), versions(BOOK), AS_OF.toordinal())
    month = month_outlook(days, {"sal": 15})
    sal = next(one for one in month.outlooks if one.stage == "sal")
    # February is not whole: its first record is of the 10th.
    assert len(sal.rests) == FEWEST - 1
    assert (sal.expected, sal.interval, sal.reaching) == (None, None, None)
    assert "cannot be said yet" in month_sentence(month, {})
    assert "9 whole months" in method_words(month, sal)
    assert range_words(sal) == ""


def test_where_the_lists_ended_long_ago_nothing_is_forecast():
    month, sal = outlook([date(2025, 10, 31)], target=9)
    assert sal.silent
    assert (len(sal.rests), sal.expected, sal.interval, sal.reaching) == (12, None, None, None)
    assert month_sentence(month, {}) == (
        "2026/11: 0 reached SAL so far. There is no forecast: for 12 months no list has brought any."
    )
    _month, one_in_a_year = outlook([date(2025, 11, 1)])
    assert (one_in_a_year.silent, one_in_a_year.expected) == (False, 0)


def test_on_the_last_day_there_is_nothing_left_to_say():
    month, sal = outlook([date(2026, 11, 3)], as_of=date(2026, 11, 30), target=15)
    assert (month.days_left, sal.expected, sal.interval) == (0, 1, (1, 1))
    assert month_sentence(month, {}) == (
        "2026/11: 1 reached SAL. The month is over today. The target of 15 is not reached yet."
    )


def test_the_sentence_says_range_and_target():
    days = [end for n, end in enumerate(months_back(12), 1) for _ in range(n)]
    month, sal = outlook([*days, date(2026, 11, 2)], target=9)
    assert month_sentence(month, {}) == (
        "2026/11: 1 reached SAL so far, about 7.5 by the end of the month (2–13). For the target of 9 enough came in"
        " the same last days in 5 of the 12 months before."
    )
    assert "85 % probability" in method_words(month, sal)
    reached, _sal = outlook([*days, date(2026, 11, 2)], target=1)
    assert month_sentence(reached, {}).endswith("The target of 1 is reached.")


def test_without_a_target_the_last_stage_is_told_of():
    month, _sal = outlook(months_back(12))
    assert month_sentence(month, {}) == "2026/11: 0 reached Won so far. " + cannot_say(month.outlooks[-1])


def test_a_stage_nobody_could_record_has_no_forecast():
    assert outlook([], claimable=frozenset(("lead", "mql")))[1] is None


def test_against_a_slow_reading_of_any_days():
    chance = Random(6)
    for _ in range(30):
        as_of = date(2026, 1, 1) + timedelta(days=chance.randrange(365))
        days = [as_of - timedelta(days=chance.randrange(500)) for _ in range(chance.randrange(60))]
        month, sal = outlook(days, as_of=as_of)
        first = as_of.replace(day=1)
        end = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        left = (end - as_of).days
        rests, before = [], first - timedelta(days=1)
        for _month in range(12):
            rests.append(sum(before - timedelta(days=left) < day <= before for day in days))
            before = before.replace(day=1) - timedelta(days=1)
        count = sum(first <= day <= as_of for day in days)
        assert (sal.count, sal.rests, month.days_left) == (count, tuple(rests[::-1]), left)
        assert sal.expected == count + median(rests)


def test_months_like_those_before_end_within_the_range_as_often_as_it_says():
    # Busy and slow months mixed: the range needs no law of how people come.
    chance, inside, tried = Random(41), 0, 400
    for _ in range(tried):
        rests = [sum(chance.random() < 0.2 for _ in range(chance.choice((10, 40)))) for _ in range(13)]
        inside += min(rests[:12]) <= rests[12] <= max(rests[:12])
    assert inside / tried >= 11 / 13 - 0.05
