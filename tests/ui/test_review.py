"""The review: begun from Today, its minutes typed in place, ended; and read later."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from funneldesk.domain.reviews.measures import Measure
from funneldesk.operations.duties import duties_of
from funneldesk.operations.knowledge import cards_of
from funneldesk.operations.reviews import review_of, reviews
from funneldesk.operations.stores import open_reader, open_store
from tests.ui.conftest import TODAY, settle
from tests.ui.review_driving import DAY, PERIOD, begun, opened, press, store_with_review, stored, until
from tests.ui.typing import write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def earlier_store(company_store, tmp_path):
    """A store with a closed review of some months ago."""
    return store_with_review(company_store, tmp_path)


def owed(page):
    with open_reader(page.session.path) as store:
        return [duty.event for duty in duties_of(store, DAY).duties]


@pytest.fixture
def seasoned_store(company_store, tmp_path):
    """A store that is in use since a quarter of a year: reviews are owed."""
    path = tmp_path / "seasoned.db"
    shutil.copyfile(company_store, path)
    with open_store(path) as store, store.transaction() as _:
        store.connection.execute(
            "UPDATE import_batch SET imported_at = ?", (f"{TODAY - timedelta(days=90)}T03:00:00Z",)
        )
    return path


def test_from_today_to_the_review_and_the_duty_is_done(open_desk, seasoned_store, qtbot):
    today = opened(open_desk, qtbot, seasoned_store, "today")
    place = next(n for n, duty in enumerate(today.duties.model.rows) if duty.event == "monthly")
    today.duties.table.choose(place)
    today.duties.table.setFocus()
    assert today.acts.acts == ("review", "done")
    press(qtbot, Qt.Key.Key_V)
    window = today.window()
    page = window.page("review")
    assert window.current is page
    settle(qtbot, page)
    assert page.begin.rhythm.value == "monthly"
    assert page.begin.last.text().startswith("This is the first review")
    qtbot.mouseClick(page.begin.begin, Qt.MouseButton.LeftButton)
    assert not page.begin.begin.isEnabled()
    until(qtbot, page, lambda: page.sheet.view is not None)
    settle(qtbot, page)
    review = stored(page)
    assert (review.rhythm, review.as_of) == ("monthly", DAY)
    assert page.sheet.frozen.text().startswith(f"Numbers as of {TODAY:%Y/%m/%d} by version 0")
    # Begun a second time, it is gone on with, and no step more is taken back.
    page._choose(0)
    until(qtbot, page, lambda: page.parts.currentWidget() is page.begin)
    qtbot.mouseClick(page.begin.begin, Qt.MouseButton.LeftButton)
    until(qtbot, page, lambda: page.parts.currentWidget() is page.sheet)
    assert (stored(page).id, page.desk.steps.last.number) == (review.id, 1)
    # A frozen number has no people: what can be seen instead is said.
    page.sheet.numbers.reached.clicked.emit("lead")
    assert page.banner.sentence.text().startswith("These numbers are frozen")
    qtbot.mouseClick(page.end, Qt.MouseButton.LeftButton)
    until(qtbot, page, lambda: page.chip.text() == "Closed")
    assert "monthly" not in owed(page)
    assert page.report.isVisible()
    assert not page.minutes.isVisible()
    window.undo_action.trigger()
    until(qtbot, page, lambda: page.chip.text() == "Open")
    assert "monthly" in owed(page)
    window.redo_action.trigger()
    until(qtbot, page, lambda: page.chip.text() == "Closed")
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    until(qtbot, page, lambda: page.chip.text() == "Open")
    # All the way back: the review was never begun.
    assert page.undo_words == "begun: Monthly review"
    window.undo_action.trigger()
    until(qtbot, page, lambda: page.parts.currentWidget() is page.begin and page.which.isHidden())
    with open_reader(page.session.path) as store:
        assert reviews(store) == ()
    window.redo_action.trigger()
    until(qtbot, page, lambda: page.parts.currentWidget() is page.sheet)


def test_decisions_are_typed_line_by_line_changed_taken_out_and_undone(open_desk, company_store, qtbot):
    with open_store(company_store.parent / "funneldesk.db") as store:
        assert reviews(store) == ()
    page = begun(open_desk, qtbot, company_store)
    section = page.sheet.decisions
    table, model = section.table, section.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(0, 0)).center()
    )
    write(QApplication.focusWidget(), "午前に架電する")
    press(qtbot, Qt.Key.Key_Tab)
    write(QApplication.focusWidget(), "佐藤")
    press(qtbot, Qt.Key.Key_Tab)
    due = TODAY + timedelta(days=20)
    write(QApplication.focusWidget(), f"{due.month}/{due.day}")
    press(qtbot, Qt.Key.Key_Return)
    # The next line is begun at once, before anything is written.
    write(QApplication.focusWidget(), "資料を作る")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, page, lambda: len(stored(page).decisions) == 2)
    assert [(one.text, one.who, one.until) for one in stored(page).decisions] == [
        ("午前に架電する", "佐藤", due.toordinal()),
        ("資料を作る", "", None),
    ]
    assert model.lines[0].cells["until"] == f"{due:%Y/%m/%d}"
    # What is no day is named, and nothing is written.
    table.setCurrentIndex(model.index(1, 2))
    press(qtbot, Qt.Key.Key_F2)
    write(QApplication.focusWidget(), "soon")
    press(qtbot, Qt.Key.Key_Return)
    assert page.banner.sentence.text().startswith("“soon” is no day.")
    press(qtbot, Qt.Key.Key_Escape)
    assert stored(page).decisions[1].until is None
    table.setFocus()
    table.setCurrentIndex(model.index(1, 0))
    press(qtbot, Qt.Key.Key_Delete)
    until(qtbot, page, lambda: len(model.lines) == 2)
    assert [one.text for one in stored(page).decisions] == ["午前に架電する"]
    table.setCurrentIndex(model.index(0, 0))
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, page, lambda: stored(page).decisions[0].done == DAY)
    assert page.undo_words == "done: 午前に架電する"
    for _time in range(2):
        press(qtbot, Qt.Key.Key_Z, CTRL)
    until(qtbot, page, lambda: len(model.lines) == 3)
    assert [(one.text, one.done) for one in stored(page).decisions] == [
        ("午前に架電する", None),
        ("資料を作る", None),
    ]
    press(qtbot, Qt.Key.Key_Y, CTRL)
    until(qtbot, page, lambda: len(model.lines) == 2)


def test_a_decision_becomes_a_knowledge_card_by_one_key_and_is_taken_back(open_desk, company_store, qtbot):
    page = begun(open_desk, qtbot, company_store)
    table = page.sheet.decisions.table
    assert not page.sheet.keep.isVisible()
    table.setFocus()
    QApplication.clipboard().setText("Call the same day\tSato\nWrite\tTanaka\n")
    press(qtbot, Qt.Key.Key_V, CTRL)
    until(qtbot, page, lambda: len(stored(page).decisions) == 2)
    table.setCurrentIndex(page.sheet.decisions.model.index(0, 0))
    press(qtbot, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, page, lambda: page.banner.sentence.text() == "Kept as knowledge: Call the same day")
    assert [card.title for card in cards(page)] == ["Call the same day"]
    qtbot.mouseClick(page.banner.link, Qt.MouseButton.LeftButton)
    until(qtbot, page, lambda: cards(page) == [])


def cards(page):
    with open_reader(page.session.path) as store:
        return list(cards_of(store))


def test_lines_are_pasted_and_what_is_being_typed_is_kept_when_the_window_closes(
    open_desk, company_store, qtbot
):
    page = begun(open_desk, qtbot, company_store)
    table, model = page.sheet.decisions.table, page.sheet.decisions.model
    table.setFocus()
    # Lines of a spreadsheet are pasted as lines, and copied as such.
    QApplication.clipboard().setText("Write\tSato\t2030/01/02\r\nCall\tTanaka\tsoon\n")
    press(qtbot, Qt.Key.Key_V, CTRL)
    until(qtbot, page, lambda: len(stored(page).decisions) == 2)
    assert [(one.text, one.who, one.until is None) for one in stored(page).decisions] == [
        ("Write", "Sato", False),
        ("Call", "Tanaka", True),
    ]
    table.setCurrentIndex(model.index(0, 0))
    press(qtbot, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Write\tSato\t2030/01/02"
    press(qtbot, Qt.Key.Key_M, CTRL)
    write(QApplication.focusWidget(), "午前に架電する")
    page.window().close()
    assert [one.text for one in stored(page).decisions] == ["Write", "Call", "午前に架電する"]


def test_a_hypothesis_says_what_the_number_is_and_when_it_can_be_judged(open_desk, company_store, qtbot):
    page = begun(open_desk, qtbot, company_store)
    section = page.sheet.hypotheses
    qtbot.mouseClick(section.add, Qt.MouseButton.LeftButton)
    form = section.form
    qtbot.waitUntil(lambda: form.prospect is not None)
    form.measure.set_value(Measure("rate", "deal", "mql"))
    form.measure.chosen.emit(form.measure.value)
    form.field.set_value("source")
    form.field.chosen.emit("source")
    qtbot.waitUntil(lambda: form.prospect is not None and form.value.count() > 0)
    form.value.set_value("SEO")
    form.value.chosen.emit("SEO")
    qtbot.waitUntil(lambda: form.prospect is not None)
    assert form.chosen == Measure("rate", "deal", "mql", "source", "SEO")
    assert form.now.text().startswith("In this range: ")
    assert "Can be judged from" in form.when.text()
    form.text.setFocus()
    write(form.text, "SEO記事から資料へつなぐ")
    form.target.setValue(45)
    press(qtbot, Qt.Key.Key_Return)
    until(qtbot, page, lambda: len(stored(page).hypotheses) == 1)
    [made] = stored(page).hypotheses
    assert (made.text, made.target, made.upward, made.until) == (
        "SEO記事から資料へつなぐ", 0.45, True, form.prospect.suggested,
    )  # fmt: skip
    # Changed: at most, of everybody; and taken out, and back.
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 0))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.prospect is not None and form.isVisible())
    qtbot.waitUntil(lambda: form.target.value() == 45)
    form.way.set_value(False)
    form.way.chosen.emit(False)
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    until(qtbot, page, lambda: not stored(page).hypotheses[0].upward)
    assert stored(page).hypotheses[0].item == made.item
    section.table.setFocus()
    section.table.setCurrentIndex(section.model.index(0, 0))
    press(qtbot, Qt.Key.Key_Delete)
    until(qtbot, page, lambda: stored(page).hypotheses == ())
    page.undo()
    until(qtbot, page, lambda: len(stored(page).hypotheses) == 1)


def test_earlier_hypotheses_and_decisions_are_on_the_table(open_desk, earlier_store, qtbot):
    page = opened(open_desk, qtbot, earlier_store)
    # Also before the next review begins: what is still to be done.
    assert [one.cells["text"] for one in page.begin.carried.model.lines] == [
        "Call on the same day",
        "A case study on the pricing page",
    ]
    page.desk.begin("begun", "monthly", PERIOD, DAY)
    until(qtbot, page, lambda: page.sheet.view is not None and page.sheet.isVisible())
    settle(qtbot, page)
    assert page.sheet.judged.words == ["Not kept: More leads", "Kept: Three wins"]
    carried = page.sheet.carried
    assert carried.model.lines[0].tone == "red"
    box = carried.table.visualRect(carried.model.index(0, 0))
    carried.table.setFocus()
    carried.table.setCurrentIndex(carried.model.index(0, 0))
    assert box.height() > 0
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, page, lambda: carried.model.lines[0].tone == "quiet")
    with open_reader(page.session.path) as store:
        assert review_of(store, 1).decisions[0].done == DAY
    page.undo()
    until(qtbot, page, lambda: carried.model.lines[0].tone == "red")


def test_past_reviews_are_read_as_they_were_beside_how_they_stand_today(open_desk, earlier_store, qtbot):
    page = opened(open_desk, qtbot, earlier_store, "reviews")
    assert page.banner.sentence.text().startswith("1 review. Hypotheses as of today: 1 kept, 1 not kept")
    row = [column.text(page.model.rows[0]) for column in page.model.columns]
    assert row[3:] == ["Closed", "0 of 2 done, 1 late", "1 kept, 1 not kept, 0 open", "Sato, Tanaka"]
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.table.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    until(qtbot, page, page.sheet.isVisible)
    settle(qtbot, page)
    assert page.sheet.own.words == ["Not kept: More leads", "Kept: Three wins"]
    # Nothing can be written: no line waits to be, and no field.
    assert len(page.sheet.decisions.model.lines) == 2
    assert page.sheet.present.said.text() == "Sato, Tanaka"
    assert not page.sheet.hypotheses.isVisible()
    window = page.window()
    page.sheet.see_funnel.click()
    funnel = window.page("funnel")
    settle(qtbot, funnel)
    assert (funnel.view.funnel.from_day, funnel.view.funnel.to_day) == (DAY - 200, DAY - 170)
    window.go("reviews")
    settle(qtbot, page)
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, page, lambda: page.parts.currentIndex() == 0)
    # Opened again, it is written on where reviews are written; a decision can be ticked off also while it is closed.
    press(qtbot, Qt.Key.Key_Return)
    until(qtbot, page, page.sheet.isVisible)
    page.sheet.decisions.table.setFocus()
    page.sheet.decisions.table.setCurrentIndex(page.sheet.decisions.model.index(0, 0))
    press(qtbot, Qt.Key.Key_Space)
    until(qtbot, page, lambda: stored(page).decisions[0].done == DAY)
    page.undo()
    until(qtbot, page, lambda: stored(page).decisions[0].done is None)
    page.redo()
    until(qtbot, page, lambda: stored(page).decisions[0].done == DAY)
    page.again.click()
    current = window.page("review")
    until(qtbot, current, lambda: window.current is current and current.chip.text() == "Open")
    remarks = current.sheet.remarks
    remarks.table.begin_line()
    write(QApplication.focusWidget(), "展示会のリードが多い")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    until(qtbot, current, lambda: [one.text for one in stored(page).remarks] == ["展示会のリードが多い"])
    remarks.table.setCurrentIndex(remarks.model.index(0, 0))
    press(qtbot, Qt.Key.Key_Delete)
    until(qtbot, current, lambda: stored(page).remarks == ())
    present = current.sheet.present.field
    present.setFocus()
    present.selectAll()
    write(present, "鈴木")
    press(qtbot, Qt.Key.Key_Return)
    until(qtbot, current, lambda: stored(page).present == "鈴木")


def test_without_a_store_and_without_reviews_it_says_what_to_do(open_desk, qtbot):
    page = opened(open_desk, qtbot, None)
    assert page.empty is not None
    assert page.empty.title.text() == "Reviews are held here"
    past = page.window().page("reviews")
    page.window().go("reviews")
    settle(qtbot, past)
    assert past.empty.title.text() == "No review yet"


def test_minutes_of_before_a_restart_are_taken_back(open_desk, qtbot, company_store, tmp_path):
    page = opened(open_desk, qtbot, store_with_review(company_store, tmp_path), "reviews")
    window = page.window()
    qtbot.waitUntil(window.undo_action.isEnabled)
    assert not stored(page).is_open
    window.undo_action.trigger()
    until(qtbot, page, lambda: stored(page).is_open)
    window.redo_action.trigger()
    until(qtbot, page, lambda: not stored(page).is_open)
