"""One's own last twelve months: whole months of each stage, and bands only where there are people enough."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.intervals import judge, wilson
from funneldesk.domain.funnel.own_history import OwnHistory, OwnMonths, enough, own_history, proposed_band
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER


def ordinal(text):
    return date.fromisoformat(text).toordinal()


def days_of(as_of, *reached, recorded=(True, True, True, True, False)):
    """Everybody reached every recorded stage on the day given."""
    day = np.full((len(STAGES), len(reached)), NEVER, np.int32)
    for stage in range(len(STAGES)):
        if recorded[stage]:
            day[stage] = [ordinal(one) for one in reached]
    yes, no = day != NEVER, np.zeros(day.shape, np.bool_)
    one = np.asarray(day[0])
    return StageDays(
        ordinal(as_of), day, yes, no, no, recorded, one, one.astype(np.int64), one, one
    )  # fmt: skip


def step(k, n):
    low, high = wilson(k, n) if n else (None, None)
    rate = k / n if n else None
    return StageResult("won", k, True, 0, 0, previous="deal", n=n, k=k, rate=rate, low=low, high=high)


def test_only_whole_months_count_and_none_before_the_first_record():
    days = days_of("2026-11-28", "2026-01-20", "2026-02-01", "2026-04-30", "2026-04-01", "2026-11-27")
    found = own_history((), days, EVERYTHING, fallback=False).months["mql"]
    # January began before the first record, November is not over.
    assert found.counts == (1, 0, 2, 0, 0, 0, 0, 0, 0)
    assert "won" not in own_history((), days, EVERYTHING, fallback=False).months


def test_a_range_that_ends_with_its_month_counts_that_month():
    days = days_of("2026-11-28", *["2024-01-01", "2025-03-31", "2025-03-01"])
    period = Period(ordinal("2024-04-01"), ordinal("2025-03-31"))
    found = own_history((), days, period, fallback=True)
    assert found.months["sal"].counts == (*[0] * 11, 2)
    assert found.fallback


def test_a_usual_month_needs_half_a_year():
    few, some = OwnMonths("mql", (3, 4, 5, 9, 1)), OwnMonths("mql", (3, 4, 5, 9, 1, 4))
    assert (few.enough, some.enough) == (False, True)
    assert (some.usual, some.best, some.reaching(4)) == (4, 9, 4)
    assert (OwnMonths("mql", ()).usual, OwnMonths("mql", ()).best) == (0, 0)


@given(st.integers(30, 100_000), st.data())
def test_a_proposed_band_holds_the_whole_interval_in_whole_percents(n, data):
    found = step(data.draw(st.integers(1, n)), n)
    low, high = proposed_band(found)
    assert 0 <= low < high <= 1
    assert all(abs(end * 100 - round(end * 100)) < 1e-9 for end in (low, high))
    assert low <= found.low + 1e-9
    assert found.high <= high + 1e-9
    assert found.low - low < 0.01
    assert high - found.high < 0.01
    assert judge(found.k, n, (low, high)).verdict == "within"


@pytest.mark.parametrize("found", [None, step(0, 0), step(5, 29), step(0, 500)])
def test_no_band_is_proposed_from_little_or_nothing(found):
    assert proposed_band(found) is None
    assert enough(found) is (found is not None and (found.n or 0) >= 30)


def test_a_step_is_found_by_both_its_stages():
    history = OwnHistory(stages=(replace(step(5, 40), previous="mql"), step(5, 40)))
    assert history.step("deal", "won") is history.stages[1]
    assert history.step("sal", "deal") is None
