"""The rule by which a card is still true: what noise does to it, what truth does, and that more evidence never hurts."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.judged_once import month_gains, odds_gain
from funneldesk.domain.knowledge.verdicts import MonthEnd, Picture, course, retested
from funneldesk.domain.reviews.measures import Measure

CARDS, MONTHS, MADE = 120, 36, 740_000
MEASURE = Measure("rate", "deal", "mql", "source", "fair")
RANK = {"stopped": 0, "open": 1, "holds": 2}


def evidence(inside, outside):
    return Evidence(MADE, (inside.rate or 0) >= (outside.rate or 0), inside, outside, measure=MEASURE)


def verdicts(random, rates, *, inside=20, outside=100):
    """The verdict after each month of a card made after a year of the first rate; `rates`: of each month."""
    base, seen = 0.2, MEASURED[random.integers(len(MEASURED))]
    ends = list(range(MADE + 30, MADE + 30 * len(rates) + 1, 30))
    new = [Share(inside, int(random.binomial(inside, rate))) for rate in rates]
    others = [Share(outside, int(random.binomial(outside, base))) for _rate in rates]
    months = month_gains(new, others, ends, seen.effect)
    return [course(months[: place + 1]).verdict for place in range(len(months))]


#: Cards that say 40 % beside 20 %, as they were seen in a year: some by chance more, some less.
MEASURED = [evidence(Share(240, k), Share(1200, 240)) for k in range(75, 118, 3)]


def test_true_cards_hardly_ever_stop_and_dead_ones_are_noticed():
    random = np.random.default_rng(5)
    true = [verdicts(random, [0.4] * MONTHS) for _card in range(CARDS)]
    dead = [verdicts(random, [0.2] * MONTHS) for _card in range(CARDS)]
    dying = [verdicts(random, [0.4] * 12 + [0.2] * 24) for _card in range(CARDS)]
    assert sum("stopped" in one for one in true) <= CARDS // 100
    assert sum(one[-1] == "holds" for one in true) >= CARDS * 0.95
    assert sum(one[-1] == "stopped" for one in dead) >= CARDS * 0.9
    assert sum(one[-1] == "stopped" for one in dying) >= CARDS * 0.85
    # Noise does not make them flip back and forth, however often somebody looks.
    changes = [sum(a != b for a, b in pairwise(one)) for one in (*true, *dead)]
    assert sum(changes) / len(changes) < 1.3
    assert max(changes) <= 4


def test_since_is_the_first_month_end_of_the_verdict_and_comes_back_with_as_much_evidence():
    up, down = MonthEnd(0, 1.5, 50, 50), MonthEnd(0, -1.5, 50, 50)
    gains = [up, up, up, down, down, down, up, up, up]
    months = [MonthEnd(place, one.gain, 50, 50) for place, one in enumerate(gains, 1)]
    standing = [
        (course(months[:place]).verdict, course(months[:place]).since) for place in range(len(months) + 1)
    ]
    assert standing == [
        ("open", None), ("open", None), ("open", None), ("holds", 3), ("holds", 3), ("holds", 3), ("stopped", 6),
        ("stopped", 6), ("stopped", 6), ("holds", 9),
    ]  # fmt: skip


def test_few_people_decide_nothing_whatever_they_did():
    months = [MonthEnd(place, -3.0, 19, 500) for place in range(1, 5)]
    assert course(months).verdict == "open"
    assert course([*months, MonthEnd(5, 0.0, 20, 500)]).verdict == "stopped"
    new = (Share(19, 0), Share(500, 250))
    assert retested(MADE, months, Picture(new)).reason == "few"
    assert retested(MADE, [MonthEnd(1, 0.5, 40, 500)], Picture(new)).reason == "undecided"
    assert retested(MADE, [], Picture(young=3)).reason == "young"
    assert retested(MADE, [], Picture()).reason == "nobody"


@given(
    st.integers(1, 60), st.integers(1, 60), st.floats(0.2, 1.0), st.data(),
)  # fmt: skip
def test_more_successes_speak_more_for_a_card_that_says_more(inside, outside, effect, data):
    k, other = data.draw(st.integers(0, inside - 1)), data.draw(st.integers(0, outside))
    gains = [odds_gain(Share(inside, one), Share(outside, other), effect) for one in (k, k + 1)]
    assert gains[0] <= gains[1] + 1e-9
    # The same people seen from the other side say the same of a card that says less.
    turned = odds_gain(Share(outside, other), Share(inside, k), -effect)
    assert abs(turned - gains[0]) < 1e-7


@given(st.lists(st.floats(-2, 2), max_size=20), st.integers(0, 19), st.floats(0, 3))
def test_a_verdict_never_falls_by_evidence_for_it(gains, place, more):
    months = [MonthEnd(day, gain, 50, 50) for day, gain in enumerate(gains)]
    better = [MonthEnd(m.day, m.gain + (more if m.day == len(gains) - 1 else 0), 50, 50) for m in months]
    assert RANK[course(better).verdict] >= RANK[course(months).verdict]
    assert course(months) == course(tuple(months))


@given(st.integers(1, 500), st.integers(1, 500), st.data())
def test_the_least_difference_points_the_way_the_card_does(inside, outside, data):
    shares = [Share(n, data.draw(st.integers(0, n))) for n in (inside, outside)]
    found = evidence(*shares)
    assert (found.effect > 0) == found.more
    assert 0.18 < abs(found.effect) < 1.1
