"""The commands around personal data: erase, audit."""

import sys
from typing import TYPE_CHECKING

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import AT_FAULT, DONE, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.scoring import several
from funneldesk.cli.session import Session
from funneldesk.cli.tables import table
from funneldesk.domain.formats import moment, number
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.scoring import find_leads
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.operations.auditing import Line
    from funneldesk.operations.erasing import Erasure

_SHOWN = 100


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""
    return [_erase(), _audit()]


def _erase() -> click.Command:
    @click.command(
        "erase",
        cls=Command,
        help=_("Erase a person for good: names and texts go, figures stay, no later list brings them back."),
    )
    @click.argument("lead", metavar="LEAD")
    @click.option("--yes", is_flag=True, help=_("Do it without asking."))
    @click.pass_obj
    def erase(session: Session, lead: str, *, yes: bool) -> int:
        from funneldesk.operations.erasing_person import person_of
        from funneldesk.operations.erasing_rest import erase_person

        with session.writer() as store:
            found = find_leads(store, lead)
            if len(found) != 1:
                return several(session, lead, lead_names(store, found))
            person_of(store, found[0])
            _confirm(session, *lead_names(store, found)[found[0]], yes=yes)
            with TerminalTask() as task:
                done, problems = erase_person(store, found[0], task=task)
        data = {
            "lead": done.lead, "rows": done.rows, "entries": done.acts, "texts": done.mentions,
            "problems": [{"code": one.code, "message": one.message, "next": one.next_step} for one in problems],
        }  # fmt: skip
        show(session, data, lambda: _erased_text(done))
        if not session.as_json:
            for one in problems:
                show_error(session, one.code, one.message, one.next_step)
        return AT_FAULT if problems else DONE

    return erase


def _confirm(session: Session, name: str, company: str, *, yes: bool) -> None:
    """Say what goes and what stays, and ask; who cannot be asked has to say --yes."""
    from funneldesk.operations.erasing_person import what_goes, what_stays, what_to_know

    if not session.as_json:
        parts = [
            " / ".join(part for part in (name, company) if part),
            "\n".join([_("This goes:"), *(f"  - {one}" for one in what_goes())]),
            "\n".join([_("This stays:"), *(f"  - {one}" for one in what_stays())]),
            "\n".join(what_to_know()),
        ]
        click.echo("\n\n".join(parts), err=True)
    if yes:
        return
    if session.as_json or not sys.stdin.isatty():
        raise UserError(
            "not_confirmed",
            _("Nothing was erased: it has to be confirmed."),
            _("Add --yes where nobody can be asked."),
        )
    click.confirm(_("Erase this person for good?"), abort=True, err=True)


def _erased_text(done: "Erasure") -> str:
    rows = ngettext("%(count)s row", "%(count)s rows", done.rows) % {"count": number(done.rows)}
    text = _("Lead %(lead)s is erased: %(rows)s of lists, %(entries)s entries, %(texts)s other texts.") % {
        "lead": done.lead, "rows": rows, "entries": number(done.acts), "texts": number(done.mentions),
    }  # fmt: skip
    if done.changed_figures:
        text += " " + _("Two rows said different things of one activity: its figures may differ.")
    return text


def _audit() -> click.Command:
    @click.command("audit", cls=Command, help=_("List what was done with the data, and when."))
    @click.option(
        "--limit", type=click.IntRange(min=1), default=_SHOWN, metavar="N", help=_("As many lines at most.")
    )
    @click.pass_obj
    def audit(session: Session, limit: int) -> None:
        from funneldesk.operations.auditing import log

        with session.reader() as store:
            found = log(store)
        data = {
            "entries": [
                {"at": one.at, "operation": one.operation, "words": one.words, "detail": dict(one.detail)}
                for one in found[:limit]
            ],
            "total": len(found),
        }
        show(session, data, lambda: _audit_text(found[:limit]))

    return audit


def _audit_text(found: "tuple[Line, ...]") -> str:
    if not found:
        return _("Nothing was done yet.")
    return table([_("When"), _("What was done")], [[moment(one.at), one.words] for one in found])
