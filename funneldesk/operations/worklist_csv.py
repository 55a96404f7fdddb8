"""SAL candidates as a .csv to import into the SFA, each with the hand-over comment begun."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.fields import SAL
from funneldesk.domain.formats import day as day_words
from funneldesk.domain.formats import number, sentences
from funneldesk.domain.lists.mapping import plan_from_json
from funneldesk.domain.moment import NEVER
from funneldesk.domain.worklist.sfa_columns import ImportedList, SfaColumns, sfa_columns
from funneldesk.errors import UserError
from funneldesk.files.writing.csv_table import Encoding, write_csv
from funneldesk.i18n import _, ngettext, speaking
from funneldesk.operations.auditing import note_export
from funneldesk.operations.book import book_in_force
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import imports
from funneldesk.operations.leads import figures_of
from funneldesk.operations.main_reasons import scores_and_reasons
from funneldesk.operations.refusals import mail_only
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.erasing import erased_leads
from funneldesk.store.lead_list import stored_lead

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int64
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class CandidatesWritten:
    """What was written: the file, its rows, and the list of the SFA whose headings it has ("": Salesforce's)."""

    path: Path
    rows: int
    headings: tuple[str, ...]
    list_name: str


def columns_of_sfa(store: "Store", language: str) -> SfaColumns:
    """Return the columns candidates are written in."""
    found = []
    for info in imports(store):
        if info.hidden:
            continue
        try:
            plan = plan_from_json(json.loads(info.plan))
        except (ValueError, KeyError):
            continue  # Understood by another version of the program.
        found.append(ImportedList(info.kind, info.system, info.list_date, info.id, info.file_name, plan))
    return sfa_columns(found, language)


def write_candidates(
    store: "Store",
    path: Path,
    as_of: int,
    *,
    owner: str | None = None,
    encoding: Encoding = "utf-8",
    task: Task = NO_TASK,
) -> CandidatesWritten:
    """Write the candidates nobody in sales has taken over yet, the most points first; UserError where there is none."""
    with store.one_view():
        book = book_in_force(store, as_of).book
        columns = columns_of_sfa(store, book.language)
        found = _waiting(store, as_of)
        scored = scores_and_reasons(store, np.sort(found), as_of)
        unmailed = set(facts_of(store).lead_ids[mail_only(store, facts_of(store))].tolist())
        rows = []
        with speaking(book.language):
            for place, lead in enumerate(found.tolist()):
                task.report(place, len(found))
                stored = stored_lead(store, lead)
                values = dict(stored.values) if stored else {}
                if owner is None or values.get("owner", "") == owner:
                    comment = _comment(
                        *scored[lead], as_of, book.data_rules.comment_template, mail=lead not in unmailed
                    )
                    values = _with_names(values) | {"comment": comment}
                    rows.append([values.get(field, "") for _heading, field in columns.columns])
    if not rows:
        raise UserError(
            "no_candidates",
            _("There is no SAL candidate on {day} whom sales has not taken over.").format(
                day=day_words(as_of)
            ),
            _("The table of leads, sorted by score, shows who comes nearest to the threshold."),
        )
    headings = tuple(heading for heading, _field in columns.columns)
    write_csv(path, headings, rows, encoding)
    note_export(store, "candidates", len(rows))
    return CandidatesWritten(path, len(rows), headings, columns.list_name)


def candidates_words(written: CandidatesWritten) -> str:
    """Return what was written, and whose headings it has."""
    words = ngettext(
        "%(count)s candidate is in %(file)s.", "%(count)s candidates are in %(file)s.", written.rows
    ) % {"count": number(written.rows), "file": written.path.name}
    whose = (
        _("Its headings are those of “{name}”.").format(name=written.list_name)
        if written.list_name
        else _("Its headings are those Salesforce imports: no list of your SFA names people.")
    )
    return sentences(words, whose)


def _waiting(store: "Store", as_of: int) -> "Int64":
    """Return the candidates sales has not taken over, the most points first."""
    figures = figures_of(store, as_of)
    refused = figures.opted_out & ~mail_only(store, facts_of(store))
    waiting = (figures.since != NEVER) & (figures.stage < SAL) & ~figures.disqualified & ~refused
    waiting &= ~np.isin(figures.ids, sorted(erased_leads(store.connection)))
    places = np.flatnonzero(waiting)
    return figures.ids[places[np.argsort(-figures.milli[places], kind="stable")]]


def _with_names(values: dict[str, str]) -> dict[str, str]:
    """Return the same with family and given name apart; a name of one word is a family name."""
    if values.get("last_name"):
        return values
    last, _blank, first = values.get("name", "").partition(" ")
    return values | {"last_name": last, "first_name": first}


def _comment(points: float, reasons: str, as_of: int, template: tuple[str, ...], *, mail: bool) -> str:
    words = _("Score {points} on {day}: {reasons}")
    said = words.format(points=f"{points:.0f}", day=day_words(as_of), reasons=reasons)
    # Once in the SFA nothing else says so.
    refused = [] if mail else [_("Opted out of mail: calls are fine")]
    return "\n".join([said, *refused, *(_("{heading}: ").format(heading=line).strip() for line in template)])
