"""The work list for sales: who owes what to whom by when, with what one needs to know before a call."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.formats import number, sentences
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.scoring.explaining import activity_in_words
from funneldesk.domain.worklist.worklist_ids import RowIds, short_store, state_sum, who_sum
from funneldesk.domain.worklist.worklist_sheets import WorkList, WorkRow
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext, speaking
from funneldesk.operations.auditing import note_export
from funneldesk.operations.book import book_versions
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.duty_words import action_words, reason_words
from funneldesk.operations.facts import facts_of
from funneldesk.operations.legs import Leg
from funneldesk.operations.main_reasons import scores_and_reasons
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.operations.worklist_matters import Matter, matters_of
from funneldesk.store.identity import visible_of_leads
from funneldesk.store.lead_list import stored_lead
from funneldesk.store.merging import digests_of

if TYPE_CHECKING:
    from funneldesk.domain.facts import Facts
    from funneldesk.store.store import Store

_TOUCHES, _LOOKED_AT = 3, 12


@dataclass(frozen=True, slots=True)
class WorkListWritten:
    """What was written: the file, its rows, and who has a sheet."""

    path: Path
    rows: int
    owners: tuple[str, ...]


def rejection_reasons(store: "Store", day: int) -> tuple[str, ...]:
    """Return the reasons a hand-over may be declined for, by the book in force on a day."""
    from funneldesk.operations.book import book_in_force

    names = (one.name for one in book_in_force(store, day).book.reasons if one.kind == "rejection")
    return tuple(dict.fromkeys(names))


def leg_state(leg: Leg | None) -> str:
    """Return the check sum of what a decision would change about a hand-over."""
    if leg is None:
        return state_sum(())
    return state_sum((leg.decision, leg.reason, leg.decided_at, leg.recheck_at, leg.contacted_at))


def worklist_of(store: "Store", as_of: int, owner: str | None = None, task: Task = NO_TASK) -> WorkList:
    """Return what sales and inside sales owe on a day; `owner`: of this person only."""
    from funneldesk.operations.book import book_in_force

    with store.one_view():
        book = book_in_force(store, as_of).book
        with speaking(book.language):
            matters = matters_of(store, as_of)
            rows = _Rows(store, as_of, {matter.lead for matter in matters}).all(matters, owner, task)
        rows.sort(key=lambda row: (row.is_long_ago, row.due, -row.score, row.ids.lead))
        template = tuple(book.data_rules.comment_template)
        reasons = rejection_reasons(store, as_of)
    return WorkList(as_of, tuple(rows), reasons, template, book.language)


def write_worklist(
    store: "Store", path: Path, as_of: int, owner: str | None = None, task: Task = NO_TASK
) -> WorkListWritten:
    """Write the work list, a sheet for each person in charge; UserError where there is nothing to write."""
    from funneldesk.files.writing.worklist_workbook import write_worklist_workbook

    found = worklist_of(store, as_of, owner, task)
    if not found.rows:
        message = _("Nobody in sales owes anything on {day}.").format(day=day_words(as_of))
        if owner is not None:
            message = _("{owner} owes nothing on {day}.").format(owner=owner, day=day_words(as_of))
        raise UserError("nothing_owed", message, _("The Today page shows what is owed, and by whom."))
    write_worklist_workbook(path, found)
    note_export(store, "worklist", len(found.rows))
    return WorkListWritten(path, len(found.rows), found.owners)


class _Rows:
    """Makes the rows; everything that is asked for all leads at once is asked here."""

    def __init__(self, store: "Store", as_of: int, leads: set[int]) -> None:
        self._store, self._as_of = store, as_of
        self._facts: Facts = facts_of(store)
        ids = np.array(sorted(leads), np.int64)
        self._scores = scores_and_reasons(store, ids, as_of)
        people: dict[int, list[int]] = {}
        for person in visible_of_leads(store.connection, leads):
            people.setdefault(person.lead_id, []).append(person.id)
        self._digests = {
            lead: min(digests_of(store.connection, found), default=0) for lead, found in people.items()
        }
        self._versions = {version.number: version for version in book_versions(store)}

    def all(self, matters: Sequence[Matter], owner: str | None, task: Task) -> list[WorkRow]:
        """Return the rows of the person asked for."""
        rows = []
        for place, matter in enumerate(matters):
            task.report(place, len(matters))
            row = self._row(matter)
            if owner is None or row.owner == owner:
                rows.append(row)
        return rows

    def _row(self, matter: Matter) -> WorkRow:
        duties = sorted(matter.duties, key=lambda duty: (duty.is_long_ago, duty.due, duty.number))
        first, leg = duties[0] if duties else None, matter.leg
        stored = stored_lead(self._store, matter.lead)
        values = stored.values if stored else {}
        name, company, email = (values.get(field, "") for field in ("name", "company", "email"))
        points, why = self._scores[matter.lead]
        ids = RowIds(
            short_store(self._store.store_id), date.fromordinal(self._as_of), matter.side, matter.lead,
            leg.record if leg else 0, self._digests.get(matter.lead, 0), tuple(duty.rule for duty in duties),
            leg_state(leg), who_sum(name, company, email),
        )  # fmt: skip
        return WorkRow(
            matter.side, (first.owner if first else "") or (leg.owner if leg else ""),
            tuple(dict.fromkeys(map(action_words, duties))) or (_("Accept or decline the lead"),),
            first.due if first else NEVER, bool(first and first.is_late), bool(first and first.is_long_ago),
            name, company, values.get("title", ""), values.get("phone", ""), email,
            round(points), why, self._touches(matter.lead), self._handed(matter, duties), ids,
        )  # fmt: skip

    def _touches(self, lead: int) -> tuple[str, ...]:
        """Return what a lead did last, the newest first."""
        facts = self._facts
        place = int(np.searchsorted(facts.lead_ids, lead))
        rows = facts.events.of_leads(place, place + 1)
        days = facts.events.part("day", rows)
        chosen = [rows.start + at for at in np.flatnonzero(days <= self._as_of)[-_LOOKED_AT:][::-1].tolist()]
        said = ((day_words(facts.events.at("day", at)), activity_in_words(facts, at)) for at in chosen)
        # Several touches of one day and kind are one line: three lines say more then.
        return tuple(dict.fromkeys(f"{day} {words}".strip() for day, words in said))[:_TOUCHES]

    def _handed(self, matter: Matter, duties: Sequence[Duty]) -> str:
        """Return since when it is sales', and the rule of which version asks for it."""
        said = []
        if matter.leg is not None and matter.leg.handed_at:
            day = moment_of(matter.leg.handed_at, self._store.zone).day
            said.append(_("Handed over on {day}.").format(day=day_words(day)))
        for duty in duties[:1]:
            if not duty.number:
                said.append(reason_words(duty))
                continue
            words = _("Rule {number} “{name}”, definition book {book}")
            said.append(words.format(number=number(duty.number), name=duty.name, book=numbered(duty.version)))
        if matter.leg is not None and matter.leg.comment:
            said.append(matter.leg.comment)
        return "\n".join(said)


def written_words(written: WorkListWritten) -> str:
    """Return what was written in a sentence, and what to do with it."""
    words = ngettext(
        "%(count)s row is in %(file)s, a sheet for each person in charge.",
        "%(count)s rows are in %(file)s, a sheet for each person in charge.",
        written.rows,
    )
    said = words % {"count": number(written.rows), "file": written.path.name}
    return sentences(said, _("When it comes back filled in, take it in here."))
