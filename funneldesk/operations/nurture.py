"""The nurture design at work in a store: who is on the list, what they get next, and the list for the mail tool."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.contents.content_rates import asked_about, content_rates
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS
from funneldesk.domain.contents.touches import touches
from funneldesk.domain.fields import PHASES
from funneldesk.domain.moment import NEVER
from funneldesk.domain.nurture.nurture import Nurture, nurture
from funneldesk.domain.nurture.nurture_sentences import gap_words, lead_phase_label, why_words
from funneldesk.domain.nurture.offers import NOTHING
from funneldesk.domain.nurture.phases import NO_PHASE
from funneldesk.domain.nurture.sales import sales
from funneldesk.domain.words import field_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.answered import answered_once
from funneldesk.operations.auditing import note_export
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.erasing import erased_leads
from funneldesk.store.lead_list import lead_rows
from funneldesk.store.quality import filled

if TYPE_CHECKING:
    from funneldesk.domain.facts import Content, Int32
    from funneldesk.store.store import Store

__all__ = ["MailList", "NurtureRow", "nurture_of", "rows_of", "write_mail_list"]
#: What Windows takes in no file name.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class NurtureRow:
    """One person of the list in words; `content` is "" where nothing is left to read. `quiet_days` -1: unknown."""

    id: int
    email: str
    name: str
    company: str
    phase: int
    stalled: bool
    due: bool
    quiet_days: int
    content: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class MailList:
    """What was written: the files, how many people stand in them, how many have nothing left to read."""

    paths: tuple[Path, ...]
    people: int
    without: int


def nurture_of(store: "Store", as_of: int, task: Task = NO_TASK) -> Nurture:
    """Return the nurture design at work on a day, by the versions in force; kept until records, book or day change."""
    return answered_once(store, as_of, task, _computed)


def _computed(store: "Store", _task: Task, as_of: int) -> Nurture:
    facts, versions, days = facts_of(store), versions_of(store), stage_days_of(store, as_of)
    book = version_in_force(versions, as_of).book
    return nurture(
        facts,
        days,
        in_force(facts, versions, as_of),
        content_rates(facts, days, asked_about(facts, days, book, DEFAULT_WINDOW_DAYS)),
        touches(facts, as_of),
        from_sales=sales(facts, as_of),
        # Not the column: all addresses would be in memory to say who has none.
        address=filled(store.connection, ["email"])["email"],
    )


def rows_of(store: "Store", found: Nurture, places: "Int32 | Sequence[int]") -> list[NurtureRow]:
    """Return people of the list in words, in the order given; leads that are gone meanwhile are left out."""
    places = np.asarray(places, np.int32)
    ids = found.ids(places)
    known = lead_rows(store, ids)
    rows = []
    for place, lead in zip(places.tolist(), ids, strict=True):
        if lead not in known:
            continue
        who, next_one = known[lead], int(found.offers.content[place])
        content: Content | None = None if next_one == NOTHING else found.contents[next_one]
        last = int(found.where.last_day[place])
        rows.append(
            NurtureRow(
                lead,
                who.email or "",
                who.name,
                who.company,
                int(found.where.phase[place]),
                bool(found.where.stalled[place]),
                bool(found.people.due[place]),
                -1 if last == NEVER else found.as_of - last,
                content.title or content.key if content else "",
                content.url if content else "",
                why_words(found, place),
            )
        )
    return rows


def phase_of(code: str) -> int:
    """Return the place of a phase by its code; "none": of those who read nothing lately."""
    return NO_PHASE if code == "none" else PHASES.index(code)


def write_mail_list(
    store: "Store",
    found: Nurture,
    places: "Int32",
    out: Path,
    *,
    by_content: bool = False,
    task: Task = NO_TASK,
) -> MailList:
    """Write people of the list for the mail tool (.csv or .xlsx, by the name); `by_content`: a file for each.

    Who has nothing left to read stands in no file: there is nothing to send. Raises UserError where that is everybody.
    """
    from funneldesk.files.writing.plain_table import write_table

    task.report(0, None)
    chosen = places[found.offers.content[places] != NOTHING]
    chosen = chosen[~np.isin(facts_of(store).lead_ids[chosen], sorted(erased_leads(store.connection)))]
    if not len(chosen):
        raise UserError(
            "nobody",
            _("Nobody is on this list who has something left to read."),
            _("Choose another phase, or add contents where they are missing.")
            if len(found.shelf.all)
            else gap_words(found),
        )
    rows = rows_of(store, found, chosen)
    headings = [
        *(field_label(name) for name in ("email", "name", "company", "phase")),
        _("Next content"),
        _("Address of the content"),
        _("Why"),
    ]
    written = []
    groups = _by_content(rows, out) if by_content else {out: rows}
    for done, (path, part) in enumerate(groups.items()):
        task.report(done, len(groups))
        lines = [
            [one.email, one.name, one.company, lead_phase_label(one.phase), one.content, one.url, one.why]
            for one in part
        ]
        write_table(path, _("Nurture list"), headings, lines)
        written.append(path)
    note_export(store, "mail", len(rows))
    return MailList(tuple(written), len(rows), len(places) - len(chosen))


def _by_content(rows: Sequence[NurtureRow], out: Path) -> dict[Path, list[NurtureRow]]:
    """Return the people of each next content under the name of its file; two of one title are two files."""
    parts: dict[tuple[str, str], list[NurtureRow]] = {}
    for one in rows:
        parts.setdefault((one.content, one.url), []).append(one)
    named: dict[Path, list[NurtureRow]] = {}
    taken: set[str] = set()
    for (title, _url), part in parts.items():
        plain = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].strip(" .") or _("content")
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} {number}"
        taken.add(name.casefold())
        named[out.with_name(f"{out.stem} {name}{out.suffix}")] = part
    return named
