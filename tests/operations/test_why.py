"""Why a number moved in a store: which ranges, who is young, who stands behind the numbers."""

from datetime import date

import pytest

from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.periods import Period
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.why import ComparisonChoice, reach_of, why_members, why_of, why_view, young_of
from tests.operations.taking import take


def day(text):
    return date.fromisoformat(text).toordinal()


TODAY = day("2026-10-20")
SPRING, SUMMER = (
    Period(day("2026-04-01"), day("2026-06-30")),
    Period(day("2026-07-01"), day("2026-09-30")),
)
SIDES = sides_of(SPRING, SUMMER, TODAY)


def fill(store):
    """Ten leads of spring, six of summer; five of each took the guide; three of spring and one of summer have deals."""
    spring = [(f"L{n}", "2026-05-10", "SEO" if n < 6 else "広告") for n in range(10)]
    summer = [(f"L{n}", "2026-09-20", "SEO") for n in range(10, 16)]
    take(store, "leads", [
        {"external_id": key, "email": f"{key}@x.example", "acquired_at": acquired, "source": source}
        for key, acquired, source in spring + summer
    ])  # fmt: skip
    take(store, "contents", [{"content": "guide", "type": "guide"}])
    take(store, "activities", [
        {"lead_external_id": f"L{n}", "occurred_at": "2026-05-11" if n < 10 else "2026-09-21", "activity": "download", "content": "guide"}
        for n in (*range(5), *range(10, 15))
    ])  # fmt: skip
    take(store, "deals", [
        {"external_id": f"D{n}", "lead_external_id": f"L{n}", "opened_at": opened, "outcome": "open"}
        for n, opened in ((0, "2026-06-01"), (1, "2026-07-15"), (2, "2026-10-01"), (10, "2026-10-01"))
    ])  # fmt: skip


@pytest.fixture(scope="module")
def store():
    with in_memory_store("en") as made:
        fill(made)
        yield made


def test_the_last_quarters_and_the_first_number_that_is_recorded(store):
    view = why_view(store, TODAY, ComparisonChoice(), None)
    assert (view.sides, view.fallback, view.is_empty) == (SIDES, False, False)
    assert view.target == "deal"  # nobody recorded what sales accepted
    assert view.recorded == ("lead", "mql", "deal", "won", "amount")
    assert (view.why.before, view.why.after) == (3, 1)
    assert [(one.phase, one.before.k, one.after.n) for one in view.reach] == [("decision", 5, 5)]


def test_a_number_nothing_is_recorded_of_is_no_error(store):
    view = why_view(store, TODAY, ComparisonChoice(), "sal")
    assert view.why is None
    assert view.target == "sal"


def test_where_the_lists_end_earlier_the_last_ranges_with_leads_are_shown(store):
    for name, expected in (("quarter", SUMMER), ("month", Period(day("2026-09-01"), day("2026-09-30")))):
        view = why_view(store, day("2028-02-01"), ComparisonChoice(name), "lead")
        assert (view.fallback, view.sides.after) == (True, expected)
    fiscal = why_view(store, day("2028-02-01"), ComparisonChoice("fiscal"), "lead")
    assert fiscal.sides.after == Period(day("2026-04-01"), day("2026-09-30"))
    assert not why_view(store, TODAY, ComparisonChoice("custom", SUMMER, SPRING), "lead").fallback


def test_leads_that_had_no_time_yet_are_counted_on_both_sides(store):
    """Deals need 90 days by the book (30 + 60): all four MQLs of summer without one are young, nobody of spring."""
    assert young_of(store, SIDES, "deal") == (0, 4)
    assert young_of(store, sides_of(SPRING, SUMMER, day("2027-06-01")), "deal") == (0, 0)
    assert young_of(store, SIDES, "lead") == (0, 0)


def test_at_the_same_age_later_deals_do_not_count_for_the_range_before(store):
    same = sides_of(SPRING, SUMMER, TODAY, same_age=True)
    assert why_of(store, same, "deal").before == 2  # the deal of October came after the same age
    assert why_of(store, same, "deal").after == 1
    assert len(why_members(store, same, "deal", later=False)) == 2
    assert reach_of(store, same) == reach_of(store, SIDES)


def test_the_people_behind_the_numbers(store):
    found = why_of(store, SIDES, "deal")
    for later, count in ((False, found.before), (True, found.after)):
        assert len(why_members(store, SIDES, "deal", later=later)) == count
    rate = next(part for part in found.parts if part.name == "deal")
    for later, share in zip((False, True), rate.shares, strict=True):
        assert len(why_members(store, SIDES, "mql", later=later, but_not="deal")) == share.n - share.k
    for one in found.segments:
        for later, count in zip((False, True), one.lead_counts, strict=True):
            assert len(why_members(store, SIDES, "lead", later=later, by=one.by, value=one.value)) == count
    assert why_members(store, SIDES, "lead", later=True, by="source", value="nowhere") == ()


def test_an_empty_store(store):
    with in_memory_store("en") as empty:
        view = why_view(empty, TODAY, ComparisonChoice(), None)
        assert (view.is_empty, view.target, view.fallback) == (True, "lead", False)
