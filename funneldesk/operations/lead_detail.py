"""Everything about one lead: who it is, how far it got, why it has its score, what happened, who says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import LEAD, MQL, STAGES, WON
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.leads.entities import deal_outcome, opened_moment, won_moment
from funneldesk.domain.leads.records import DAY_SECONDS, Record
from funneldesk.domain.leads.timeline import (
    Entry,
    acquired,
    newest_first,
    of_deal,
    of_handover,
    of_stage,
    touches,
)
from funneldesk.domain.moment import NEVER
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.facts import facts_of_lead, versions_of
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.leads import figures_of
from funneldesk.operations.merging import decisions
from funneldesk.operations.scoring import explain_lead
from funneldesk.store.identity import visible_of_leads
from funneldesk.store.lead_list import records_by_id, stored_lead
from funneldesk.store.records import BatchInfo, company_deals, records_of_lead

if TYPE_CHECKING:
    from funneldesk.domain.scoring.explanation import Explanation
    from funneldesk.store.store import Store

#: What the record of an activity says beside its kind and content.
_NOTES = ("campaign", "outcome", "note")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one row of a list says of a field, and the day as of which it says so; `wins`: its value holds."""

    value: str
    file_name: str
    row: int
    day: int
    wins: bool


@dataclass(frozen=True, slots=True)
class LeadValue:
    """A value that holds, and the list it comes from: file, row, day it was known (NEVER: nobody says).

    `sayings`: every row that says anything of the field, the winning first, then the newest first.
    """

    field: str
    value: str
    file_name: str = ""
    row: int = 0
    day: int = NEVER
    sayings: tuple[Saying, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether lists say different things."""
        return len({one.value for one in self.sayings}) > 1


@dataclass(frozen=True, slots=True)
class StageReached:
    """How a lead stands to one stage: `day` NEVER where undated or not reached."""

    stage: str
    reached: bool
    day: int
    undated: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """One lead as of a day; `since`: SAL candidate since (NEVER: none).

    `merged`: the merges by hand that made it; `parts`: in how many ways lists speak of it.
    """

    id: int
    as_of: int
    listed: bool
    values: dict[str, LeadValue]
    stage: str
    stages: tuple[StageReached, ...]
    since: int
    disqualified: bool
    opted_out: bool
    timeline: tuple[Entry, ...]
    lists: dict[int, str]
    explanation: "Explanation"
    labels: dict[str, str]
    merged: tuple[int, ...] = ()
    parts: int = 1

    def value(self, field: str) -> str:
        """Return a value as text, "" where there is none."""
        found = self.values.get(field)
        return found.value if found else ""


def lead_detail(store: "Store", lead_id: int, as_of: int) -> LeadDetail:
    """Return everything about a lead; UserError if it is gone."""
    stored = stored_lead(store, lead_id)
    if stored is None:
        raise UserError(
            "no_lead",
            _("This lead is not there any more."),
            _("Its list was withdrawn, or two leads became one. Search for the name."),
        )
    facts, versions = facts_of_lead(store, lead_id), versions_of(store)
    labels = dict(version_in_force(versions, as_of).book.stage_labels)
    days = stage_days(facts, versions, as_of)
    stages = tuple(
        StageReached(
            stage,
            bool(days.reached[code, 0]),
            int(days.day[code, 0]),
            bool(days.undated[code, 0]),
            bool(days.skipped[code, 0]),
        )
        for code, stage in enumerate(STAGES)
    )
    figures = figures_of(store, as_of)
    place = int(figures.positions(facts.lead_ids)[0])
    since = int(figures.since[place])
    entries = [*_entries(store, facts, lead_id, as_of)]
    entries += [of_stage(one.stage, one.day, labels) for one in stages[MQL:WON] if one.day != NEVER]
    if stages[LEAD].day != NEVER:
        entries.append(acquired(stages[LEAD].day, stored.values.get("source", "")))
    if since != NEVER:
        entries.append(of_stage("candidate", since, labels))
    timeline = newest_first(entries, as_of)
    found = records_by_id(store, [entry.record for entry in timeline if entry.record])
    return LeadDetail(
        lead_id,
        as_of,
        stored.listed,
        _values(stored.values, records_of_lead(store.connection, lead_id), listed=stored.listed),
        STAGES[figures.stage[place]],
        stages,
        since,
        bool(figures.disqualified[place]),
        bool(figures.opted_out[place]),
        timeline,
        {record: info.file_name for record, (info, _record) in found.items()},
        explain_lead(store, lead_id, as_of),
        labels,
        tuple(one.id for one in decisions(store, lead_id) if one.same and not one.hidden),
        len(visible_of_leads(store.connection, [lead_id])),
    )


#: Of a lead that is on no list of leads, what the rows of other lists call it.
_CALLED = {
    "lead_external_id": "external_id",
    "contact_external_id": "external_id",
    "email": "email",
    "name": "name",
    "company": "company",
}


def _values(
    values: dict[str, str], records: Iterable[tuple[BatchInfo, Record]], *, listed: bool
) -> dict[str, LeadValue]:
    """Return the values that hold with everything that lists say of them."""
    said: dict[str, list[tuple[int, int, Saying]]] = {}
    for info, record in records:
        if listed == (info.kind == "leads"):
            for name, value in record.values.items():
                field = (
                    name
                    if listed
                    else _CALLED.get(name, "")
                    if (info.kind, name) != ("deals", "name")
                    else ""
                )
                wins = values.get(field) == value
                saying = Saying(value, info.file_name, record.row, record.known_at // DAY_SECONDS, wins)
                said.setdefault(field, []).append((record.known_at, record.id, saying))
    found = {}
    for field, value in values.items():
        ordered = sorted(said.get(field, ()), key=lambda one: (one[2].wins, *one[:2]), reverse=True)
        sayings = tuple(saying for _known, _record, saying in ordered)
        if sayings and sayings[0].wins:
            first = sayings[0]
            found[field] = LeadValue(field, value, first.file_name, first.row, first.day, sayings)
        else:
            found[field] = LeadValue(field, value, sayings=sayings)
    return found


def _entries(store: "Store", facts: Facts, lead_id: int, as_of: int) -> Iterable[Entry]:
    zone = store.zone
    spoken = records_by_id(store, [int(number) for number in set(facts.events.record.tolist())])
    notes = {
        number: [record.values[name] for name in _NOTES if record.values.get(name)]
        for number, (info, record) in spoken.items()
        if info.kind == "activities"
    }
    yield from touches(facts, 0, as_of, zone, notes)
    owners = company_deals(store.connection)
    deals = entities_of(store, "deals")
    for deal in deals.entities.values():
        if deals.lead_of(deal, owners) == lead_id:
            opened, won = opened_moment(deal, zone), won_moment(deal, zone)
            yield from of_deal(deal, opened, won, deal_outcome(deal), zone)
    handovers = entities_of(store, "handovers")
    for handover in handovers.entities.values():
        if handovers.lead_of(handover, {}) == lead_id:
            yield from of_handover(handover, zone)
