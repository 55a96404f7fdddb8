"""What follows from the past: weights suggested, values sales rejects, figures that moved; applied by hand only."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.backtest.suggestion import LEAST_SEEN
from funneldesk.domain.formats import number, sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import EVERYTHING, RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.backtest.drift import Drift
    from funneldesk.domain.backtest.rejections import RejectedValue
    from funneldesk.domain.backtest.suggestion import Line, Suggestion
    from funneldesk.domain.book.book import Book
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job


class BacktestAdvice(QWidget):
    """Says what the past suggests; a button takes it into the draft."""

    edited = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._book: Book | None = None
        self._job: Job | None = None
        self.suggestion: Suggestion | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._weights_card())
        self.rejected = Card(_("What sales rejects more often than the rest"))
        self._rejected_rows = QVBoxLayout()
        self._rejected_rows.setSpacing(8)
        self.rejected.body.addLayout(self._rejected_rows)
        column.addWidget(self.rejected)
        card = Card(_("Moved since the version came in force"))
        self.drift = Label("", wrap=True)
        card.body.addWidget(self.drift)
        column.addWidget(card)

    def _weights_card(self) -> Card:
        card = Card(_("Weights suggested by the past"))
        self.about = Label(
            _(
                "A logistic regression looks for what went with a deal within 90 days, and is tried on later months. "
                "The threshold stays; the points are whole. Nothing changes until you take it as a draft."
            ),
            "secondary",
            wrap=True,
        )
        self.result = Label("", wrap=True)
        self.ask = QPushButton(_("Suggest weights"))
        self.ask.clicked.connect(lambda: self.suggest())
        self.take = QPushButton(_("Take as draft"))
        self.take.clicked.connect(lambda: self._take_weights())
        self.take.hide()
        self.lines = RowsModel(_line_columns())
        self.table = ReadingTable(self.lines, most=EVERYTHING)
        self.table.size_columns(self.lines.columns)
        self.table.hide()
        self.result.hide()
        for widget in (self.about, self.result, self.table):
            card.body.addWidget(widget)
        card.body.addLayout(row(self.ask, self.take, 1))
        return card

    def show_book(self, book: "Book") -> None:
        """Forget what was suggested for another book."""
        self._book = book
        self.suggestion = None
        if self._job is not None:
            self._job.cancel()
            self._end()
        for widget in (self.take, self.table, self.result):
            widget.hide()

    def suggest(self) -> None:
        """Ask for weights in the background."""
        book, today = self._book, self._session.today
        if book is None or self._job is not None:
            return

        def work(store: "Store", task: "Job") -> "Suggestion":
            from funneldesk.operations.suggesting import suggest_weights

            return suggest_weights(store, book, today, task)

        self.ask.setEnabled(False)
        self._say(_("Learning from the past …"))
        self._job = self._session.search(work, self._show_suggestion, self._fail)

    def _end(self) -> None:
        self._job = None
        self.ask.setEnabled(True)

    def _say(self, text: str) -> None:
        self.result.setText(text)
        self.result.show()

    def _show_suggestion(self, found: "Suggestion") -> None:
        from funneldesk.domain.backtest.backtest_sentences import suggestion_sentence

        self._end()
        self.suggestion = found
        self._say(suggestion_sentence(found))
        self.lines.show_rows(found.lines)
        self.table.show()
        self.take.show()

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self._say(sentences(error.message, error.next_step))
        else:
            self.result.hide()
            self._session.failed.emit(error)

    def _take_weights(self) -> None:
        if self.suggestion is not None:
            self.edited.emit(self.suggestion.book)

    def show_found(self, drift: "Drift | None", rejected: "Sequence[RejectedValue]") -> None:
        """Show what moved, and what sales rejects."""
        from funneldesk.domain.backtest.drift_sentences import drift_sentences

        self.drift.setText("\n".join(drift_sentences(drift)))
        while self._rejected_rows.count():
            item = self._rejected_rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for found in rejected:
            line = _RejectedRow(found)
            line.taken.connect(self._take_rejected)
            self._rejected_rows.addWidget(line)
        if not rejected:
            words = _("No value was found of leads that is rejected more often than chance explains.")
            self._rejected_rows.addWidget(Label(words, "secondary", wrap=True))

    def _take_rejected(self, found: "RejectedValue") -> None:
        from funneldesk.domain.backtest.rejections import with_signal

        if self._book is not None:
            self.edited.emit(with_signal(self._book, found))


class _RejectedRow(QWidget):
    """One value, what it would take, and the button that takes it."""

    taken = Signal(object)

    def __init__(self, found: "RejectedValue") -> None:
        from funneldesk.domain.backtest.backtest_sentences import rejected_sentence

        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        self.sentence = Label(rejected_sentence(found), wrap=True)
        across.addWidget(self.sentence, 1)
        self.button = QPushButton(_("Take as draft"))
        self.button.clicked.connect(lambda: self.taken.emit(found))
        across.addWidget(self.button)
        if found.points is None:
            self.button.hide()


def _line_columns() -> "list[RowsColumn[Line]]":
    return [
        RowsColumn(_("Signal"), lambda line: line.name, width=260, stretch=True, bold=True),
        RowsColumn(_("Points now"), lambda line: _points(line.now), width=110, right=True),
        RowsColumn(_("Suggested"), lambda line: _points(line.suggested), width=110, right=True),
        RowsColumn(_("Seen on"), lambda line: number(line.seen), width=110, right=True),
        RowsColumn("", lambda line: _("seen on too few: stays") if line.seen < LEAST_SEEN else "", width=200),
    ]


def _points(points: float) -> str:
    return f"{points:g}".replace("-", "−")
