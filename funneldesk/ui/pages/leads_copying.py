"""Copying chosen cells of the table of leads for Excel: lines out of sight are read in the background first."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from funneldesk.operations.lead_copy import Copied
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage


def copy_cells(page: "LeadsPage") -> None:
    """Copy the chosen cells, unless another list is shown meanwhile.

    Whole lines bring their headings, and the columns that have no room.
    """
    model, table = page.model, page.table
    shown, labels, chosen, spans = (
        model.leads,
        dict(model.labels),
        table.chosen_columns(),
        table.chosen_spans(),
    )
    if shown is None or not chosen or not spans:
        return
    whole = len(chosen) == len(model.names) - len(table.left_out)
    names = model.names if whole else [model.names[place] for place in chosen]

    def work(store: "Store", job: Any) -> "Copied":
        from funneldesk.operations.lead_copy import copied

        return copied(store, shown, spans, names, labels, headings=whole, task=job)

    def put(made: "Copied") -> None:
        if model.leads is not shown:
            return
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QApplication.clipboard().setMimeData(data)
        page.banner.say(made.words)

    page.session.fetch(work, put, page.show_error)
