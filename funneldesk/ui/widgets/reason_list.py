"""Reasons to choose from with one key each: the digits, in the order of the book."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.checked import ElidedButton
from funneldesk.ui.widgets.text import Label

#: The keys of the first reasons; whatever comes after them is chosen by mouse or Tab.
DIGITS = "1234567890"


class ReasonList(QWidget):
    """One button for each reason, with what follows from it."""

    #: A reason was chosen, by its name.
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Label(_("Why is it declined? Esc puts this away."), "secondary", wrap=True))
        self.buttons: list[ElidedButton] = []
        self._names: tuple[str, ...] = ()
        self.hide()

    def offer(self, reasons: Sequence[tuple[str, str]]) -> None:
        """Show reasons, each with what follows ("": not known here); the keyboard goes to the first."""
        for button in self.buttons:
            button.deleteLater()
        self._names = tuple(name for name, _follows in reasons)
        self.buttons = []
        for place, (name, follows) in enumerate(reasons):
            digit = f"{DIGITS[place]}　" if place < len(DIGITS) else ""
            said = f"{name} → {follows}" if follows else name
            button = ElidedButton(f"{digit}{said}")
            button.setProperty("several", "true")
            button.setAccessibleName(said)
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._column.addWidget(button)
            self.buttons.append(button)
        self.show()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, text: str) -> bool:
        """Choose by a digit; whether there is a reason with that key."""
        place = DIGITS.find(text) if text else -1
        if not 0 <= place < len(self._names):
            return False
        self.chosen.emit(self._names[place])
        return True
