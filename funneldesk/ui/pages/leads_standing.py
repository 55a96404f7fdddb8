"""What the table of leads is narrowed down by, in words: each goes away by a click, and all at once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.ui.pages.leads_words import shows
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.lead_filters import ColumnFilter
    from funneldesk.ui.pages.leads import LeadsPage

#: So many chosen values are named, and of a longer text so many letters are shown; the tip has all.
NAMED, LETTERS = 3, 40


class StandingFilters(QWidget):
    """A button for each condition that holds, and one for all; nothing is seen where none does."""

    def __init__(self, page: "LeadsPage") -> None:
        super().__init__()
        self._page = page
        self.buttons: list[QPushButton] = []
        self._layout = flowing([], 8)
        self.setLayout(self._layout)
        self.hide()

    def show_current(self) -> None:
        """Say what the page's query asks for."""
        page, query = self._page, self._page.query
        offs: list[tuple[str, Callable[[], None]]] = []
        if query.show != "all":
            words = next(
                (text for value, text in shows(page.model.labels) if value == query.show), query.show
            )
            offs.append((words, lambda: page.change(show="all")))
        if query.text.strip():
            words = _("Search: %(text)s") % {"text": query.text.strip()}
            offs.append((words, page.search.clear))
        offs += [(self._words(one), partial(page.filters.take_off, one.field)) for one in query.filters]
        if [button.property("said") for button in self.buttons[: len(offs)]] == [
            words for words, _off in offs
        ]:
            self._show_count(len(offs))
            return
        self._replace(offs)

    def _replace(self, offs: list[tuple[str, Callable[[], None]]]) -> None:
        held = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(words, off) for words, off in offs]
        if len(offs) > 1:
            self.buttons.append(self._button("", self._page.show_all))
        self._show_count(len(offs))
        if held:
            self._page.table.setFocus()

    def _button(self, words: str, off: Callable[[], None]) -> QPushButton:
        short = words if len(words) <= LETTERS else words[: LETTERS - 1] + "…"
        text = f"{short}　✕" if words else _("All off")
        button = QPushButton(text.replace("&", "&&"), self)
        button.setProperty("filter", "true")
        button.setProperty("said", words)
        button.setToolTip(plain_tip(words or _("Show all leads again")))
        button.setAccessibleName(_("Take off: %(filter)s") % {"filter": words} if words else text)
        button.clicked.connect(lambda _on=False: off())
        self._layout.addWidget(button)
        button.show()
        return button

    def _show_count(self, count: int) -> None:
        self.setVisible(count > 0)
        self.updateGeometry()

    def _words(self, one: "ColumnFilter") -> str:
        values = [self._value(one.field, value) for value in one.values or ()]
        more = len(values) - NAMED
        some = _(", ").join(values[:NAMED])
        if more > 0:
            some = _("%(some)s and %(count)s more") % {"some": some, "count": number(more)}
        asked = one.text.strip() or some or _("(none)")
        if one.text.strip() and values and one.field != "stage":
            asked = _(", ").join((one.text.strip(), some))
        return _("%(column)s: %(value)s") % {"column": column_label(one.field), "value": asked}

    def _value(self, field: str, value: str) -> str:
        if not value:
            return _("(none)")
        return stage_label(value, self._page.model.labels) if field == "stage" else value
