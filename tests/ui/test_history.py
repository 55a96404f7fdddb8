"""The page of the history, with mouse and keyboard: found, read, taken back, also what was done before a restart."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from funneldesk.operations import by_hand
from funneldesk.operations.auditing import note_export
from funneldesk.operations.importing import imports
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.store.by_hand import acts
from funneldesk.ui.pages import history_steps
from funneldesk.ui.widgets.room import CELL_MARGINS
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.keyboard import Keyboard

DAY = TODAY.toordinal()


@pytest.fixture
def keyboard(qtbot, window):
    activate(qtbot, window)
    return Keyboard(qtbot, window)


@pytest.fixture
def entered(session):
    """Enter two things before the window asks for the history: they were made in another run."""
    with open_store(session.path) as store:
        by_hand.hand_over(store, 1, "sales", DAY, owner="佐藤")
        by_hand.called(store, 2, DAY, reached=True, note="折り返し")
    return session


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def shown(page):
    return [one.words for one in page.list.model.rows]


def until(qtbot, condition):
    """Wait as long as a busy computer needs to write and to read again."""
    qtbot.waitUntil(condition, timeout=20000)


def counting(session):
    with open_reader(session.path) as store:
        return [one.kind for one in acts(store.connection)]


def choose(qtbot, page, words):
    """Choose the line with these words and wait until its changes are there."""
    page.list.table.selectRow(shown(page).index(words))
    settle(qtbot, page)


def test_an_entry_is_taken_back_with_the_mouse_and_brought_back(entered, show, qtbot):
    page = show("history")
    choose(qtbot, page, "A call noted")
    changed = {one.what: one.after for one in page.detail.model.rows}
    assert changed["Note"] == "折り返し"
    assert page.detail.about.text() == "山田 1郎 · 株式会社東都1"
    click(page.detail.step_button)
    until(qtbot, lambda: counting(entered) == ["handovers"])
    until(qtbot, lambda: page.detail.step_button.text() == "Bring it back")
    assert page.banner.sentence.text() == "Taken back: A call noted (山田 1郎 · 株式会社東都1)"
    assert "taken back" in page.detail.facts.text()
    click(page.detail.step_button)
    until(qtbot, lambda: counting(entered) == ["handovers", "activities"])


def test_the_keyboard_takes_back_what_was_done_before_a_restart(entered, window, keyboard, qtbot):
    keyboard.press("Ctrl+Shift+H")
    page = window.page("history")
    settle(qtbot, page)
    assert window.current is page
    until(qtbot, page.list.table.hasFocus)
    assert window.undo_action.text() == "&Undo: A call noted (山田 1郎 · 株式会社東都1)"
    keyboard.press("Ctrl+Z")
    until(qtbot, lambda: counting(entered) == ["handovers"])
    until(qtbot, lambda: "A lead handed over" in page.undo_words)
    assert window.redo_action.text() == "&Redo: A call noted (山田 1郎 · 株式会社東都1)"
    keyboard.press("Ctrl+Z")
    until(qtbot, lambda: counting(entered) == [])
    until(qtbot, lambda: "A lead handed over" in page.redo_words)
    keyboard.press("Ctrl+Y")
    until(qtbot, lambda: counting(entered) == ["handovers"])
    until(qtbot, lambda: "A call noted" in page.redo_words)


def test_it_is_searched_and_filtered(entered, show, keyboard, qtbot):
    with open_store(entered.path) as store:
        note_export(store, "leads", 40)
    page = show("history")
    assert len(shown(page)) == 6
    assert page.list.said.isHidden()
    page.list.search.setFocus()
    keyboard.type("call")
    assert shown(page) == ["A call noted"]
    assert page.list.said.text() == "1 line"
    keyboard.press("Down")
    assert page.list.table.hasFocus()
    page.list.search.clear()
    page.list.kinds.setFocus()
    keyboard.type("Import")
    assert page.list.kinds.value == "import"
    page.list.kinds.chosen.emit("import")
    assert set(shown(page)) == {
        "Imported: リード一覧.csv", "Imported: 行動履歴.csv", "Imported: 案件.csv"
    }  # fmt: skip
    page.list.kinds.set_value("out")
    page.list.kinds.chosen.emit("out")
    assert shown(page) == ["Saved to a file: list of leads, 40 people"]
    settle(qtbot, page)
    assert page.detail.nothing.text() == "No value was changed by it."
    assert page.detail.step_button.isHidden()
    page.list.search.setFocus()
    keyboard.type("zzz")
    assert page.detail.isHidden()
    assert page.list.said.text() == "No line fits. Type less, or choose more kinds and days."


def test_days_and_people_are_chosen(entered, show, qtbot, monkeypatch):
    page = show("history")
    page.list.days.set_value(1)
    page.list.days.chosen.emit(1)
    everything = len(shown(page))
    monkeypatch.setattr(type(entered), "today", DAY + 2)
    page.list.days.chosen.emit(1)
    assert (everything, shown(page)) == (5, [])
    page.list.days.set_value(7)
    page.list.people.set_value("")
    page.list.people.chosen.emit("")
    assert len(shown(page)) == 5
    assert page.list.people.currentText() == "This computer"


def test_before_an_import_is_withdrawn_it_is_asked(entered, show, qtbot):
    page = show("history")
    choose(qtbot, page, "Imported: 案件.csv")
    assert page.detail.step_button.text() == "Take it back…"
    click(page.detail.step_button)
    until(qtbot, lambda: page.question is not None and page.question.yes.isEnabled())
    assert page.question.lines()
    click(page.question.yes)

    def hidden():
        with open_reader(entered.path) as store:
            return [one.file_name for one in imports(store) if one.hidden]

    until(qtbot, lambda: hidden() == ["案件.csv"])
    assert page.window().focusWidget() is page.list.table
    until(qtbot, lambda: "Import of “案件.csv” taken back" in shown(page))


def test_the_keyboard_stays_on_the_page_after_a_step(entered, show, keyboard, qtbot):
    page = show("history")
    choose(qtbot, page, "A call noted")
    for words in ("Bring it back", "Take it back"):
        keyboard.reach(page.detail.step_button.text())
        keyboard.press("Space")
        until(qtbot, lambda words=words: page.detail.step_button.text() == words)
        assert page.list.table.hasFocus()


def test_nothing_is_cut_where_there_is_room(entered, show, window, qtbot):
    with open_store(entered.path) as store:
        by_hand.undo_act(store, acts(store.connection)[-1].id)
    page = show("history")
    table = page.list.table
    measure = QFontMetrics(QApplication.font()).horizontalAdvance
    for place, column in enumerate(page.list.model.columns):
        assert not table.isColumnHidden(place)
        for event in (one for one in page.list.model.rows if one.way):
            assert measure(column.text(event)) + CELL_MARGINS <= table.columnWidth(place), column.text(event)


def test_enter_goes_to_whom_it_is_about(entered, show, window, keyboard, qtbot):
    page = show("history")
    choose(qtbot, page, "A call noted")
    page.list.table.setFocus()
    keyboard.press("Return")
    assert window.current is window.page("lead")
    assert window.page("lead").lead == 2


@pytest.mark.parametrize(
    ("words", "target"), [("Imported: 案件.csv", "import"), ("A lead handed over", "lead")]
)
def test_its_button_goes_there_as_well(entered, show, window, qtbot, words, target):
    page = show("history")
    choose(qtbot, page, words)
    click(page.detail.open_button)
    assert window.current is window.page(target)


def test_somebody_was_faster(entered, show, qtbot):
    page = show("history")
    choose(qtbot, page, "A call noted")
    with open_store(entered.path) as store:
        by_hand.undo_act(store, page.detail.shown.number)
    click(page.detail.step_button)
    until(qtbot, lambda: "Somebody else was faster" in page.banner.sentence.text())
    until(qtbot, lambda: page.detail.step_button.text() == "Bring it back")


def test_the_page_of_sharing_leads_here(show, window, qtbot):
    page = show("share")
    click(page.log_button)
    assert window.current is window.page("history")


def test_without_a_store_there_is_nothing_yet(open_desk, qtbot):
    window = open_desk(None).window
    window.go("history")
    assert window.page("history").empty is not None


@pytest.mark.parametrize("page_id", ["today", "lead"])
def test_a_page_goes_on_with_what_was_entered_before_the_window_opened(
    entered, show, window, keyboard, qtbot, page_id
):
    page = show(page_id, **({"lead": 2} if page_id == "lead" else {}))
    until(qtbot, lambda: page.undo_words == "A call noted (山田 1郎 · 株式会社東都1)")
    assert window.undo_action.text() == "&Undo: A call noted (山田 1郎 · 株式会社東都1)"
    keyboard.press("Ctrl+Z")
    until(qtbot, lambda: counting(entered) == ["handovers"])
    until(qtbot, lambda: page.redo_words == "A call noted (山田 1郎 · 株式会社東都1)")
    keyboard.press("Ctrl+Shift+Z")
    until(qtbot, lambda: counting(entered) == ["handovers", "activities"])


def test_what_is_older_than_a_day_is_left_to_the_history(entered, show, qtbot, monkeypatch):
    monkeypatch.setattr(history_steps, "RECENT", timedelta(days=-1))
    page = show("today")
    answered = []
    # Looks are taken one after the other: this one comes after that of the page.
    entered.search(lambda _store, _job: True, answered.append)
    until(qtbot, lambda: answered == [True])
    assert page.undo_words == ""
