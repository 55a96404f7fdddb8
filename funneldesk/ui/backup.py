"""Bringing a backup back: which ones there are, what will happen, and the restored data."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from funneldesk.domain.formats import day, file_size, sentences
from funneldesk.i18n import _
from funneldesk.operations.backup import Backup, backup_folder, backups_to_choose, restore
from funneldesk.ui.saved_files import open_path
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.ui.window import MainWindow

#: More of them scroll.
MOST_ROWS = 8


class BackupQuestion(Question):
    """Lists the backups of a store, newest first; the safe answer is the one of the Enter key."""

    def __init__(self, parent: QWidget, store: "Path", backups: tuple[Backup, ...]) -> None:
        title = _("Which backup shall the data go back to?") if backups else _("There is no backup yet")
        super().__init__(parent, title, _words(store, backups), _("Go back to this backup"), lasting=True)
        columns = [
            RowsColumn[Backup](_("Day"), lambda one: day(one.made_at.toordinal()), width=150),
            RowsColumn[Backup](_("Time"), lambda one: f"{one.made_at:%H:%M}", width=100),
            RowsColumn[Backup](_("Size"), lambda one: file_size(one.size_bytes), right=True, stretch=True),
        ]
        self._model = RowsModel(columns)
        self._model.show_rows(backups)
        self.table = Table(self._model, sortable=False)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.setAccessibleName(_("Backups"))
        self.table.size_columns(columns)
        self.table.fit_rows(MOST_ROWS)
        # Enter goes on, as it does from fields of such questions.
        self.table.opened.connect(lambda _row: self.focusNextChild())
        self.column.insertWidget(2, self.table)
        self.table.setVisible(bool(backups))
        self.yes.setVisible(bool(backups))
        if backups:
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.no.setText(_("Close"))

    @property
    def chosen(self) -> Backup:
        """Return the backup that is chosen."""
        return self._model.rows[self.table.currentIndex().row()]


def _words(store: "Path", backups: tuple[Backup, ...]) -> str:
    if not backups:
        words = _(
            "One is made each day before the first change, in the folder {folder}. A copy that you keep elsewhere is "
            "opened with “Use another data file…” in the settings."
        )
        return words.format(folder=backup_folder(store))
    if not store.exists():
        return _("What was done after the backup is not in it.")
    words = _(
        "What was done after the backup is not in it. Nothing is lost: the present file is kept under another name in "
        "the same folder, {folder}."
    )
    return words.format(folder=store.parent)


def ask_backup(window: "MainWindow") -> BackupQuestion:
    """Ask which backup is to come back; the settings then say that it has, and lead to the data."""
    session = window.session
    question = BackupQuestion(window, session.path, backups_to_choose(session.path))
    question.accepted.connect(lambda: _begin(window, question.chosen))
    question.finished.connect(question.deleteLater)
    question.open()
    return question


def _begin(window: "MainWindow", chosen: Backup) -> None:
    session, store = window.session, window.session.path
    # What stands in the banner of other pages is their own sentence.
    window.go("settings")
    page = window.page("settings")
    if session.is_importing:
        page.banner.say(_("A list is being imported. Bring the backup back when it is done."), "amber")
        return
    page.banner.say(_("The backup is being brought back …"))

    def done(kept: "Path | None") -> None:
        at = f"{day(chosen.made_at.toordinal())} {chosen.made_at:%H:%M}"
        words = _("The data is as it was in the backup of {time}.").format(time=at)
        if kept is not None:
            aside = _("What was there before is kept in the same folder as “{file}”.")
            words = sentences(words, aside.format(file=kept.name))
        page.banner.say(words, "green", _("Look at the data"), lambda: window.go("today"))
        page.banner.offer(_("Open the folder"), lambda: open_path(page.banner, store.parent))

    session.replace_store(lambda: restore(chosen.path, store), done, page.show_error)
