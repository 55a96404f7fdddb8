"""The table of leads for the command line: which leads are meant in words, and their lines as programs read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from funneldesk.domain.leads.lead_columns import STANDARD, column_kind, column_label, sound_columns
from funneldesk.domain.leads.records import plain
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.auditing import note_export
from funneldesk.operations.book import book_in_force
from funneldesk.operations.lead_export import Cell, LeadLines
from funneldesk.operations.lead_filters import ColumnFilter, require_readable
from funneldesk.operations.lead_views import lead_views, view_named
from funneldesk.operations.leads import SHOWS, LeadQuery, columns_to_choose, leads_of
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["SHOWS", "Listing", "Wanted", "listed", "wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads in which order, with which columns; `view`: the name of the saved view they are of, "" for none."""

    query: LeadQuery
    columns: tuple[str, ...]
    view: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of the table: `total` leads there are, `matching` fit, of which `ids` and `lines` are the first.

    Lines of codes have what is stored (days as texts YYYY-MM-DD, points with their fractions), others what people read.
    """

    columns: tuple[str, ...]
    total: int
    matching: int
    ids: tuple[int, ...]
    lines: tuple[Sequence[Cell], ...]


def wanted(
    store: "Store", *, view: str = "", show: str = "", text: str = "", filters: Iterable[tuple[str, str]] = ()
) -> Wanted:
    """Return what is asked for; UserError where there is no such view or column, or a range cannot be understood.

    `view`: begin with what a saved view shows; `show`, `text` and `filters` (a column by its name or heading, and
    what one types under it) narrow it down, or take the place of what the view says of the same.
    """
    offered = columns_to_choose(store)
    query, name = LeadQuery(), ""
    columns: tuple[str, ...] = STANDARD
    if view:
        found = view_named(lead_views(store), view)
        if found is None:
            raise _no_view(store, view)
        query, columns, name = found.query, found.columns or STANDARD, found.name
    own = tuple(_filter(column, typed, offered) for column, typed in filters)
    fields = {one.field for one in own}
    return Wanted(
        replace(
            query,
            show=show or query.show,
            text=text or query.text,
            filters=(*(one for one in query.filters if one.field not in fields), *own),
        ),
        sound_columns(columns, offered),
        name,
    )


def listed(
    store: "Store", asked: Wanted, as_of: int, most: int | None, *, codes: bool, task: Task = NO_TASK
) -> Listing:
    """Return the first `most` lines (None: all). Lines of `codes` are for programs, and leave a line in the audit log.

    A program can keep them, as it can keep a file; what is shown to somebody stays on her screen.
    """
    with store.one_view():
        found = leads_of(store, asked.query, as_of, task)
        some = replace(found, ids=found.ids[:most], positions=found.positions[:most])
        labels = book_in_force(store, as_of).book.stage_labels
        lines = tuple(LeadLines(store, some, asked.columns, labels, task, codes=codes))
    if codes:
        note_export(store, "leads", len(lines))
    return Listing(asked.columns, found.total, len(found.ids), tuple(some.ids.tolist()), lines)


def _filter(column: str, typed: str, offered: Sequence[str]) -> ColumnFilter:
    field = next((one for one in offered if plain(column) in (plain(one), plain(column_label(one)))), None)
    if field is None:
        raise UserError(
            "no_column",
            _("The table of leads has no column “{name}”.").format(name=column),
            _("Name it by its heading, or as a mapping file does."),
        )
    if column_kind(field) == "stage":
        raise UserError(
            "stage_filter",
            _("A stage is not searched for as a text."),
            _("Write --show and one of these: {codes}").format(codes=", ".join(SHOWS)),
        )
    found = ColumnFilter(field, typed)
    require_readable(found)
    return found


def _no_view(store: "Store", name: str) -> UserError:
    names = _(", ").join(one.name for one in lead_views(store))
    return UserError(
        "no_view",
        _("There is no saved view “{name}”.").format(name=name),
        _("These are saved: {names}").format(names=names)
        if names
        else _("None is saved yet: save one in the window, on the page of leads."),
    )
