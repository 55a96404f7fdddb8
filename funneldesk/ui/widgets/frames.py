"""Cards, banners, hairlines, and the empty page that says what to do next."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _
from funneldesk.ui.widgets.text import Label, restyle

#: Lines longer than this are hard to read.
TEXT_WIDTH = 560
#: What takes longer is said to take its time.
WAITING_MS = 400

BannerTone = Literal["blue", "amber", "red", "green"]


class Card(QFrame):
    """White ground with a hairline; `body` is its layout."""

    def __init__(self, heading: str = "", *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        self.heading = Label(heading, "heading")
        if margin:
            self.body.addWidget(self.heading)
        if not heading:
            self.heading.hide()


class Banner(QFrame):
    """One sentence first: what matters now, with its number; perhaps a link to go on, or two."""

    def __init__(self) -> None:
        super().__init__()
        # Known before it is dressed for the first time: Qt makes room for a border then, and never again.
        self.setProperty("banner", "blue")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 15, 9)
        row.setSpacing(12)
        self.sentence = Label("", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.sentence, 1)
        self._slots: dict[QPushButton, Callable[[], None] | None] = {}
        self.link, self.second = self._add_link(row), self._add_link(row)
        self._waiting = QTimer(self, singleShot=True, interval=WAITING_MS)
        self._waiting.timeout.connect(lambda: self.say(_("Computing…")))
        self.setVisible(False)

    def wait(self) -> None:
        """Say in a moment that an answer takes its time, where nothing is said yet."""
        if not self.sentence.text():
            self._waiting.start()

    def say(
        self, text: str, tone: BannerTone = "blue", link: str = "", slot: Callable[[], None] | None = None
    ) -> None:
        """Show `text`; an empty text hides the banner."""
        self._waiting.stop()
        self.sentence.setText(text)
        self._show_link(self.link, link, slot)
        self._show_link(self.second)
        self.setProperty("banner", tone)
        restyle(self)
        self.setVisible(bool(text))

    def offer(self, link: str, slot: Callable[[], None]) -> None:
        """Put a second link beside that of what was said."""
        self._show_link(self.second, link, slot)

    def _add_link(self, row: QHBoxLayout) -> QPushButton:
        button = QPushButton()
        button.setProperty("link", "true")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self._follow(button))
        row.addWidget(button)
        return button

    def _show_link(self, button: QPushButton, link: str = "", slot: Callable[[], None] | None = None) -> None:
        button.setText(link)
        button.setVisible(bool(link))
        self._slots[button] = slot

    def _follow(self, button: QPushButton) -> None:
        if slot := self._slots.get(button):
            slot()


class Hairline(QFrame):
    """A line of one pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("hairline", "true")


class EmptyState(QWidget):
    """What a page shows while it has nothing: a sentence, and buttons that change that."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        self.title = Label(title, "title", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text = Label(text, "secondary", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setFixedWidth(TEXT_WIDTH)
        column.addWidget(self.title)
        # Stretches rather than an alignment: with that, Qt would give a wrapping label one line only.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.text)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def add_button(self, text: str, slot: Callable[[], None], *, primary: bool = False) -> QPushButton:
        """Add a way out of the emptiness, left to right."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: slot())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button


def framed(widget: QWidget) -> QWidget:
    """Return a holder for a child of a splitter, which shows its children without margins."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return holder
