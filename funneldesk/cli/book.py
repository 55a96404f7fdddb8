"""The commands of the definition book: export, log, diff; import stands in `book_import`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli import book_condition, book_drafts, book_import, book_pilot, book_targets
from funneldesk.cli.book_drafts import difference_data
from funneldesk.cli.book_numbers import comparison_data, comparison_text
from funneldesk.cli.options import FILE, Group
from funneldesk.cli.output import json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.signing import is_one_person
from funneldesk.domain.words import part_label, side_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import book as operation
from funneldesk.operations.book_drafts import draft_of_id
from funneldesk.operations.comparing import compare_books

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.operations.book import Difference
    from funneldesk.operations.comparing import Comparison
    from funneldesk.store.store import Store

_VALUE_COLUMNS = 44


def _export_draft(session: Session, store: "Store", path: Path, day: int) -> None:
    draft = draft_of_id(store, None)
    operation.export_draft(store, path, day)
    words = _("The draft made from version %(number)s of the definition book is in %(path)s.")
    data = {"file": str(path), "draft": draft.id, "base": draft.base}
    show(session, data, lambda: words % {"number": draft.base, "path": path})


def commands() -> list[click.Command]:
    """Return the group, its help in the language in use."""

    @click.group("book", cls=Group, help=_("The definition book: what both sides agreed."))
    def book() -> None:
        pass

    @book.command("export", help=_("Write the book in force as an Excel workbook."))
    @click.argument("path", type=FILE, metavar="FILE.xlsx")
    @click.option("--draft", is_flag=True, help=_("Write the current draft instead."))
    @click.pass_obj
    def export(session: Session, path: Path, draft: bool) -> None:
        if path.suffix.lower() != ".xlsx":
            raise UserError(
                "book_format",
                _("%(name)s: the book is written as an Excel workbook.") % {"name": path.name},
                _("Choose a name that ends in .xlsx."),
            )
        with session.reader() as store:
            day = session.day_in(store)
            if draft:
                _export_draft(session, store, path, day)
                return
            operation.export_book(store, path, day)
            version = version_in_force(operation.book_versions(store), day)
        words = _("Version %(number)s of the definition book is in %(path)s.")
        data = {"file": str(path), "version": version.number, "from": json_day(version.from_day or None)}
        show(session, data, lambda: words % {"number": version.number, "path": path})

    @book.command("log", help=_("List the versions and who signed them."))
    @click.pass_obj
    def log(session: Session) -> None:
        with session.reader() as store:
            versions = operation.book_versions(store)
            today = session.day_in(store)
        in_force = version_in_force(versions, today).number
        data = {"versions": [_version_data(v, in_force, today) for v in versions]}
        show(session, data, lambda: _log_text(versions, in_force, today))

    @book.command("diff", help=_("Say in words and in numbers what differs between two versions."))
    @click.argument("first", type=int, metavar="A")
    @click.argument("second", type=int, metavar="B")
    @click.pass_obj
    def diff(session: Session, first: int, second: int) -> None:
        with session.reader() as store, TerminalTask() as task:
            versions = {v.number: v for v in operation.book_versions(store)}
            one, other = _chosen(versions, first).book, _chosen(versions, second).book
            found = compare_books(store, one, other, session.day_in(store), task)
        show(
            session, _compared_data(found, first, second), lambda: _compared_text(found, first, second, other)
        )

    book.add_command(book_import.command())
    book.add_command(book_drafts.commands())
    book.add_command(book_pilot.command())
    book.add_command(book_condition.command())
    book.add_command(book_targets.command())
    return [book]


def _chosen(versions: dict[int, "BookVersion"], number: int) -> "BookVersion":
    if number not in versions:
        raise UserError(
            "no_version",
            _("There is no version %(number)s of the book.") % {"number": number},
            _("funneldesk book log lists the versions."),
        )
    return versions[number]


def _version_data(version: "BookVersion", in_force: int, day: int) -> dict[str, Any]:
    return {
        "version": version.number,
        "in_force": version.number == in_force,
        "later": version.from_day > day,
        "from": json_day(version.from_day or None),
        "created_at": version.created_at,
        "sha256": version.sha256,
        "pilot": book_pilot.pilot_data(version) if version.is_pilot else None,
        "note": version.note,
        "one_person": is_one_person(version),
        "signatures": [
            {"side": s.side, "name": s.name, "signed_at": s.signed_at} for s in version.signatures
        ],
    }


def _log_text(versions: Sequence["BookVersion"], in_force: int, today: int) -> str:
    rows = [
        [
            str(v.number),
            _("from the beginning") if not v.from_day else json_day(v.from_day) or MISSING,
            _state(v, in_force, today),
            _signers(v),
            v.note,
        ]
        for v in versions
    ]
    return table([_("Version"), _("From"), "", _("Signed"), _("Note")], rows, right="r")


def _signers(version: "BookVersion") -> str:
    if not version.signatures:
        return _("not signed (example)")
    words = _(", ").join(f"{side_label(s.side)} {s.name}" for s in version.signatures)
    return f"{words} {_('(one person for both sides)')}" if is_one_person(version) else words


def _state(version: "BookVersion", in_force: int, today: int) -> str:
    if version.is_pilot:
        return _pilot_state(version)
    if version.number == in_force:
        return _("in force")
    return _("not in force yet") if version.from_day > today else ""


def _pilot_state(version: "BookVersion") -> str:
    if version.adopted_as is not None:
        return _("pilot, became %(number)s") % {"number": version.adopted_as}
    if version.until_day is not None:
        return _("pilot, until %(day)s") % {"day": json_day(version.until_day)}
    return _("pilot")


def _differences_text(found: Sequence["Difference"], first: int, second: int) -> str:
    if not found:
        return _("Versions %(a)s and %(b)s say the same.") % {"a": first, "b": second}
    rows = [[part_label(d.part), d.where, _value(d.before), _value(d.after)] for d in found]
    headings = [_("Part"), _("Where"), _("Version %(number)s") % {"number": first}]
    return table([*headings, _("Version %(number)s") % {"number": second}], rows)


def _compared_data(found: "Comparison", first: int, second: int) -> dict[str, Any]:
    words = [difference_data(difference) for difference in found.words]
    return {"a": first, "b": second, "differences": words, **comparison_data(found)}


def _compared_text(found: "Comparison", first: int, second: int, book: "Book") -> str:
    one, other = (_("Version %(number)s") % {"number": number} for number in (first, second))
    words = _differences_text(found.words, first, second)
    return words + "\n\n" + comparison_text(found, (one, other), book.stage_labels)


def _value(text: str | None) -> str:
    return MISSING if text in {None, ""} else shortened(str(text), _VALUE_COLUMNS)
