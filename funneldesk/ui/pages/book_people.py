"""For how many leads a condition of the book holds today, who the first are, and the way to all of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from funneldesk.domain.formats import number, sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.operations.condition_people import Holding
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: People are counted once nothing changed for so long.
REST_MS = 150


class PeopleLine(QWidget):
    """Counts in the background whenever the condition, the book or the leads change and somebody looks."""

    #: These people are wanted: (ids, title).
    people_wanted = Signal(object, str)

    def __init__(self, session: "Session", title: str, words: str = "") -> None:
        """`title`: what the people are called on their page; `words`: how their `count` of the `total` is told."""
        super().__init__()
        self._session, self._title = session, title
        self._words = words or _("Holds for %(count)s of %(total)s leads today")
        self._asked: tuple[Book, Condition] | None = None
        self._counted: object = None
        self._job: Job | None = None
        self.holding: Holding | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(lambda: self._count())
        self.count = Label("")
        self.names = ElidedLabel("", "secondary")
        self.link = QPushButton(_("Show the people"))
        self.link.setProperty("link", "true")
        self.link.setAccessibleName(_("Show the people: %(title)s") % {"title": title})
        self.link.clicked.connect(lambda: self._show_people())
        across = row(self.count, self.names, self.link)
        across.setStretchFactor(self.names, 1)
        self.setLayout(across)
        self.hide()
        session.changed.connect(self._ask_again)

    def show_condition(self, book: "Book", condition: "Condition | None") -> None:
        """Count for a condition of a book; nothing is shown where there is none."""
        self._asked = None if condition is None else (book, condition)
        self.setVisible(condition is not None)
        self._ask()

    @property
    def is_counting(self) -> bool:
        """Whether the number is still on its way."""
        return self._timer.isActive() or self._job is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Count what changed while nobody looked."""
        super().showEvent(event)
        self._ask()

    def _ask_again(self) -> None:
        self._counted = None
        self._ask()

    def _ask(self) -> None:
        if self._asked is None or not self.isVisible() or not self._session.has_store:
            return
        wanted = self._key(*self._asked)
        if wanted != self._counted:
            self._counted = wanted
            self._drop()
            self.holding = None
            self.count.setText(_("Counting…"))
            self.names.set_text("")
            self.link.hide()
            self._timer.start()

    def _key(self, book: "Book", condition: "Condition") -> tuple[object, ...]:
        """Return all that the answer depends on, beside the leads."""
        return condition, book.signals, book.components, book.criteria, self._session.today

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _count(self) -> None:
        if self._asked is None or not self._session.has_store:
            return
        (book, condition), today = self._asked, self._session.today

        def work(store: "Store", _job: "Job") -> "Holding":
            from funneldesk.operations.condition_people import people_of

            return people_of(store, book, condition, today)

        self._drop()
        self._job = self._session.read(work, self._show, self._fail)

    def _fail(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, UserError):
            self.count.setText(sentences(error.message, error.next_step))
        elif not isinstance(error, Cancelled):
            self.count.setText("")
            self._session.failed.emit(error)

    def _show(self, holding: "Holding") -> None:
        self._job = None
        self.holding = holding
        words = self._words
        if not holding.total:
            words = _("No leads yet: import a list to see for whom it holds.")
        self.count.setText(words % {"count": number(len(holding.ids)), "total": number(holding.total)})
        names = [" · ".join(filter(None, who)) for _lead, *who in holding.people]
        more = _(", …") if len(holding.ids) > len(names) else ""
        self.names.set_text(_(", ").join(names) + more)
        self.link.setVisible(bool(holding.ids))

    def _show_people(self) -> None:
        if self.holding is not None:
            self.people_wanted.emit(list(self.holding.ids), self._title)
