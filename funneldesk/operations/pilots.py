"""Pilots: a version for a segment, or a shadow, begun, compared with the version for everybody, ended, adopted.

Who is in a pilot and what it decides stands in `domain.book.book_pilots`; how the two are compared in
`domain.book.pilot_figures`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import Book, BookVersion, Scope, Signature
from funneldesk.domain.book.book_diff import Difference, differences
from funneldesk.domain.book.pilot_checks import is_over, pilot_there, resumable
from funneldesk.domain.book.pilot_figures import PilotFigures, pilot_figures
from funneldesk.domain.moment import day_text, instant_text, moment_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.book import (
    adopt_draft,
    agreed_version,
    book_in_force,
    book_versions,
    draft_of,
    newest_version,
    save_draft,
)
from funneldesk.operations.condition_people import condition_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import books, pilots
from funneldesk.store.audit import add_entry
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int64
    from funneldesk.store.store import Store

#: Of those who are candidates under one book only, so many are named.
NAMED = 20


@dataclass(frozen=True, slots=True)
class PilotChanging:
    """Somebody of the pilot who is a candidate under one of the books only (`enters`: under the pilot's)."""

    lead: int
    name: str
    company: str
    enters: bool


@dataclass(frozen=True, slots=True)
class PilotComparison:
    """A pilot beside the version for everybody. `words`: what the pilot says differently, its scope apart.

    `entering`, `leaving`: who is a candidate at the end of `figures.last` under the pilot only, and under the other
    only; `named`: the first of them.
    """

    version: BookVersion
    everybody: BookVersion
    figures: PilotFigures
    words: tuple[Difference, ...]
    entering: int
    leaving: int
    named: tuple[PilotChanging, ...]


def pilot_of(store: "Store", as_of: int) -> BookVersion | None:
    """Return the pilot that runs on a day, or is agreed on and not begun; None without one."""
    pilot = pilot_there(book_versions(store), as_of)
    return None if pilot is None or is_over(pilot, as_of) else pilot


def scope_of(store: "Store", segment: str | None, *, shadow: bool) -> Scope:
    """Return a scope from a sentence as the book would say it; None: the draft's segment. UserError if misread."""
    scope = replace(draft_of(store).scope, shadow=shadow)
    if segment is None:
        return scope
    return replace(scope, segment=condition_of(segment))


def scoped(book: Book, scope: Scope) -> Book:
    """Return a book with another scope."""
    return replace(book, scope=scope)


def start_pilot(
    store: "Store",
    signatures: Iterable[Signature],
    scope: Scope | None = None,
    from_day: int | None = None,
    note: str = "",
    *,
    now: datetime | None = None,
) -> BookVersion:
    """Make the draft a pilot, signed like every version (`operations.book.adopt_draft`), and return it.

    `scope`: for whom, and whether as a shadow; None: as the draft says. A draft for everybody is refused.
    """
    book = draft_of(store)
    if scope is not None:
        book = scoped(book, scope)
    if book.scope.segment is None and not book.scope.shadow:
        raise UserError(
            "pilot_of_everybody",
            _("The draft is for everybody."),
            _("Say for whom the pilot is, or agree on the draft as a version."),
        )
    if scope is not None:
        save_draft(store, book)
    return adopt_draft(store, signatures, from_day, note, now=now)


def end_pilot(
    store: "Store", from_day: int | None = None, note: str = "", *, now: datetime | None = None
) -> BookVersion:
    """End the pilot and return it: from `from_day` (None: today) on the version for everybody decides again.

    What was decided and recorded while it ran stays. `resume_pilot` takes the end back.
    """
    now = now or datetime.now(UTC)
    pilot = _unended(store)
    ended = replace(pilot, until_day=_first_day(store, from_day, now) - 1)
    with store.transaction() as connection:
        pilots.add_event(connection, ended, instant_text(now), note.strip())
        detail = {"version": pilot.number, "until_day": day_text(ended.until_day or 0)}
        add_entry(connection, instant_text(now), "end_pilot", detail)
    return ended


def resume_pilot(store: "Store", *, now: datetime | None = None) -> BookVersion:
    """Take the end of the pilot back and return it: it runs on as if it had not been ended.

    UserError unless it is the newest pilot, was not adopted, and ran to yesterday at least: a day on which the version
    for everybody decided alone is not given to the pilot afterwards.
    """
    now = now or datetime.now(UTC)
    ended = resumable(book_versions(store), _today(store, now))
    if ended is None:
        raise UserError(
            "no_pilot_to_resume",
            _("There is no end of a pilot to take back."),
            _("It can be taken back on the day of the end; later, begin a pilot anew: it is signed anew."),
        )
    running = replace(ended, until_day=None)
    with store.transaction() as connection:
        pilots.add_event(connection, running, instant_text(now))
        add_entry(connection, instant_text(now), "resume_pilot", {"version": ended.number})
    return running


def adopt_pilot(
    store: "Store",
    signatures: Iterable[Signature],
    from_day: int | None = None,
    note: str = "",
    *,
    now: datetime | None = None,
) -> BookVersion:
    """Make the pilot's book the version for everybody, signed anew, and return that; the pilot ends the day before.

    A draft stays as it is.
    """
    now = now or datetime.now(UTC)
    pilot = _unended(store)
    signed = tuple(dict.fromkeys(signatures))
    version = agreed_version(
        store,
        scoped(pilot.book, newest_version(store).book.scope),
        signed,
        from_day=from_day,
        note=note,
        now=now,
    )
    with store.transaction() as connection:
        books.add_version(connection, version)
        ended = replace(pilot, until_day=version.from_day - 1, adopted_as=version.number)
        pilots.add_event(connection, ended, version.created_at, note.strip())
        detail = {"version": version.number, "pilot": pilot.number, "from_day": day_text(version.from_day)}
        add_entry(connection, version.created_at, "adopt_pilot", detail)
    return version


def compare_pilot(
    store: "Store", as_of: int, number: int | None = None, task: Task = NO_TASK
) -> PilotComparison:
    """Return a pilot beside the version for everybody, as of a day; without `number` the one that runs or ran last.

    UserError where there is none, or it has not begun.
    """
    with store.one_view():
        task.report(0, None)
        facts, versions = facts_of(store), versions_of(store)
        pilot = _chosen(versions, as_of, number)
        figures = pilot_figures(facts, versions, pilot, stage_days_of(store, as_of))
        here, there = figures.pilot.candidate, figures.everybody.candidate
        entering, leaving = np.flatnonzero(here & ~there), np.flatnonzero(there & ~here)
        everybody = book_in_force(store, figures.last)
        return PilotComparison(
            pilot,
            everybody,
            figures,
            differences(everybody.book, scoped(pilot.book, everybody.book.scope)),
            len(entering),
            len(leaving),
            (
                *_named(store, facts.lead_ids[entering[:NAMED]], enters=True),
                *_named(store, facts.lead_ids[leaving[:NAMED]], enters=False),
            ),
        )


def _named(store: "Store", ids: "Int64", *, enters: bool) -> list[PilotChanging]:
    names = lead_names(store, ids.tolist())
    return [PilotChanging(lead, *names.get(lead, ("", "")), enters) for lead in ids.tolist()]


def _unended(store: "Store") -> BookVersion:
    pilot = next((v for v in book_versions(store) if v.is_pilot and v.until_day is None), None)
    if pilot is None:
        raise _no_pilot()
    return pilot


def _no_pilot() -> UserError:
    return UserError(
        "no_pilot",
        _("No pilot runs."),
        _("Change a draft, say for whom it is, and begin the pilot: funneldesk book pilot start."),
    )


def _chosen(versions: tuple[BookVersion, ...], as_of: int, number: int | None) -> BookVersion:
    there = [v for v in versions if v.is_pilot and number in {None, v.number}]
    begun = [v for v in there if v.ran_until(as_of)]
    if begun:
        return max(begun, key=lambda v: (v.from_day, v.number))
    if not there:
        raise _no_pilot()
    raise UserError(
        "pilot_not_begun",
        _("The pilot of version %(number)s has not begun: there is nothing to compare.")
        % {"number": there[-1].number},
        _("It begins on %(day)s.") % {"day": day_text(there[-1].from_day)}
        if there[-1].until_day is None
        else _("It was ended before its first day."),
    )


def _today(store: "Store", now: datetime) -> int:
    return moment_of(instant_text(now), store.zone).day


def _first_day(store: "Store", chosen: int | None, now: datetime) -> int:
    today = _today(store, now)
    if chosen is not None and chosen < today:
        raise UserError(
            "pilot_end_in_the_past",
            _("A pilot cannot have ended on %(day)s: that day has passed.") % {"day": day_text(chosen)},
            _("Choose today or a later day. What it decided so far stays as it was."),
        )
    return today if chosen is None else chosen
