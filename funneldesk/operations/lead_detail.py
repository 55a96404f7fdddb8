"""Everything about one lead: who it is, how far it got, why it has its score, what happened, who says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.sentences import RELATIVE, follows_words
from funneldesk.domain.duties.answers import lost_since
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import LEAD, STAGES, WON
from funneldesk.domain.funnel.stages import StageDays, stage_days
from funneldesk.domain.handovers.following import Reasons
from funneldesk.domain.leads.entities import Entity, deal_outcome, opened_moment, won_moment
from funneldesk.domain.leads.erased import shown_value
from funneldesk.domain.leads.records import DAY_SECONDS, Record
from funneldesk.domain.leads.stage_moves import StageMove, causes, stage_moves
from funneldesk.domain.leads.timeline import (
    Entry,
    acquired,
    newest_first,
    of_deal,
    of_handover,
    of_stage,
    touches,
)
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.scoring.explaining import explain
from funneldesk.domain.scoring.spells import spells
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.facts import facts_of_lead, versions_of
from funneldesk.operations.gathering_lead import things_of_lead
from funneldesk.operations.merging import decisions
from funneldesk.operations.refusals import mail_only
from funneldesk.store.edits import Edit, edits_of_leads
from funneldesk.store.identity import visible_of_leads
from funneldesk.store.lead_list import records_by_id, stored_lead
from funneldesk.store.records import BatchInfo, company_deals, records_of_lead

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.scoring.explanation import Explanation
    from funneldesk.store.store import Store

#: What the record of an activity says beside its kind and content.
_NOTES = ("campaign", "outcome", "note")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one row of a list says of a field, and the day as of which it says so; `wins`: its value holds.

    Without a `file_name` somebody said it here, by hand.
    """

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
    #: Opted out of mail, and of nothing else: calling is fine.
    mail_only: bool
    timeline: tuple[Entry, ...]
    lists: dict[int, str]
    explanation: "Explanation"
    labels: dict[str, str]
    merged: tuple[int, ...] = ()
    parts: int = 1
    moves: tuple[StageMove, ...] = ()
    #: When the newest deal was lost, where none is open or won: 0 without a date, NEVER for not lost.
    lost: int = NEVER
    #: What the book asks after the loss where nothing will remind of it: a date is missing.
    lost_follows: str = ""

    def value(self, field: str) -> str:
        """Return a value as text, "" where there is none."""
        found = self.values.get(field)
        return found.value if found else ""


@dataclass(frozen=True, slots=True)
class Told:
    """What all records say of one lead: its facts, and its deals and hand-overs."""

    facts: Facts
    versions: "tuple[BookVersion, ...]"
    deals: tuple[Entity, ...]
    handovers: tuple[Entity, ...]


def told_of(store: "Store", lead_id: int) -> Told:
    """Return what all records say of a lead, without reading the others; UserError if it is gone."""
    with store.one_view():
        deals, handovers = things = things_of_lead(store, lead_id)
        facts, versions = facts_of_lead(store, lead_id, things), versions_of(store)
        if not facts.count:
            raise UserError(
                "no_lead",
                _("This lead is not there any more."),
                _("Its list was withdrawn, or two leads became one. Search for the name."),
            )
        owners = company_deals(store.connection)
    return Told(
        facts,
        versions,
        tuple(deal for deal in deals.entities.values() if deals.lead_of(deal, owners) == lead_id),
        tuple(leg for leg in handovers.entities.values() if handovers.lead_of(leg, {}) == lead_id),
    )


def lead_detail(store: "Store", lead_id: int, as_of: int, told: Told | None = None) -> LeadDetail:
    """Return everything about a lead; UserError if it is gone."""
    with store.one_view():
        return _detail(store, told or told_of(store, lead_id), as_of)


def _detail(store: "Store", told: Told, as_of: int) -> LeadDetail:
    lead_id = int(told.facts.lead_ids[0])
    stored = stored_lead(store, lead_id)
    assert stored is not None, lead_id  # noqa: S101 - its facts were there a moment ago, in the same view
    facts, labels = told.facts, dict(version_in_force(told.versions, as_of).book.stage_labels)
    days = stage_days(facts, told.versions, as_of)
    stages = _stages(days)
    explanation = explain(facts, told.versions, 0, as_of)
    since = NEVER if explanation.since is None else explanation.since
    claimed = causes(stored.values, told.handovers, told.deals, store.zone)
    lost = _lost(told, stored.values, as_of, store.zone)
    moves = stage_moves(facts, told.versions, days, spells(facts, told.versions, as_of), claimed)
    entries = [*_entries(store, told, as_of), *(of_stage(move, labels) for move in moves)]
    if stages[LEAD].day != NEVER:
        entries.append(acquired(stages[LEAD].day, stored.values.get("source", "")))
    timeline = newest_first(entries, as_of)
    found = records_by_id(store, [entry.record for entry in timeline if entry.record])
    return LeadDetail(
        lead_id,
        as_of,
        stored.listed,
        _values(
            stored.values,
            records_of_lead(store.connection, lead_id),
            edits_of_leads(store.connection, [lead_id]).get(lead_id, []),
            listed=stored.listed,
        ),
        # Not even known on a day before: everybody is at least a lead.
        [STAGES[LEAD], *(one.stage for one in stages if one.reached)][-1],
        stages,
        since,
        bool(facts.disqualified_day[0] <= as_of),
        bool(facts.opt_out_day[0] <= as_of),
        bool(mail_only(store, facts)[0]),
        timeline,
        {record: info.file_name for record, (info, _record) in found.items()},
        explanation,
        labels,
        tuple(one.id for one in decisions(store, lead_id) if one.same and not one.hidden),
        len(visible_of_leads(store.connection, [lead_id])),
        moves,
        lost,
        _undated_recheck(told, lost, as_of, store.zone) if lost != NEVER else "",
    )


