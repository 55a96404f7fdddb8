"""Whom a publication is about: today's duties, hand-overs and leads, in the order and with the numbers of the pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import positions
from funneldesk.domain.fields import STAGES
from funneldesk.domain.leads.records import term_key
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.domain.team.masking import HIDDEN
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_words import action_words, reason_words, rule_words
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.handovers import handover_lines
from funneldesk.operations.leads import figures_of
from funneldesk.operations.main_reasons import scores_and_reasons
from funneldesk.operations.publication_texts import Texts, day_cell, day_cells
from funneldesk.operations.references import handover_refs
from funneldesk.operations.stages import stage_days_of
from funneldesk.store.erasing import erased_leads
from funneldesk.store.lead_names import Contact, contacts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from funneldesk.domain.facts import Bool, Facts
    from funneldesk.domain.team.publication import Value
    from funneldesk.operations.duty_lists import Duty
    from funneldesk.operations.handovers import HandoverLine
    from funneldesk.store.store import Store

_NOBODY = Contact("", "", "")


@dataclass(frozen=True, slots=True)
class People:
    """What the tables of people have in common.

    `places`: the position of each lead with a hand-over or a duty; `refs`: the reference of each hand-over by its
    oldest record; `contacts`: of leads with an open hand-over, {} where nobody's are published; `open`: the reference
    of the open hand-over of a lead, of several the one that waits longest; `fields`: of all leads by position, as lists
    have them where the lead's contact data is told too; `known`: which leads there were on the day.
    """

    store: "Store"
    facts: "Facts"
    as_of: int
    texts: Texts
    lines: "tuple[HandoverLine, ...]"
    duties: "tuple[Duty, ...]"
    places: Mapping[int, int]
    refs: Mapping[int, str]
    contacts: Mapping[int, Contact]
    open: Mapping[int, str]
    fields: Mapping[str, "Sequence[str | None]"]
    known: "Bool"

    def contact(self, lead: int, *, told: bool = True) -> "tuple[Value, Value, Value]":
        """Return name, address and phone of a lead as they may be told."""
        found = self.contacts.get(lead, _NOBODY) if told else _NOBODY
        return found.name or None, found.email or None, found.phone or None

    def field(self, name: str, lead: int) -> "Value":
        """Return a field of a lead; None where nobody is meant."""
        place = self.places.get(lead, -1)
        return None if place < 0 else self.fields[name][place]


#: Fields of leads that are texts people wrote.
FIELDS = ("company", "title", "industry", "employees", "prefecture", "source", "owner")


def people_of(store: "Store", as_of: int, texts: Texts, *, with_contacts: bool) -> People:
    """Gather what is needed of people; `with_contacts`: of those with an open hand-over."""
    facts = facts_of(store)
    owed = duties_of(store, as_of)
    # Nobody can answer about somebody who was erased, and what was said of her is withdrawn.
    erased = erased_leads(store.connection)
    lines = tuple(line for line in handover_lines(store, owed) if line.leg.lead not in erased)
    duties = owed.duties
    refs = handover_refs(store, (line.leg for line in lines))
    # Those that wait longest stand first, and stay.
    waiting = {line.leg.lead: refs[line.leg.record] for line in reversed(lines) if line.leg.is_open}
    leads = sorted({line.leg.lead for line in lines} | {duty.lead for duty in duties if duty.lead})
    places = dict(zip(leads, positions(facts.lead_ids, np.array(leads, np.int64)).tolist(), strict=True))
    contacts = contacts_of(store, sorted(waiting)) if with_contacts else {}
    told = [places[lead] for lead in contacts if places[lead] >= 0]
    return People(
        store,
        facts,
        as_of,
        texts,
        lines,
        duties,
        places,
        refs,
        contacts,
        waiting,
        {name: texts.of_leads(name, as_listed=told) for name in FIELDS},
        np.asarray(stage_days_of(store, as_of).reached.any(axis=0)),
    )


def today_rows(people: People) -> "list[tuple[Value, ...]]":
    """Return the duties of the day, in the order in which they are worked off."""
    free = people.texts.free
    rows: list[tuple[Value, ...]] = []
    for number, duty in enumerate(people.duties, start=1):
        rows.append(
            (
                number, duty.who, duty.event, free(action_words(duty)), free(reason_words(duty)),
                free(rule_words(duty)), duty.lead or None, *people.contact(duty.lead),
                people.field("company", duty.lead), people.field("title", duty.lead), free(duty.owner) or None,
                duty.score if duty.lead else None, day_cell(duty.start), day_cell(duty.due), duty.days_late,
                int(duty.is_long_ago), people.refs.get(duty.leg) or people.open.get(duty.lead),
            )
        )  # fmt: skip
    return rows


def handover_rows(
    people: People, decided: "Mapping[int, Sequence[str]]", disputed: "Collection[int]" = ()
) -> "list[tuple[Value, ...]]":
    """Return the hand-overs, open ones first; `decided`: by which answers, by the hand-over's oldest record.

    `disputed`: those about which answers contradict each other.
    """
    free = people.texts.free
    rows: list[tuple[Value, ...]] = []
    waiting = np.array(sorted(people.open), np.int64)
    # Only who still has to decide asks why.
    told = scores_and_reasons(people.store, waiting, people.as_of) if len(waiting) else {}
    milli = figures_of(people.store, people.as_of).milli
    reasons, zone = _known_reasons(people.store), people.store.zone
    for line in people.lines:
        leg = line.leg
        why = told[leg.lead][1] if leg.is_open else ""
        score = float(milli[people.places[leg.lead]]) / MILLI
        contact = people.contact(leg.lead, told=leg.is_open)
        comment = leg.comment if leg.is_open and leg.lead in people.contacts else ""
        recheck = moment_of(leg.recheck_at or None, zone).day
        # A reason that no version of the book knows is somebody's own words.
        reason = line.reason if not line.reason or term_key(line.reason) in reasons else HIDDEN
        is_disputed = leg.record in disputed
        # Who answers this has not seen what was decided after the day: it contradicts that, and stands not above it.
        seen = decided.get(leg.record, ()) if leg.decision or is_disputed else ()
        rows.append(
            (
                people.refs[leg.record], leg.lead, *contact,
                people.field("company", leg.lead), people.field("title", leg.lead), leg.side,
                free(leg.owner) or None, day_cell(line.handed), day_cell(line.due), int(line.is_late),
                "conflict" if is_disputed else line.state,
                free(reason) or None, day_cell(line.decided), day_cell(line.contacted), day_cell(recheck),
                comment or None, score, free(why) or None, json.dumps(list(seen)),
            )
        )  # fmt: skip
    return rows


def _known_reasons(store: "Store") -> set[str]:
    return {term_key(one.name) for version in versions_of(store) for one in version.book.reasons}


def lead_rows(people: People) -> "list[tuple[Value, ...]]":
    """Return the leads there were on the day, by id, as they lie in the file; whoever shows them puts them in order."""
    facts, as_of = people.facts, people.as_of
    figures = figures_of(people.store, as_of)
    since = figures.since
    columns: list[Sequence[Value]] = [
        facts.lead_ids.tolist(),
        *([None] * facts.count for _contact in range(3)),
        *(people.fields[name] for name in FIELDS[:-1]),
        [*map(STAGES.__getitem__, figures.stage.tolist())],
        (figures.milli / MILLI).tolist(),
        (since != NEVER).astype(np.int8).tolist(),
        day_cells(since),
        (figures.disqualified | figures.opted_out).astype(np.int8).tolist(),
        day_cells(figures.acquired),
        day_cells(figures.last),
        people.fields["owner"],
        [None] * facts.count,
    ]
    rows: list[tuple[Value, ...]] = list(zip(*columns, strict=True))
    for lead, ref in people.open.items():
        place = people.places[lead]
        row = rows[place]
        rows[place] = (lead, *people.contact(lead), *row[4:-1], ref)
    return [*compress(rows, people.known.tolist())]
