"""The KPI workshop: one draft of that name, what one's own history says, targets, where to begin, the printed copy.

Everything the workshop changes is a draft of the definition book; nothing about it is stored elsewhere.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_targets import Source, Targets, targets, wins_of_book
from funneldesk.domain.book.book_workshop import BEGINNINGS, PILOT_MONTHS
from funneldesk.domain.fields import MQL
from funneldesk.domain.funnel.own_history import OwnHistory, own_history
from funneldesk.errors import UserError
from funneldesk.i18n import LANGUAGES, _, speaking
from funneldesk.operations.book import (
    NO_DRAFT,
    book_in_force,
    book_versions,
    draft_state,
    save_draft,
)
from funneldesk.operations.book_drafts import DraftEntry, copy_draft, drafts
from funneldesk.operations.book_view import BookView
from funneldesk.operations.contents import contents_of
from funneldesk.operations.draft_names import free_name, same_name
from funneldesk.operations.facts import facts_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.pilot_choices import segment_choices
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.store import book_drafts

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.conditions import Attribute
    from funneldesk.domain.facts import Facts
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store

_MONTH_DAYS = 365.25 / 12
#: Of each type the contents most people touched.
_MOST_CONTENTS = 20


@dataclass(frozen=True, slots=True)
class WorkshopView:
    """What the workshop shows: the book with its own draft, and another draft that is open and changes something."""

    book: BookView
    other: DraftEntry | None


@dataclass(frozen=True, slots=True)
class PilotSegment:
    """An industry a pilot may begin with: its leads, and the MQLs that so many months brought of late (a mean)."""

    segment: "Attribute"
    leads: int
    mqls: float


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What there is to begin with: industries, and the contents of each type, the most touched first."""

    segments: tuple[PilotSegment, ...]
    contents: dict[str, tuple[str, ...]]


def workshop_names() -> tuple[str, ...]:
    """Return how the workshop's draft is called in every language: whoever began it may have spoken another one."""
    names = []
    for language in LANGUAGES:
        with speaking(language):
            names.append(_("KPI workshop"))
    return tuple(names)


def workshop_draft(store: "Store") -> int:
    """Return the id of the workshop's draft, NO_DRAFT while there is none."""
    names = workshop_names()
    there = (d for d in book_drafts.read_drafts(store) if any(same_name(d.name, name) for name in names))
    return next((draft.id for draft in there), NO_DRAFT)


def workshop_view(store: "Store", as_of: int) -> WorkshopView:
    """Return the book as the workshop sees it on a day."""
    own, all_drafts = workshop_draft(store), drafts(store)
    other = None
    if own == NO_DRAFT:
        other = next((d for d in all_drafts if d.current and d.changes and not d.outdated), None)
    state = draft_state(store, own)
    view = BookView(book_in_force(store, as_of), state, book_versions(store), as_of, all_drafts)
    return WorkshopView(view, other)


def keep_workshop(store: "Store", book: "Book", draft: int, begun_from: BookVersion) -> int:
    """Keep `book` as the workshop's draft (NO_DRAFT: begin it) and return its id."""
    if draft == NO_DRAFT:
        fresh = book_drafts.Draft(
            NO_DRAFT, book, begun_from.number, begun_from.sha256, free_name(store, _("KPI workshop"))
        )
        return book_drafts.write_draft(store, fresh).id
    return save_draft(store, book, draft)


def begin_from(store: "Store", draft: int) -> int:
    """Begin the workshop's draft with what another draft says, which stays; return its id."""
    return copy_draft(store, draft, _("KPI workshop")).id


def history_of(store: "Store", as_of: int) -> OwnHistory:
    """Return one's own last twelve months: the rates the funnel page shows first, and whole months."""
    with store.one_view():
        period, fallback = period_of(RangeChoice("trailing"), facts_of(store), as_of)
        funnel = funnel_of(store, as_of, from_day=period.from_day, to_day=period.to_day)
        return own_history(funnel.stages, stage_days_of(store, as_of), period, fallback=fallback)


def targets_of(store: "Store", as_of: int, wins: int | None, source: Source) -> Targets:
    """Return a month worked backwards by the book in force; `wins` None: those its target stands for."""
    if wins is not None and wins < 1:
        raise UserError(
            "no_wins",
            _("%(wins)s won a month need nothing.") % {"wins": wins},
            _("Give a number from 1 on: --wins 2."),
        )
    book = book_in_force(store, as_of).book
    return targets(book, history_of(store, as_of), wins or wins_of_book(book), source)


def beginnings(store: "Store", as_of: int) -> Beginnings:
    """Return the industries and contents a pilot may begin with."""
    with store.one_view():
        facts, days = facts_of(store), stage_days_of(store, as_of)
        history = history_of(store, as_of)
        choices = [one for one in segment_choices(store) if one.segment.field == "industry"]
        mqls = _mqls_by_industry(facts, days, history)
        segments = tuple(
            PilotSegment(one.segment, one.leads, mqls.get(one.segment.values[0], 0.0)) for one in choices
        )
        there = sorted(contents_of(store, as_of).contents, key=lambda one: -one.touched_all)
    contents = {
        kind: tuple(dict.fromkeys(one.title for one in there if one.type == kind))[:_MOST_CONTENTS]
        for kind in BEGINNINGS
    }
    return Beginnings(segments, contents)


def print_copy(store: "Store", path: "Path", number: int, as_of: int) -> BookVersion:
    """Write a version as a workbook to print, also one not in force yet or a pilot; return it."""
    from funneldesk.files.writing.book_workbook import write_book

    versions = book_versions(store)
    version = next((v for v in versions if v.number == number), None)
    if version is None:
        raise UserError(
            "no_version",
            _("There is no version %(number)s of the book.") % {"number": number},
            _("funneldesk book log lists the versions."),
        )
    write_book(path, version, versions, funnel_of(store, as_of), as_of, zone=store.zone)
    return version


def _mqls_by_industry(facts: "Facts", days: "StageDays", history: OwnHistory) -> dict[str, float]:
    """Return how many MQLs of each industry as many months as a pilot lasts brought, as a mean of the last twelve."""
    period = history.period
    if period.from_day is None or period.to_day is None:
        return {}
    reached, column = days.day_of(MQL), facts.columns["industry"]
    chosen = (reached >= period.from_day) & (reached <= period.to_day) & (column.codes >= 0)
    counts = np.bincount(column.codes[chosen], minlength=len(column.labels))
    share = PILOT_MONTHS * _MONTH_DAYS / (period.to_day - period.from_day + 1)
    return {label: count * share for label, count in zip(column.labels, counts.tolist(), strict=True)}
