"""Copying chosen cells of the table of leads for Excel: lines out of sight are read in the background first."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from funneldesk.operations.lead_copy import Copied
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage


def copy_cells(page: "LeadsPage") -> None:
    """Copy the chosen cells; whole lines bring their headings. What is copied meanwhile by another list is dropped."""
    model, table = page.model, page.table
    shown, labels = model.leads, dict(model.labels)
    places = [model.names[place] for place in table.chosen_columns()]
    spans = table.chosen_spans()
    if shown is None or not places or not spans:
        return
    on_show = [name for place, name in enumerate(model.names) if not table.isColumnHidden(place)]

    def work(store: "Store", job: Any) -> "Copied":
        from funneldesk.operations.lead_copy import copied

        return copied(store, shown, spans, places, labels, headings=places == on_show, task=job)

    def put(made: "Copied") -> None:
        if model.leads is not shown:
            return
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QApplication.clipboard().setMimeData(data)
        page.banner.say(made.words)

    page.session.fetch(work, put, page.show_error)
