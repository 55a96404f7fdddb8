"""定義書／バックテスト: one sentence about what became of leads above and below the threshold; the rest is folded."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_backtest_advice import BacktestAdvice
from funneldesk.ui.pages.book_backtest_figures import BacktestFigures
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.backtest.drift import Drift
    from funneldesk.domain.backtest.rejections import RejectedValue
    from funneldesk.domain.book.book import Book
    from funneldesk.operations.backtest import BacktestView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: A draft is judged once nothing changed for so long.
REST_MS = 600


class _Answer(NamedTuple):
    view: "BacktestView"
    drift: "Drift | None"
    rejected: "tuple[RejectedValue, ...]"


class BacktestTab(QWidget):
    """Judges the book in force, and the draft beside it, once somebody looks at it."""

    edited = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._book: Book | None = None
        self._in_force: Book | None = None
        self._job: Job | None = None
        self._stale = True
        self.view: BacktestView | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(lambda: self.compute())
        session.changed.connect(self._grow_old)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._first_card())
        self.more = Folded(_("In detail"))
        self.figures = BacktestFigures(session)
        self.more.body.addWidget(self.figures)
        self.advice = BacktestAdvice(session)
        self.advice.edited.connect(self.edited)
        self.more.body.addWidget(self.advice)
        column.addWidget(self.more)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def _first_card(self) -> Card:
        card = Card(_("What became of leads above and below the threshold"))
        self.sentence = Label("", wrap=True)
        self.draft_sentence = Label("", wrap=True)
        self.segment_sentence = Label("", "secondary", wrap=True)
        self.alarm = Label("", wrap=True, tone="amber")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Progress of the backtest"))
        self.button = QPushButton(_("Stop"))
        self.button.clicked.connect(lambda: self._stop_or_start())
        for widget in (self.sentence, self.draft_sentence, self.segment_sentence, self.alarm):
            card.body.addWidget(widget)
        self._working = row(self.bar, self.button)
        card.body.addLayout(self._working)
        self._show_working(working=False)
        for label in (self.draft_sentence, self.segment_sentence, self.alarm):
            label.hide()
        return card

    def show_book(self, book: "Book", in_force: "Book") -> None:
        """Judge a book beside the one in force, as soon as the tab is seen and the draft rests."""
        if (book, in_force) != (self._book, self._in_force):
            self._book, self._in_force = book, in_force
            self.advice.show_book(book)
            self._grow_old()

    def _grow_old(self) -> None:
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Judge what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits any more: stop, and begin anew when the tab is seen again."""
        super().hideEvent(event)
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._stale = True

    @property
    def is_computing(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None or self._timer.isActive()

    def compute(self) -> None:
        """Judge both books in the background."""
        book, in_force = self._book, self._in_force
        if book is None or not self._session.has_store:
            return
        if self._job is not None:
            self._job.cancel()
        self._stale = False
        today = self._session.today
        draft = book if book != in_force else None

        def work(store: "Store", task: "Job") -> _Answer:
            from funneldesk.operations.backtest import backtest_of
            from funneldesk.operations.drift import drift_of, rejections_of

            view = backtest_of(store, today, draft, task)
            return _Answer(view, drift_of(store, today), rejections_of(store, book, today))

        self._show_working(working=True)
        self._job = self._session.search(work, self._show, self._fail, self._progress)

    def _progress(self, done: int, total: int | None) -> None:
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)

    def _show_working(self, *, working: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(working)
        self.button.setText(_("Stop") if working else _("Compute again"))
        self.button.setVisible(working)

    def _stop_or_start(self) -> None:
        if self._job is None:
            self.compute()
            return
        self._job.cancel()
        self._job = None
        self._show_working(working=False)
        self.button.show()
        if self.view is None:
            self.sentence.setText(_("Stopped."))

    def _show(self, answer: _Answer) -> None:
        from funneldesk.domain.backtest.backtest_sentences import sentence, sentence_of
        from funneldesk.domain.backtest.drift_sentences import alarms

        view = answer.view
        self._job, self.view = None, view
        self._show_working(working=False)
        self.sentence.setText(sentence(view.current))
        draft, pilot = view.draft, view.draft or view.current
        self.draft_sentence.setText("" if draft is None else sentences(_("The draft:"), sentence(draft)))
        self.draft_sentence.setVisible(draft is not None)
        alone = "" if pilot.segment is None else sentence_of(pilot, pilot.segment)
        self.segment_sentence.setText(sentences(_("The pilot segment alone:"), alone) if alone else "")
        self.segment_sentence.setVisible(bool(alone))
        moved = sentences(*alarms(answer.drift))
        self.alarm.setText(moved)
        self.alarm.setVisible(bool(moved))
        self.figures.show_view(view)
        self.advice.show_found(answer.drift, answer.rejected)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self._show_working(working=False)
        self.button.show()
        if isinstance(error, UserError):
            self.sentence.setText(sentences(error.message, error.next_step))
        elif not isinstance(error, Cancelled):
            self._session.failed.emit(error)
