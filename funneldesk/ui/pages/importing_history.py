"""Every import there was: what it brought, and the way to take it back or bring it again."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain import formats
from funneldesk.domain.words import list_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.importing_undoing import UndoQuestion, ask_undo
from funneldesk.ui.session import Session
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.operations.import_history import History
    from funneldesk.operations.importing import BatchInfo


def local_time(instant: str) -> str:
    """Return a stored instant as day and time of the business zone."""
    return formats.moment(instant)


def _count(count: int) -> str:
    return formats.number(count) if count else "–"


def history_columns(
    muted: Callable[[], str], name: "Callable[[BatchInfo], str]", state: "Callable[[BatchInfo], str]"
) -> "list[RowsColumn[BatchInfo]]":
    """Return the columns of the table; withdrawn imports are written in the colour `muted()`.

    `name` says what a list is called, `state` whether it counts.
    """

    def colour(batch: "BatchInfo") -> str | None:
        return muted() if batch.hidden else None

    def number(heading: str, field: str, width: int = 84, *, gives_way: int = 0) -> "RowsColumn[BatchInfo]":
        return RowsColumn(
            heading,
            lambda batch: _count(getattr(batch, field)),
            lambda batch: getattr(batch, field),
            width=width,
            right=True,
            gives_way=gives_way,
            colour=colour,
        )

    return [
        RowsColumn(_("Imported"), lambda b: local_time(b.imported_at), width=148, colour=colour),
        RowsColumn(_("List"), name, width=168, stretch=True, colour=colour),
        RowsColumn(_("Kind of list"), lambda b: list_label(b.kind), width=80, gives_way=2, colour=colour),
        RowsColumn(
            _("Date of the list"),
            lambda b: formats.stored_day(b.list_date),
            width=92,
            gives_way=2,
            colour=colour,
        ),
        number(_("Rows"), "rows"),
        number(_("New"), "created"),
        number(_("Updated"), "updated", gives_way=1),
        number(_("Unchanged"), "unchanged", 92, gives_way=2),
        number(_("Not taken"), "rejected", 96),
        RowsColumn(_("State"), state, width=88, colour=colour),
    ]


class HistoryView(QWidget):
    """The table of imports, newest first, with what can be done about the chosen one."""

    #: Something went wrong: the exception.
    failed = Signal(object)
    #: The rows of this import that have problems are wanted, to correct them.
    problems_wanted = Signal(object)
    #: These people are wanted: (ids, title).
    people_wanted = Signal(object, str)
    #: Nothing was imported yet: the way to do it is wanted.
    import_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.empty = EmptyState(
            _("Nothing has been imported yet"),
            _(
                "Every imported list appears here with its date and its figures, and can be withdrawn as a whole."
            ),
        )
        self.empty.add_button(_("Import a list"), self.import_wanted.emit, primary=True)
        column.addWidget(self.empty, 1)
        card = self._card = Card(margin=0)
        self._to_correct: Mapping[int, int] = {}
        self._replaced_by: Mapping[int, BatchInfo] = {}
        #: Files of which several sheets were imported.
        self._several: set[str] = set()
        columns = history_columns(lambda: session.colours.secondary, self.name_of, self._state)
        self.model: RowsModel[BatchInfo] = RowsModel(columns)
        self.table = Table(self.model)
        self.table.setAccessibleName(_("History"))
        self.table.size_columns(columns)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.moved.connect(self._show_current)
        card.body.addWidget(self.table)
        card.body.addWidget(LeftOut(self.table))
        column.addWidget(card, 1)
        self.note = ElidedLabel("", "secondary")
        self.undo_button = QPushButton(_("Withdraw the import…"))
        self.redo_button = QPushButton(_("Bring it back"))
        self.problems_button = QPushButton(_("Save the rows to correct…"))
        self.problems_button.clicked.connect(lambda: self.problems_wanted.emit(self.current))
        self.undo_button.clicked.connect(lambda: self.undo(self.current))
        self.redo_button.clicked.connect(lambda: self.redo(self.current))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.problems_button)
        buttons.addWidget(self.redo_button)
        buttons.addWidget(self.undo_button)
        column.addLayout(buttons)
        #: Whether an import is just being withdrawn, or brought back.
        self._changing = False
        #: Whether what was imported is known: until then nothing is said of it.
        self.is_known = False
        for widget in (self.empty, card, self.note, self.undo_button, self.redo_button, self.problems_button):
            widget.hide()

    @property
    def current(self) -> "BatchInfo | None":
        """Return the chosen import."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def show_history(self, history: "History") -> None:
        """Show these imports, newest first; the chosen one stays chosen."""
        self.is_known = True
        self._to_correct, self._replaced_by = history.to_correct, history.replaced_by
        self._show_rows(history.batches)

    def _show_rows(self, rows: "Sequence[BatchInfo]") -> None:
        chosen = self.current.id if self.current else None
        files = Counter(name for name, _sheet in {(batch.file_name, batch.sheet) for batch in rows})
        self._several = {name for name, sheets in files.items() if sheets > 1}
        self.model.show_rows(list(rows))
        self.empty.setVisible(not rows)
        for widget in (self._card, self.note, self.undo_button):
            widget.setVisible(bool(rows))
        ids = [batch.id for batch in rows]
        if chosen in ids:
            self.table.selectRow(ids.index(chosen))
        self._show_current(self.table.currentIndex().row())

    def name_of(self, batch: "BatchInfo") -> str:
        """Return what a list is called: its file, and its sheet where several of the file were imported."""
        several = batch.file_name in self._several and batch.sheet
        return f"{batch.file_name} · {batch.sheet}" if several else batch.file_name

    def _state(self, batch: "BatchInfo") -> str:
        if batch.id in self._replaced_by:
            return _("Corrected")
        return _("Withdrawn") if batch.hidden else _("In use")

    def step(self, number: int, *, back: bool) -> None:
        """Ask whether the import of this number is to be withdrawn, or bring it back."""
        batch = next((one for one in self.model.rows if one.id == number), None)
        if not self._changing:
            (self.undo if back else self.redo)(batch)

    def undo(self, batch: "BatchInfo | None") -> "UndoQuestion | None":
        """Ask whether an import is to be withdrawn, saying what stands on it, and do it."""
        if batch is None:
            return None
        question = ask_undo(
            self,
            self.session,
            batch,
            self.name_of(batch),
            lambda: self._change(undoing=True, batch_id=batch.id),
        )
        question.people_wanted.connect(self.people_wanted)
        return question

    def redo(self, batch: "BatchInfo | None") -> None:
        """Bring a withdrawn import back."""
        if batch is not None:
            self._change(undoing=False, batch_id=batch.id)

    def _change(self, *, undoing: bool, batch_id: int) -> None:
        from funneldesk.operations.importing import redo_import, undo_import

        change = undo_import if undoing else redo_import
        self._changing = True
        self.undo_button.setEnabled(False)
        self.redo_button.setEnabled(False)
        self.note.set_text(_("Computing everything anew …"))
        self.session.write(
            lambda store, job: change(store, batch_id, job),
            lambda _batch: self._done(),
            self._fail,
            self._show_progress,
        )

    def _done(self) -> None:
        self._changing = False

    def _fail(self, error: Exception) -> None:
        self._changing = False
        self.failed.emit(error)

    def _show_progress(self, done: int, total: int | None) -> None:
        if total:
            words = _("Computing everything anew: {done} of {total} leads")
            self.note.set_text(words.format(done=formats.number(done), total=formats.number(total)))

    def _show_current(self, _place: int) -> None:
        batch = self.current
        current = self._replaced_by.get(batch.id) if batch else None
        self.undo_button.setEnabled(batch is not None and not batch.hidden)
        self.redo_button.setEnabled(True)
        self.redo_button.setVisible(batch is not None and batch.hidden and current is None)
        self.problems_button.setVisible(batch is not None and self._to_correct.get(batch.id, 0) > 0)
        if batch is not None and current is not None:
            text = _("Corrected by {name} ({at}), which counts in its place").format(
                name=self.name_of(current), at=local_time(current.imported_at)
            )
        elif batch is None:
            text = _("Choose an import to withdraw it. Nothing is lost: it can be brought back.")
        elif batch.hidden and batch.hidden_at:
            text = _("Withdrawn on {at}").format(at=local_time(batch.hidden_at))
        else:
            text = self._words(batch)
        self.note.set_text(text)

    def _words(self, batch: "BatchInfo") -> str:
        rows = self._to_correct.get(batch.id, 0)
        if not rows:
            return self.name_of(batch)
        words = ngettext("%(count)s row to look at", "%(count)s rows to look at", rows)
        return " · ".join((self.name_of(batch), words % {"count": formats.number(rows)}))
