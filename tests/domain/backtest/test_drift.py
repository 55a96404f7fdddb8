"""Drift: named when something moved, quiet when only chance did."""

import numpy as np
import pytest

from funneldesk.domain.backtest.drift import LEVEL, drift, mean, proportion
from funneldesk.domain.backtest.drift_sentences import alarms, drift_sentences
from funneldesk.domain.backtest.rejections import Decision
from funneldesk.domain.funnel.shares import Share
from tests.domain.facts_builder import day, facts, person
from tests.domain.small_books import book, counting, did, versions

FROM = day("2026-04-01")
AS_OF = FROM + 59
BOOK = book(counting(10, "view"), mql=did("view"))
VERSION = versions((FROM, BOOK))[0]
DRAWS = 3000


def crowd(before, after, leads=60):
    """So many of the leads before and after have a view three days after they came."""
    people = []
    for start, seen in ((FROM - 60, before), (FROM, after)):
        people += [
            person(start + n % 50, *([(start + n % 50 + 3, "view")] if n < seen else []))
            for n in range(leads)
        ]
    return facts(*people)


def moved(made, decisions=()):
    return {one.name: one for one in drift(made, VERSION, decisions, AS_OF).moved}


def test_what_moved_is_named_with_its_figures():
    found = moved(crowd(40, 10))
    share, points = found["mql_share"], found["mean_score"]
    assert (share.n_before, share.n_after) == (60, 60)
    assert (share.before, share.after) == (40 / 60, 10 / 60)
    assert (points.before, points.after) == (pytest.approx(400 / 60), pytest.approx(100 / 60))
    assert share.fires
    assert points.fires
    assert not found["acceptance"].fires
    sentences = alarms(drift(crowd(40, 10), VERSION, (), AS_OF))
    assert sentences[0].startswith("MQL share of new leads went from 66.7 % (n=60) to 16.7 % (n=60)")
    assert len(sentences) == 2


def test_a_small_change_is_within_chance_and_few_leads_say_nothing():
    assert not any(one.fires for one in moved(crowd(30, 27)).values())
    few = moved(crowd(20, 0, leads=29))
    assert all(one.chance is None for one in few.values())
    words = drift_sentences(drift(crowd(30, 27), VERSION, (), AS_OF))
    assert "within chance" in words[0]
    assert "too few" in words[1]


def test_acceptance_counts_each_lead_once_by_its_last_decision():
    made = crowd(30, 30)
    early = [Decision(n, FROM - 1, n >= 40) for n in range(60)]
    late = [Decision(60 + n, FROM, n >= 10) for n in range(60)]
    found = moved(made, [*early, *late])["acceptance"]
    assert (found.before, found.after, found.fires) == (40 / 60, 10 / 60, True)
    changed = [Decision(60 + n, FROM + 1, rejected=False) for n in range(60)]
    assert moved(made, [*early, *late, *changed])["acceptance"].after == 1.0


def test_a_version_that_always_was_has_nothing_to_compare():
    always = versions(BOOK)[0]
    assert drift(crowd(40, 10), always, (), AS_OF) is None
    assert drift(crowd(40, 10), VERSION, (), FROM - 1) is None
    assert alarms(None) == ()
    assert "nothing to compare" in drift_sentences(None)[0]


@pytest.mark.parametrize(("n_before", "n_after", "rate"), [(30, 30, 0.3), (40, 120, 0.05), (300, 300, 0.5)])
def test_shares_that_did_not_move_alarm_no_more_often_than_said(n_before, n_after, rate):
    rng = np.random.default_rng(7)
    before, after = rng.binomial(n_before, rate, DRAWS), rng.binomial(n_after, rate, DRAWS)
    pairs = set(zip(before.tolist(), after.tolist(), strict=True))
    fires = {
        pair: proportion("mql_share", Share(n_before, pair[0]), Share(n_after, pair[1])).fires
        for pair in pairs
    }
    alarmed = sum(fires[pair] for pair in zip(before.tolist(), after.tolist(), strict=True))
    assert alarmed / DRAWS <= LEVEL


@pytest.mark.parametrize(("n_before", "n_after"), [(30, 30), (60, 60), (300, 300)])
def test_scores_that_did_not_move_alarm_no_more_often_than_said(n_before, n_after):
    rng = np.random.default_rng(8)

    def scores(count):
        # Most leads have few points, some many: as scores are.
        return np.clip(rng.exponential(15, count), 0, 100) * (rng.random(count) < 0.6)

    alarmed = sum(mean("mean_score", scores(n_before), scores(n_after)).fires for _ in range(DRAWS))
    # 3,000 draws of a chance of 1 % are within three standard deviations of 30.
    assert alarmed / DRAWS <= LEVEL + 3 * (LEVEL * (1 - LEVEL) / DRAWS) ** 0.5


def test_all_the_same_points_are_no_alarm_and_other_points_are():
    assert not mean("mean_score", np.full(40, 5.0), np.full(40, 5.0)).fires
    assert mean("mean_score", np.full(40, 5.0), np.full(40, 6.0)).fires
