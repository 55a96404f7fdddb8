"""The Import page, as people use it: choose, look, correct, import, stop, take back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from funneldesk.i18n import set_language
from funneldesk.operations import importing
from funneldesk.operations.importing import ImportResult, import_list, imports
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.store.lead_list import count_leads
from funneldesk.ui.closing import ClosingQuestion
from funneldesk.ui.widgets.asking import Question

LEFT = Qt.MouseButton.LeftButton
LONG = 20_000


def csv_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def people(tmp_path) -> Path:
    """Three people; the last row names nobody, one date is none."""
    return csv_file(
        tmp_path / "展示会リスト.csv",
        "氏名,会社名,メールアドレス,獲得日,きっかけ\n"
        "高橋 翔太,㈱東都製作所,takahashi@toto.co.jp,2026-09-14,SEO\n"
        "佐々木 美咲,北浜メディカル株式会社,sasaki@kitahama.co.jp,2026-09-31,広告\n"
        ",,,2026-09-16,SEO\n",
    )


def open_page(open_desk, store=None):
    window = open_desk(store).window
    window.go("import")
    return window.page("import")


def wait_for_dry_run(qtbot, page):
    qtbot.waitUntil(lambda: page.go_button.isVisible() and page.go_button.isEnabled(), timeout=LONG)


def bring(qtbot, page, *files):
    page.open(files=[str(path) for path in files])
    wait_for_dry_run(qtbot, page)


def import_it(qtbot, page):
    qtbot.mouseClick(page.go_button, LEFT)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.done, timeout=LONG)


def leads_in(path: Path) -> int:
    with open_reader(path) as store:
        return count_leads(store)


def test_nothing_is_there_before_the_click_and_all_of_it_after(open_desk, people, qtbot, monkeypatch):
    page = open_page(open_desk)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(people)], ""))
    qtbot.mouseClick(page.start.drop.button, LEFT)
    wait_for_dry_run(qtbot, page)
    assert page.go_button.text() == "Import 2 rows"
    assert [figure.number.text() for figure in page.plan.outcome.figures] == ["2", "0", "0", "0", "1"]
    assert not page.session.has_store
    import_it(qtbot, page)
    assert leads_in(page.session.path) == 2
    assert page.done.title.text() == "2 leads imported"


def test_columns_say_what_they_become_with_a_sample(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    row = page.plan.columns.rows["会社名"]
    assert row.target.currentText() == "Company"
    assert row.sample.text() == "㈱東都製作所"
    assert row.chip.text() == "Certain"
    assert "展示会リスト.csv" in page.subtitle.text()


def test_lines_that_cannot_be_taken_are_named_with_their_reason(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    lines = dict(page.plan.problems.lines())
    assert set(lines) == {"3", "4"}
    assert lines["3"].startswith("獲得日: ")
    assert "nobody" in lines["4"]


def test_a_column_can_be_given_another_meaning_by_keyboard(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    row = page.plan.columns.rows["きっかけ"]
    before = row.target.currentText()
    row.target.setFocus()
    with qtbot.waitSignal(page.plan.columns.assigned) as choice:
        qtbot.keyClick(row.target, Qt.Key.Key_Up)
    assert row.target.currentText() != before
    assert choice.args[0] == "きっかけ"
    assert row.chip.text() in {"Chosen by you", "Kept as it is", "Not imported"}
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    with open_reader(page.session.path) as store:
        assert choice.args[1] in imports(store)[0].fields


def test_what_was_corrected_once_is_known_the_next_time(open_desk, people, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    page.plan.columns.rows["きっかけ"].target.set_value("campaign")
    page.plan.columns.rows["きっかけ"].target.chosen.emit("campaign")
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    newer = csv_file(tmp_path / "次回.csv", people.read_text(encoding="utf-8").replace("高橋", "高梨"))
    bring(qtbot, page, newer)
    row = page.plan.columns.rows["きっかけ"]
    assert row.target.value == "campaign"
    assert row.chip.text() == "As last time"


def test_dates_that_can_be_read_two_ways_are_asked_about(open_desk, tmp_path, qtbot):
    page = open_page(open_desk)
    list_ = csv_file(
        tmp_path / "us.csv", "name,company,email,created date\nAnn Lee,Acme,ann@acme.com,03/04/2021\n"
    )
    page.open(files=[str(list_)])
    qtbot.waitUntil(page.plan.dates.isVisible, timeout=LONG)
    assert not page.go_button.isEnabled()
    texts = {order: button.text() for (_field, order), button in page.plan.dates.buttons.items()}
    assert texts == {"mdy": "March 4, 2021 (month/day/year)", "dmy": "April 3, 2021 (day/month/year)"}
    qtbot.mouseClick(page.plan.dates.buttons["acquired_at", "dmy"], LEFT, pos=QPoint(8, 8))
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    with open_reader(page.session.path) as store:
        assert store.connection.execute("SELECT acquired_at FROM lead").fetchone() == ("2021-04-03",)


def test_a_broken_file_is_said_in_words_and_the_page_stays_usable(open_desk, tmp_path, people, qtbot):
    broken = tmp_path / "壊れた.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook at all")
    page = open_page(open_desk)
    page.open(files=[str(broken)])
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    assert "壊れた.xlsx" in page.banner.sentence.text()
    assert page.views.currentWidget() is page.start
    bring(qtbot, page, people)
    assert not page.banner.isVisible()


def test_a_running_import_is_stopped_without_a_trace(open_desk, company_store, people, qtbot, monkeypatch):
    page = open_page(open_desk, company_store)
    bring(qtbot, page, people)

    def endless(store, path, plan, *, list_date, dry_run, task):
        with store.transaction() as connection:
            connection.execute("DELETE FROM lead")
            while True:
                task.report(1, 3)

    monkeypatch.setattr(importing, "import_list", endless)
    qtbot.mouseClick(page.go_button, LEFT)
    qtbot.waitUntil(lambda: page.running.bar.value() == 1)
    qtbot.mouseClick(page.running.stop, LEFT)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.plan, timeout=LONG)
    assert page.banner.sentence.text() == "The import was stopped. Nothing was written."
    assert leads_in(page.session.path) == 40


def test_an_import_is_withdrawn_and_brought_back_from_the_history(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    bar = page.tabs
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(1).center())
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 1)
    page.history.table.selectRow(0)
    qtbot.mouseClick(page.history.undo_button, LEFT)
    question = page.findChild(Question)
    assert "展示会リスト.csv" in question.title.text()
    qtbot.mouseClick(question.yes, LEFT)
    qtbot.waitUntil(lambda: page.history.model.rows[0].hidden, timeout=LONG)
    assert leads_in(page.session.path) == 0
    qtbot.waitUntil(lambda: page.history.redo_button.isVisible() and page.history.redo_button.isEnabled())
    qtbot.mouseClick(page.history.redo_button, LEFT)
    qtbot.waitUntil(lambda: not page.history.model.rows[0].hidden, timeout=LONG)
    assert leads_in(page.session.path) == 2


def test_the_question_before_withdrawing_can_be_left_with_escape(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 1)
    qtbot.mouseClick(page.done.take_back, LEFT)
    question = page.findChild(Question)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert leads_in(page.session.path) == 2


def test_several_lists_come_one_after_the_other_people_first(open_desk, lists, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, lists["deals"], lists["activities"], lists["leads"])
    assert "リード一覧.csv" in page.subtitle.text()
    assert "2 more lists" in page.subtitle.text()
    qtbot.mouseClick(page.all_button, LEFT)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.done, timeout=LONG)
    with open_reader(page.session.path) as store:
        kinds = [batch.kind for batch in reversed(imports(store))]
    assert kinds == ["leads", "activities", "deals"]
    qtbot.waitUntil(page.done.next.isVisible, timeout=LONG)
    qtbot.mouseClick(page.done.people, LEFT)
    window = page.window()
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_exactly_the_same_file_again_changes_nothing(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    bring(qtbot, page, people)
    assert "already" in page.plan.outcome.note.text()
    import_it(qtbot, page)
    assert page.done.title.text() == "Everything in it was there already"


def test_a_folder_dropped_on_the_page_brings_its_lists(open_desk, people, qtbot):
    page = open_page(open_desk)
    (people.parent / "~$展示会リスト.csv").write_bytes(b"Excel's own lock file")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people.parent))])
    where = QPoint(10, 10)
    copy, no_key = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.start.drop, QDragEnterEvent(where, copy, data, LEFT, no_key))
    assert page.start.drop.property("card") == "drop-over"
    QApplication.sendEvent(page.start.drop, QDropEvent(QPointF(where), copy, data, LEFT, no_key))
    wait_for_dry_run(qtbot, page)
    assert page._draft.preview.path == people


def test_another_heading_row_is_looked_at_again(open_desk, tmp_path, qtbot):
    page = open_page(open_desk)
    list_ = csv_file(tmp_path / "a.csv", "氏名,会社名\n役者,役所\n高橋 翔太,東都製作所\n")
    bring(qtbot, page, list_)
    field = page.plan.strip.header_row
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._draft.preview.headings == ("役者", "役所"), timeout=LONG)


def test_the_date_of_the_list_is_the_files_unless_somebody_says_another(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    page.plan.strip.date.setDate(date(2026, 9, 20))
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    with open_reader(page.session.path) as store:
        assert imports(store)[0].list_date == "2026-09-20"


def test_a_store_somebody_else_writes_to_is_said_in_words(open_desk, company_store, people, qtbot):
    page = open_page(open_desk, company_store)
    with open_store(page.session.path):
        page.open(files=[str(people)])
        qtbot.waitUntil(lambda: page.views.currentWidget() is page.plan, timeout=LONG)
        qtbot.waitUntil(lambda: not page.plan.outcome.progress.isVisible(), timeout=LONG)
        assert page.plan.outcome.note.text()
        assert not page.go_button.isEnabled()


def test_it_is_all_japanese(open_desk, people, qtbot):
    set_language("ja")
    page = open_page(open_desk)
    bring(qtbot, page, people)
    assert page.go_button.text() == "2件を取り込む"
    assert page.plan.columns.rows["会社名"].chip.text() == "確実"
    import_it(qtbot, page)
    assert page.done.title.text() == "リード2件を取り込みました"


def test_a_list_imported_by_a_command_appears_in_the_history(open_desk, company_store, people, qtbot):
    page = open_page(open_desk, company_store)
    page.open(history=True)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 3)
    with open_store(page.session.path) as store:
        import_list(store, people)
    page.session.changed.emit()
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 4)


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
    import_it(qtbot, page)
    bring(qtbot, page, put_right(out, 3, "獲得日", "2026-09-30"))
    assert [figure.number.text() for figure in page.plan.outcome.figures] == ["0", "1", "0", "0", "1"]
    # What we wrote beside the rows is no column of theirs.
    assert {row.target.value for name, row in page.plan.columns.rows.items() if "FunnelDesk" in name} == {"-"}
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
