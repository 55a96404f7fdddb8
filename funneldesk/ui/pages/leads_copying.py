"""Copying chosen cells of the table of leads for Excel: lines out of sight are read in the background first."""

import atexit
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.lead_copy import Copied
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage

#: The text of the table that was copied last.
_copied: list[str] = []


def copy_cells(page: "LeadsPage", then: "Callable[[], None] | None" = None) -> None:
    """Copy the chosen cells, unless another list is shown meanwhile; `then`: what is done once they are copied.

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
        put_table(made.text, made.html)
        page.banner.say(made.words)
        if then is not None:
            then()

    page.session.fetch(work, put, page.show_error)


def put_table(text: str, html: str) -> None:
    """Put a table on the clipboard, and its text for programs that know no tables."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    _let_go_at_the_end()
    _copied.append(text)
    del _copied[:-1]
    QApplication.clipboard().setMimeData(data)


@cache
def _let_go_at_the_end() -> None:
    """Leave only the text on the clipboard when the program ends.

    Qt ends what is on the clipboard after Python is gone; a table that Python made would take the program down.
    """
    atexit.register(_leave_text)


def _leave_text() -> None:
    # Unless another program has put something there since.
    if QApplication.instance() is not None and QApplication.clipboard().text() == _copied[-1]:
        QApplication.clipboard().setText(_copied[-1])
