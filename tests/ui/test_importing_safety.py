"""Nothing is lost by importing: rows to correct, what an undo would change, closing in the middle of it."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from funneldesk.operations import importing
from funneldesk.operations.auditing import log
from funneldesk.operations.importing import ImportResult
from funneldesk.operations.stores import create_store, open_reader
from funneldesk.ui.closing import ClosingQuestion
from tests.ui.test_importing import LEFT, LONG, bring, csv_file, import_it, leads_in, open_page, people

__all__ = ["people"]


def saved_as(monkeypatch, path: Path) -> Path:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    return path


def put_right(path: Path, row: int, heading: str, value: str) -> Path:
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book.active[1]]
    lines = {book.active.cell(line, 1).value: line for line in range(2, book.active.max_row + 1)}
    book.active.cell(lines[row], names.index(heading) + 1).value = value
    book.save(path)
    return path


def test_rows_with_problems_are_saved_before_the_import_corrected_and_imported(
    open_desk, people, tmp_path, qtbot, monkeypatch
):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    out = saved_as(monkeypatch, tmp_path / "直す.xlsx")
    qtbot.mouseClick(page.plan.problems.save, LEFT)
    qtbot.waitUntil(out.exists, timeout=LONG)
    qtbot.waitUntil(lambda: "直す.xlsx" in page.banner.sentence.text(), timeout=LONG)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    qtbot.mouseClick(page.banner.link, LEFT)
    assert [url.toLocalFile() for url in opened] == [str(out)]
    import_it(qtbot, page)
    bring(qtbot, page, put_right(out, 3, "獲得日", "2026-09-30"))
    assert [figure.number.text() for figure in page.plan.outcome.figures] == ["0", "1", "0", "0", "1"]
    # What we wrote beside the rows is no column of theirs.
    assert not [name for name in page.plan.columns.rows if "FunnelDesk" in name]
    assert "All 5 columns" in page.plan.summary.text()
    import_it(qtbot, page)
    assert leads_in(page.session.path) == 2
    with open_reader(page.session.path) as store:
        dates = store.connection.execute("SELECT acquired_at FROM lead ORDER BY id").fetchall()
    assert dates == [("2026-09-14",), ("2026-09-30",)]
    page.open(history=True)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 2)
    page.history.table.selectRow(1)
    assert "直す.xlsx" in page.history.note.text_whole()
    assert not page.history.undo_button.isEnabled()
    assert not page.history.redo_button.isVisible()


def test_rows_saved_before_the_import_leave_a_line_in_the_log(
    open_desk, people, tmp_path, qtbot, monkeypatch
):
    create_store(tmp_path / "made.db", "ja").close()
    page = open_page(open_desk, tmp_path / "made.db")
    bring(qtbot, page, people)
    saved_as(monkeypatch, tmp_path / "直す.xlsx")
    qtbot.mouseClick(page.plan.problems.save, LEFT)
    qtbot.waitUntil(lambda: "直す.xlsx" in page.banner.sentence.text(), timeout=LONG)
    with open_reader(page.session.path) as store:
        assert [(one.operation, one.detail) for one in log(store)] == [
            ("export", {"what": "problems", "count": 2})
        ]


def test_rows_with_problems_are_saved_from_the_result_and_from_the_history(
    open_desk, people, tmp_path, qtbot, monkeypatch
):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    first = saved_as(monkeypatch, tmp_path / "一.xlsx")
    links = [one for one in page.done.findChildren(QPushButton) if "correct" in one.text()]
    qtbot.mouseClick(links[0], LEFT)
    qtbot.waitUntil(first.exists, timeout=LONG)
    page.open(history=True)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 1)
    page.history.table.selectRow(0)
    moved = people.rename(tmp_path / "別の名前.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(moved), ""))
    second = saved_as(monkeypatch, tmp_path / "二.xlsx")
    qtbot.mouseClick(page.history.problems_button, LEFT)
    qtbot.waitUntil(second.exists, timeout=LONG)


def test_what_stands_on_an_import_is_said_before_it_is_withdrawn(open_desk, people, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    later = csv_file(
        tmp_path / "後.csv",
        "氏名,会社名,メールアドレス,役職\n高橋 翔太,㈱東都製作所,takahashi@toto.co.jp,部長\n",
    )
    bring(qtbot, page, later)
    import_it(qtbot, page)
    page.open(history=True)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 2)
    question = page.history.undo(page.history.model.rows[1])
    qtbot.waitUntil(lambda: question.effects is not None, timeout=LONG)
    said = "\n".join(question.lines())
    assert "1 lead disappears: only this list knows it (佐々木 美咲)" in said
    assert "後.csv" in said
    assert "高橋 翔太 · " in said
    qtbot.mouseClick(question.people, LEFT)
    window = page.window()
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    assert leads_in(page.session.path) == 2


def endless(store, path, plan, *, list_date, dry_run, task):
    with store.transaction() as connection:
        connection.execute("DELETE FROM lead")
        while not endless.finish:
            task.report(1, 3)
        connection.execute("INSERT INTO meta VALUES ('finished', 'yes')")
    return ImportResult(None, "leads", path.name, 0, 0, 0, 0, 0)


@pytest.fixture
def running_import(open_desk, company_store, people, qtbot, monkeypatch):
    """Return the import page while an import runs that never ends by itself."""
    page = open_page(open_desk, company_store)
    bring(qtbot, page, people)
    endless.finish = False
    monkeypatch.setattr(importing, "import_list", endless)
    qtbot.mouseClick(page.go_button, LEFT)
    qtbot.waitUntil(lambda: page.running.bar.value() == 1)
    return page


def closing_question(page) -> ClosingQuestion:
    window = page.window()
    assert not window.close()
    found = [one for one in window.findChildren(ClosingQuestion) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_closing_the_window_during_an_import_asks_and_can_be_left(running_import, qtbot):
    question = closing_question(running_import)
    assert closing_question(running_import) is question
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert running_import.window().isVisible()
    assert running_import.session.is_importing


def test_stopped_by_closing_an_import_leaves_no_trace(running_import, qtbot):
    window = running_import.window()
    qtbot.mouseClick(closing_question(running_import).stop, LEFT)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    assert leads_in(running_import.session.path) == 40


def test_the_window_closes_when_the_import_is_done(running_import, qtbot):
    window = running_import.window()
    qtbot.mouseClick(closing_question(running_import).yes, LEFT)
    assert window.isVisible()
    endless.finish = True
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG)
    with open_reader(running_import.session.path) as store:
        assert store.setting("finished") == "yes"


def test_a_window_with_nothing_running_closes_at_once(window):
    assert window.close()


def test_who_is_matched_by_name_alone_is_said_before_the_import(open_desk, tmp_path, people, qtbot):
    calls = (
        "架電日,会社名,ご担当者様\n2026-09-01,㈱東都製作所,高橋 翔太\n"
        "2026-09-02,青井商事,森 健\n2026-09-03,青井商事,森 健\n"
    )
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    bring(qtbot, page, csv_file(tmp_path / "架電.csv", calls))
    assert "(known leads: 1, new leads: 1)" in page.plan.outcome.note.text()
    assert leads_in(page.session.path) == 2, "nothing is written yet"
