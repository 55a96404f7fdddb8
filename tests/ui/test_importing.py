"""The Import page, as people use it: choose, look, correct, import, stop, take back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QScrollArea

from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from funneldesk.operations import importing
from funneldesk.operations.importing import import_list, imports
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.store.lead_list import count_leads
from funneldesk.ui.pages.importing_summary import about_failure
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.window import MINIMUM
from tests.ui.conftest import activate, write_rows
from tests.ui.dragging import drop, files

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


def test_once_it_is_done_the_next_step_has_the_keyboard(open_desk, people, qtbot):
    page = open_page(open_desk)
    activate(qtbot, page.window())
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(page.done.to_funnel.hasFocus)
    qtbot.keyClick(page.done.to_funnel, Qt.Key.Key_Space)
    assert page.window().current is page.window().page("funnel")


def test_no_judgement_about_a_column_is_cut(open_desk, tmp_path, qtbot):
    rows = "\n".join(f"山田 {i}郎,y{i}@toto{i}.co.jp,03-1234-{i:04d}" for i in range(20))
    page = open_page(open_desk)
    bring(qtbot, page, csv_file(tmp_path / "中身.csv", f"あ,い,う\n{rows}\n"))
    for row in page.plan.columns.rows.values():
        qtbot.waitUntil(lambda row=row: row.chip.width() == row.chip.sizeHint().width() <= row.last.width())


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
    reached, field = [], page.plan.strip.kind.nextInFocusChain()
    while field is not page.plan.strip.kind:
        reached.append(field)
        field = field.nextInFocusChain()
    last_column = list(page.plan.columns.rows.values())[-1].target
    assert reached.index(last_column) < reached.index(page.plan.problems.save)


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
    assert texts == {"mdy": "Mar 4, 2021 (month/day/year)", "dmy": "Apr 3, 2021 (day/month/year)"}
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
    assert page.banner.sentence.text().count("壊れた.xlsx") == 1
    assert page.views.currentWidget() is page.start
    bring(qtbot, page, people)
    assert not page.banner.isVisible()


def test_a_failure_that_names_no_file_is_given_its_name():
    error = UserError("busy", "Another program has it open.", "Close it there.")
    assert about_failure("a.xlsx", error).startswith("a.xlsx: Another")


def test_nothing_of_a_list_is_cut_in_the_smallest_window(open_desk, tmp_path, qtbot):
    """Its settings and figures go on in another line; every column keeps its heading."""
    page = open_page(open_desk)
    window = page.window()
    bring(
        qtbot, page,
        csv_file(tmp_path / "a.csv", "ID,氏名,会社名,メールアドレス\n1,高橋,東都,t@toto.co.jp\n合計,1名,,\n"),
    )  # fmt: skip
    window.resize(*MINIMUM)
    qtbot.waitUntil(lambda: window.size() == QSize(*MINIMUM))
    assert page.plan.outcome.figures[3].isVisible()
    area = next(a for a in page.plan.findChildren(QScrollArea) if a.isAncestorOf(page.plan.outcome))
    assert area.widget().width() <= area.viewport().width()
    for shown in (page.plan.strip.date, page.plan.strip.system, *page.plan.outcome.figures):
        assert shown.width() >= shown.minimumSizeHint().width()
        assert shown.mapTo(page, QPoint(shown.width(), 0)).x() <= page.width()


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
    qtbot.waitUntil(question.yes.isEnabled, timeout=LONG)
    qtbot.mouseClick(question.yes, LEFT)
    qtbot.waitUntil(lambda: page.history.model.rows[0].hidden, timeout=LONG)
    assert leads_in(page.session.path) == 0
    qtbot.waitUntil(lambda: page.history.redo_button.isVisible() and page.history.redo_button.isEnabled())
    qtbot.mouseClick(page.history.redo_button, LEFT)
    qtbot.waitUntil(lambda: not page.history.model.rows[0].hidden, timeout=LONG)
    assert leads_in(page.session.path) == 2


def test_a_history_without_imports_says_what_will_be_there(open_desk, people, qtbot, monkeypatch):
    page = open_page(open_desk)
    page.open(history=True)
    assert page.history.empty.isVisible()
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: asked.append(given) or ([], ""))
    qtbot.mouseClick(page.history.empty.findChild(QPushButton), LEFT)
    assert len(asked) == 1
    assert not page.history.table.isVisible()
    assert not page.history.undo_button.isVisible()
    bring(qtbot, page, people)
    import_it(qtbot, page)
    page.open(history=True)
    qtbot.waitUntil(page.history.table.isVisible)
    assert not page.history.empty.isVisible()


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
    assert page.done.next.text() == "2 people have 60 points or more"
    page.done.show_next(60.0, "", 2, 1)
    assert page.done.next.text() == "2 SAL candidates (1 with 60 points or more now)"
    qtbot.mouseClick(page.done.people, LEFT)
    window = page.window()
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_exactly_the_same_file_again_changes_nothing(open_desk, people, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    bring(qtbot, page, people)
    assert "already" in page.plan.outcome.note.text()
    assert (page.go_button.text(), page.go_button.property("primary")) == ("Import it again", False)
    import_it(qtbot, page)
    assert page.done.title.text() == "Everything in it was there already"


def test_a_folder_dropped_on_the_page_brings_its_lists(open_desk, people, qtbot):
    page = open_page(open_desk)
    (people.parent / "~$展示会リスト.csv").write_bytes(b"Excel's own lock file")
    assert drop(page.window(), files(people.parent))
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
    field = page.plan.strip.date
    field.focus()
    qtbot.keyClicks(field.line, "R8.9.")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.fault.text().startswith("“R8.9.” is no day.")
    assert page.plan.outcome.note.text() == "Please write a date of the list first."
    assert page._dry_run is None, "nothing can be imported"
    field.focus()
    qtbot.keyClicks(field.line, "R8.9.20")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert (field.line.text(), field.fault.text()) == ("2026/09/20", "")
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


def test_a_list_in_another_currency_is_said_of_the_list_not_of_a_row(open_desk, qtbot, tmp_path):
    page = open_page(open_desk)
    rows = [{"案件ID": f"D{n}", "メールアドレス": f"a{n}@x.co.jp", "金額": f"${n},500.00"} for n in (1, 2)]
    bring(qtbot, page, write_rows(tmp_path / "deals.csv", rows))
    card = page.plan.problems
    qtbot.waitUntil(card.isVisible, timeout=LONG)
    assert card.heading.text() == "About this list"
    assert card.text.text() == "All rows are imported."
    assert not card.save.isVisible()
    ((span, reason),) = [line for line in card.lines() if "USD" in line[1]]
    assert span == ""
    assert "counted as they stand" in reason
