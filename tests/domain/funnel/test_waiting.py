"""Waiting times: against the published example, a slow reading, and leads by hand."""

import warnings

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.waiting import curve, waiting
from tests.domain.facts_builder import day, facts, person
from tests.domain.small_books import book, did, versions

#: Weeks in remission under 6-MP, + for those still in it: E. J. Gehan, Biometrika 52 (1965), 203-223.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def test_the_example_of_the_textbooks():
    words = REMISSION.split()
    spent = np.array([int(word.rstrip("+")) for word in words], np.int32)
    found = curve(spent, np.array([not word.endswith("+") for word in words]))
    assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert (1 - found.share).round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert (found.entrants, found.reached, found.longest) == (21, 9, 35)
    assert found.day_of(0.5) == 23
    assert found.within(9) == pytest.approx(1 - 0.807, abs=5e-4)
    assert (found.within(5), found.within(36)) == (0.0, None)
    # S(10) = 0.753, standard error 0.0963 (Greenwood): by hand on the scale log(-log S).
    spread = 1.96 * 0.0963 / (0.7529 * abs(np.log(0.7529)))
    assert found.low[2] == pytest.approx(1 - 0.7529 ** np.exp(-spread), abs=2e-3)
    assert found.high[2] == pytest.approx(1 - 0.7529 ** np.exp(spread), abs=2e-3)


def test_all_on_one_day_have_the_interval_of_a_plain_share():
    found = curve(np.zeros(30, np.int32), np.ones(30, np.bool_))
    assert found.share.tolist() == [1.0]
    assert (found.low[0], found.high[0]) == (wilson(30, 30)[0], 1.0)


def test_a_lead_without_a_day_of_acquisition_has_no_wait_from_there():
    today = day("2026-11-20")
    people = [person(None, claims=[("mql", today - 9)]), person(today - 30, claims=[("mql", today - 9)])]
    days = stage_days(facts(*people), versions(book(mql=did("download", within=180))), today)
    found = waiting(days, np.ones(2, np.bool_), 0, 1)
    assert (found.days.tolist(), found.entrants, found.left_out) == ([21], 1, 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40))
def test_curve_and_band_are_those_of_scipy(waits):
    spent = [wait for wait, _ in waits]
    data = scipy.stats.CensoredData.right_censored(spent, [not arrived for _, arrived in waits])
    survival = scipy.stats.ecdf(data).sf
    # Its band after everybody arrived is no number; scipy warns of it, and of a band of nobody.
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        band = survival.confidence_interval(0.95, method="log-log")
    found = curve(np.array(spent, np.int32), np.array([arrived for _, arrived in waits], np.bool_))
    assert found.share == pytest.approx(1 - survival.evaluate(found.days))
    some = found.share < 1 - 1e-9
    assert found.low[some] == pytest.approx(1 - band.high.evaluate(found.days)[some])
    assert found.high[some] == pytest.approx(1 - band.low.evaluate(found.days)[some])
    for day_ in range(33):
        assert found.waiting_on(day_) == sum(wait >= day_ for wait in spent)


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=40))
def test_against_a_slow_reading(waits):
    found = curve(np.array([w for w, _ in waits], np.int32), np.array([a for _, a in waits], np.bool_))
    still, expected = 1.0, []
    for when in sorted({w for w, arrived in waits if arrived}):
        n = sum(w >= when for w, _ in waits)
        k = sum(w == when and arrived for w, arrived in waits)
        still *= 1 - k / n
        expected.append((when, 1 - still, n))
    assert found.days.tolist() == [one[0] for one in expected]
    assert found.share == pytest.approx([one[1] for one in expected])
    assert found.at_risk.tolist() == [one[2] for one in expected]
    assert (found.low <= found.share + 1e-12).all()
    assert (found.share <= found.high + 1e-12).all()
    if all(arrived for _, arrived in waits):  # nobody still waits: the plain share
        for when, share, _n in expected:
            assert share == pytest.approx(sum(w <= when for w, _ in waits) / len(waits))


def test_who_waits_and_who_is_left_out():
    today = day("2026-11-20")
    people = [
        person(today - 50, claims=[("mql", today - 50), ("sal", today - 40)]),
        person(today - 50, claims=[("mql", today - 50)]),  # still waits
        person(today - 50, claims=[("mql", today - 50), ("sal", None)]),  # nobody knows when
        person(today - 50, claims=[("mql", None), ("sal", today - 45)]),
        person(today - 50),
        # No record of the stage itself: the day of a later one stands for it, which is no wait.
        person(today - 50, claims=[("sal", today - 30)]),
        person(today - 50, claims=[("mql", today - 50), ("deal", today - 30)]),
    ]
    days = stage_days(facts(*people), versions(book(mql=did("download", within=180))), today)
    found = waiting(days, np.ones(7, np.bool_), 1, 2)
    assert (found.entrants, found.reached, found.longest) == (3, 2, 50)
    assert found.left_out == 3  # the third, and the last two
    assert found.days.tolist() == [0, 10]  # the fourth: a later stage implies the earlier one
    assert found.share == pytest.approx([1 / 3, 2 / 3])
    empty = waiting(days, np.zeros(7, np.bool_), 1, 2)
    assert (empty.entrants, empty.within(0), empty.day_of(0.5)) == (0, None, None)
