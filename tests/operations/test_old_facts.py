"""Facts of before go as soon as there are new ones: at ten million activities they are a third of a gigabyte."""

import gc
from collections.abc import Iterator

import pytest

from funneldesk.domain.facts import Facts
from funneldesk.operations import by_hand
from funneldesk.operations.campaigns import costs_of
from funneldesk.operations.company import company_of
from funneldesk.operations.drift import drift_of
from funneldesk.operations.duties import duties_of
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
