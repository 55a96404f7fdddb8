"""Suggested weights: learned early, judged late, whole points, and refused where too little happened."""

from dataclasses import replace

import numpy as np
import pytest

from funneldesk.domain.backtest import samples
from funneldesk.domain.backtest.known import as_known
from funneldesk.domain.backtest.panel import HORIZON_DAYS, panels
from funneldesk.domain.backtest.samples import points_of, sample, scored, split_by_time, with_points
from funneldesk.domain.backtest.suggestion import row_weights
from funneldesk.domain.book.book import Band, Signal
from funneldesk.domain.book.conditions import Attribute
from funneldesk.errors import UserError
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.suggesting import suggest_weights, suggested_for
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, counting, judging

START = day("2024-01-10")
AS_OF = START + 700
#: Views mean nothing, forms lead to deals, free addresses never do.
BOOK = book(
    counting(30, "view", name="view", cap=60),
    counting(5, "form", name="form", cap=60, window_days=60),
    counting(4, "reply", name="nobody"),
    judging(10, Attribute("kind", "is", ("free",)), name="free"),
    points=40,
    leave=20,
)


def crowd(leads=600, seed=3, *, after_deal=()):
    rng = np.random.default_rng(seed)
    made, known = [], []
    for _lead in range(leads):
        acquired = START + int(rng.integers(0, 560))
        did = [(acquired + int(rng.integers(0, 90)), "view") for _ in range(rng.integers(0, 3))]
        free, inquires = rng.random() < 0.3, rng.random() < 0.4
        deals = []
        if inquires:
            form = acquired + int(rng.integers(0, 60))
            did.append((form, "form"))
            if not free and rng.random() < 0.7:
                deals.append(Deal(form + int(rng.integers(20, 90))))
        did += [(deal.opened + n, kind) for deal in deals for n, kind in enumerate(after_deal)]
        made.append(person(acquired, *did, deals=deals, fields={"kind": "free" if free else "own"}))
        known.append(acquired)
    return as_known(facts(*made), {"kind": np.array(known, np.int32)})


def test_it_finds_what_goes_with_deals_and_tells_later_deals_better():
    found = suggested_for(crowd(), BOOK, AS_OF)
    lines = {line.signal: line for line in found.lines}
    assert lines["form"].suggested > 10
    assert abs(lines["view"].suggested) < 5
    assert lines["free"].suggested < 0
    assert (lines["nobody"].now, lines["nobody"].suggested, lines["nobody"].seen) == (4, 4, 0)
    assert all(line.suggested == round(line.suggested) for line in found.lines)
    assert found.auc_suggested > found.auc_now + 0.1
    assert found.is_better
    assert found.book.threshold == BOOK.threshold
    assert [points_of(s) for s in found.book.signals] == [line.suggested for line in found.lines]


def test_about_as_many_stand_at_the_threshold_as_before():
    known = crowd()
    # A weight that fades reaches the threshold for as long as its scale says.
    fading = book(
        counting(30, "view", name="view", half_life_days=90),
        counting(30, "form", name="form", half_life_days=90),
        points=40, leave=20,
    )  # fmt: skip
    (panel,) = panels(known, [fading], AS_OF)
    whole = sample(known, fading, panel)
    learned = whole.where(split_by_time(whole.panel)[0])
    found = suggested_for(known, fading, AS_OF)
    weight = row_weights(learned.panel.lead)
    before, after = (weight[scored(learned, b) >= 40_000].sum() for b in (fading, found.book))
    assert before > 10
    assert after == pytest.approx(before, rel=0.15)
    assert found.book.signals != fading.signals


def test_scores_of_a_sample_are_those_of_the_panel():
    known = crowd(60)
    (panel,) = panels(known, [BOOK], AS_OF)
    assert (scored(sample(known, BOOK, panel), BOOK) == panel.milli).all()


def test_nothing_is_learned_from_outcomes_the_test_begins_before():
    (panel,) = panels(crowd(), [BOOK], AS_OF)
    early, late = split_by_time(panel)
    days = np.array(panel.months)[panel.month]
    assert days[early].max() + HORIZON_DAYS <= days[late].min()
    assert not (early & late).any()


def test_what_happens_after_the_deal_teaches_nothing():
    plain, planted = (
        suggested_for(crowd(after_deal=kinds), BOOK, AS_OF) for kinds in ((), ("reply", "view", "reply"))
    )
    assert planted.lines == plain.lines
    assert planted.auc_suggested == plain.auc_suggested


def test_below_forty_outcomes_it_refuses_in_words():
    with pytest.raises(UserError, match="leads with a deal and") as refused:
        suggested_for(crowd(120), BOOK, AS_OF)
    assert refused.value.code == "too_few_outcomes"
    assert "40" in refused.value.next_step
    with in_memory_store("en") as store, pytest.raises(UserError, match="there are 0 leads with a deal"):
        suggest_weights(store, BOOK, AS_OF)


def test_a_book_of_which_nothing_goes_with_deals_gets_no_suggestion():
    only_bad = book(judging(10, Attribute("kind", "is", ("free",)), name="free"), points=5, leave=1)
    with pytest.raises(UserError, match="No signal of this book"):
        suggested_for(crowd(), only_bad, AS_OF)


def test_bands_keep_their_shape_and_many_leads_are_thinned(monkeypatch):
    banded = replace(
        BOOK,
        signals=(
            *BOOK.signals,
            Signal("rate", "engagement", "rate", 0.0, band_fields=("x.n",),
                   bands=(Band(0, 10, -4), Band(10, None, 8))),
        ),
    )  # fmt: skip
    assert points_of(banded.signals[-1]) == 8
    changed = with_points(banded, [1, 2, 3, 4, 4]).signals
    assert [band.points for band in changed[-1].bands] == [-2, 4]
    assert [signal.points for signal in changed[:-1]] == [1, 2, 3, 4]
    known = crowd(200)
    (panel,) = panels(known, [BOOK], AS_OF)
    monkeypatch.setattr(samples, "MOST_LEADS", 50)
    few = sample(known, BOOK, panel).panel
    assert set(panel.lead[panel.deal]) <= set(few.lead)
    others = set(few.lead) - set(panel.lead[panel.deal])
    assert 25 <= len(others) <= 50


def test_where_nobody_stands_at_the_threshold_the_points_add_up_to_the_same():
    far = replace(BOOK, threshold=replace(BOOK.threshold, points=900.0))
    found = suggested_for(crowd(), far, AS_OF)
    seen = [line for line in found.lines if line.seen >= 30]
    now, then = (sum(abs(getattr(line, name)) for line in seen) for name in ("now", "suggested"))
    assert then == pytest.approx(now, abs=len(seen) / 2)
