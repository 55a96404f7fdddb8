"""What people do with many cells of the table of leads at once: paste a block, fill down, empty; each is one edit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.formats import number
from funneldesk.domain.leads.edits import why_not
from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.domain.leads.pasting import pasted_cells, tiled
from funneldesk.domain.leads.value_words import value_text
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.editing import MOST, Edited, Entered, edit, require_few
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store.lead_list import stored_lead
from funneldesk.store.leads import own_fields

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: More cells at once are a list, to be imported as one.
MOST_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: the leads and fields from its first cell on, to the end of the table, as they are seen.

    `rows` and `columns`: how many of them are chosen; a smaller block is repeated over these.
    """

    leads: Sequence[int]
    fields: Sequence[str]
    rows: int = 1
    columns: int = 1


def paste(store: "Store", text: str, target: Target, task: Task = NO_TASK) -> Edited:
    """Take a block that was copied elsewhere as values of leads: all of it as one step, or nothing and UserError.

    A first line that repeats the headings of the columns it goes into is no data.
    """
    cells = pasted_cells(text)
    headings = [column_label(field) for field in target.fields]
    first = 1
    if len(cells) > 1 and cells[0] == headings[: len(cells[0])]:
        cells, first = cells[1:], 2
    _require_room(cells, target)
    cells = tiled(cells, target.rows, target.columns)
    width = max(map(len, cells))
    require_editable(store, target.fields[:width])
    entries = [
        Entered(lead, field, cell, row)
        for row, (lead, line) in enumerate(zip(target.leads, cells, strict=False), first)
        for field, cell in zip(target.fields, line, strict=False)
    ]
    return edit(store, entries, task)


def _require_room(cells: Sequence[Sequence[str]], target: Target) -> None:
    """Raise UserError for a block that is none, is too large, or reaches beyond the table."""
    rows, width = len(cells), max(map(len, cells), default=0)
    if not any(cell.strip() for row in cells for cell in row):
        raise UserError(
            "nothing_copied",
            _("There is no cell to paste."),
            _("Copy cells first, in Excel or here, then paste them."),
        )
    if rows > MOST or rows * width > MOST_CELLS:
        raise UserError(
            "block_too_large",
            _(
                "The block has {rows} rows and {columns} columns: at most {most} rows, {cells} cells at once."
            ).format(rows=number(rows), columns=number(width), most=number(MOST), cells=number(MOST_CELLS)),
            _("Nothing was changed. Paste a part of it, or import the values as a list."),
        )
    if rows > len(target.leads) or width > len(target.fields):
        raise UserError(
            "beyond_table",
            _(
                "The block has {rows} rows and {columns} columns; from the chosen cell on the table has only "
                "{rows_left} rows and {columns_left} columns."
            ).format(
                rows=number(rows),
                columns=number(width),
                rows_left=number(len(target.leads)),
                columns_left=number(len(target.fields)),
            ),
            _("Nothing was changed. Choose a cell further up or to the left, or copy fewer cells."),
        )


def fill_down(
    store: "Store", source: int, leads: Sequence[int], fields: Sequence[str], task: Task = NO_TASK
) -> Edited:
    """Let the leads have the values that lead `source` has in these fields, as one step."""
    require_few(len(leads))
    require_editable(store, fields)
    values = _values(store, source)
    return edit(
        store,
        [Entered(lead, field, _as_typed(field, values.get(field, ""))) for lead in leads for field in fields],
        task,
    )


def empty(store: "Store", leads: Sequence[int], fields: Sequence[str], task: Task = NO_TASK) -> Edited:
    """Empty these fields of the leads, as one step."""
    require_few(len(leads))
    require_editable(store, fields)
    return edit(store, [Entered(lead, field, "") for lead in leads for field in fields], task)


def require_editable(store: "Store", fields: Iterable[str]) -> None:
    """Raise UserError for the first field that cannot be edited, saying why."""
    own = own_fields(store.connection)
    for field in fields:
        if why := why_not(field, own):
            raise UserError(
                "not_editable",
                _("{field}: {why}").format(field=column_label(field), why=why),
                _("Nothing was changed."),
            )


def _values(store: "Store", lead: int) -> dict[str, str]:
    found = stored_lead(store, lead)
    if found is None:
        raise UserError("no_lead", _("This lead is not there any more."), _("Nothing was changed."))
    return found.values


def _as_typed(field: str, value: str) -> str:
    """Return a stored value as somebody would type it: an instant is typed as the clock here shows it."""
    return value_text(field, value) if FIELDS["leads"].get(field) == "moment" else value
