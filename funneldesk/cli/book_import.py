"""The command that takes an edited workbook of the definition book as the draft: book import."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.book_drafts import (
    choices_of,
    choose_option,
    conflicts_data,
    conflicts_text,
    difference_data,
    differences_table,
)
from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import book as operation

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.book_drafts import Draft
    from funneldesk.operations.book_import import BookImport
    from funneldesk.store.store import Store


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
    @click.option("--name", default="", help=_("The name of the draft. Default: the workbook's."))
    @choose_option()
    @click.pass_obj
    def import_(  # noqa: PLR0917 - one for each option
        session: Session, path: Path, adopt: bool, signed: Sequence[str], name: str, choose: Sequence[str]
    ) -> int:
        names = signatures(signed)
        if names and not adopt:
            raise click.UsageError(_("--sign is for --adopt: a draft is not signed."))
        return _import(session, path, names if adopt else None, name, choose)

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


def _import(
    session: Session, path: Path, names: Mapping[str, str] | None, name: str, choose: Sequence[str]
) -> int:
    from funneldesk.operations.book_import import look_into_book, take_book

    fault: UserError | None = None
    version: BookVersion | None = None
    draft: Draft | None = None
    with session.receiving(dry_run=False) as receiving, TerminalTask() as task:
        store = receiving.store
        looked = look_into_book(store, path, task)
        looked = looked.chosen(choices_of(choose, looked.conflicts))
        try:
            draft = take_book(store, looked, name)
            receiving.keep = True
            if names is not None:
                version = _adopt(store, names, draft)
        except UserError as error:
            fault = error
    data: dict[str, Any] = {
        "draft": _draft(draft) if draft and not version else None,
        "differences": [difference_data(d) for d in looked.differences],
        "conflicts": conflicts_data(looked.conflicts, choose),
        "problems": [
            {"sheet": p.sheet, "cell": p.cell, "code": p.code, "message": p.message} for p in looked.problems
        ],
        "notes": list(looked.notes),
        "version": version.number if version else None,
    }
    if fault is not None:
        data |= error_data(fault.code, fault.message, fault.next_step)
    show(session, data, lambda: _text(looked, version, draft if fault is None else None))
    if fault is not None and not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return DONE if fault is None else AT_FAULT


def _adopt(store: "Store", names: Mapping[str, str], draft: "Draft | None") -> "BookVersion":
    from funneldesk.operations.book_view import adopt_signed

    # A workbook that changes nothing agrees on the book as it is, not on a draft that happens to lie there.
    return adopt_signed(store, names, None, "", draft=operation.NO_DRAFT if draft is None else draft.id)


def _draft(draft: "Draft") -> dict[str, Any]:
    return {"base": draft.base, "saved": True, "id": draft.id, "name": draft.name}


def _text(looked: "BookImport", version: "BookVersion | None", draft: "Draft | None") -> str:
    lines = [*looked.notes]
    if looked.differences:
        lines.append(differences_table(looked.differences))
    if looked.open:
        lines.append(conflicts_text(looked.open, (_("the newest version"), _("the workbook"))))
    lines += [str(problem) for problem in looked.problems]
    if version is not None:
        lines.append(_("Version %(number)s is agreed.") % {"number": version.number})
    elif draft is not None:
        words = _("This is the draft “%(name)s” now. Look at it in the window, or agree with --adopt.")
        lines.append(words % {"name": draft.name})
    elif not (looked.differences or looked.open or looked.problems):
        nothing = _("Nothing was edited in the workbook; there is nothing to take.")
        same = _("The workbook says the same as the book; there is nothing to take.")
        lines.append(nothing if looked.base else same)
    return "\n".join(lines)
