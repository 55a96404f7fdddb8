"""The help as a window beside the work: contents and search on the left, one topic on the right."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.help_topics import CHAPTERS, find_help, help_topics
from funneldesk.i18n import _, language
from funneldesk.ui.help_places import place_of
from funneldesk.ui.help_text import HelpText
from funneldesk.ui.page import row
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.widgets.two_lines import TwoLineDelegate

SIZE, LEAST = (940, 720), (640, 420)
CONTENTS_WIDTH = 248
#: Under which name of the settings size and place are kept.
REMEMBERED_AS = "help_geometry"
TOPIC = Qt.ItemDataRole.UserRole
_INTO_THE_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class HelpWindow(QDialog):
    """Shows topics; stays open while people work. Esc closes it, Alt and arrows go back and forward."""

    def __init__(self, parent: QWidget, session: Surroundings, go: Callable[[str, int], None] | None) -> None:
        """`go(page, tab)` shows a page in the window behind; None where that has other pages."""
        super().__init__(parent)
        self._session, self._go = session, go
        self._topics = help_topics(language())
        self._trail: list[str] = []
        self._at = -1
        self.setWindowTitle(_("FunnelDesk help"))
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self.search = QLineEdit(placeholderText=_("Search the help"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Search the help"))
        self.search.textChanged.connect(self._list)
        self.search.installEventFilter(self)
        self.contents = QListWidget()
        self.contents.setWordWrap(True)
        self.contents.setAccessibleName(_("Topics of the help"))
        self.contents.setProperty("help", "true")
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._plain = self.contents.itemDelegate()
        self._two_lines = TwoLineDelegate(lambda: session.colours, chip_column=-1)
        self.contents.currentItemChanged.connect(self._choose)
        self.text = HelpText()
        self.text.setAccessibleName(_("Help text"))
        self.text.anchorClicked.connect(self._follow)
        self._lay_out()
        session.theme_changed.connect(self._show)
        geometry = session.settings.value(REMEMBERED_AS)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._list()

    def _lay_out(self) -> None:
        self.back = self._button("←", _("Back"), lambda: self._step(-1), "Alt+Left")
        self.forward = self._button("→", _("Forward"), lambda: self._step(1), "Alt+Right")
        self.to_page = QPushButton(_("Show this page"))
        self.to_page.setAutoDefault(False)
        self.to_page.clicked.connect(self._show_page)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.take_search)
        left = QWidget()
        left.setFixedWidth(CONTENTS_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.contents, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(row(self.back, self.forward, 1, self.to_page, close, spacing=8))
        right.addWidget(self.text, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 16, 16, 16)
        across.setSpacing(12)
        across.addWidget(left)
        across.addLayout(right, 1)

    def _button(self, sign: str, name: str, slot: Callable[[], None], keys: str) -> QPushButton:
        button = QPushButton(sign)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name}  {shown}")
        button.clicked.connect(lambda: slot())
        QShortcut(QKeySequence(keys), self, lambda: slot())
        return button

    def open_at(self, topic: str) -> None:
        """Show a topic, and the keyboard scrolls it."""
        self.search.clear()
        self._visit(topic)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def take_search(self) -> None:
        """Give the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @property
    def topic(self) -> str:
        """Return the topic on show."""
        return self._trail[self._at] if self._trail else ""

    def _visit(self, topic: str) -> None:
        if topic != self.topic:
            self._trail[self._at + 1 :] = [topic]
            self._at += 1
        self._show()

    def _step(self, step: int) -> None:
        if 0 <= self._at + step < len(self._trail):
            self._at += step
            self._show()

    def _show(self) -> None:
        topic = self.topic
        if not topic:
            return
        colours = self._session.colours
        self.text.show_topic(self._topics[topic].markdown, colours)
        self.text.mark(self.search.text(), colours)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._trail) - 1)
        self.to_page.setVisible(self._go is not None and place_of(topic) is not None)
        self._point_at(topic)

    def _point_at(self, topic: str) -> None:
        """Mark the topic on show among the contents, without going there again."""
        found = next((item for item in self._items() if item.data(TOPIC) == topic), None)
        with QSignalBlocker(self.contents):
            self.contents.setCurrentItem(found)  # type: ignore[arg-type]  # None: nothing is marked

    def _items(self) -> list[QListWidgetItem]:
        return [self.contents.item(place) for place in range(self.contents.count())]

    def _list(self) -> None:
        """List the contents, or what was found, and mark the words in the topic on show."""
        typed = self.search.text()
        with QSignalBlocker(self.contents):
            self.contents.clear()
            if typed.strip():
                self._list_hits(typed)
            else:
                self._list_all()
        if self.topic:
            self._show()

    def _list_hits(self, typed: str) -> None:
        hits = find_help(typed, language())
        self.contents.setItemDelegate(self._two_lines if hits else self._plain)
        for hit in hits:
            self._add(f"{hit.topic.title}\n{hit.line}", hit.topic.id)
        if not hits:
            self._add(_("Nothing in the help has these words. Try a shorter one."), "")

    def _list_all(self) -> None:
        self.contents.setItemDelegate(self._plain)
        for heading, topics in CHAPTERS:
            font = self._add(_(heading), "").font()
            font.setBold(True)
            self.contents.item(self.contents.count() - 1).setFont(font)
            for topic in topics:
                self._add(self._topics[topic].title, topic)

    def _add(self, text: str, topic: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(TOPIC, topic)
        if not topic:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.contents.addItem(item)
        return item

    def _choose(self, item: QListWidgetItem | None, _before: Any = None) -> None:
        if item is not None and item.data(TOPIC):
            self._visit(item.data(TOPIC))

    def _follow(self, link: QUrl) -> None:
        topic = link.path().removesuffix(".md")
        if topic in self._topics:
            self.search.clear()
            self._visit(topic)

    def _show_page(self) -> None:
        place = place_of(self.topic)
        if self._go is not None and place is not None:
            self._go(*place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the search go over what was found; Enter shows the first; Esc clears before it closes."""
        if (
            watched is not self.search
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
        ):
            return super().eventFilter(watched, event)
        if event.key() in _INTO_THE_LIST:
            self.contents.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.contents.currentRow() < 0:
                self._take_first()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.search.text().strip():
                self._take_first()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        """Show the first topic that is listed."""
        first = next((item for item in self._items() if item.data(TOPIC)), None)
        if first is not None:
            self.contents.setCurrentItem(first)

    def keep_place(self) -> None:
        """Remember size and place."""
        self._session.settings.setValue(REMEMBERED_AS, self.saveGeometry())

    def done(self, result: int) -> None:
        """Remember size and place when Esc closes the window."""
        self.keep_place()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place."""
        self.keep_place()
        super().closeEvent(event)
