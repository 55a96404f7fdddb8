"""The field in which somebody looks for leads: hits as she types, and keys that lead on to the table."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from funneldesk.i18n import _

TYPING_DELAY_MS = 150
WIDTH = 280


class LeadSearch(QLineEdit):
    """Says `wanted` a moment after the last letter, `left` when the keyboard is to go on to the table."""

    wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(_("Name, company, e-mail, phone, note"))
        self.setToolTip(self.placeholderText())
        self.setAccessibleName(_("Find a lead"))
        self.setFixedWidth(WIDTH)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_DELAY_MS)
        self._typing.timeout.connect(self.wanted)
        self.textChanged.connect(lambda _text: self._typing.start())

    def show_text(self, text: str) -> None:
        """Show a text that is being looked for already."""
        self.setText(text)
        self._typing.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the table by Down and Enter; Esc empties the field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._typing.stop()
            self.wanted.emit()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.show_text("")
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
