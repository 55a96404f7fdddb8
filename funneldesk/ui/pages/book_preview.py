"""What a draft would do: how many reach the threshold, the histogram, who enters and who leaves."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.histogram import Bars, Histogram
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.book.book import Book
    from funneldesk.operations.weights import Mover, Preview
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: Names are looked up once the drag rests so long.
NAMES_DELAY_MS = 120


class PreviewPane(QWidget):
    """Follows a draft on the real leads; what it computes on the GUI thread is one column and one sum."""

    threshold_moved = Signal(int)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.preview: Preview | None = None
        self._waiting: Book | None = None
        self._timer = QTimer(self, singleShot=True, interval=NAMES_DELAY_MS)
        self._timer.timeout.connect(self._ask_names)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._figures_card(), 3)
        column.addWidget(self._movers_card(), 4)
        session.theme_changed.connect(lambda: self._paint())

    def _figures_card(self) -> Card:
        card = Card()
        self.caption = Label("", "secondary")
        card.body.addWidget(self.caption)
        first = QHBoxLayout()
        first.setSpacing(10)
        self.count = Label("–", "figure")
        self.was = Label("", "secondary")
        first.addWidget(self.count)
        first.addWidget(self.was)
        first.addStretch(1)
        card.body.addLayout(first)
        self.stays = Label("", "secondary", wrap=True)
        card.body.addWidget(self.stays)
        self.histogram = Histogram()
        self.histogram.threshold_moved.connect(self.threshold_moved)
        card.body.addWidget(self.histogram, 1)
        return card

    def _movers_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        self.moving = Label("", "heading", wrap=True)
        self.moving.setContentsMargins(16, 14, 16, 10)
        card.body.addWidget(self.moving)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        card.body.addWidget(self.table, 1)
        self.table.hide()
        self.rest = Label(
            _("Move a weight or the threshold: whoever enters or leaves is named here."),
            "secondary",
            wrap=True,
        )
        self.rest.setContentsMargins(16, 0, 16, 16)
        self.rest.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(self.rest, 1)
        return card

    def show_book(self, book: "Book", in_force: "Book") -> None:
        """Compute the preview of `book` anew, in the background."""
        if not self._session.has_store:
            return
        today = self._session.today
        self._waiting = None

        def work(store: "Store", _task: Any) -> "Preview":
            from funneldesk.operations.weights import preview_of

            return preview_of(store, book, today)

        self._session.read(work, self._show)

    def follow(self, book: "Book") -> None:
        """Show what the changed draft does, at once."""
        if self.preview is None:
            self._waiting = book
            return
        self.preview = self.preview.with_book(book)
        self._paint()
        self._timer.start()

    def _show(self, preview: "Preview") -> None:
        self.preview = preview.with_book(self._waiting) if self._waiting else preview
        self._waiting = None
        self._paint()
        self._ask_names()

    def _paint(self) -> None:
        preview = self.preview
        if preview is None:
            return
        threshold = preview.book.threshold
        now, was = int(preview.reached.sum()), int(preview.was.sum())
        self.caption.setText(_threshold_words(threshold.points, threshold.operator))
        stays = _(
            "Points as of today. Whoever became a SAL candidate stays one until below %(points)s points."
        )
        self.stays.setText(stays % {"points": f"{threshold.leave:g}"})
        self.count.setText(ngettext("%(count)s person", "%(count)s people", now) % {"count": number(now)})
        same = _("as in the version in force") if now == was else _("%(count)s in the version in force")
        self.was.setText(same % {"count": number(was)} if now != was else same)
        low, high = preview.scale
        self.histogram.show_bars(Bars(preview.bins(), low, high, threshold.points), self._session.colours)
        entering, leaving = len(preview.entering), len(preview.leaving)
        self.moving.setText(
            _("%(entering)s would enter, %(leaving)s would leave")
            % {"entering": number(entering), "leaving": number(leaving)}
            if entering or leaving
            else _("Nobody would enter or leave")
        )

    def _ask_names(self) -> None:
        from funneldesk.operations.weights import movers_of

        preview = self.preview
        if preview is not None:
            self._session.read(lambda store, _task: movers_of(store, preview), self._show_movers)

    def _show_movers(self, movers: "Sequence[Mover]") -> None:
        self.model.show_rows(movers)
        self.table.setVisible(bool(movers))
        self.rest.setVisible(not movers)


def _threshold_words(points: float, operator: str) -> str:
    words = _("%(points)s points or more") if operator == "ge" else _("More than %(points)s points")
    return words % {"points": f"{points:g}"}


def _columns() -> "list[RowsColumn[Mover]]":
    return [
        RowsColumn("", lambda m: _("enters") if m.enters else _("leaves"), width=64),
        RowsColumn(_("Name"), lambda m: m.name, width=104, bold=True),
        RowsColumn(_("Company"), lambda m: m.company, width=120, stretch=True),
        RowsColumn(
            _("Score"), lambda m: f"{m.before:.0f} → {m.after:.0f}", lambda m: m.after, width=96, right=True
        ),
    ]
