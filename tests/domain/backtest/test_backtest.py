"""The backtest beside a slow one in plain loops, and what must have no influence on it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain import touched
from funneldesk.domain.backtest import measures
from funneldesk.domain.backtest.backtest import backtests
from funneldesk.domain.backtest.known import as_known
from funneldesk.domain.backtest.measures import weighted_auc
from funneldesk.domain.backtest.panel import month_ends
from funneldesk.domain.book.book import Scope
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.moment import NEVER
from tests.domain.backtest import slow_backtest as slow
from tests.domain.facts_builder import Deal, Person, day, facts
from tests.domain.small_books import book, counting, judging

START = day("2024-01-10")
days = st.integers(START, START + 420)
texts = st.sampled_from(("p", "q"))


known_days = st.lists(days, max_size=3, unique=True)
acquired, views = st.integers(START, START + 299), st.lists(days, max_size=6)
some_deals, stage_days = st.lists(st.none() | days, max_size=2), st.none() | st.none() | days


@st.composite
def people(draw):
    known = sorted(draw(known_days))
    return {
        "acquired": draw(acquired),
        "views": draw(views),
        "deals": draw(some_deals),
        "stage_known": draw(stage_days),
        "industry": [(when, draw(texts)) for when in known],
    }


rules = st.fixed_dictionaries(
    {
        "view": st.integers(1, 30),
        "window": st.integers(20, 200),
        "half_life": st.integers(10, 100),
        "cap": st.integers(10, 60),
        "industry": st.integers(-10, 30),
        "threshold": st.integers(5, 50),
    }
)


def made(crowd):
    """Facts of these people, and since when their values were known."""
    built = []
    for one in crowd:
        history = []
        for when, text in one["industry"]:
            if not history or history[-1][1] != text:
                history.append((when, text))
        person = Person(
            acquired=one["acquired"],
            did=[(when, "view") for when in one["views"]],
            deals=[Deal(when) for when in one["deals"]],
            fields={"stage": "disqualified"} if one["stage_known"] is not None else {},
            # The store keeps "from the beginning" (0) and forgets when a value that never changed was known.
            disqualified=0 if one["stage_known"] is not None else None,
        )
        if len(history) > 1:
            person.changes["industry"] = history
        elif history:
            person.fields["industry"] = history[0][1]
        built.append(person)
    first = {
        "industry": [one["industry"][0][0] if one["industry"] else NEVER for one in crowd],
        "stage": [NEVER if one["stage_known"] is None else one["stage_known"] for one in crowd],
    }
    return facts(*built), {field: np.array(column, np.int32) for field, column in first.items()}


def book_of(rule, **rest):
    return book(
        counting(
            rule["view"],
            "view",
            window_days=rule["window"],
            half_life_days=rule["half_life"],
            cap=rule["cap"],
        ),
        judging(rule["industry"], Attribute("industry", "is", ("p",))),
        points=rule["threshold"],
        leave=1,
        **rest,
    )


def run(crowd, rule, as_of, **rest):
    given_facts, first = made(crowd)
    return backtests(as_known(given_facts, first), [book_of(rule, **rest)], as_of)[0]


@settings(deadline=None, max_examples=120)
@given(st.lists(people(), min_size=1, max_size=12), rules, st.integers(START + 120, START + 520))
def test_every_figure_is_that_of_the_plain_loops(crowd, rule, as_of):
    found, expected, limit = run(crowd, rule, as_of), slow.rows(crowd, as_of, rule), rule["threshold"]
    figures = found.figures
    assert found.months == tuple(sorted({month for _w, month, _s, _f in expected}))
    assert figures.above == Share(*slow.group(expected, lambda points: points >= limit))
    assert figures.below == Share(*slow.group(expected, lambda points: points < limit))
    assert figures.everybody == Share(*slow.group(expected, lambda _points: True))
    for band in figures.bands:
        assert band.share == Share(*slow.group(expected, lambda points, b=band: b.low <= points < b.high))
    assert sum(b.share.n for b in figures.bands) >= figures.leads
    assert figures.at.recall == slow.recall(expected, limit)
    for point in figures.curve:
        assert point.above == Share(*slow.group(expected, lambda points, p=point: points >= p.points))
        assert point.recall == slow.recall(expected, point.points)
    if found.months:
        weeks = (found.months[-1] - day(f"{_month(found.months[0])}-01") + 1) / 7
        assert figures.at.calls_per_week == pytest.approx(slow.calls(expected, limit) / weeks)
    assert figures.auc == (None if slow.auc(expected) is None else pytest.approx(slow.auc(expected)))


def _month(ordinal):
    from datetime import date

    return date.fromordinal(ordinal).isoformat()[:7]


def test_auc_with_ties_is_that_of_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(4)
    score, hit = rng.integers(0, 9, 500), rng.random(500) < 0.3
    weight = rng.random(500)
    assert weighted_auc(score, hit, weight) == pytest.approx(
        metrics.roc_auc_score(hit, score, sample_weight=weight)
    )


CROWD = [
    {
        "acquired": START + place % 40, "views": [START + 20 + place % 50], "stage_known": None,
        "deals": [START + 100 + place] if place % 3 == 0 else [], "industry": [(START + 5, "q")],
    }
    for place in range(60)
]  # fmt: skip
RULE = {"view": 20, "window": 100, "half_life": 50, "cap": 60, "industry": 30, "threshold": 25}
AS_OF = START + 400


def after_the_deal(one):
    """The same person, of whom much became known on the day of the deal and later."""
    if not one["deals"]:
        return one
    deal = one["deals"][0]
    later = [deal + n for n in range(8)]
    return one | {
        "views": one["views"] + later, "industry": [*one["industry"], (deal, "p")], "stage_known": deal + 3,
    }  # fmt: skip


def test_what_happens_from_the_deal_on_has_no_influence():
    planted = [after_the_deal(one) for one in CROWD]
    before, after = run(CROWD, RULE, AS_OF), run(planted, RULE, AS_OF)
    assert after.figures == before.figures
    assert before.figures.deals >= 15, "there were deals to be betrayed"
    # The same things before the deal do have an influence, so the test can fail.
    early = [one | {"industry": [(START, "p")]} for one in CROWD]
    assert run(early, RULE, AS_OF).figures != before.figures


def test_some_leads_and_rows_at_a_time_give_what_all_at_once_give(monkeypatch):
    # Those of the first stretch are all from later months than the others.
    crowd = [*(one | {"acquired": START + 90} for one in CROWD[:9]), *CROWD, CROWD[1] | {"deals": [None]}]
    at_once = run(crowd, RULE, AS_OF)
    told = []
    monkeypatch.setattr(touched, "_STRETCH", 7)
    monkeypatch.setattr(measures, "_AT_ONCE", 4)
    given_facts, first = made(crowd)
    known = as_known(given_facts, first)
    (found,) = backtests(known, [book_of(RULE)], AS_OF, lambda done, total: told.append((done, total)))
    assert found == at_once
    assert at_once.figures.auc
    assert len(at_once.months) > 5
    assert told == sorted(told)
    assert {total for _done, total in told} == {len(month_ends(START, AS_OF))}


def test_a_value_a_list_gave_only_later_counts_from_then_and_is_counted_as_left_out():
    # Everybody with a deal is "p", but the only list that says so is of the last day.
    late = [one | {"industry": [(AS_OF, "p" if one["deals"] else "q")]} for one in CROWD]
    nothing = [one | {"industry": []} for one in CROWD]
    found = run(late, RULE, AS_OF)
    assert found.figures == run(nothing, RULE, AS_OF).figures
    assert found.left_out_values == len(CROWD)
    assert run(CROWD, RULE, AS_OF).left_out_values == 0


def test_the_pilot_segment_alone():
    halves = [one | {"industry": [(START, "p" if place % 2 else "q")]} for place, one in enumerate(CROWD)]
    segment = Attribute("industry", "is", ("p",))
    found = run(halves, RULE, AS_OF, scope=Scope(segment))
    assert found.segment == run(halves[1::2], RULE, AS_OF).figures
    assert run(halves, RULE, AS_OF).segment is None


def test_a_deal_without_a_date_leaves_its_lead_out():
    found = run([*CROWD, CROWD[1] | {"deals": [None]}], RULE, AS_OF)
    assert found.undated_deals == 1
    assert found.figures == run(CROWD, RULE, AS_OF).figures


def test_month_ends_have_their_whole_outcome_behind_them():
    assert month_ends(day("2026-01-15"), day("2026-05-01")) == (day("2026-01-31"),)
    assert month_ends(day("2026-01-15"), day("2026-04-30")) == ()  # 89 days after 31 January
    assert month_ends(day("2025-12-31"), day("2026-05-29")) == (
        day("2025-12-31"), day("2026-01-31"), day("2026-02-28"),
    )  # fmt: skip


def test_two_books_are_judged_side_by_side_as_each_alone():
    given_facts, first = made(CROWD)
    other = book_of(RULE | {"view": 40, "half_life": 20})
    both = backtests(as_known(given_facts, first), [book_of(RULE), other], AS_OF)
    assert both[0].figures == run(CROWD, RULE, AS_OF).figures
    assert both[1].figures == run(CROWD, RULE | {"view": 40, "half_life": 20}, AS_OF).figures


def test_nobody_and_nothing():
    found = backtests(as_known(facts(), {}), [book_of(RULE)], AS_OF)[0]
    assert (found.months, found.figures.leads, found.figures.auc, found.figures.bands) == ((), 0, None, ())
