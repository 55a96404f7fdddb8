"""Labels that never guess rich text, chips, headings."""

import re
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSizePolicy, QWidget

from funneldesk.i18n import _
from funneldesk.ui.theme import pixels

Role = Literal["", "brand", "title", "heading", "figure", "secondary", "hero", "field"]
Tone = Literal["", "green", "amber", "red"]
ChipTone = Literal["plain", "green", "amber", "red", "blue"]

#: Where a line may end within a word; it takes no room and is never copied.
BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"[!-~]{16,}")
#: A field of one line, its border included.
FIELD_HEIGHT = 32
#: A date with a word stays whole in any window.
LEAST_WIDTH = 108


def breaking(text: str) -> str:
    """Return `text` with places for a line to end inside its long words."""
    return _LONG_WORD.sub(lambda word: BREAK.join(word[0]), text)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """Plain text, always: names from lists may contain what looks like markup."""

    def __init__(self, text: str = "", role: Role = "", *, wrap: bool = False, tone: Tone = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text; the words must say it too."""
        self.setProperty("tone", tone)
        restyle(self)


class FieldName(Label):
    """What stands before a field of a form: as tall as the field, so that their words are on one line."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "field")

    def sizeHint(self) -> QSize:
        """Return the height of a field of one line; a form would put the words near its upper end otherwise."""
        return QSize(super().sizeHint().width(), pixels(FIELD_HEIGHT))


class ElidedLabel(Label):
    """One line that ends in … where the place is too narrow; the whole text is its tool tip."""

    def __init__(self, text: str = "", role: Role = "") -> None:
        self._whole = ""
        super().__init__("", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`, shortened as the width demands."""
        self._whole = text
        self._elide()

    def text_whole(self) -> str:
        """Return the text before shortening."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten to the new width."""
        super().resizeEvent(event)
        self._elide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten again where the style sheet changed the font after the last resize."""
        self._elide()
        super().paintEvent(event)

    def _elide(self) -> None:
        room = max(self.contentsRect().width(), 24)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else plain_tip(self._whole))


class ShrinkingLabel(Label):
    """As wide as its text where there is room; else it ends in … and is whole on hover. `text()` stays whole."""

    def __init__(self, text: str = "", role: Role = "", *, least: int = LEAST_WIDTH) -> None:
        super().__init__(text, role)
        self._least = least

    def minimumSizeHint(self) -> QSize:
        """Give way to what stands beside it."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._least), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        tip = "" if shown == whole else plain_tip(whole)
        if tip != self.toolTip():
            self.setToolTip(tip)
        if shown == whole:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


class BreakingLabel(Label):
    """Text to select and copy; a long word (an e-mail address) goes on in the next line instead of being cut."""

    def __init__(self, text: str, role: Role = "") -> None:
        super().__init__(breaking(text), role, wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def text_whole(self) -> str:
        """Return the text as it was given."""
        return self.text().replace(BREAK, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected, without what lets the words break."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = QMenu(self)
        menu.addAction(_("Copy text"), self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        text = self.selectedText() or self.text()
        QApplication.clipboard().setText(text.replace(BREAK, ""))


class Chip(Label):
    """A word on a coloured ground: a state, never by colour alone."""

    def __init__(self, text: str = "", tone: ChipTone = "plain") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(text, tone)

    def set_chip(self, text: str, tone: ChipTone) -> None:
        """Show another word in another tone; an empty word leaves nothing to be seen."""
        if (self.text(), self.property("chip")) == (text, tone):
            return
        self.setProperty("chip", tone)
        restyle(self)
        self.setText(text)
        # A chip that has no parent yet would appear as a window of its own.
        if self.parent() is not None:
            self.setVisible(bool(text))


def plain_tip(text: str) -> str:
    """Return `text` as tool tip that Qt shows literally (tool tips guess rich text, too)."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>"
