"""A work list that comes back: what it would record, row by row, before anything is; disputed rows are chosen here."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import number, sentences
from funneldesk.i18n import _, ngettext
from funneldesk.ui.choosing_files import file_to_open
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.worklist_import import WorkLine, WorkListImport
    from funneldesk.ui.page import Page

SIZE = (980, 620)
#: The longest state is “Decided otherwise meanwhile”.
STATE = 196
#: In which order the rows stand: what needs a person first.
_ORDER = ("conflict", "problem", "new", "known")
_MOST_CHOICES = 200
#: The height of a choice, and how many are seen before they scroll.
_LINE, _LINES_SHOWN = 30, 5


class WorkListDialog(QDialog):
    """Shows a `WorkListImport`; `take` gets the keys of the rows whose word counts, `again` a day for all others."""

    def __init__(
        self,
        page: "Page",
        looked: "WorkListImport",
        take: "Callable[[set[str]], None]",
        again: "Callable[[int], None]",
    ) -> None:
        super().__init__(page)
        from funneldesk.operations.worklist_words import summary

        self.setWindowTitle("FunnelDesk")
        self.resize(*SIZE)
        self.looked = looked
        self._red, self._amber = page.session.colours.red, page.session.colours.amber
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Label(looked.name, "heading", wrap=True)
        self.said = Label(sentences(*summary(looked, 0)), wrap=True)
        self.notes = Label("\n".join(looked.notes), "secondary", wrap=True)
        self.notes.setVisible(bool(looked.notes))
        for label in (self.title, self.said, self.notes):
            column.addWidget(label)
        self._add_day(column, page.session.today, again)
        self.boxes: dict[str, QCheckBox] = {}
        self._add_conflicts(column)
        self.model: RowsModel[WorkLine] = RowsModel(self._columns())
        self.model.show_rows(sorted(looked.lines, key=lambda line: _ORDER.index(line.status)))
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.setVisible(bool(looked.lines))
        column.addWidget(self.table, 1)
        self.whole = Label("", "secondary", wrap=True)
        self.whole.setVisible(False)
        column.addWidget(self.whole)
        self.table.moved.connect(self._show_whole)
        if looked.lines:
            self.table.selectRow(0)
        else:
            column.addStretch(1)
        self._add_buttons(column, take)

    def _show_whole(self, place: int) -> None:
        """Show the sentence of the chosen row whole: what to do does not fit into its cell."""
        from funneldesk.operations.worklist_words import line_words

        self.whole.setText(line_words(self.model.rows[place]) if 0 <= place < len(self.model.rows) else "")
        self.whole.setVisible(bool(self.whole.text()))

    def _columns(self) -> "list[RowsColumn[WorkLine]]":
        from funneldesk.operations.worklist_words import line_words, status_words

        def colour(line: "WorkLine") -> str | None:
            return {"problem": self._red, "conflict": self._amber}.get(line.status)

        column = RowsColumn["WorkLine"]
        return [
            column(_("State"), lambda line: status_words(line.status), width=STATE, colour=colour),
            column(_("Row"), lambda line: line.key, lambda line: (line.sheet, line.row), width=116),
            column(_("Name"), lambda line: line.person, width=110, bold=True),
            column(_("Company"), lambda line: line.company, width=150),
            column(_("What it says"), line_words, width=220, stretch=True, tip=line_words),
        ]

    def _add_day(self, column: QVBoxLayout, today: int, again: "Callable[[int], None]") -> None:
        undated = sum(
            line.problem is not None and line.problem.code == "no_day" for line in self.looked.lines
        )
        self.day = DayField(_("The day that counts for rows without a date"), today, most=today)
        self.again = QPushButton(_("Read them with this date"))
        self.day.changed.connect(lambda: self.again.setEnabled(self.day.is_right))
        self.again.clicked.connect(lambda: self._read_again(again))
        words = ngettext(
            "%(count)s row has a result but no date. It happened on",
            "%(count)s rows have a result but no date. They happened on",
            undated,
        )
        self.undated = QWidget()
        self.undated.setLayout(row(Label(words % {"count": number(undated)}), self.day, self.again, 1))
        self.undated.setVisible(bool(undated))
        column.addWidget(self.undated)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the rows again with Enter in the day: nothing is recorded that was not seen with it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.day.line.hasFocus():
            self.again.click()
        else:
            super().keyPressEvent(event)

    def _read_again(self, again: "Callable[[int], None]") -> None:
        self.reject()
        again(self.day.day)

    def _add_conflicts(self, column: QVBoxLayout) -> None:
        conflicts = self.looked.of("conflict")[:_MOST_CHOICES]
        if not conflicts:
            return
        lines = QVBoxLayout()
        lines.setSpacing(6)
        for line in conflicts:
            words = _("{person}: take the list ({said}) instead of what is here ({here})")
            box = QCheckBox(words.format(person=line.person or line.key, said=line.said, here=line.here))
            box.setToolTip(plain_tip(box.text()))
            box.toggled.connect(lambda _on: self._name_button())
            self.boxes[line.key] = box
            lines.addWidget(box)
        lines.addStretch(1)
        card = Card(_("Decided otherwise meanwhile: which counts?"), spacing=8)
        area = scrolled(lines, "card")
        area.setFixedHeight(_LINE * min(len(conflicts), _LINES_SHOWN))
        card.body.addWidget(area)
        column.addWidget(card)

    @property
    def choices(self) -> set[str]:
        """Return the rows whose word counts."""
        return {key for key, box in self.boxes.items() if box.isChecked()}

    def _name_button(self) -> None:
        count = len(self.looked.of("new")) + len(self.choices)
        words = ngettext("Record %(count)s row", "Record %(count)s rows", count)
        self.yes.setText(words % {"count": number(count)})
        self.yes.setEnabled(bool(count))

    def _add_buttons(self, column: QVBoxLayout, take: "Callable[[set[str]], None]") -> None:
        takes = bool(self.looked.of("new") or self.boxes)
        self.no = QPushButton(_("Leave it") if takes else _("Close"))
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton()
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.yes.setVisible(takes)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(lambda: take(self.choices))
        self._name_button()
        buttons = row(1, self.no)
        if takes:
            buttons.addWidget(self.yes)
        column.addLayout(buttons)


def choose_worklist(page: "Page") -> None:
    """Ask for a work list that came back and show what it would record."""
    kinds = _("Work lists (*.xlsx *.ods *.xlsm *.xls *.csv)")
    path = file_to_open(page, _("Take in the work list"), kinds)
    if path:
        open_worklist(page, path)


def open_worklist(page: "Page", path: Path, day: int = 0) -> None:
    """Read a work list in the background and show what it would record; `day`: for rows without a date."""
    as_of = page.session.today

    def work(store: Any, job: Any) -> "WorkListImport":
        from funneldesk.operations.worklist_import import look_into_worklist

        return look_into_worklist(store, path, as_of, day=day, task=job)

    def show(looked: "WorkListImport") -> None:
        dialog = WorkListDialog(
            page, looked, partial(_record, page, path, day), lambda chosen: open_worklist(page, path, chosen)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    page.session.search(work, show, page.show_error)


def _record(page: "Page", path: Path, day: int, choices: set[str]) -> None:
    as_of = page.session.today

    def work(store: Any, job: Any) -> "tuple[WorkListImport, int]":
        from funneldesk.operations.worklist_import import import_worklist

        return import_worklist(store, path, as_of, day=day, choices=choices, task=job)

    def say(found: "tuple[WorkListImport, int]") -> None:
        from funneldesk.operations.worklist_words import summary

        looked, step = found
        tone: Any = "amber" if looked.of("problem") or looked.of("conflict") else "green"
        link = _("Take it back") if step else ""
        page.banner.say(sentences(*summary(looked, step)), tone, link, lambda: _take_back(page, step))

    page.session.write(work, say, page.show_error)


def _take_back(page: "Page", step: int) -> None:
    def work(store: Any, _job: Any) -> None:
        from funneldesk.operations.by_hand import undo_act

        undo_act(store, step)

    def say(_nothing: None) -> None:
        page.banner.say(_("What the work list recorded is taken back."), "green")

    page.session.write(work, say, page.show_error)
