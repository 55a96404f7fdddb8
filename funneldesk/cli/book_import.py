"""The command that takes an edited workbook of the definition book as the draft: book import."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.words import part_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import book as operation

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.book_import import BookImport
    from funneldesk.store.store import Store

_VALUE_COLUMNS = 44


def command() -> click.Command:
    """Return the command, its help in the language in use."""

    @click.command("import", cls=Command, help=_("Take an edited Excel workbook of the book as the draft."))
    @click.argument("path", type=FILE, metavar="FILE.xlsx")
    @click.option("--adopt", is_flag=True, help=_("Agree on the draft at once; needs the signatures."))
    @click.option(
        "--sign",
        "signed",
        multiple=True,
        metavar="SIDE=NAME",
        help=_("Who signs for a side: marketing=NAME, sales=NAME. May be given several times."),
    )
    @click.pass_obj
    def import_(session: Session, path: Path, adopt: bool, signed: Sequence[str]) -> int:
        names = signatures(signed)
        if names and not adopt:
            raise click.UsageError(_("--sign is for --adopt: a draft is not signed."))
        return _import(session, path, names if adopt else None)

    return import_


def signatures(signed: Sequence[str]) -> dict[str, str]:
    """Return the names given as SIDE=NAME by side; wrong usage where one is neither."""
    names = {}
    for text in signed:
        side, _equals, name = text.partition("=")
        if side.strip() not in {"marketing", "is", "sales"} or not name.strip():
            raise click.UsageError(
                _("--sign %(text)s: write a side (marketing, is, sales), “=” and a name.") % {"text": text}
            )
        names[side.strip()] = name.strip()
    return names


def _import(session: Session, path: Path, names: Mapping[str, str] | None) -> int:
    from funneldesk.operations.book_import import look_into_book, take_book

    fault: UserError | None = None
    version: BookVersion | None = None
    with session.receiving(dry_run=False) as receiving, TerminalTask() as task:
        store = receiving.store
        looked = look_into_book(store, path, task)
        try:
            take_book(store, looked)
            receiving.keep = True
            if names is not None:
                version = _adopt(store, names)
        except UserError as error:
            fault = error
        drafted = operation.draft_state(store) if receiving.keep and looked.differences else None
    data: dict[str, Any] = {
        "draft": {"base": drafted.base.number, "saved": drafted.saved} if drafted and not version else None,
        "differences": [_difference(d) for d in looked.differences],
        "problems": [
            {"sheet": p.sheet, "cell": p.cell, "code": p.code, "message": p.message} for p in looked.problems
        ],
        "notes": list(looked.notes),
        "version": version.number if version else None,
    }
    if fault is not None:
        data |= error_data(fault.code, fault.message, fault.next_step)
    show(session, data, lambda: _text(looked, version, taken=fault is None))
    if fault is not None and not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return DONE if fault is None else AT_FAULT


def _adopt(store: "Store", names: Mapping[str, str]) -> "BookVersion":
    from funneldesk.operations.book_view import adopt_signed

    return adopt_signed(store, names, None, "")


def _difference(difference: operation.Difference) -> dict[str, Any]:
    return {
        "part": difference.part,
        "where": difference.where,
        "before": difference.before,
        "after": difference.after,
    }


def _text(looked: "BookImport", version: "BookVersion | None", *, taken: bool) -> str:
    lines = [*looked.notes]
    if looked.differences:
        rows = [[part_label(d.part), d.where, _value(d.before), _value(d.after)] for d in looked.differences]
        lines.append(table([_("Part"), _("Where"), _("Before"), _("After")], rows))
    lines += [str(problem) for problem in looked.problems]
    if version is not None:
        lines.append(_("Version %(number)s is agreed.") % {"number": version.number})
    elif taken and looked.differences:
        lines.append(_("This is the draft now. Look at it in the window, or agree with --adopt."))
    elif taken:
        lines.append(_("The workbook says the same as the book; there is nothing to take."))
    return "\n".join(lines)


def _value(text: str | None) -> str:
    return MISSING if text in {None, ""} else shortened(str(text), _VALUE_COLUMNS)
