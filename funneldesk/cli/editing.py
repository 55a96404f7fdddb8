"""The command that edits values of a lead by hand: edit."""

from typing import Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import DONE, show
from funneldesk.cli.scoring import several
from funneldesk.cli.session import Session
from funneldesk.domain.formats import number
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import editing, scoring
from funneldesk.store.lead_names import lead_names


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "edit",
        cls=Command,
        help=_(
            "Edit values of a lead by hand: FIELD=VALUE, fields as in a mapping file (x.NAME for your own); nothing "
            "after “=” empties the field. The value holds until a later list says something new."
        ),
    )
    @click.argument("lead", metavar="LEAD", required=False)
    @click.argument("values", metavar="FIELD=VALUE ...", nargs=-1)
    @click.option("--undo", "back", type=int, metavar="N", help=_("Take step N back."))
    @click.option(
        "--redo", "again", type=int, metavar="N", help=_("Let step N, which was taken back, count again.")
    )
    @click.pass_obj
    def edit(
        session: Session, lead: str | None, values: tuple[str, ...], back: int | None, again: int | None
    ) -> int:
        if back is not None or again is not None:
            return _step(session, back, again)
        if not lead or not values:
            raise click.UsageError(_("Name a lead and at least one FIELD=VALUE."))
        entered = [_entered(one) for one in values]
        with session.writer() as store:
            found = scoring.find_leads(store, lead)
            if len(found) != 1:
                return several(session, lead, lead_names(store, found))
            entries = [editing.Entered(found[0], field, text) for field, text in entered]
            done = editing.edit(store, entries)
        show(session, _data(found[0], done), lambda: _text(done))
        return DONE

    return [edit]


def _step(session: Session, back: int | None, again: int | None) -> int:
    if back is not None and again is not None:
        raise click.UsageError(_("--undo and --redo exclude each other."))
    with session.writer() as store:
        if back is not None:
            editing.undo_edit(store, back)
        elif again is not None:
            editing.redo_edit(store, again)
    words = _("Taken back.") if back is not None else _("It counts again.")
    show(session, {"step": back if back is not None else again, "hidden": back is not None}, lambda: words)
    return DONE


def _entered(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or not field.strip():
        raise UserError(
            "no_field",
            _("“{text}” says no field.").format(text=text),
            _("Write FIELD=VALUE, for example: title=Manager"),
        )
    return field.strip(), value


def _data(lead: int, done: editing.Edited) -> dict[str, Any]:
    return {"lead": lead, "step": done.number or None, "changed": done.values, "unchanged": done.unchanged}


def _text(done: editing.Edited) -> str:
    if not done.number:
        return _("Nothing was changed: these values are there already.")
    words = ngettext("%(count)s value changed.", "%(count)s values changed.", done.values)
    undo = _("To take it back: funneldesk edit --undo {step}").format(step=done.number)
    return f"{words % {'count': number(done.values)}} {undo}"
