"""Copying lines of the table of leads for Excel: lines out of sight are fetched first."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from funneldesk.ui.widgets.rows import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from funneldesk.operations.leads import LeadRow
    from funneldesk.ui.pages.leads_model import LeadsModel

    Fetch = Callable[[list[int], Callable[[Mapping[int, LeadRow]], None]], None]

MOST_COPIED = 10_000


def copy_lines(model: "LeadsModel", fetch: "Fetch", spans: "Iterable[tuple[int, int]]") -> None:
    """Copy the lines of these spans (first and last) with their headings, unless another list is shown meanwhile."""
    places = [place for first, last in spans for place in range(first, last + 1)][:MOST_COPIED]
    leads = model.leads
    if not places or leads is None:
        return

    def put(rows: "Mapping[int, LeadRow]") -> None:
        if leads is model.leads:
            lines = ["\t".join(column.heading for column in model.columns)]
            lines += ["\t".join(map(cell_text, model.cells(place, rows))) for place in places]
            QApplication.clipboard().setText("\r\n".join(lines))

    fetch([int(leads.ids[place]) for place in places], put)
