"""The steps of a draft, to take back and do again; each named by what it changed."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand, QUndoStack

from funneldesk.domain.book.book_steps import step_words
from funneldesk.ui.widgets.dragging import DRAG

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.book.book import Book

#: Of a drag that is none.
_NO_DRAG = -1


class Step(QUndoCommand):
    """From one book to the next. The steps of one drag, and of one entry into a field, are one."""

    def __init__(self, put: "Callable[[Book], None]", before: "Book", after: "Book", name: str = "") -> None:
        super().__init__()
        self._name = name
        self.before, self.after = before, after
        self._put = put
        self._drag = DRAG.number or _NO_DRAG
        self._is_done = True

    @property
    def words(self) -> str:
        """Return what the step changed; found when somebody asks: a drag makes many steps."""
        self._name = self._name or step_words(self.before, self.after)
        return self._name

    def id(self) -> int:
        """Return the drag or entry the step is part of; Qt joins steps of one."""
        return self._drag

    def mergeWith(self, later: QUndoCommand) -> bool:
        """Take the next step of the same drag or entry in."""
        if not isinstance(later, Step):
            return False
        self.after = later.after
        self._name = ""
        self.setObsolete(self.before == self.after)
        return True

    def redo(self) -> None:
        """Do it again; Qt also asks when the step, done already, is laid on the pile."""
        if self._is_done:
            self._is_done = False
        else:
            self._put(self.after)

    def undo(self) -> None:
        """Take it back."""
        self._put(self.before)


class OpenDraft:
    """A draft as it is being edited: its id in the store (0: not kept yet), its name, its book, its steps.

    The id is written by the one writing thread, so that of two savings of a new draft the second finds the first's.
    """

    def __init__(self, number: int, name: str) -> None:
        self.id = number
        self.name = name
        self.steps = QUndoStack()
        self.book: Book | None = None

    def undo_words(self) -> str:
        """Return what would be taken back, "" where nothing would."""
        return self._words_at(self.steps.index() - 1)

    def redo_words(self) -> str:
        """Return what would be done again, "" where nothing would."""
        return self._words_at(self.steps.index())

    def _words_at(self, place: int) -> str:
        step = self.steps.command(place) if 0 <= place < self.steps.count() else None
        return step.words if isinstance(step, Step) else ""
