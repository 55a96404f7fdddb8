"""Cells of the table of leads for the clipboard: as text, and as a table that tells Excel what each cell is.

Excel takes the table: a phone number keeps its zero, a text that begins with “=” stays a text, a day is a day. Whoever
pastes into a mail or an editor gets the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.formats import number
from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.i18n import _
from funneldesk.operations.lead_export import Cell, LeadLines
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.operations.leads import LeadList
    from funneldesk.store.store import Store

#: More lines are saved as a file.
MOST_COPIED = 10_000
#: How Excel is told what a cell is.
_TEXT, _DAY, _TIME = r"\@", r"yyyy\/mm\/dd", r"yyyy\/mm\/dd hh\:mm"


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes on the clipboard, and what is to be said about it ("": nothing)."""

    text: str
    html: str
    words: str


def copied(
    store: "Store",
    found: "LeadList",
    spans: Iterable[tuple[int, int]],
    names: Sequence[str],
    labels: Mapping[str, str],
    *,
    headings: bool,
    task: Task = NO_TASK,
) -> Copied:
    """Return the cells of these columns in these lines (first and last of each block); `labels`: of stages."""
    blocks = list(spans)
    places = list(islice(chain.from_iterable(range(first, last + 1) for first, last in blocks), MOST_COPIED))
    chosen = sum(last - first + 1 for first, last in blocks)
    index = np.array(places, np.int64)
    some = replace(found, ids=found.ids[index], positions=found.positions[index])
    rows: list[Sequence[Cell]] = [[column_label(name) for name in names]] if headings else []
    with store.one_view():
        rows += LeadLines(store, some, names, labels, task)
    words = _("Only the first {most} of {count} chosen lines are copied: save the others as a file.").format(
        most=number(MOST_COPIED), count=number(chosen)
    )
    return Copied(_as_text(rows), _as_table(rows), words if chosen > MOST_COPIED else "")


def _as_text(rows: Iterable[Sequence[Cell]]) -> str:
    return "\r\n".join("\t".join(_quoted(_plain(cell)) for cell in row) for row in rows)


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '\t\n\r"') else text


def _as_table(rows: Iterable[Sequence[Cell]]) -> str:
    lines = "".join(f"<tr>{''.join(map(_table_cell, row))}</tr>" for row in rows)
    return f'<html><head><meta charset="utf-8"></head><body><table>{lines}</table></body></html>'


def _table_cell(cell: Cell) -> str:
    if isinstance(cell, (int, float)):
        return f"<td>{cell}</td>"
    kind = _TIME if isinstance(cell, datetime) else _DAY if isinstance(cell, date) else _TEXT
    shown = escape(_plain(cell)).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td style='mso-number-format:\"{kind}\"'>{shown}</td>"
