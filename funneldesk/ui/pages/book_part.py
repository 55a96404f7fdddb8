"""What the tabs of the book are made of: parts that hand on a whole book, rows of short texts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book_lines import moved
from funneldesk.domain.book.field_checks import text_fault
from funneldesk.i18n import _
from funneldesk.ui.page import scrolled
from funneldesk.ui.pages.book_line import NAME_MARGIN, LineTools
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.tabbing import order_in

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book


class BookPart(QWidget):
    """A part of the book that shows one book and hands on another one with each change."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.book: Book | None = None
        #: The layout of a whole tab, None for a part of one.
        self._tab_layout: QVBoxLayout | None = None

    def show_book(self, book: "Book", _in_force: "Book") -> None:
        """Show this part of a book; hands nothing on."""
        self.book = book
        self.show_part(book)
        if self._tab_layout is not None and self.isVisible():
            order_in(self._tab_layout)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the Tab key go as the eye does, whatever came later."""
        super().showEvent(event)
        if self._tab_layout is not None:
            order_in(self._tab_layout)

    def show_part(self, book: "Book") -> None:
        """Show what this part is about."""
        raise NotImplementedError

    def change(self, **values: Any) -> None:
        """Hand on the book with other values of some of its fields."""
        if self.book is None:
            return
        book = replace(self.book, **values)
        if book != self.book:
            self.show_book(book, book)
            self.edited.emit(book)

    def put_in_column(self, *parts: QWidget) -> None:
        """Let the parts scroll as one column."""
        column = QVBoxLayout()
        column.setSpacing(16)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))
        self._tab_layout = whole


class PartCard(BookPart):
    """A part of the book that is one card of a tab."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.card = Card(heading)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)


class TextRows(QWidget):
    """Short texts in an order: each is changed, moved and removed in its row; the last row adds one."""

    changed = Signal(object)

    def __init__(self, name: str, add: str) -> None:
        """`name`: what one text is; `add`: the words for adding one."""
        super().__init__()
        self._name = name
        self._texts: tuple[str, ...] = ()
        self.rows: list[TextRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.new = CheckedLine(add, empty=add)
        self.new.committed.connect(self._add)
        self.add = QPushButton(_("Add"))
        self.add.setAccessibleName(add)
        self.add.clicked.connect(self.new.focus)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.new, 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(last)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Show other texts."""
        self._texts = texts
        while len(self.rows) > len(texts):
            gone = self.rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(texts):
            made = TextRow(self._name, len(self.rows), self)
            self._column.insertWidget(len(self.rows), made)
            self.rows.append(made)
        for place, (text, shown) in enumerate(zip(texts, self.rows, strict=True)):
            shown.text.show_text(text)
            shown.tools.name_buttons(text)
            shown.tools.show_place(place, len(texts))

    def take(self, place: int, text: str) -> None:
        """Change one text, or say why not."""
        others = self._texts[:place] + self._texts[place + 1 :]
        fault = text_fault(text, others)
        self.rows[place].text.refuse(fault)
        if not fault:
            self._hand_on((*self._texts[:place], text, *self._texts[place + 1 :]))

    def shift(self, place: int, step: int) -> None:
        """Move a text, and the keyboard with it."""
        self._hand_on(moved(self._texts, place, step))
        self.rows[min(max(place + step, 0), len(self.rows) - 1)].tools.focus(step)

    def remove(self, place: int) -> None:
        """Take a text out."""
        self._hand_on(self._texts[:place] + self._texts[place + 1 :])

    def _add(self, text: str) -> None:
        fault = text_fault(text, self._texts)
        self.new.refuse(fault)
        if not fault:
            self._hand_on((*self._texts, text))
            self.new.line.clear()

    def _hand_on(self, texts: tuple[str, ...]) -> None:
        self.show_texts(texts)
        self.changed.emit(texts)


class TextRow(QWidget):
    """One of several short texts."""

    def __init__(self, name: str, place: int, rows: TextRows) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.text = CheckedLine(name)
        self.text.committed.connect(lambda text: rows.take(place, text))
        self.tools = LineTools()
        self.tools.moved.connect(lambda step: rows.shift(place, step))
        self.tools.removed.connect(lambda: rows.remove(place))
        across.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)


def show_choice(choice: Choice, options: Iterable[tuple[object, str]], value: object, words: str) -> None:
    """Offer options and show `value`; one that is none of them is offered as `words`, so that nothing is lost."""
    wanted = list(options)
    if value not in {known for known, _text in wanted}:
        wanted.append((value, words))
    there = [(choice.itemData(place), choice.itemText(place)) for place in range(choice.count())]
    if there != wanted:
        choice.offer(wanted)
    choice.set_value(value)


def named_fields(*fields: tuple[str, QWidget]) -> QGridLayout:
    """Return fields below each other, their names before them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, (name, widget) in enumerate(fields):
        grid.addWidget(_name(name), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(widget, place, 1)
    return grid


def _name(words: str) -> QWidget:
    from funneldesk.ui.widgets.text import Label

    label = Label(words, "field")
    label.setContentsMargins(0, NAME_MARGIN, 0, 0)
    return label
