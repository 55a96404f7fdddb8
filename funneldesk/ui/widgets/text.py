"""Labels that never guess rich text, chips, headings."""

import re
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSizePolicy, QWidget

from funneldesk.domain.line_ends import counted, phrased, unphrased
from funneldesk.i18n import _
from funneldesk.ui.theme import pixels

Role = Literal["", "brand", "title", "heading", "figure", "secondary", "hero", "field"]
Tone = Literal["", "green", "amber", "red"]
ChipTone = Literal["plain", "green", "amber", "red", "blue"]

#: Where a line may end within a word; it takes no room and is never copied.
BREAK = "\N{ZERO WIDTH SPACE}"
#: A number of which an … took the end.
_PART_OF_NUMBER = re.compile(r"[-+−±~〜–]?[0-9][0-9,./:-]*…$")
_LONG_WORD = re.compile(r"[!-~]{16,}")
#: A field of one line, its border included.
FIELD_HEIGHT = 32
#: A date with a word stays whole in any window.
LEAST_WIDTH = 108
#: Higher than any text.
TALL = 100_000


def breaking(text: str) -> str:
    """Return `text` with places for a line to end inside its long words."""
    return _LONG_WORD.sub(lambda word: BREAK.join(word[0]), text)


def _as_given(shown: str) -> str:
    return unphrased(shown).replace(BREAK, "")


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def fill(button: QWidget, *, filled: bool) -> None:
    """Let a button be the filled one of its page, or a quiet one."""
    if bool(button.property("primary")) != filled:
        button.setProperty("primary", filled)
        restyle(button)


class Label(QLabel):
    """Plain text, always: names from lists may contain what looks like markup.

    What goes on in the next line ends a line between phrases of Japanese, and within words longer than a line;
    `text()` is the text as it was given.
    """

    def __init__(self, text: str = "", role: Role = "", *, wrap: bool = False, tone: Tone = "") -> None:
        super().__init__()
        self._wraps, self._given = wrap, ""
        #: The text as it goes on in the next line, with its phrases held together, and what that needs in which font.
        self._open = self._held = ""
        self._needed: tuple[str, int] = ("", 0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setWordWrap(self, on: bool) -> None:
        """Let the words go on in the next line, or not."""
        super().setWordWrap(on)
        if on != self._wraps:
            self._wraps = on
            self.setText(self._given)

    def setText(self, text: str) -> None:
        """Show `text`."""
        self._given = text.replace(BREAK, "")
        if self._wraps:
            text = breaking(self._given)
            self._open, self._held, self._needed = counted(text), phrased(text), ("", 0)
        super().setText(self._in_place() if self._wraps else text)

    def text(self) -> str:
        """Return the text as it was given."""
        return self._given

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words flow into the new place."""
        super().resizeEvent(event)
        if self._wraps and (shown := self._in_place()) != super().text():
            super().setText(shown)

    def _in_place(self) -> str:
        """Return the text with its phrases held together, where all of them have room."""
        if self._held == self._open or not self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            return self._held
        return self._open if self._needed_width() > self.contentsRect().width() else self._held

    def _needed_width(self) -> int:
        """Return the width of the longest phrase, measured once: a page that is laid out asks at each of its widths."""
        font = self.font().key()
        if self._needed[0] != font:
            narrow, flags = QRect(0, 0, 1, TALL), int(Qt.TextFlag.TextWordWrap)
            self._needed = font, self.fontMetrics().boundingRect(narrow, flags, self._held).width()
        return self._needed[1]

    def set_role(self, role: Role) -> None:
        """Give the text another rank."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def set_tone(self, tone: Tone) -> None:
        """Colour the text; the words must say it too."""
        self.setProperty("tone", tone)
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected, without what tells where a line may end."""
        if self._is_selectable() and event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what can be selected."""
        if not self._is_selectable():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.addAction(_("Copy text"), self._copy)
        menu.popup(event.globalPos())

    def selectedText(self) -> str:
        """Return what is selected, as it was given."""
        return _as_given(super().selectedText())

    def _is_selectable(self) -> bool:
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)

    def _copy(self) -> None:
        text = self.selectedText() or self.text()
        QApplication.clipboard().setText(text)


class FieldName(Label):
    """What stands before a field of a form: as tall as the field, so that their words are on one line."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "field")

    def sizeHint(self) -> QSize:
        """Return the height of a field of one line; a form would put the words near its upper end otherwise."""
        return QSize(super().sizeHint().width(), pixels(FIELD_HEIGHT))


def shortened(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return `text` ending in … where it has no room; that never stands inside a number: it would be another one."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return shown if shown == text else _PART_OF_NUMBER.sub("…", shown)


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
        shown = shortened(self._whole, self.fontMetrics(), room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._whole else plain_tip(self._whole))


class ShrinkingLabel(Label):
    """As wide as its text where there is room; else it ends in … and is whole on hover. `text()` stays whole.

    It is never narrower than `least`; None: than its text.
    """

    def __init__(self, text: str = "", role: Role = "", *, least: int | None = LEAST_WIDTH) -> None:
        super().__init__(text, role)
        self.least = least

    def minimumSizeHint(self) -> QSize:
        """Give way to what stands beside it."""
        least = super().minimumSizeHint()
        return least if self.least is None else QSize(min(least.width(), self.least), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        whole = self.text()
        shown = shortened(whole, self.fontMetrics(), self.width())
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
        super().__init__(text, role, wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def text_whole(self) -> str:
        """Return the text as it was given."""
        return self.text()


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
