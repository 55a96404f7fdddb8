"""Agreeing on a draft: a name for each side the book asks for, from when it holds, and what for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.leads.names import person_key
from funneldesk.domain.words import side_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.text import FieldName, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book

#: A name and the company it is of.
NAME_WIDTH = 240
SIDES = ("marketing", "sales", "is")


class SigningForm(QWidget):
    """Takes names, a date and a note, and says what the names mean."""

    #: A name was written.
    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = 0
        self._outdated = False
        self.names: dict[str, QLineEdit] = {}
        self.from_day = DayField(_("In force from"))
        self.from_day.changed.connect(self._say)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("What is this change for?"))
        self.note.setAccessibleName(_("Note"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(8)
        for side in SIDES:
            self._add_side(side)
        self._form.addRow(FieldName(_("In force from")), self.from_day)
        self._form.addRow(FieldName(_("Note")), self.note)
        across = QHBoxLayout()
        across.addLayout(self._form, 1)
        across.addStretch(1)
        self.hint = Label("", "secondary", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(across)
        whole.addWidget(self.hint)

    def _add_side(self, side: str) -> None:
        words = _("Agreed for %(side)s") % {"side": side_label(side)}
        name = QLineEdit()
        name.setPlaceholderText(_("Name of who agrees"))
        name.setAccessibleName(words)
        name.setMinimumWidth(NAME_WIDTH)
        name.textChanged.connect(lambda _text: self._say())
        self.names[side] = name
        self._form.addRow(FieldName(words), name)

    def show_book(self, book: "Book", today: int, *, outdated: bool) -> None:
        """Ask for the sides a book names; of a draft that has to be merged first, say so."""
        for side, name in self.names.items():
            needed = side in book.signatures_required
            name.setVisible(needed)
            label = self._form.labelForField(name)
            if label is not None:
                label.setVisible(needed)
        if self._today != today:
            self._today = today
            self.from_day.set_day(today)
            self.from_day.limit(least=today)
        self._outdated = outdated
        self._say()

    @property
    def signed(self) -> dict[str, str]:
        """Return what was written, by side."""
        return {side: field.text() for side, field in self.names.items() if field.isVisibleTo(self)}

    @property
    def first_day(self) -> int:
        """Return the day chosen, as an ordinal."""
        return self.from_day.day

    def _say(self) -> None:
        names = [name.strip() for name in self.signed.values()]
        words = ""
        if self._outdated:
            words = _("First bring the draft up to the newest version; the line above does it.")
        elif not self.from_day.is_right:
            words = _("Needs the day from which it is in force.")
        elif not all(names):
            words = _("Needs a name for each side. It is in force from the chosen day, never earlier.")
        elif len(set(map(person_key, names))) < len(names):
            words = _("One person agrees for both sides; the book will say so.")
        self.hint.setText(words)
        self.written.emit()
