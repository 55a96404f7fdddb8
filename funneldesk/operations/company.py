"""A company as its leads show it: its people, what holds it together, its deals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.entities import Entity, deal_outcome, opened_moment, won_moment
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.companies import companies_near
from funneldesk.operations.facts import facts_of_lead, versions_of
from funneldesk.operations.gathering_lead import entities_of_lists
from funneldesk.operations.leads import figures_of
from funneldesk.store.companies import keys_of_leads, leads_saying
from funneldesk.store.lead_list import LeadRow, lead_rows
from funneldesk.store.records import company_deals

if TYPE_CHECKING:
    from funneldesk.domain.leads.companies import CompanyKeys
    from funneldesk.store.store import Connection, Store

#: So many people are read one by one.
_FEW = 30


@dataclass(frozen=True, slots=True)
class CompanyPerson:
    """One of a company's people: the furthest stage (of STAGES), points, candidate since a day (NEVER: none)."""

    row: LeadRow
    stage: str
    score: float
    since: int


@dataclass(frozen=True, slots=True)
class CompanyDeal:
    """A deal of the company: `lead` and `person` are whom it belongs to; days NEVER and amounts None where unknown."""

    key: str
    name: str
    lead: int
    person: str
    opened: int
    won: int
    outcome: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class CompanyView:
    """Everything about a company as of a day; `names`, `domains`, `numbers` with how many leads say so, most first."""

    as_of: int
    names: tuple[tuple[str, int], ...]
    domains: tuple[tuple[str, int], ...]
    numbers: tuple[tuple[str, int], ...]
    people: tuple[CompanyPerson, ...]
    deals: tuple[CompanyDeal, ...]
    labels: dict[str, str]

    @property
    def name(self) -> str:
        """Return what the company is called most often."""
        return self.names[0][0] if self.names else self.domains[0][0] if self.domains else ""


def company_of(store: "Store", lead_id: int, as_of: int) -> CompanyView:
    """Return the company of a lead; UserError if the lead is gone or says nothing of a company."""
    connection = store.connection
    own = keys_of_leads(connection, [lead_id]).get(lead_id)
    if own is None:
        raise UserError(
            "no_lead",
            _("The lead whose company this was is not there any more."),
            _("Its list was withdrawn, or two leads became one. Search for the name."),
        )
    said = _said_near(connection, own)
    if not said:
        raise UserError(
            "no_company",
            _("No list says which company this lead belongs to."),
            _("Import a list with its company name or its company's e-mail address."),
        )
    rows = lead_rows(store, said)
    names = _named(row.company for row in rows.values())
    return CompanyView(
        as_of,
        names,
        _counted(keys.domain for keys in said.values()),
        _counted(keys.number for keys in said.values()),
        _people(store, rows, as_of),
        _deals(store, rows),
        dict(version_in_force(versions_of(store), as_of).book.stage_labels),
    )


def people_near(store: "Store", lead_id: int, as_of: int) -> tuple[CompanyPerson, ...]:
    """Return the others of a lead's company, the most points first; nobody where no list says which it is.

    Few are read one by one: nobody waits for everybody's figures to see a handful.
    """
    own = keys_of_leads(store.connection, [lead_id]).get(lead_id)
    said = _said_near(store.connection, own) if own else {}
    rows = lead_rows(store, said.keys() - {lead_id})
    if len(rows) > _FEW:
        return _people(store, rows, as_of)
    return _ordered(_person(store, row, as_of) for row in rows.values())


def _person(store: "Store", row: LeadRow, as_of: int) -> CompanyPerson:
    facts, versions = facts_of_lead(store, row.id), versions_of(store)
    reached = stage_days(facts, versions, as_of).reached[:, 0]
    now = scores_under(facts, in_force(facts, versions, as_of), as_of)
    since = candidate_since(facts, versions, as_of, now.milli)
    stage = STAGES[int(np.flatnonzero(reached).max(initial=0))]
    return CompanyPerson(row, stage, float(now.total[0]), int(since[0]))


def _ordered(people: Iterable[CompanyPerson]) -> tuple[CompanyPerson, ...]:
    return tuple(sorted(people, key=lambda one: (-one.score, -STAGES.index(one.stage), one.row.id)))


def _said_near(connection: "Connection", own: "CompanyKeys") -> "dict[int, CompanyKeys]":
    """Return what each lead of the company says of it."""
    members = companies_near(connection, [own]).members(own)
    return {lead: keys for keys, lead, _acquired, _mark in leads_saying(connection, members)}


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = Counter(value for value in values if value)
    return tuple(sorted(found.items(), key=lambda entry: (-entry[1], entry[0])))


def _named(companies: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return each name once, in the spelling most leads use, else the longest."""
    spellings: dict[str, list[str]] = {}
    for company in companies:
        if company:
            spellings.setdefault(company_key(company), []).append(company)
    usual = [(_usual(Counter(some)), len(some)) for some in spellings.values()]
    return tuple(sorted(usual, key=lambda entry: (-entry[1], entry[0])))


def _usual(spellings: Counter[str]) -> str:
    return max(spellings, key=lambda text: (spellings[text], len(text), text))


def _people(store: "Store", rows: dict[int, LeadRow], as_of: int) -> tuple[CompanyPerson, ...]:
    figures = figures_of(store, as_of)
    ids = sorted(rows)
    people = [
        CompanyPerson(
            rows[lead], STAGES[figures.stage[place]], figures.score(int(place)), int(figures.since[place])
        )
        for lead, place in zip(ids, figures.positions(np.array(ids, np.int64)), strict=True)
        if place >= 0
    ]
    return _ordered(people)


def _deals(store: "Store", rows: dict[int, LeadRow]) -> tuple[CompanyDeal, ...]:
    owners = company_deals(store.connection)
    near = entities_of_lists(store, "deals", rows.keys())
    about = ((near.lead_of(deal, owners), deal) for deal in near.entities.values())
    mine = [_deal(store, deal, rows[lead]) for lead, deal in about if lead in rows]
    return tuple(sorted(mine, key=lambda deal: (deal.opened == NEVER, -deal.opened, deal.key)))


def _deal(store: "Store", deal: Entity, row: LeadRow) -> CompanyDeal:
    return CompanyDeal(
        deal.key,
        deal.get("name") or "",
        row.id,
        row.name or row.email or "",
        opened_moment(deal, store.zone).day,
        won_moment(deal, store.zone).day,
        deal_outcome(deal),
        deal.amount("amount"),
    )
