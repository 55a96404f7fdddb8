"""The company's days off and its fiscal year, kept with the data."""

from datetime import date

import pytest

from funneldesk.operations.business_calendar import fiscal_month, set_fiscal_month
from funneldesk.operations.funnel import funnel_members, funnel_of
from funneldesk.operations.funnel_view import funnel_view
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import create_store, in_memory_store
from funneldesk.operations.timing import group_members, timing_of
from funneldesk.operations.why import ComparisonChoice, why_view
from tests.operations.test_funnel import TODAY, fill


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        fill(made)
        yield made


def test_a_fiscal_year_begins_in_april_unless_somebody_says_otherwise(store):
    assert fiscal_month(store) == 4
    set_fiscal_month(store, 2)
    assert fiscal_month(store) == 2
    for wrong in (0, 13):
        with pytest.raises(ValueError, match=str(wrong)):
            set_fiscal_month(store, wrong)
    assert fiscal_month(store) == 2


def test_everything_that_counts_by_fiscal_year_follows(store):
    def seen():
        view = funnel_view(store, TODAY, RangeChoice("quarter"), by="quarter")
        return (
            view.funnel.from_day,
            [group.value for group in view.funnel.groups if group.value],
            why_view(store, TODAY, ComparisonChoice("quarter"), None).sides.after.from_day,
        )

    before = seen()
    set_fiscal_month(store, 2)
    after = seen()
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert all("/" in value for value in after[1])
    set_fiscal_month(store, 4)
    assert seen() == before


def test_the_people_of_a_group_are_those_it_counts(store):
    set_fiscal_month(store, 2)
    for by in ("quarter", "half", "fiscal_year"):
        for group in funnel_of(store, TODAY, by=by).groups:
            people = funnel_members(store, TODAY, "lead", by=by, value=group.value)
            assert len(people) == group.stages[0].count
        for speed in timing_of(store, TODAY, by=by).groups:
            assert len(group_members(store, TODAY, by, speed.value)) == speed.triggers


def test_an_answer_kept_for_another_fiscal_year_does_not_count(tmp_path):
    with create_store(tmp_path / "a.db", "en") as store:
        fill(store)
        found = [funnel_view(store, TODAY, RangeChoice("quarter")).funnel.from_day]
        set_fiscal_month(store, 2)
        found.append(funnel_view(store, TODAY, RangeChoice("quarter")).funnel.from_day)
    assert found == [date(2026, 10, 1).toordinal(), date(2026, 11, 1).toordinal()]
