"""Deals that name only a company: each belongs to that company's lead last touched before it opened (DESIGN 6, Deals).

Where nobody was, it belongs to one unnamed contact of the company, who is a lead only as long as such a deal needs one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from funneldesk.domain.activities import together
from funneldesk.domain.leads.companies import CompanyKeys, company_key, site_domain
from funneldesk.domain.leads.entities import Entity, opened_moment
from funneldesk.domain.leads.identity import COMPANY
from funneldesk.domain.moment import NEVER, Moment, moment_of
from funneldesk.operations.companies import companies_near
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.gathering_activities import activity_lists
from funneldesk.store import identity as identities
from funneldesk.store.companies import leads_saying
from funneldesk.store.records import batches, company_deals, set_company_deals
from funneldesk.store.store import Connection, Store
from funneldesk.store.suppression import pinned_deals

#: Whom a company's deal may belong to: lead id, and what tells leads apart that were touched at the same time.
Contact = tuple[int, str]


def settle_company_deals(store: Store) -> set[int]:
    """Find again whom these deals belong to; return the leads that such deals speak for now, or no longer."""
    connection = store.connection
    before = company_deals(connection)
    after = owners_of_company_deals(store)
    if before == after:
        return set()
    set_company_deals(connection, after)
    store.lists_moved()
    changed = set(before.values()) ^ set(after.values())
    return identities.leads_named_by_companies(connection, changed)


def owners_of_company_deals(store: Store) -> dict[str, int]:
    """Return the lead of each deal that names only a company, by the deal's key."""
    connection = store.connection
    if not any(info.kind == "deals" for info in batches(connection, visible_only=True)):
        return {}
    deals = entities_of(store, "deals")
    chosen: list[tuple[Entity, CompanyKeys, int]] = []
    for deal in deals.entities.values():
        person = deals.people.get(deal.identity)
        if person and person.who.role == COMPANY:
            chosen.append((deal, _keys_of(deal), person.lead_id))
    if not chosen:
        return {}
    contacts = _contacts(connection, {keys for _deal, keys, _unnamed in chosen})
    touches = _touches(store, {lead_id for found in contacts.values() for (lead_id, _mark), _at in found})
    timelines = {
        said: sorted(
            (at, mark, lead_id)
            for (lead_id, mark), acquired in found
            for at in (*touches.get(lead_id, ()), moment_of(acquired, store.zone))
            if at.day != NEVER
        )
        for said, found in contacts.items()
    }
    pinned = pinned_deals(store)
    there = {said: {lead_id for (lead_id, _mark), _at in found} for said, found in contacts.items()}
    return {
        deal.key: pinned[deal.key]
        if pinned.get(deal.key) in there[keys]
        else _last_touched(timelines[keys], opened_moment(deal, store.zone)) or unnamed
        for deal, keys, unnamed in chosen
    }


def _keys_of(deal: Entity) -> CompanyKeys:
    company = deal.get("company")
    # Some tools name a company by its web address.
    domain = site_domain(deal.get("company_domain")) or site_domain(company)
    return CompanyKeys(company_key(company), domain, deal.get("corporate_number") or "")


def _contacts(
    connection: Connection, named: Iterable[CompanyKeys]
) -> dict[CompanyKeys, list[tuple[Contact, str | None]]]:
    """Return the leads of each company with their acquired_at, apart from those only its deals speak of."""
    unnamed = identities.leads_of_mere_companies(connection)
    companies = companies_near(connection, named)
    members = {keys: companies.members(keys) for keys in named}
    saying: dict[CompanyKeys, list[tuple[Contact, str | None]]] = {}
    for said, lead_id, acquired, mark in leads_saying(
        connection, {one for some in members.values() for one in some}
    ):
        if lead_id not in unnamed:
            saying.setdefault(said, []).append(((lead_id, mark), acquired))
    return {keys: [one for said in some for one in saying.get(said, [])] for keys, some in members.items()}


def _touches(store: Store, lead_ids: set[int]) -> dict[int, list[Moment]]:
    rows = together(activity_lists(store, cachable=False))
    by_identity = identities.leads_by_identity(store.connection)
    wanted = np.isin(by_identity, sorted(lead_ids))
    touches: dict[int, list[Moment]] = {}
    for position in np.flatnonzero(wanted[rows.identity]):
        lead_id = int(by_identity[rows.identity[position]])
        touches.setdefault(lead_id, []).append(Moment(int(rows.day[position]), int(rows.instant[position])))
    return touches


def _last_touched(touches: Sequence[tuple[Moment, str, int]], opened: Moment) -> int:
    """Return the lead with the last of the touches, in order, that is not after `opened`; 0 if there is none."""
    place = bisect_right(touches, opened.day, key=lambda touch: touch[0].day)
    for index in range(place - 1, -1, -1):
        at, _mark, lead_id = touches[index]
        if not at.is_after(opened):
            return lead_id
    return 0
