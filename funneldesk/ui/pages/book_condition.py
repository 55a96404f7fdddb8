"""A condition of the book as it is edited: its slots, what they can offer, and for whom it holds today."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.book.condition_tests import KINDS
from funneldesk.ui.pages.book_people import PeopleLine
from funneldesk.ui.widgets.condition_editor import ConditionEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.condition_tests import TestKind
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.operations.condition_people import Vocabulary
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job


class VocabularyReader(QObject):
    """Reads what slots can offer, once somebody looks, and again after lists came in."""

    offered = Signal(object)

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.vocabulary: Vocabulary | None = None
        self._values: dict[str, tuple[str, ...]] = {}
        self._stale = True
        session.changed.connect(self._grow_old)

    def _grow_old(self) -> None:
        self._stale = True
        self._values.clear()

    def want(self) -> None:
        """Read fields, contents and themes, unless they are known."""
        if not self._stale or not self._session.has_store:
            return
        self._stale = False

        def work(store: "Store", _job: "Job") -> "Vocabulary":
            from funneldesk.operations.condition_people import vocabulary_of

            return vocabulary_of(store)

        self._session.read(work, self._take)

    def _take(self, vocabulary: "Vocabulary") -> None:
        self.vocabulary = vocabulary
        self.offered.emit(vocabulary)

    def values_of(self, field: str, take: "Callable[[tuple[str, ...]], None]") -> None:
        """Hand on the values leads have in a field: at once where they are known, else once they are read."""
        if field in self._values:
            take(self._values[field])
            return
        if not self._session.has_store:
            return

        def work(store: "Store", _job: "Job") -> tuple[str, ...]:
            from funneldesk.operations.condition_people import field_values

            return field_values(store, field)

        def found(values: tuple[str, ...]) -> None:
            self._values[field] = values
            take(values)

        self._session.read(work, found)


class ConditionField(QWidget):
    """An editor of one condition with the people it holds for under it; `people` may be put elsewhere."""

    #: Another condition (None: none).
    changed = Signal(object)
    people_wanted = Signal(object, str)

    def __init__(
        self,
        session: "Session",
        vocabulary: VocabularyReader,
        *,
        empty: str,
        title: str,
        kinds: "tuple[TestKind, ...]" = KINDS,
    ) -> None:
        """`empty`: what it means that there is no condition; `title`: what the people are called on their page.

        `kinds`: the tests that are offered.
        """
        super().__init__()
        self._vocabulary = vocabulary
        self._book: Book | None = None
        self.editor = ConditionEditor(empty=empty, kinds=kinds, values_of=vocabulary.values_of)
        self.editor.changed.connect(self._take)
        self.people = PeopleLine(session, title)
        self.people.people_wanted.connect(self.people_wanted)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.editor)
        whole.addWidget(self.people)
        vocabulary.offered.connect(self._offer)

    def show_condition(self, book: "Book", condition: "Condition | None") -> None:
        """Show a condition of a book."""
        self._book = book
        if self._vocabulary.vocabulary is not None:
            self._offer(self._vocabulary.vocabulary)
        self.editor.show_condition(condition)
        self.people.show_condition(book, condition)

    def _offer(self, vocabulary: "Vocabulary") -> None:
        if self._book is not None:
            self.editor.offer(vocabulary, self._book.threshold.points)

    def _take(self, condition: "Condition | None") -> None:
        if self._book is not None:
            self.people.show_condition(self._book, condition)
        self.changed.emit(condition)
