"""Facts of before go as soon as there are new ones: at ten million activities they are a third of a gigabyte."""

import gc
from collections.abc import Iterator

import pytest

from funneldesk.domain.facts import Events, Facts
from funneldesk.operations import by_hand
from funneldesk.operations.campaigns import costs_of
from funneldesk.operations.company import company_of
from funneldesk.operations.drift import drift_of
from funneldesk.operations.duties import duties_of
from funneldesk.operations.editing import Entered, edit
from funneldesk.operations.facts import facts_of
from funneldesk.operations.findings import findings_of
from funneldesk.operations.handovers import handovers_of
from funneldesk.operations.kpis import kpis_of
from funneldesk.operations.lead_detail import lead_detail
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.nurture import nurture_of
from funneldesk.operations.quality import quality_of
from funneldesk.operations.stores import Store
from funneldesk.operations.summary import summary_of
from funneldesk.operations.today import beside_of, today_of
from funneldesk.operations.worklist import worklist_of
from tests.operations.worklists import MADE, TODAY, company


@pytest.fixture
def nobody_collects() -> Iterator[None]:
    """Let nothing be looked for that nobody uses."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def look(store: Store) -> None:
    """Ask what pages ask; nothing of it is kept."""
    today_of(store, TODAY)
    beside_of(store, TODAY)
    leads_of(store, LeadQuery(text="山田"), TODAY)
    for of in (
        duties_of, handovers_of, worklist_of, quality_of, nurture_of, kpis_of, findings_of, drift_of, summary_of,
    ):  # fmt: skip
        of(store, TODAY)
    lead_detail(store, 1, TODAY)
    company_of(store, 1, TODAY)
    costs_of(store)


def known(of: type) -> int:
    return sum(isinstance(one, of) for one in gc.get_objects())


@pytest.mark.usefixtures("nobody_collects")
def test_they_go_without_being_looked_for() -> None:
    others = known(Facts)
    with company() as store:
        for day in range(MADE, MADE + 4):
            by_hand.called(store, 1, day, reached=True, note="話した")
            look(store)
        # Those of lists alone, and those with what people entered.
        assert known(Facts) - others == 2


def test_the_activities_of_lists_stay_where_they_are_whatever_is_entered() -> None:
    """Not even one after the other: while the next are made those of before are still looked at."""

    def of_lists() -> Events:
        lists = facts_of(store).lists
        assert lists is not None
        return lists.events

    with company() as store:
        by_hand.called(store, 1, MADE, reached=True, note="話した")
        first, count = of_lists(), len(facts_of(store).events)
        edit(store, [Entered(1, "title", "部長")])
        assert of_lists() is first
        by_hand.hand_over(store, 2, "is", MADE)
        assert of_lists() is first
        assert len(facts_of(store).events) == count
        act = by_hand.called(store, 2, MADE, reached=True, note="話した")
        assert of_lists() is first
        assert len(facts_of(store).events) == count + 1
        by_hand.undo_act(store, act)
        by_hand.called(store, 2, MADE + 1, reached=True, note="話した")
        assert facts_of(store).events.day.max() == MADE + 1
