"""今日の対応 of a store: what the rules of the book ask for on a day, with names."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.duties.duties import Duties, LateList, Matters, Owed, owed_by_rule, owed_now
from funneldesk.domain.duties.periodic import due_after, oldest_allowed
from funneldesk.domain.moment import NEVER, zone_of
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.operations.business_calendar import calendar_of, company_holidays
from funneldesk.operations.duty_lists import Duty, DutyList
from funneldesk.operations.duty_rows import duty_rows
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.merging import decided_days, decisions_made
from funneldesk.operations.refusals import mail_only
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import candidates_on, scores_on
from funneldesk.store import records as kept
from funneldesk.store.erasing import erased_leads, is_erased_lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.book.book import BookVersion, ListSchedule, Rule
    from funneldesk.domain.facts import Facts
    from funneldesk.store.store import Store


def duties_computed(store: "Store", as_of: int) -> Duties:
    """Return the duties as columns, computed once for the same facts, book, day and calendar."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        # Who was told apart changes no lead, and so perhaps no facts.
        told = decisions_made(store)
        key = ("duties", book_key(versions, as_of), as_of, company_holidays(store), told)
        return remembered(facts, key, lambda: _computed(store, facts, versions, as_of))


def _computed(store: "Store", facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> Duties:
    deciding = in_force(facts, versions, as_of)
    book = deciding.everybody.book
    matters = matters_of(store, facts, versions, as_of)
    return Duties(as_of, owed_now(matters, deciding), _late_lists(store, book.data_rules.schedules, matters))


def matters_of(store: "Store", facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> Matters:
    """Return what the rules are evaluated on."""
    since = candidates_on(facts, versions, as_of)
    merged = decided_days(store, facts)
    answers = answers_of(facts, as_of, mail_only(store, facts))
    return Matters(facts, answers, since, calendar_of(store), began(store), merged)


def owed_by(store: "Store", rule: "Rule", as_of: int) -> Owed:
    """Return what a rule, agreed on or not, would ask for on a day under the version in force."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        matters = matters_of(store, facts, versions, as_of)
        version = in_force(facts, versions, as_of).everybody
        return owed_by_rule(matters, version, rule, np.ones(facts.count, np.bool_))


def began(store: "Store") -> int:
    """Return the day of the first import: reviews are owed from then on."""
    first = min((info.imported_at for info in kept.batches(store.connection)), default="")
    if not first:
        return NEVER
    return datetime.fromisoformat(first).astimezone(zone_of(store.zone)).date().toordinal()


def newest_lists(store: "Store", as_of: int = NEVER) -> dict[str, int]:
    """Return the day of the newest list of each kind up to a day; hand-overs entered here are as good as a list."""
    newest: dict[str, int] = {}
    for info in kept.batches(store.connection, visible_only=True, by_hand=True):
        day = date.fromisoformat(info.list_date).toordinal()
        if day <= as_of:
            newest[info.kind] = max(newest.get(info.kind, day), day)
    return newest


def _late_lists(
    store: "Store", schedules: "Sequence[ListSchedule]", matters: Matters
) -> tuple[LateList, ...]:
    as_of, calendar = matters.answers.as_of, matters.calendar
    newest = newest_lists(store, as_of)
    found = []
    for schedule in schedules:
        last = newest.get(schedule.kind)
        if schedule.kind == "handovers" and schedule.every == "same_day":
            # Candidates are listed on the day they come up: where none did, there is nothing to be listed.
            waiting = np.sort(matters.since[(matters.since != NEVER) & (matters.since > (last or 0))])[:1]
            due = as_of if last is None else int(calendar.due(waiting, 0, "business").max(initial=0))
            found += [LateList(schedule, last or NEVER, due)] if len(waiting) else []
        elif last is None:
            found.append(LateList(schedule, NEVER, as_of))
        elif last < oldest_allowed(schedule, as_of, calendar):
            found.append(LateList(schedule, last, due_after(schedule, last, calendar)))
    return tuple(found)


def duties_of(store: "Store", as_of: int) -> DutyList:
    """Return everything that is owed on a day, with names, in the order in which it is worked off."""
    with store.one_view():
        found, facts = duties_computed(store, as_of), facts_of(store)
        milli = scores_on(facts, versions_of(store), as_of).milli
        # What the rules count stays; but nobody can do anything about somebody who was erased.
        rows = duty_rows(store, found, facts, milli, erased_leads(store.connection))
    return DutyList.of(as_of, rows)


def duties_of_lead(
    store: "Store", lead: "Facts", versions: "tuple[BookVersion, ...]", as_of: int
) -> tuple[Duty, ...]:
    """Return what is owed about one lead, from its facts alone: the page of a lead waits for nobody else's."""
    deciding = in_force(lead, versions, as_of)
    now = scores_under(lead, deciding, as_of)
    since = candidate_since(lead, versions, as_of, now.milli)
    merged = decided_days(store, lead)
    answers = answers_of(lead, as_of, mail_only(store, lead))
    if any(is_erased_lead(store.connection, number) for number in lead.lead_ids.tolist()):
        return ()
    matters = Matters(lead, answers, since, calendar_of(store), NEVER, merged)
    rows = duty_rows(store, Duties(as_of, owed_now(matters, deciding), ()), lead, now.milli)
    return tuple(duty for duty in rows if duty.lead)
