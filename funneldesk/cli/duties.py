"""The command of the duties: who owes what, and until when."""

from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import json_day, show
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.fields import SIDES
from funneldesk.domain.formats import day, number
from funneldesk.domain.words import heading, list_label, side_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations import duties
from funneldesk.operations.duty_words import action_words, late_words

if TYPE_CHECKING:
    from funneldesk.operations.duty_lists import Duty, DutyList

#: Lines that text output shows; JSON has them all.
_SHOWN = 40
_WIDTHS = (14, 20, 28)


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""

    @click.command(
        "duties", cls=Command, help=_("Show what the rules of the book ask for today, and of whom.")
    )
    @click.option("--side", type=click.Choice((*SIDES, "everyone")), help=_("Only what this side owes."))
    @click.option("--owner", metavar="NAME", help=_("Only what this person owes."))
    @click.pass_obj
    def list_duties(session: Session, side: str | None, owner: str | None) -> None:
        with session.reader() as store:
            found = duties.duties_of(store, session.day_in(store))
        chosen = tuple(
            one for one in found.duties if side in (None, one.who) and (owner is None or one.owner == owner)
        )
        show(session, duties_data(found, chosen), lambda: _text(found, chosen))

    return [list_duties]


def duties_data(found: "DutyList", chosen: "tuple[Duty, ...]") -> dict[str, Any]:
    """Return the duties as JSON has them; those about nobody in particular have a null lead."""
    return {
        "as_of": json_day(found.as_of),
        "late": sum(one.is_late for one in chosen),
        "duties": [
            {
                "rule": one.rule, "number": one.number or None, "book": one.version, "event": one.event,
                "name": one.name, "action": action_words(one), "side": one.who, "owner": one.owner or None,
                "lead": one.lead or None, "person": one.person or None, "company": one.company or None,
                "handover": one.leg or None, "since": None if one.undated else json_day(one.start),
                "due": json_day(one.due),
                "days_late": one.days_late, "attempts": one.attempts, "list": one.list_kind or None,
            }
            for one in chosen
        ],
    }  # fmt: skip


def _text(found: "DutyList", chosen: "tuple[Duty, ...]") -> str:
    if not chosen:
        return _("Nothing is owed on %(day)s.") % {"day": day(found.as_of)}
    late = sum(one.is_late for one in chosen)
    words = ngettext(
        "%(count)s duty on %(day)s, %(late)s of them late.",
        "%(count)s duties on %(day)s, %(late)s of them late.",
        len(chosen),
    )
    head = words % {"count": number(len(chosen)), "day": day(found.as_of), "late": number(late)}
    rows = [
        [
            late_words(one, found.as_of),
            one.owner or heading(side_label(one.who)),
            shortened(one.person or (list_label(one.list_kind) if one.list_kind else ""), _WIDTHS[0]),
            shortened(one.company, _WIDTHS[1]),
            shortened(action_words(one), _WIDTHS[2]),
            day(one.due),
        ]
        for one in chosen[:_SHOWN]
    ]
    lines = [
        head,
        table(
            [_("How urgent"), _("Person in charge"), _("About"), _("Company"), _("What to do"), _("Until")],
            rows,
        ),
    ]
    if len(chosen) > _SHOWN:
        lines.append(_("%(count)s more: --json has them all.") % {"count": number(len(chosen) - _SHOWN)})
    return "\n".join(lines)
