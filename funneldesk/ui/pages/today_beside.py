"""Beside the work list: what changed since yesterday, and what both sides kept of what they owe each other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import k_of_n, number
from funneldesk.domain.words import verdict_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.kpis import CountKpi
    from funneldesk.operations.scorecard import Line
    from funneldesk.operations.since_yesterday import Changes


#: A name and a figure.
ACROSS = 2


class ChangesCard(Card):
    """What changed; each line opens its people, lists open the history of imports."""

    people_wanted = Signal(object, str)
    imports_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Since yesterday"), spacing=4)
        self.lines: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.body.addLayout(self._column)

    def show_changes(self, changes: "Changes") -> None:
        """Show the changes of the last day or days."""
        from funneldesk.operations.today_words import change_words, changes_heading

        self.heading.setText(changes_heading(changes))
        for line in self.lines:
            line.deleteLater()
        self.lines = []
        for change in changes.found:
            words = change_words(change)
            if change.code == "lists" or change.leads:
                self._add(self._link(change.code, list(change.leads), words))
            else:
                self._add(Label(words, wrap=True))
        if not self.lines:
            self._add(Label(_("Nothing changed."), "secondary"))

    def _link(self, code: str, leads: list[int], words: str) -> QPushButton:
        link = QPushButton(words.replace("&", "&&"))
        link.setProperty("link", "true")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        if code == "lists":
            link.clicked.connect(self.imports_wanted)
        else:
            link.clicked.connect(lambda: self.people_wanted.emit(leads, words))
        return link

    def _add(self, line: QWidget) -> None:
        self._column.addWidget(line)
        self.lines.append(line)


#: As narrow as the name of a promise may become.
LEAST_NAME = 72


class ScorecardCard(Card):
    """The promises of both sides with n and k; a click on a figure opens those for whom one was not kept."""

    people_wanted = Signal(object, str)

    def __init__(self) -> None:
        super().__init__(_("Scorecard of both sides"), spacing=6)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.figures: dict[str, QPushButton | Label] = {}
        self.below: dict[str, Label] = {}
        self._widgets: list[QWidget] = []

    def show_lines(self, lines: "tuple[Line, ...]", sal: "CountKpi") -> None:
        """Show the scorecard."""
        for widget in self._widgets:
            widget.deleteLater()
        self._widgets = []
        self.figures.clear()
        self.below.clear()
        from funneldesk.operations.today_words import side_heading

        for side in ("marketing", "sales"):
            heading = Label(side_heading(side), "secondary", wrap=True)
            heading.setContentsMargins(0, 0 if side == "marketing" else 6, 0, 0)
            self._put(heading, self._next(), 0, across=ACROSS)
            if side == "marketing":
                self._show_sal(sal)
            for line in lines:
                if line.side == side:
                    self._show_line(line)

    def _next(self) -> int:
        return self._grid.rowCount()

    def _put(self, widget: QWidget, place: int, column: int, *, across: int = 1) -> None:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, place, column, 1, across, side)
        self._widgets.append(widget)

    def _show_sal(self, sal: "CountKpi") -> None:
        place = self._next()
        self._put(Label(_("SALs this month"), wrap=True), place, 0)
        if sal.count is None:
            figure = Label(_("cannot be said"), "secondary")
            figure.setToolTip(plain_tip(_("No record could give a SAL yet.")))
        elif not sal.target:
            figure = Label(number(sal.count))
        else:
            figure = Label(k_of_n(sal.count, sal.target))
        self.figures["sal"] = figure
        self._put(figure, place, 1)
        if sal.count is not None and sal.target and sal.expected is not None:
            behind = sal.count < sal.expected
            due = _("Target by today %(count)s") % {"count": f"{sal.expected:.1f}"}
            self._say_below("sal", _("Behind") if behind else _("On track"), due, is_bad=behind)

    def _show_line(self, line: "Line") -> None:
        from funneldesk.operations.today_words import line_words

        words, place = line_words(line), self._next()
        name = Label(words.name, wrap=True)
        # It takes more lines before the card gets wider than the window has room.
        name.setMinimumWidth(LEAST_NAME)
        self._put(name, place, 0)
        figure: QPushButton | Label
        if line.leads:
            figure = QPushButton(words.figure)
            figure.setProperty("link", "true")
            figure.setAccessibleName(f"{words.name} {words.figure}")
            title, leads = _("{promise}: not kept").format(promise=words.name), list(line.leads)
            figure.clicked.connect(lambda: self.people_wanted.emit(leads, title))
            tip = words.formula + "\n" + _("A click shows for whom it was not kept.")
        else:
            figure = Label(words.figure, "" if line.kept.n and line.kept.recorded else "secondary")
            tip = words.formula
        figure.setToolTip(plain_tip(tip))
        self.figures[line.code] = figure
        self._put(figure, place, 1)
        if line.verdict is not None:
            self._say_below(
                line.code, verdict_label(line.verdict), words.below, is_bad=line.verdict == "below"
            )
        elif words.below:
            self._say_below(line.code, words.below)

    def _say_below(self, code: str, *parts: str, is_bad: bool = False) -> None:
        said = Label(" · ".join(filter(None, parts)), "secondary", wrap=True, tone="amber" if is_bad else "")
        self.below[code] = said
        self._put(said, self._next(), 0, across=ACROSS)
