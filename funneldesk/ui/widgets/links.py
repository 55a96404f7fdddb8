"""A link whose words come from lists: it ends in … where the place is too narrow, and is whole on hover."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from funneldesk.ui.widgets.text import plain_tip, shortened

LEAST_WIDTH = 48


class Link(QPushButton):
    """As wide as its words where there is room; `tip` says what a click does."""

    def __init__(self, tip: str) -> None:
        super().__init__()
        self._tip = tip
        self.setProperty("link", "true")
        # A button asks for all of its words otherwise.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say("")

    def say(self, words: str) -> None:
        """Show these words; an ampersand is one, no key."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(f"{words}\n{self._tip}"))

    def minimumSizeHint(self) -> QSize:
        """Give way to any width."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), LEAST_WIDTH), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole, wanted = self.accessibleName(), self.sizeHint().width()
        # Words that just fit are not measured again: a part of a pixel too many would take two letters.
        if self.width() < wanted:
            room = max(self.width() - wanted + self.fontMetrics().horizontalAdvance(whole), 0)
            whole = shortened(whole, self.fontMetrics(), room)
        option.text = whole.replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
