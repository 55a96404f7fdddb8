"""Taking the book in from Excel: what the workbook changes and what cannot be understood, before anything is taken."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _, ngettext
from funneldesk.ui.choosing_files import file_to_open
from funneldesk.ui.page import scrolled
from funneldesk.ui.pages.book_merging import Conflicts, difference_columns
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book_merge import Side
    from funneldesk.domain.book.book_tables import CellProblem
    from funneldesk.operations.book_import import BookImport
    from funneldesk.store.store import Store
    from funneldesk.ui.page import Page

SIZE = (880, 560)


class BookImportDialog(QDialog):
    """Shows an edited workbook; `take` gets it once somebody says so. With problems nothing can be taken."""

    def __init__(self, parent: QWidget, looked: "BookImport", take: "Callable[[BookImport], None]") -> None:
        super().__init__(parent)
        self.setWindowTitle("FunnelDesk")
        if looked.problems or looked.differences or looked.open:
            self.resize(*SIZE)
        else:
            self.setMinimumWidth(SIZE[0] // 2)
        self.looked = looked
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Label(_title(looked), "heading", wrap=True)
        column.addWidget(self.title)
        self.notes = Label("\n".join(looked.notes), "secondary", wrap=True)
        # How a workbook is taken is nothing to read while it cannot be.
        self.notes.setVisible(bool(looked.notes) and not looked.problems)
        column.addWidget(self.notes)
        self.problems = RowsModel(_problem_columns())
        self.differences = RowsModel(difference_columns())
        if looked.problems:
            words = _(
                "Nothing is taken yet. Correct these cells in Excel, save, and take the workbook in again."
            )
            column.addWidget(Label(words, "secondary", wrap=True))
            self.problems.show_rows(looked.problems)
            column.addWidget(_table(self.problems, _problem_columns()), 3)
        if looked.differences or looked.open:
            column.addWidget(Label(_changes(looked), "secondary", wrap=True))
            self.differences.show_rows(looked.differences)
            column.addWidget(_table(self.differences, difference_columns()), 2)
        self.conflicts = Conflicts(looked.conflicts, _("The newest version"), _("The workbook"))
        if looked.open and not looked.problems:
            words = ngettext(
                "%(count)s line was changed in the workbook and agreed on differently since. Choose which holds.",
                "%(count)s lines were changed in the workbook and agreed on differently since. Choose which hold.",
                len(looked.open),
            )
            column.addWidget(Label(words % {"count": len(looked.open)}, wrap=True))
            inside = QVBoxLayout()
            inside.addWidget(self.conflicts)
            inside.addStretch(1)
            card = Card(margin=0)
            card.body.addWidget(scrolled(inside, "card"))
            inside.setContentsMargins(16, 12, 16, 12)
            column.addWidget(card, 1)
            self.conflicts.changed.connect(self._choose)
        if not (looked.problems or looked.differences or looked.open):
            column.addStretch(1)
        self._add_buttons(column, lambda: take(self.looked))

    def _choose(self, choices: "dict[str, Side]") -> None:
        self.looked = self.looked.chosen(choices)
        self.differences.show_rows(self.looked.differences)
        self.yes.setEnabled(not self.looked.open and bool(self.looked.differences))

    def _add_buttons(self, column: QVBoxLayout, take: Callable[[], None]) -> None:
        takes = bool(self.looked.differences or self.looked.open) and not self.looked.problems
        self.no = QPushButton(_("Leave it") if takes else _("Close"))
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(_("Take as draft"))
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.yes.setEnabled(not self.looked.open)
        self.yes.setVisible(takes)
        self.yes.clicked.connect(self.accept)
        self.accepted.connect(take)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)


def choose_book(page: "Page", take: "Callable[[BookImport], None]") -> None:
    """Ask for a workbook and show what it changes."""
    kinds = _("Excel workbook (*.xlsx)")
    path = file_to_open(page, _("Take in the definition book"), kinds)
    if path:
        look_into(page, path, take)


def look_into(page: "Page", path: Path, take: "Callable[[BookImport], None]") -> None:
    """Read a workbook in the background and show what it changes."""

    def work(store: "Store", task: Any) -> "BookImport":
        from funneldesk.operations.book_import import look_into_book

        return look_into_book(store, path, task)

    def show(looked: "BookImport") -> None:
        dialog = BookImportDialog(page, looked, take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    page.session.read(work, show, page.show_error)


def _title(looked: "BookImport") -> str:
    if looked.problems:
        words = ngettext(
            "%(count)s cell of “%(name)s” cannot be understood.",
            "%(count)s cells of “%(name)s” cannot be understood.",
            len(looked.problems),
        )
        return words % {"count": len(looked.problems), "name": looked.name}
    if looked.differences or looked.open:
        return _("“%(name)s” changes the definition book") % {"name": looked.name}
    if looked.base is not None:
        return _("Nothing was edited in “%(name)s”.") % {"name": looked.name}
    return _("“%(name)s” says the same as the definition book.") % {"name": looked.name}


def _changes(looked: "BookImport") -> str:
    count = len(looked.differences)
    words = ngettext(
        "%(count)s change from the newest version", "%(count)s changes from the newest version", count
    )
    return words % {"count": count}


def _table(model: "RowsModel[Any]", columns: "list[RowsColumn[Any]]") -> ReadingTable:
    table = ReadingTable(model, most=None)
    table.size_columns(columns)
    return table


def _problem_columns() -> "list[RowsColumn[CellProblem]]":
    return [
        RowsColumn(_("Sheet"), lambda problem: problem.sheet, width=130),
        RowsColumn(_("Cell"), lambda problem: problem.cell, width=70),
        RowsColumn(
            _("What is wrong"),
            lambda problem: problem.message,
            stretch=True,
            tip=lambda problem: problem.message,
        ),
    ]
