"""The deals of some leads, found near them, are their deals among everybody's, whatever lists say about whom."""

from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.leads.entities import Entity
from funneldesk.operations.facts import facts_of
from funneldesk.operations.gathering import Gathered, entities_of
from funneldesk.operations.gathering_lead import entities_of_lists
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.records import company_deals
from tests.operations.taking import take

PEOPLE = [
    {
        "external_id": str(n), "name": f"山田 {n}郎", "email": f"y{n}@toto.jp", "company": ("東都", "みなと精機")[n % 2],
        "acquired_at": f"2026-03-0{n + 1}",
    }
    for n in range(4)
]  # fmt: skip
#: Who a row of deals is about: somebody, only a company, nobody known.
WHO = st.sampled_from(
    [
        *({"email": one["email"]} for one in PEOPLE),
        *({"name": "商談", "lead_external_id": one["external_id"]} for one in PEOPLE[:2]),
        {"company": "東都"},
        {"company": "みなと精機"},
        {"company": "知らない社"},
        {"email": "nobody@y.co.jp"},
    ]
)
DEAL = st.builds(
    lambda who, own, day, outcome: (
        who | own | {"opened_at": f"2026-04-0{day}"} | ({"outcome": outcome} if outcome else {})
    ),
    WHO,
    st.sampled_from([{}, {"external_id": "1"}, {"external_id": "2"}, {"external_id": "3"}]),
    st.integers(1, 3),
    st.sampled_from(["won", "lost", ""]),
)
LISTS = st.lists(st.lists(DEAL, min_size=1, max_size=5), min_size=1, max_size=3)


def those_of(found: Gathered, leads: set[int], owners: dict[str, int]) -> dict[str, Entity]:
    return {key: one for key, one in found.entities.items() if found.lead_of(one, owners) in leads}


@settings(deadline=None, max_examples=60)
@given(LISTS, st.sets(st.integers(0, 5)))
def test_deals_near_leads_are_theirs_among_all(lists: list[list[dict[str, str]]], places: set[int]) -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-03-01")
        for number, rows in enumerate(lists):
            take(store, "deals", rows, list_date=f"2026-05-0{number + 1}")
        with store.one_view():
            ids = facts_of(store).lead_ids.tolist()
            leads = {ids[place] for place in places if place < len(ids)}
            owners = company_deals(store.connection)
            near = those_of(entities_of_lists(store, "deals", leads), leads, owners)
            assert near == those_of(entities_of(store, "deals"), leads, owners)
