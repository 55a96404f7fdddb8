"""How each dialog of the windows is opened on the small company; a dialog that is not in the tables fails the walk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import openpyxl
from PySide6.QtWidgets import QWidget

from funneldesk.domain.leads.lead_columns import STANDARD, offered_columns
from funneldesk.domain.words import side_label
from funneldesk.errors import UserError
from funneldesk.operations.backup import backup
from funneldesk.operations.book import export_book, newest_version
from funneldesk.operations.book_drafts import drafts, merge_of
from funneldesk.operations.book_import import look_into_book
from funneldesk.operations.import_history import history_of
from funneldesk.operations.many_leads import asked
from funneldesk.operations.merging import parts_of
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.operations.worklist import write_worklist
from funneldesk.operations.worklist_import import look_into_worklist
from funneldesk.ui.backup import BackupQuestion, ask_backup
from funneldesk.ui.closing import ask_closing
from funneldesk.ui.help_view import HelpWindow
from funneldesk.ui.member.asking import ask_name, ask_passphrase, ask_unsealed
from funneldesk.ui.pages import share_questions
from funneldesk.ui.pages.book_import import BookImportDialog
from funneldesk.ui.pages.book_merging import MergeDialog
from funneldesk.ui.pages.book_pilot_adoption import AdoptionQuestion
from funneldesk.ui.pages.importing_undoing import ask_undo
from funneldesk.ui.pages.lead_erasing import ask_to_erase
from funneldesk.ui.pages.leads_asking import ManyQuestion
from funneldesk.ui.pages.leads_chooser import ColumnsDialog
from funneldesk.ui.pages.leads_parts import PartsQuestion
from funneldesk.ui.pages.ranges import DaysDialog, RangeBox
from funneldesk.ui.pages.report_saving import ask_report
from funneldesk.ui.pages.why_ranges import ComparisonBox, PeriodsDialog
from funneldesk.ui.pages.worklist_import import WorkListDialog
from funneldesk.ui.palette import Palette
from funneldesk.ui.shortcut_sheet import ShortcutSheet
from funneldesk.ui.trouble import TroubleDialog
from funneldesk.ui.widgets.asking import NameQuestion, ask

Opener = Callable[[Any, Any], QWidget]


def _nothing(*_answer: object) -> None:
    """Do nothing with the answer."""


def _opened(dialog: Any) -> Any:
    dialog.open()
    return dialog


def _page(window: Any, page_id: str) -> Any:
    window.go(page_id)
    return window.page(page_id)


def _bug() -> Exception:
    try:
        int("planted")
    except ValueError as error:
        return error


def _undo(qtbot: Any, window: Any) -> QWidget:
    with open_reader(window.session.path) as store:
        batch = history_of(store).batches[-1]
    question = ask_undo(window, window.session, batch, batch.file_name, _nothing)
    qtbot.waitUntil(lambda: question.effects is not None, timeout=20_000)
    return question


def _merge(_qtbot: Any, window: Any) -> QWidget:
    """Merge the older one of the drafts: nobody began it from the newest version."""
    with open_reader(window.session.path) as store:
        merge = merge_of(store, drafts(store)[0].id)
    return _opened(MergeDialog(_page(window, "book"), merge, _nothing))


def _cards(qtbot: Any, window: Any) -> QWidget:
    page = _page(window, "book")
    qtbot.waitUntil(lambda: page.book is not None, timeout=20_000)
    page.cards.ask()
    dialog = page.cards.dialog
    qtbot.waitUntil(lambda: dialog.list.model.rowCount() > 0, timeout=20_000)
    return dialog


def _parts(_qtbot: Any, window: Any) -> QWidget:
    with open_reader(window.session.path) as store:
        parts = parts_of(store, 1)
    return _opened(PartsQuestion(window, parts, _nothing))


def _columns(_qtbot: Any, window: Any) -> QWidget:
    offered = offered_columns(("x.お客様が展示会でいちばん気にされていた製品の名前",))
    return _opened(ColumnsDialog(window, offered, STANDARD))


def _many(wanted: str) -> Opener:
    def opened(_qtbot: Any, window: Any) -> QWidget:
        with open_reader(window.session.path) as store:
            found = asked(store, window.session.today)
        whom = "名刺交換をした人に営業から連絡してもらう 1,234人を選択中"
        return _opened(ManyQuestion(window, wanted, whom, found))

    return opened


def _days(_qtbot: Any, window: Any) -> QWidget:
    box = _page(window, "funnel").findChild(RangeBox)
    return _opened(DaysDialog(box, (None, None), window.session.today))


def _periods(_qtbot: Any, window: Any) -> QWidget:
    box = _page(window, "why").findChild(ComparisonBox)
    return _opened(PeriodsDialog(box, None, window.session.today))


def _backups(_qtbot: Any, window: Any) -> QWidget:
    """Choose among so many backups that they scroll."""
    first = datetime(2026, 11, 1, 9, 5)  # noqa: DTZ001 - the names of copies are of the computer's own clock
    with open_reader(window.session.path) as store:
        for day in range(12):
            backup(store, first + timedelta(days=7 * day))
    return ask_backup(window)


def _adoption(_qtbot: Any, window: Any) -> QWidget:
    sides = {side: side_label(side) for side in ("marketing", "sales")}
    return _opened(AdoptionQuestion(window, sides, window.session.today))


def _edited_book(_qtbot: Any, window: Any) -> QWidget:
    """Change a term in the workbook of the book."""
    path = window.session.path.with_name("定義書.xlsx")
    with open_store(window.session.path) as store:
        export_book(store, path, window.session.today)
        workbook = openpyxl.load_workbook(path)
        term = newest_version(store).book.terms[0]
        cells = (cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
        next(cell for cell in cells if cell.value == term.definition).value = "別の意味"
        workbook.save(path)
        looked = look_into_book(store, path)
    assert looked.differences
    return _opened(BookImportDialog(_page(window, "book"), looked, _nothing))


def _filled_worklist(_qtbot: Any, window: Any) -> QWidget:
    """Fill one line of the work list with what sales decided."""
    session = window.session
    path = session.path.with_name("営業ToDo.xlsx")
    with open_store(session.path) as store:
        write_worklist(store, path, session.today)
        workbook = openpyxl.load_workbook(path)
        rows = (row for sheet in workbook.worksheets for row in sheet.iter_rows(max_col=16))
        next(row for row in rows if row[2].value == "山田 10郎")[10].value = "受け入れる"
        workbook.save(path)
        looked = look_into_worklist(store, path, session.today)
    assert looked.lines
    return _opened(WorkListDialog(_page(window, "leads"), looked, _nothing, _nothing))


def _shown(window: Any, show: str, kind: type[QWidget]) -> QWidget:
    """Open what a method of the window opens, and return it."""
    getattr(window, show)()
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


#: Dialogs of any window of the program.
COMMON: dict[str, Opener] = {
    "palette": lambda _q, w: _shown(w, "open_palette", Palette),
    "keys": lambda _q, w: _shown(w, "open_shortcuts", ShortcutSheet),
    "help": lambda _q, w: _shown(w, "show_help", HelpWindow),
}
#: Dialogs of the owner's window by name, as functions of (qtbot, window).
OWNER_DIALOGS: dict[str, Opener] = {
    "question": lambda _q, w: ask(
        w, "Are these the same person?", "They become one lead.", "Merge", _nothing
    ),
    "closing": lambda _q, w: ask_closing(w, _nothing, _nothing),
    "trouble": lambda _q, w: _opened(TroubleDialog(w, UserError("x", "The disk is full.", "Make room."))),
    "bug": lambda _q, w: _opened(TroubleDialog(w, _bug())),
    "report": lambda _q, w: ask_report(w.current),
    "erasing": lambda _q, w: ask_to_erase(w, "山田 0郎", _nothing),
    "undo an import": _undo,
    "parts of a lead": _parts,
    "columns of the leads": _columns,
    "hand over many": _many("sales"),
    "decline many": _many("decline"),
    "days": _days,
    "two ranges": _periods,
    "name": lambda _q, w: _opened(
        NameQuestion(w, "A new draft", "What it is for.", "Begin", field="Name", longest=40, name="来期の案")
    ),
    "merge of a draft": _merge,
    "knowledge card": _cards,
    "edited workbook of the book": _edited_book,
    "filled work list": _filled_worklist,
    "adoption of a pilot": _adoption,
    "backups": _backups,
    "no backup": lambda _q, w: _opened(BackupQuestion(w, w.session.path, ())),
    "passphrase": lambda _q, w: share_questions.ask_passphrase(w, _nothing),
    "take over": lambda _q, w: share_questions.ask_take_over(w, "", "2026-11-01T00:00:00Z", _nothing),
    "set up anew": lambda _q, w: share_questions.ask_anew(w, _nothing),
    **COMMON,
}
#: Dialogs of a member's window.
MEMBER_DIALOGS: dict[str, Opener] = {
    "name": lambda _q, w: ask_name(w, "佐藤", _nothing),
    "passphrase removed": lambda _q, w: ask_unsealed(w, "佐藤", _nothing),
    "passphrase of a member": lambda _q, w: ask_passphrase(w, "That was not the passphrase.", _nothing),
    **COMMON,
}
