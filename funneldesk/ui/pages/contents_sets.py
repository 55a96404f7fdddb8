"""The rates of all contents of a phase, a type or a theme together, beside the contents themselves."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.contents.content_groups import BYS, By
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.contents.credit_words import set_label
from funneldesk.domain.words import field_words, heading
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.contents_tables import part_at, set_columns
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsModel, Table
from funneldesk.ui.widgets.text import Label, ShrinkingLabel

if TYPE_CHECKING:
    from funneldesk.domain.contents.contents import ContentResult
    from funneldesk.ui.session import Session

#: The picture shows so many sets, the table all.
SHOWN = 8
ROW_PIXELS = 44
EDGE_PIXELS = 100
TABLE_ROWS = 12


class ContentSets(QWidget):
    """A picture and a table of sets; `chosen` is emitted when another kind of set is asked for."""

    chosen = Signal()
    #: The people of a set are asked for: its value, and which of its numbers they are behind (`content_rates.Part`).
    opened = Signal(str, str)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.choice = Choice([(by, heading(field_words(by, "contents"))) for by in BYS])
        self.choice.setAccessibleName(_("Contents taken together by"))
        self.choice.chosen.connect(lambda _value: self.chosen.emit())
        self.picture = FigureView(session, QSize(640, EDGE_PIXELS + ROW_PIXELS))
        self.picture.clicked.connect(lambda value: self.opened.emit(value, "touched"))
        self.model: RowsModel[ContentResult] = RowsModel(set_columns(""))
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(self._open_cell)
        about = _("A person counts once for each: whoever touched any of its contents before a deal.")
        card = Card(margin=1)
        head = row(
            Label(_("Contents taken together"), "heading"), self.choice, ShrinkingLabel(about, "secondary"), 1
        )
        head.setContentsMargins(16, 12, 16, 0)
        card.body.addLayout(head)
        card.body.addWidget(self.picture)
        card.body.addWidget(self.table)
        card.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    @property
    def by(self) -> By:
        """Return what contents are taken together by."""
        return next(by for by in BYS if by == self.choice.value)

    def _open_cell(self, place: int) -> None:
        part = part_at(self.model.columns, self.table.currentIndex().column())
        self.opened.emit(self.model.rows[place].content, part)

    def show_sets(self, whole: Contents, sets: "tuple[ContentResult, ...]", currency: str) -> None:
        """Show sets of the contents of `whole`."""
        named = tuple(replace(one, title=set_label(self.by, one.content)) for one in sets)
        shown = replace(whole, contents=named)
        rows = min(len(named), SHOWN)
        self.picture.keep_height(EDGE_PIXELS + ROW_PIXELS * max(rows, 1))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.contents import contents_figure

            return contents_figure(shown, colours, size, currency=currency, limit=rows)

        self.picture.show_figure(bars, _("Content rates as bars"))
        self.model.columns[0] = set_columns(heading(field_words(self.by, "contents")))[0]
        self.model.show_rows(named)
        self.table.fit_rows(TABLE_ROWS)
