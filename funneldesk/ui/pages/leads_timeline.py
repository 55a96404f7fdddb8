"""経緯 of a lead as lines: day, what happened, and on hover the list that says so."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import day
from funneldesk.domain.leads.timeline import Entry
from funneldesk.domain.moment import NEVER
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import Label, plain_tip

#: Lines at once; a button shows as many again.
LINES_SHOWN = 40


class Timeline(QWidget):
    """The newest lines first, more on demand; `notes`: with what stands behind each line, at length."""

    def __init__(self, *, notes: bool = False, lines: int = LINES_SHOWN) -> None:
        super().__init__()
        self.notes = notes
        self._at_once = lines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.more = QPushButton()
        self.more.setProperty("link", "true")
        self.more.clicked.connect(self._show_more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._entries: Sequence[Entry] = ()
        self._lists: Mapping[int, str] = {}
        self._shown = 0
        self._adding = Slices(self)

    def show_entries(self, entries: Sequence[Entry], lists: Mapping[int, str]) -> None:
        """Show these lines; `lists`: the name of the list by record."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._entries, self._lists, self._shown = entries, lists, 0
        self._show_more()

    @property
    def lines(self) -> list[str]:
        """Return the lines on show, as text."""
        return [f"{_when(entry)} {_what(entry)}".strip() for entry in self.entries]

    @property
    def entries(self) -> Sequence[Entry]:
        """Return what is on show."""
        return self._entries[: self._shown]

    def _show_more(self) -> None:
        start, self._shown = self._shown, min(self._shown + self._at_once, len(self._entries))
        self._adding.begin(
            partial(self._add, place, self._entries[place]) for place in range(start, self._shown)
        )
        left = len(self._entries) - self._shown
        self.more.setVisible(left > 0)
        self.more.setText(ngettext("%(count)s older line", "%(count)s older lines", left) % {"count": left})

    def _add(self, place: int, entry: Entry) -> None:
        if place:
            self._grid.addWidget(Hairline(), place * 3, 0, 1, 2)
        when = Label(_when(entry), "secondary")
        when.setContentsMargins(0, 8, 0, 7)
        what = Label(_what(entry), wrap=True)
        what.setContentsMargins(0, 7, 0, 7)
        if entry.sort in ("stage", "decision", "deal"):
            what.setProperty("role", "heading")
        tip = self._lists.get(entry.record, "")
        source = _("From the list {name}").format(name=tip)
        if not tip:
            source = _("Entered by hand") if entry.record else _("Computed by the definition book")
        shown = [when, what]
        if entry.note and self.notes:
            note = Label(entry.note, wrap=True)
            note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            note.setContentsMargins(0, 0, 0, 8)
            self._grid.addWidget(note, place * 3 + 2, 1)
            shown.append(note)
        tip_text = source if self.notes or not entry.note else f"{entry.note}\n{source}"
        for label in shown:
            label.setToolTip(plain_tip(tip_text))
        self._grid.addWidget(when, place * 3 + 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(what, place * 3 + 1, 1)


def _when(entry: Entry) -> str:
    if entry.day == NEVER:
        return _("no date")
    return f"{day(entry.day)} {entry.time}".strip()


def _what(entry: Entry) -> str:
    return f"{entry.title}　{entry.detail}" if entry.detail else entry.title
