"""The commands of pilots: book pilot start, compare, adopt, end, resume."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from funneldesk.cli.book_import import signatures
from funneldesk.cli.options import DAY, Command, Group
from funneldesk.cli.output import json_day, share_data, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.book.book import Signature
from funneldesk.domain.moment import instant_text
from funneldesk.i18n import _
from funneldesk.operations import pilots as operation
from funneldesk.operations.pilot_words import (
    changing_words,
    for_whom,
    how_it_runs,
    pilot_notes,
    pilot_rows,
    pilot_title,
    side_names,
)

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.book.pilot_figures import Side
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.operations.pilots import PilotComparison


_Function = TypeVar("_Function", bound=Callable[..., Any])


def command() -> click.Command:
    """Return the group, its help in the language in use."""

    @click.group(
        "pilot", cls=Group, help=_("A version tried on a part of the leads beside the one in force.")
    )
    def pilot() -> None:
        pass

    for one in (_start(), _compare(), _adopt(), _end(), _resume()):
        pilot.add_command(one)
    return pilot


def _signing() -> Callable[[_Function], _Function]:
    return click.option(
        "--sign",
        "signed",
        multiple=True,
        metavar="SIDE=NAME",
        help=_("Who signs for a side: marketing=NAME, sales=NAME. May be given several times."),
    )


def _dated() -> Callable[[_Function], _Function]:
    return click.option(
        "--from", "from_day", type=DAY, metavar="DATE", help=_("The first day; default: today.")
    )


def _noted() -> Callable[[_Function], _Function]:
    return click.option("--note", default="", metavar="TEXT", help=_("What it is for, or why."))


def _start() -> click.Command:
    @click.command(
        "start",
        cls=Command,
        help=_("Make the draft a pilot: it decides about its leads from its first day on."),
    )
    @click.option(
        "--segment",
        metavar="SENTENCE",
        help=_("For whom, as the book would say it: the industry is “retail”. Default: as the draft says."),
    )
    @click.option("--shadow", is_flag=True, help=_("Only compute it for comparison; nobody's work changes."))
    @_dated()
    @_noted()
    @_signing()
    @click.pass_obj
    def start(
        session: Session,
        *,
        segment: str | None,
        shadow: bool,
        from_day: int | None,
        note: str,
        signed: Sequence[str],
    ) -> None:
        names = _signatures(signed)
        with session.writer() as store:
            given = (
                None if segment is None and not shadow else operation.scope_of(store, segment, shadow=shadow)
            )
            version = operation.start_pilot(store, names, given, from_day, note)
            today = session.day_in(store)
        show(session, {"pilot": pilot_data(version)}, lambda: _told(version, today))

    return start


def _compare() -> click.Command:
    @click.command(
        "compare", cls=Command, help=_("Show the pilot and the version for everybody side by side.")
    )
    @click.option("--version", "number", type=int, metavar="N", help=_("An earlier pilot, by its number."))
    @click.pass_obj
    def compare(session: Session, number: int | None) -> None:
        with session.reader() as store, TerminalTask() as task:
            found = operation.compare_pilot(store, session.day_in(store), number, task)
        show(session, comparison_data(found), lambda: _compared(found))

    return compare


def _adopt() -> click.Command:
    @click.command("adopt", cls=Command, help=_("Make the pilot's book the version for everybody."))
    @_dated()
    @_noted()
    @_signing()
    @click.pass_obj
    def adopt(session: Session, from_day: int | None, note: str, signed: Sequence[str]) -> None:
        names = _signatures(signed)
        with session.writer() as store:
            version = operation.adopt_pilot(store, names, from_day, note)
        data = {"version": version.number, "from": json_day(version.from_day)}
        words = _("Version %(number)s is agreed. The pilot has become the version for everybody.")
        show(session, data, lambda: words % {"number": version.number})

    return adopt


def _end() -> click.Command:
    @click.command(
        "end", cls=Command, help=_("End the pilot: the version for everybody decides about its leads again.")
    )
    @_dated()
    @_noted()
    @click.pass_obj
    def end(session: Session, from_day: int | None, note: str) -> None:
        with session.writer() as store:
            version = operation.end_pilot(store, from_day, note)
        words = _("The pilot of v%(number)s is ended. What was decided while it ran stays.")
        show(session, {"pilot": pilot_data(version)}, lambda: words % {"number": version.number})

    return end


def _resume() -> click.Command:
    @click.command("resume", cls=Command, help=_("Take the end of the pilot back: it runs on."))
    @click.pass_obj
    def resume(session: Session) -> None:
        with session.writer() as store:
            version = operation.resume_pilot(store)
            today = session.day_in(store)
        show(session, {"pilot": pilot_data(version)}, lambda: _told(version, today))

    return resume


def _signatures(signed: Sequence[str]) -> list[Signature]:
    at = instant_text(datetime.now(UTC))
    return [Signature(side, name, at) for side, name in signatures(signed).items()]


def pilot_data(version: "BookVersion") -> dict[str, Any]:
    """Return a pilot as JSON has it."""
    return {
        "version": version.number,
        "from": json_day(version.from_day),
        "until": json_day(version.until_day),
        "adopted_as": version.adopted_as,
        "shadow": version.book.scope.shadow,
        "segment": for_whom(version.book),
    }


def comparison_data(found: "PilotComparison") -> dict[str, Any]:
    """Return both sides as JSON has them."""
    figures = found.figures
    return {
        "pilot": pilot_data(found.version) | _side_data(figures.pilot, decides=found.version.decides),
        "everybody": {"version": found.everybody.number}
        | _side_data(figures.everybody, decides=not found.version.decides),
        "first": json_day(figures.first),
        "last": json_day(figures.last),
        "as_of": json_day(figures.as_of),
        "leads": figures.leads,
        "entering": found.entering,
        "leaving": found.leaving,
        "named": [
            {"lead": p.lead, "name": p.name, "company": p.company, "enters": p.enters} for p in found.named
        ],
        "differences": [
            {"part": d.part, "where": d.where, "before": d.before, "after": d.after} for d in found.words
        ],
    }


def _side_data(side: "Side", *, decides: bool) -> dict[str, Any]:
    return {
        "decides": decides,
        "mql": side.mql,
        "reached": side.reached,
        "accepted": _share_data(side.accepted),
        "deals": _share_data(side.deals),
        "missed_deals": side.missed,
        "candidates": side.candidates,
    }


def _share_data(share: "Share | None") -> dict[str, Any] | None:
    return None if share is None else share_data(share)


def _told(version: "BookVersion", today: int) -> str:
    lines = [pilot_title(version, today)]
    lines.append(_("For whom: %(segment)s") % {"segment": for_whom(version.book)})
    lines.append(how_it_runs(version, today))
    return "\n".join(lines)


def _compared(found: "PilotComparison") -> str:
    rows = [list(row) for row in pilot_rows(found, found.everybody.book.stage_labels)]
    people = [[_("enters") if p.enters else _("leaves"), str(p.lead), p.name, p.company] for p in found.named]
    parts = [
        _told(found.version, found.figures.as_of),
        table(["", *side_names(found)], rows),
        pilot_notes(),
        changing_words(found),
    ]
    if people:
        parts.append(table(["", _("Lead"), _("Name"), _("Company")], people))
    return "\n\n".join(parts)
