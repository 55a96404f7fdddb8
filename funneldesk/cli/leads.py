"""The command that lists leads as the page of the window does: leads."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import FILE, Command
from funneldesk.cli.output import DONE, json_day, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.formats import day, number
from funneldesk.domain.leads.lead_columns import column_kind, column_label
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import lead_listing

if TYPE_CHECKING:
    from funneldesk.operations.lead_export import Cell
    from funneldesk.operations.lead_listing import Listing, Wanted
    from funneldesk.store.store import Store

#: Lines that text output shows unless somebody says how many; JSON has them all.
_SHOWN = 60
#: The widest cell of text output, in columns of a terminal.
_WIDEST = 24


def commands() -> list[click.Command]:
    """Return the command, its help in the language in use."""

    @click.command(
        "leads",
        cls=Command,
        help=_(
            "List leads as the page of the window does: the most points first, or as a saved view has them."
        ),
    )
    @click.option("--view", metavar="NAME", default="", help=_("Whom and what a saved view shows."))
    @click.option(
        "--show",
        "shown",
        type=click.Choice(lead_listing.SHOWS),
        help=_("Only candidates, one furthest stage, or those not to be contacted (“excluded”)."),
    )
    @click.option("--search", metavar="TEXT", default="", help=_("Only those in whom this text is found."))
    @click.option(
        "--filter",
        "filters",
        multiple=True,
        metavar="COLUMN=TEXT",
        help=_(
            "What one types under a heading: title=Manager, score=60-80, “acquired_at=2026/4 or later”. "
            "May be given several times."
        ),
    )
    @click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("Only the first so many."))
    @click.option(
        "--excel",
        type=FILE,
        metavar="FILE.xlsx",
        help=_("Write all of them, with the columns on show, as Excel or CSV (by the ending)."),
    )
    @click.pass_obj
    def leads(
        session: Session,
        *,
        view: str,
        shown: str | None,
        search: str,
        filters: tuple[str, ...],
        limit: int | None,
        excel: Path | None,
    ) -> int:
        if excel is not None and limit is not None:
            raise click.UsageError(_("--limit and --excel exclude each other: a file holds all of them."))
        asked_for = [_filter(one) for one in filters]
        with session.reader() as store, TerminalTask() as task:
            asked = lead_listing.wanted(store, view=view, show=shown or "", text=search, filters=asked_for)
            if excel is not None:
                return _write(session, store, excel, asked, task)
            as_of = session.day_in(store)
            most = limit if session.as_json else limit or _SHOWN
            found = lead_listing.listed(store, asked, as_of, most, codes=session.as_json, task=task)
        show(session, _data(found, asked, as_of), lambda: _text(found, as_of))
        return DONE

    return [leads]


def _filter(text: str) -> tuple[str, str]:
    column, equals, typed = text.partition("=")
    if not equals or not column.strip() or not typed.strip():
        raise UserError(
            "no_filter",
            _("“{text}” is no filter.").format(text=text),
            _("Write COLUMN=TEXT, for example: title=Manager"),
        )
    return column.strip(), typed


def _write(session: Session, store: "Store", path: Path, asked: "Wanted", task: TerminalTask) -> int:
    from funneldesk.operations.lead_export import write_leads
    from funneldesk.operations.leads_written import written_words

    written = write_leads(store, path, asked.query, asked.columns, session.day_in(store), task=task)
    data = {"file": str(written.path), "rows": written.rows, "columns": list(asked.columns)}
    show(session, data, lambda: written_words(written))
    return DONE


def _data(found: "Listing", asked: "Wanted", as_of: int) -> dict[str, Any]:
    """Return what JSON has; of what is no field of lists `lead` alone is no column."""
    lines = [
        {"lead": lead} | {name: _plain(cell) for name, cell in zip(found.columns, line, strict=True)}
        for lead, line in zip(found.ids, found.lines, strict=True)
    ]
    return {
        "as_of": json_day(as_of), "view": asked.view or None, "columns": list(found.columns), "total": found.total,
        "matching": found.matching, "leads": lines,
    }  # fmt: skip


def _plain(cell: "Cell") -> "str | float | None":
    return cell.isoformat() if isinstance(cell, date) else cell


def _text(found: "Listing", as_of: int) -> str:
    headings = [_("Lead"), *map(column_label, found.columns)]
    rows = [
        [str(lead), *(shortened(_words(cell), _WIDEST) for cell in line)]
        for lead, line in zip(found.ids, found.lines, strict=True)
    ]
    right = "r" + "".join("r" if column_kind(name) == "number" else " " for name in found.columns)
    everybody = ngettext("%(count)s lead", "%(count)s leads", found.total) % {"count": number(found.total)}
    some = _("{shown} of {total}").format(shown=number(found.matching), total=everybody)
    counted = some if found.matching != found.total else everybody
    parts = [_("%(title)s as of %(day)s") % {"title": counted, "day": day(as_of)}]
    if rows:
        parts.append(table(headings, rows, right=right))
    more = found.matching - len(rows)
    if more > 0:
        parts.append(
            _("%(count)s more: --limit shows more of them, --json has them all.") % {"count": number(more)}
        )
    return "\n".join(parts)


def _words(cell: "Cell") -> str:
    if isinstance(cell, date):
        return day(cell.toordinal())
    return MISSING if cell is None else number(cell) if isinstance(cell, (int, float)) else cell
