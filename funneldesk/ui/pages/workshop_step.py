"""What the steps of the workshop have in common: they show one book, hand on another, and say what comes next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.funnel.own_history import OwnHistory
from funneldesk.ui.page import scrolled, up_to_cards
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.colours import Colours
    from funneldesk.domain.book.book import Book
    from funneldesk.operations.book_view import BookView
    from funneldesk.operations.workshop import Beginnings


@dataclass(frozen=True, slots=True)
class Ground:
    """What a step works on; `history` and `beginnings` are None while they are computed."""

    view: "BookView"
    book: "Book"
    history: OwnHistory | None
    beginnings: "Beginnings | None"
    colours: "Colours"

    @property
    def known(self) -> OwnHistory:
        """Return one's own history, an empty one while it is computed."""
        return self.history or OwnHistory()


class WorkshopStep(QWidget):
    """One step: a sentence that says what to do, and below it what to do it with."""

    #: Another book.
    edited = Signal(object)
    #: The filled button says something else now.
    words_changed = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.ground: Ground | None = None
        self.sentence = Label(sentence, "secondary", wrap=True)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.area = scrolled(self.column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(up_to_cards(self.sentence))
        whole.addWidget(self.area, 1)

    def show_step(self, ground: Ground) -> None:
        """Show a book; hands nothing on."""
        self.ground = ground
        self.show_ground(ground)
        self.words_changed.emit()

    def show_ground(self, ground: Ground) -> None:
        """Show what this step is about."""
        raise NotImplementedError

    def state_words(self, ground: Ground) -> str:
        """Return how far this step is, in a few words for the list of steps."""
        raise NotImplementedError

    @property
    def button_words(self) -> str:
        """Return what the filled button does."""
        raise NotImplementedError

    @property
    def can_take(self) -> bool:
        """Whether the filled button can be pressed."""
        return True

    def take(self) -> bool:
        """Do what the filled button says; return whether the next step follows."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keyboard where the step begins."""

    def hand_on(self, book: "Book") -> None:
        """Hand on another book, if it is another one."""
        if self.ground is not None and book != self.ground.book:
            self.edited.emit(book)
