"""Sources and campaigns of a store: costs from lists, people behind the numbers, what a new list changes."""

from datetime import date

import pytest

from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.operations.campaigns import campaign_members, campaigns_of, campaigns_view, costs_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 11, 20).toordinal()
MAY = Period(date(2026, 5, 1).toordinal(), date(2026, 5, 31).toordinal())


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        take(made, "leads", [
            {
                "external_id": f"L{n}", "email": f"l{n}@x.example", "acquired_at": f"2026-0{4 + n % 2}-10",
                "source": "広告" if n < 8 else "展示会", "campaign": "春" if n < 4 else "",
            }
            for n in range(12)
        ])  # fmt: skip
        take(made, "deals", [
            {"external_id": "D1", "lead_external_id": "L1", "opened_at": "2026-06-20", "outcome": "won", "won_at": "2026-07-20", "amount": "1000000"},
            {"external_id": "D2", "lead_external_id": "L1", "opened_at": "2026-08-20", "outcome": "won", "won_at": "2026-08-30", "amount": "500000"},
            {"external_id": "D3", "lead_external_id": "L2", "opened_at": "2026-08-20", "outcome": "open"},
        ])  # fmt: skip
        take(made, "costs", [
            {"month": "2026-04", "source": "広告", "amount": "300000"},
            {"month": "2026-05", "source": "広告", "amount": "200000"},
            {"month": "2026-05", "campaign": "春", "amount": "40000"},
            {"month": "2026-05", "content": "c1", "amount": "7000"},
        ])  # fmt: skip
        take(made, "contents", [
            {"content": "C1", "title": "体験会", "published_at": "2026-05-20", "cost": "9000"},
            {"content": "C2", "title": "冊子", "cost": "800"},
        ])  # fmt: skip
        yield made


def test_costs_of_lists_and_of_contents(store):
    costs = {(one.month, one.source, one.campaign, one.content): one.amount for one in costs_of(store)}
    assert costs["2026-05", "", "春", ""] == 40_000
    assert costs["2026-05", "", "", "体験会"] in {7_000, 9_000}, "named by its key, told by its title"
    assert costs["", "", "", "冊子"] == 800
    assert sum(one.amount for one in costs_of(store)) == 556_800


def test_a_range_has_its_leads_its_deals_and_its_costs(store):
    found = campaigns_of(store, TODAY, "source", MAY)
    ads = found.rows[0]
    assert (ads.value, ads.leads, ads.deal, ads.won, ads.amount) == ("広告", 4, 1, 1, 1_500_000)
    assert ads.cost == 240_000, "the campaign's leads all come by this source"
    assert [(one.reason, one.cost) for one in found.unassigned] == [("content", 16_000)]
    assert (found.total.cost, found.months.outside, found.months.undated) == (256_000, 300_000, 800)
    assert campaigns_of(store, TODAY, "source", EVERYTHING).total.cost == 556_800
    assert campaigns_of(store, TODAY, "source", MAY) is found, "computed once"


def test_the_people_behind_the_numbers(store):
    everybody = campaign_members(store, TODAY, "source", EVERYTHING, part="lead", values=None)
    assert len(everybody) == 12
    spring = campaign_members(store, TODAY, "campaign", EVERYTHING, part="deal", values=("春",))
    assert spring == tuple(everybody[n] for n in (1, 2))
    none = campaign_members(store, TODAY, "campaign", EVERYTHING, part="lead", values=(None,))
    assert len(none) == 8
    assert campaign_members(store, TODAY, "campaign", EVERYTHING, part="lead", values=("nowhere",)) == ()


def test_a_list_of_costs_taken_back_is_gone(store):
    costs = next(one for one in imports(store) if one.kind == "costs")
    undo_import(store, costs.id)
    assert campaigns_of(store, TODAY, "source", EVERYTHING).total.cost == 9_800


def test_the_range_of_the_window(store):
    view = campaigns_view(store, TODAY + 400, RangeChoice("trailing"), "source")
    assert view.fallback
    assert view.campaigns.total.leads == 12
