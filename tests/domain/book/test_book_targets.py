"""A month worked backwards: the starter's own example, whole counts, ranges, one's own months beside them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.book.book_targets import (
    SAL_COUNT,
    StepRate,
    needed_for,
    step_rates,
    targets,
    wins_from,
    wins_of_book,
    with_target,
)
from funneldesk.domain.book.book_targets_sentences import (
    chain_words,
    months_words,
    own_rate_words,
    range_words,
    rate_source,
    reach_sentence,
    step_label,
    target_definition,
)
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.own_history import OwnHistory, OwnMonths

STEPS = (("deal", "won"), ("sal", "deal"), ("mql", "sal"))


def step(previous, stage, k, n):
    low, high = wilson(k, n) if n else (None, None)
    return StageResult(
        stage, k, True, 0, 0, previous=previous, n=n, k=k, rate=k / n if n else None, low=low, high=high
    )


def months(stage, *counts):
    return {stage: OwnMonths(stage, counts)}


def without_band(book, *codes):
    kpis = (replace(kpi, low=None, high=None) if kpi.code in codes else kpi for kpi in book.kpis)
    return replace(book, kpis=tuple(kpis))


@st.composite
def rates(draw):
    """Rates of the three steps, each a whole number of permille with a range around it."""
    found = []
    for previous, stage in STEPS:
        low, middle, high = sorted(draw(st.integers(1, 1000)) for _end in range(3))
        found.append(StepRate(previous, stage, middle / 1000, low / 1000, high / 1000, "bands"))
    return tuple(found)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_starter_gives_its_own_example(language):
    book = starter_book(language)
    found = targets(book, OwnHistory(), 2, "bands")
    assert [one.count for one in found.needed] == [2, 8, 15, 37]
    assert [one.rate for one in found.rates] == pytest.approx([0.25, 0.55, 0.40])
    # The book's own target is this example's, and says it in its definition.
    assert wins_of_book(book) == 2
    definition = next(kpi.definition for kpi in book.kpis if kpi.code == SAL_COUNT)
    assert all(str(count) in definition for count in (2, 8, 15, 37))
    assert with_target(book, found, "").kpis[0].monthly_target == book.kpis[0].monthly_target == 15


@given(st.integers(0, 5000), rates())
def test_counts_are_the_least_that_are_enough(wins, the_rates):
    product = Fraction(1)
    found = needed_for(wins, the_rates)
    assert [one.stage for one in found] == ["won", "deal", "sal", "mql"]
    for one, rate in zip(found[1:], the_rates, strict=True):
        product *= Fraction(round(rate.rate * 1000), 1000)
        assert one.count * product >= wins
        assert one.count == 0 or (one.count - 1) * product < wins
        assert one.least <= one.count <= one.most
        assert wins_from(one.stage, one.count, the_rates) >= wins - 1e-9


@given(st.integers(1, 5000), rates(), st.integers(0, 2))
def test_more_wins_and_worse_rates_need_more(wins, the_rates, place):
    found = [one.count for one in needed_for(wins, the_rates)]
    assert all(a <= b for a, b in zip(found, [o.count for o in needed_for(wins + 1, the_rates)], strict=True))
    assert found == sorted(found)
    worse = list(the_rates)
    worse[place] = replace(worse[place], rate=worse[place].low)
    assert all(a <= b for a, b in zip(found, [o.count for o in needed_for(wins, worse)], strict=True))


@given(st.integers(1, 2000))
def test_the_wins_a_target_stands_for_come_back(wins):
    book = starter_book("ja")
    found = targets(book, OwnHistory(), wins, "bands")
    assert wins_of_book(with_target(book, found, "")) == wins


def test_own_rates_are_used_where_there_are_people_enough():
    history = OwnHistory(
        stages=(step("deal", "won", 10, 40), step("sal", "deal", 10, 20), step("lead", "mql", 50, 100))
    )
    book = starter_book("en")
    own = step_rates(book, history, "own")
    assert [(rate.stage, rate.source) for rate in own] == [
        ("won", "own"), ("deal", "bands"), ("sal", "bands"), ("mql", "own")
    ]  # fmt: skip
    assert own[0].rate == 0.25
    assert [rate.source for rate in step_rates(book, history, "bands")] == ["bands", "bands", "bands", "own"]
    assert targets(book, history, 2, "own").count("lead") == 73
    nothing = OwnHistory(stages=(step("deal", "won", 0, 90),))
    assert step_rates(book, nothing, "own")[0].source == "bands", "nobody won: no rate to plan with"


def test_the_way_ends_where_nothing_gives_a_rate():
    book = without_band(starter_book("en"), "deal_creation_rate")
    found = targets(book, OwnHistory(), 2, "bands")
    assert [one.stage for one in found.needed] == ["won", "deal"]
    assert wins_of_book(book) == 1
    assert targets(without_band(book, "win_rate"), OwnHistory(), 3, "own").needed[0].count == 3


@pytest.mark.parametrize(("low", "high", "rate"), [(0.2, None, 0.2), (None, 0.3, 0.3), (0.0, 0.3, 0.3)])
def test_a_band_with_one_end_promises_that_end(low, high, rate):
    book = starter_book("en")
    kpis = tuple(replace(k, low=low, high=high) if k.code == "win_rate" else k for k in book.kpis)
    found = step_rates(replace(book, kpis=kpis), OwnHistory(), "bands")[0]
    assert (found.rate, found.low, found.high) == (rate, rate, rate)
    assert "agreed in the book" in rate_source(found)


def test_a_range_that_begins_at_nothing_has_no_end():
    found = needed_for(2, [StepRate("deal", "won", 0.25, 0.0, 0.5, "own", 40)])
    assert (found[1].least, found[1].most) == (4, None)
    assert range_words(found[1]) == "4 or more"


@pytest.mark.parametrize(
    ("counts", "verdict", "said"),
    [
        ((40,) * 12, "usual", "Within reach: a usual month has 40 MQL, 37 are needed."),
        ((20,) * 9 + (38, 37, 50), "rare", "3 of the last 12 months had as many"),
        (
            (20,) * 12,
            "never",
            "the best of the last 12 had 20. At these rates a usual month comes to 1.1 won.",
        ),
    ],
)
def test_reach_is_said_plainly(counts, verdict, said):
    found = targets(starter_book("en"), OwnHistory(months=months("mql", *counts)), 2, "bands")
    assert found.reach.verdict == verdict
    assert said in reach_sentence(found, {})


def test_without_months_nothing_is_compared():
    history = OwnHistory(months=months("mql", 3, 4) | months("lead", *range(12)))
    found = targets(starter_book("en"), history, 2, "bands")
    assert (found.reach, found.usual_wins) == (None, None)
    assert "cannot be compared yet" in reach_sentence(found, {})
    assert months_words(found.months["mql"]) == "only 2 whole months known"
    assert months_words(None) == "not recorded so far"
    # Where MQLs have too few months, the next stage that has enough speaks.
    later = targets(
        starter_book("en"), OwnHistory(months=months("mql", 3) | months("won", *[3] * 6)), 2, "bands"
    )
    assert (later.reach.stage, later.usual_wins) == ("won", 3.0)


def test_words_of_rates_and_of_ones_own_history():
    book = starter_book("en")
    found = targets(book, OwnHistory(stages=(step("lead", "mql", 430, 1000),)), 2, "bands")
    assert [rate_source(rate) for rate in found.rates[:1]] == ["25 %, the middle of the band 20–30 %"]
    assert rate_source(found.rates[-1]) == "43 %, your own last 12 months (1,000 people, 40–46 %)"
    assert step_label(found.rates[0], {}) == "Deal → Won"
    assert [range_words(one) for one in found.needed[:2]] == ["", "7–10"]
    known = OwnHistory(stages=(StageResult("lead", 9, True, 0, 0),))
    assert "No history yet" in own_rate_words(None, OwnHistory())
    assert "do not record this step" in own_rate_words(None, known)
    assert "12 people old enough to judge, 30 are needed" in own_rate_words(step("deal", "won", 3, 12), known)
    assert "25.0 % (10 of 40" in own_rate_words(step("deal", "won", 10, 40), known)


def test_the_definition_holds_one_way_backwards_in_the_books_language():
    book = starter_book("ja")
    once = with_target(book, targets(book, OwnHistory(), 3, "bands"), "")
    found = targets(book, OwnHistory(), 3, "bands")
    definition = target_definition(book, found)
    assert (
        definition == "営業が有効と判断したリードの数。逆算（月）：受注3件 ← 商談12件 ← SAL22件 ← MQL55件。"
    )
    again = with_target(once, found, definition)
    assert target_definition(again, targets(book, OwnHistory(), 2, "bands")).count("←") == 3
    english = starter_book("en")
    words = target_definition(english, targets(english, OwnHistory(), 3, "bands"))
    assert (
        words
        == "Leads that sales judged ready. Worked backwards, a month: Won 3 ← Deal 12 ← SAL 22 ← MQL 55."
    )
    assert chain_words(found, {"won": "Signed"}).startswith("Signed 3 ← Deal 12")