def _undated_recheck(told: Told, lost: int, as_of: int, zone: str) -> str:
    """Return which date is missing to look again after a loss as the book asks, "" where none is."""
    ended = [
        (
            deal.moment("closed_at", zone).day,
            deal.moment("planned_at", zone).day,
            deal.get("lost_reason") or "",
        )
        for deal in told.deals
        if deal_outcome(deal) == "lost"
    ]
    ended = [one for one in ended if one[0] == NEVER or one[0] <= as_of]
    told_day, planned, word = max(
        ended, key=lambda one: (one[0] != NEVER, one[0]), default=(NEVER, NEVER, "")
    )
    judged = in_force(told.facts, told.versions, min(told_day, as_of)).version_of(0)
    reason = Reasons(told.versions).named("lost", word, told_day, inside=judged.is_pilot)
    if reason is None or reason.then != "recycle" or (reason.days is None and not reason.relative_to):
        return ""
    legs = told.facts.handovers
    chosen = (legs.recheck_day != NEVER) & (legs.decided_day >= lost) & (legs.decided_day <= as_of)
    is_known = told_day != NEVER and (not reason.relative_to or planned != NEVER)
    if is_known or chosen.any():
        return ""
    # Without the day of the loss nothing counts, whatever it counts from.
    of_book = told_day != NEVER and reason.relative_to in RELATIVE
    date = _(RELATIVE[reason.relative_to]) if of_book else _("the day it was lost")
    words = _(
        "Lost for “%(reason)s”: by the book, %(follows)s. No list gives %(date)s, so nothing reminds of it: "
        "add it to the list of deals."
    )
    return words % {"reason": reason.name, "follows": follows_words(reason, brief=True), "date": date}


def _lost(told: Told, values: dict[str, str], as_of: int, zone: str) -> int:
    """Return when the lead was lost; a list of leads says so where no list of deals tells more."""
    if len(told.facts.deals):
        return int(lost_since(told.facts, as_of)[0])
    day = moment_of(values.get("lost_at"), zone).day
    won = bool((told.facts.claims.stage == WON).any())
    return day if day <= as_of and not won else NEVER


def _stages(days: StageDays) -> tuple[StageReached, ...]:
    return tuple(
        StageReached(
            stage,
            bool(days.reached[code, 0]),
            int(days.day[code, 0]),
            bool(days.undated[code, 0]),
            bool(days.skipped[code, 0]),
        )
        for code, stage in enumerate(STAGES)
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
    values: dict[str, str],
    records: Iterable[tuple[BatchInfo, Record]],
    edits: Iterable[Edit],
    *,
    listed: bool,
) -> dict[str, LeadValue]:
    """Return the values that hold with everything that lists and people say of them."""
    said: dict[str, list[tuple[int, int, Saying]]] = {}
    for info, record in records:
        if listed == (info.kind == "leads"):
            # Who was erased shows bars, whatever stands in their place.
            for name, value in ((name, shown_value(text)) for name, text in record.values.items()):
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
    for edit in edits:
        for field, value in ((name, shown_value(text)) for name, text in edit.values.items() if text):
            saying = Saying(value, "", 0, edit.known_at // DAY_SECONDS, values.get(field) == value)
            said.setdefault(field, []).append((edit.known_at, edit.id, saying))
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


def _entries(store: "Store", told: Told, as_of: int) -> Iterable[Entry]:
    zone = store.zone
    spoken = records_by_id(store, [int(number) for number in set(told.facts.events.record.tolist())])
    notes = {
        number: [record.values[name] for name in _NOTES if record.values.get(name)]
        for number, (info, record) in spoken.items()
        if info.kind == "activities"
    }
    yield from touches(told.facts, 0, as_of, zone, notes)
    for deal in told.deals:
        opened, won = opened_moment(deal, zone), won_moment(deal, zone)
        yield from of_deal(deal, opened, won, deal_outcome(deal), zone)
    for handover in told.handovers:
        yield from of_handover(handover, zone)
