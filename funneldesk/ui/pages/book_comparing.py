"""定義書／版と合意: any two versions, or the draft, side by side in numbers on the leads there are."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from funneldesk.domain.formats import sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.draft_names import draft_label
from funneldesk.ui.pages.book_versions import version_name
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.book_diff import Difference
    from funneldesk.operations.book_view import BookView
    from funneldesk.operations.comparing import Changing, Comparison
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: Stands for the draft on the page among the numbers of versions; other drafts stand below it by their ids.
DRAFT = -1
MOST_HEIGHT = 320
CHOICE_WIDTH = 160


class CompareCard(Card):
    """Two drop-down lists and a button; what comes of it is computed in the background."""

    def __init__(self, session: "Session") -> None:
        super().__init__(_("Compare versions and drafts"))
        self._session = session
        self._books: dict[int, Book] = {}
        self._names: dict[int, str] = {}
        self.one, self.other = Choice(), Choice()
        self.one.setAccessibleName(_("The first version"))
        self.other.setAccessibleName(_("The second version"))
        for choice in (self.one, self.other):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choice.setMinimumWidth(CHOICE_WIDTH)
        self.button = QPushButton(_("Compare"))
        self.button.clicked.connect(lambda: self.compare())
        across = QHBoxLayout()
        across.setSpacing(8)
        for part in (self.one, Label(_("with"), "field"), self.other, self.button):
            across.addWidget(part)
        across.addStretch(1)
        self.body.addLayout(across)
        self.about = Label("", "secondary", wrap=True)
        self.numbers: RowsModel[tuple[str, str, str]] = RowsModel(_number_columns("", ""))
        self.words: RowsModel[Difference] = RowsModel(_word_columns("", ""))
        self.people: RowsModel[Changing] = RowsModel(_people_columns())
        self.moving = Label("", "heading", wrap=True)
        self._tables = {
            model: ReadingTable(model, most=MOST_HEIGHT) for model in (self.numbers, self.words, self.people)
        }
        for model, name in (
            (self.numbers, _("In numbers")),
            (self.words, _("In words")),
            (self.people, _("Who enters and who leaves")),
        ):
            self._tables[model].setAccessibleName(name)
        for widget in (
            self.about,
            self._tables[self.numbers],
            self._tables[self.words],
            self.moving,
            self._tables[self.people],
        ):
            widget.hide()
            self.body.addWidget(widget)

    def show_versions(self, view: "BookView", draft: "Book", draft_id: int, *, changed: bool) -> None:
        """Offer all versions, the draft on the page where it changes anything, and all other drafts."""
        books = {version.number: version.book for version in view.versions}
        names = {version.number: version_name(version, view.today) for version in view.versions}
        for entry in view.drafts:
            if entry.id != draft_id:
                books[DRAFT - entry.id] = entry.book
                names[DRAFT - entry.id] = _("Draft “%(name)s”") % {"name": draft_label(entry.name)}
        if changed:
            books[DRAFT], names[DRAFT] = draft, _("Draft")
        self.setVisible(len(books) > 1)
        if names != self._names:
            order = sorted(number for number in books if number >= 0) + sorted(
                (number for number in books if number < 0), key=lambda number: (number == DRAFT, -number)
            )
            for choice in (self.one, self.other):
                choice.offer((number, names[number]) for number in order)
            versions = [number for number in order if number >= 0]
            self.one.set_value(
                versions[-2] if len(books) > 1 and len(versions) == len(books) else versions[-1]
            )
            self.other.set_value(order[-1])
        self._books, self._names = books, names

    def compare(self) -> None:
        """Compute the chosen two in the background."""
        one, other = self.one.value, self.other.value
        if not isinstance(one, int) or not isinstance(other, int):
            return
        first, second, today = self._books[one], self._books[other], self._session.today
        names = self._names[one], self._names[other]
        self.button.setEnabled(False)
        self.about.setText(_("Computing…"))
        self.about.show()

        def work(store: "Store", task: Any) -> "Comparison":
            from funneldesk.operations.comparing import compare_books

            return compare_books(store, first, second, today, task)

        self._session.read(work, lambda found: self._show(found, *names), self._failed)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        if isinstance(error, UserError):
            self.about.setText(sentences(error.message, error.next_step))
        else:
            self.about.hide()
            self._session.failed.emit(error)

    def _show(self, found: "Comparison", one: str, other: str) -> None:
        from funneldesk.operations.comparing_words import figure_rows, movers_words, quarter_words

        self.button.setEnabled(True)
        self.about.setText(quarter_words(found))
        self.numbers.columns = _number_columns(one, other)
        self.words.columns = _word_columns(one, other)
        labels = next(iter(self._books.values())).stage_labels
        self._fill(self.numbers, figure_rows(found, labels))
        self._fill(self.words, found.words)
        self.moving.setText(movers_words(found))
        self.moving.show()
        self._fill(self.people, found.named)

    def _fill(self, model: RowsModel[Any], rows: Any) -> None:
        table = self._tables[model]
        model.show_rows(rows)
        table.size_columns(model.columns)
        table.setVisible(bool(rows))


def _number_columns(one: str, other: str) -> "list[RowsColumn[tuple[str, str, str]]]":
    return [
        RowsColumn(_("In numbers"), lambda row: row[0], width=200, bold=True),
        RowsColumn(one, lambda row: row[1], width=200, stretch=True),
        RowsColumn(other, lambda row: row[2], width=200, stretch=True),
    ]


def _word_columns(one: str, other: str) -> "list[RowsColumn[Difference]]":
    return [
        RowsColumn(_("In words"), lambda d: d.where, width=200, bold=True),
        RowsColumn(one, lambda d: d.before or "–", width=200, stretch=True),
        RowsColumn(other, lambda d: d.after or "–", width=200, stretch=True),
    ]


def _people_columns() -> "list[RowsColumn[Changing]]":
    return [
        RowsColumn("", lambda p: _("enters") if p.enters else _("leaves"), width=80),
        RowsColumn(_("Name"), lambda p: p.name, width=160, bold=True),
        RowsColumn(_("Company"), lambda p: p.company, width=200, stretch=True),
    ]
