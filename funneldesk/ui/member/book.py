"""定義書: the agreed book in words, to be read and searched."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from funneldesk.domain.team.publication_words import vocabulary
from funneldesk.i18n import _, ngettext
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.page import scrolled
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.team_view import BookLine, TeamView
    from funneldesk.ui.member.session import MemberSession

SEARCH_WIDTH = 240
#: A part longer than this scrolls by itself.
TALLEST = 100_000


class BookPage(MemberPage):
    """One card a part of the book; what is typed leaves the lines in which it stands."""

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._lines: Sequence[BookLine] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the definition book"))
        self.search.setAccessibleName(_("Search the definition book"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(lambda _text: self._show_lines())
        self.part = Choice([("", _("All parts"))])
        self.part.setAccessibleName(_("Part"))
        self.part.chosen.connect(lambda _value: self._show_lines())
        for control in (self.search, self.part):
            self.add_control(control)
        self.none = Label(_("Nothing in the book fits."), "field")
        self.none.hide()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self.none)
        column.addLayout(self._cards)
        column.addStretch(1)
        self._area = scrolled(column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._area)
        self.tables: dict[str, RowsModel[BookLine]] = {}

    def open(self, **what: Any) -> None:
        """Come here to `find` a word."""
        if what.get("find"):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self) -> None:
        """Ask for the lines of the book."""

        def work(view: "TeamView", _task: Any) -> "Sequence[BookLine]":
            return view.book()

        def show(lines: "Sequence[BookLine]") -> None:
            self._lines = lines
            words, chosen = vocabulary("part"), self.part.value
            parts = dict.fromkeys(line.part for line in lines)
            self.part.offer([("", _("All parts")), *((one, words.get(one, one)) for one in parts)])
            self.part.set_value(chosen)
            self._show_lines()

        self.load(work, show)

    def _show_lines(self) -> None:
        wanted, part = self.search.text().strip().casefold(), str(self.part.value or "")
        shown: dict[str, list[BookLine]] = {}
        for line in self._lines:
            if part in ("", line.part) and wanted in f"{line.item} {line.aspect} {line.said}".casefold():
                shown.setdefault(line.part, []).append(line)
        top = self._area.verticalScrollBar().value()
        self._clear()
        words = vocabulary("part")
        for name, lines in shown.items():
            self._cards.addWidget(self._card(name, words.get(name, name), lines))
        self.none.setVisible(not shown)
        self.banner.say(self._found(sum(map(len, shown.values()))) if wanted else "")
        self._area.verticalScrollBar().setValue(top)

    def _found(self, count: int) -> str:
        return ngettext("%(count)s line fits.", "%(count)s lines fit.", count) % {"count": count}

    def _card(self, part: str, heading: str, lines: "Sequence[BookLine]") -> QWidget:
        card = Card(margin=1)
        title = Label(heading, "heading")
        title.setContentsMargins(15, 12, 15, 4)
        model: RowsModel[BookLine] = RowsModel(
            [
                RowsColumn(_("Item"), _item_of(lines), width=220, bold=True),
                RowsColumn(_("What of it"), lambda line: line.aspect, width=150),
                RowsColumn(_("What was agreed"), lambda line: line.said, width=320, stretch=True),
            ]
        )
        model.show_rows(lines)
        table = ReadingTable(model, most=TALLEST)
        table.setAccessibleName(heading)
        table.size_columns(model.columns)
        card.body.addWidget(title)
        card.body.addWidget(table)
        self.tables[part] = model
        return card

    def _clear(self) -> None:
        self.tables.clear()
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _item_of(lines: "Sequence[BookLine]") -> "Callable[[BookLine], str]":
    """Return what names an item on its first line only: the others go on about the same."""
    firsts: set[int] = set()
    before = None
    for line in lines:
        if line.item != before:
            firsts.add(id(line))
        before = line.item
    return lambda line: line.item if id(line) in firsts else ""
