"""What is computed of every lead for the table: the last activity and how many there were, up to a day."""

from datetime import date

import pytest

from funneldesk.domain.moment import NEVER
from funneldesk.operations.lead_figures import figures_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

DAYS = {"a": ("2026-04-01", "2026-04-10", "2026-05-01", ""), "b": ("2026-05-02",), "c": ()}


@pytest.fixture(scope="module")
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", [{"email": f"{who}@x.co.jp", "name": who} for who in DAYS])
        acts = [
            {"email": f"{who}@x.co.jp", "occurred_at": day, "activity": "view", "content": f"{who} {place}"}
            for who, days in DAYS.items()
            for place, day in enumerate(days)
        ]
        take(store, "activities", acts)
        yield store


@pytest.mark.parametrize("as_of", ["2026-03-31", "2026-04-30", "2026-05-01", "2026-06-01"])
def test_activities_count_up_to_the_day_and_those_without_a_date_never(store, as_of):
    figures = figures_of(store, date.fromisoformat(as_of).toordinal())
    for place, days in enumerate(DAYS.values()):
        known = [day for day in days if day and day <= as_of]
        assert figures.activities[place] == len(known)
        last = date.fromisoformat(max(known)).toordinal() if known else NEVER
        assert figures.last[place] == last


def test_columns_are_found_by_their_names(store):
    figures = figures_of(store, date(2026, 6, 1).toordinal())
    assert figures.column("activities") is figures.activities
    assert figures.column("company") is None
