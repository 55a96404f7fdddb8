"""A condition of the book as it is edited: its sentence, its slots, and for whom it holds today."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.condition_tests import KINDS
from funneldesk.domain.formats import number
from funneldesk.errors import Cancelled
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.condition_editor import ConditionEditor
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.condition_tests import TestKind
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.operations.condition_people import Holding, Vocabulary
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: People are counted once nothing changed for so long.
REST_MS = 150


class VocabularyReader(QObject):
    """Reads what the slots can offer, once somebody looks, and again after lists came in."""

    offered = Signal(object)

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.vocabulary: Vocabulary | None = None
        self._stale = True
        session.changed.connect(self._grow_old)

    def _grow_old(self) -> None:
        self._stale = True

    def want(self) -> None:
        """Offer what is known, and read what is not."""
        if not self._stale or not self._session.has_store:
            return
        self._stale = False

        def work(store: "Store", _job: "Job") -> "Vocabulary":
            from funneldesk.operations.condition_people import vocabulary_of

            return vocabulary_of(store)

        self._session.read(work, self._take, lambda _error: None)

    def _take(self, vocabulary: "Vocabulary") -> None:
        self.vocabulary = vocabulary
        self.offered.emit(vocabulary)


class ConditionField(QWidget):
    """An editor of one condition with the people it holds for under it; what is not seen is not counted."""

    #: Another condition (None: none).
    changed = Signal(object)
    #: These people are wanted: (ids, title).
    people_wanted = Signal(list, str)

    def __init__(
        self, session: "Session", *, empty: str, title: str, kinds: "tuple[TestKind, ...]" = KINDS
    ) -> None:
        """`empty`: what it means that there is no condition; `title`: what the people are called on their page.

        `kinds`: the tests that are offered.
        """
        super().__init__()
        self._session, self._title = session, title
        self._book: Book | None = None
        self._counted: tuple[Any, ...] | None = None
        self._job: Job | None = None
        self.holding: Holding | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(lambda: self._count())
        self.editor = ConditionEditor(empty=empty, kinds=kinds)
        self.editor.changed.connect(self._take)
        self.count = Label("")
        self.names = ElidedLabel("", "secondary")
        self.link = QPushButton(_("Show the people"))
        self.link.setProperty("link", "true")
        self.link.clicked.connect(lambda: self._show_people())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.editor)
        across = row(self.count, self.names, self.link)
        across.setStretchFactor(self.names, 1)
        whole.addLayout(across)
        self._show(None)
        session.changed.connect(self._ask)

    def show_condition(self, book: "Book", condition: "Condition | None") -> None:
        """Show a condition of a book."""
        self._book = book
        self.editor.show_condition(condition)
        self._ask()

    def offer(self, vocabulary: "Vocabulary") -> None:
        """Offer what the lists say in the slots."""
        if self._book is not None:
            self.editor.offer(vocabulary, self._book.threshold.points)

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while nobody looked."""
        super().showEvent(event)
        self._ask()

    def _take(self, condition: "Condition | None") -> None:
        self.changed.emit(condition)
        self._ask()

    def _ask(self) -> None:
        if self.editor.condition is None:
            self._timer.stop()
            self._counted = None
            self._show(None)
        elif self.isVisible():
            self._timer.start()

    def _count(self) -> None:
        book, condition = self._book, self.editor.condition
        if book is None or condition is None or not self._session.has_store:
            return
        today = self._session.today
        if self._job is not None:
            self._job.cancel()

        def work(store: "Store", _job: "Job") -> "tuple[Any, Holding]":
            from funneldesk.operations.condition_people import people_of

            return condition, people_of(store, book, condition, today)

        self._job = self._session.read(work, self._answer, self._failed)

    def _answer(self, answer: "tuple[Any, Holding]") -> None:
        self._job = None
        condition, holding = answer
        if condition == self.editor.condition:
            self._show(holding)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            self._show(None)
            self.count.setText(str(error))

    def _show(self, holding: "Holding | None") -> None:
        self.holding = holding
        self.count.setText("")
        self.names.set_text("")
        self.link.setVisible(holding is not None and bool(holding.ids))
        if holding is None:
            return
        words = _("Holds for %(count)s of %(total)s leads today")
        self.count.setText(words % {"count": number(len(holding.ids)), "total": number(holding.total)})
        names = [" · ".join(filter(None, who)) for who in holding.named]
        more = _(", …") if len(holding.ids) > len(names) else ""
        self.names.set_text(_(", ").join(names) + more)

    def _show_people(self) -> None:
        if self.holding is not None:
            self.people_wanted.emit(list(self.holding.ids), self._title)
