"""Typing into a chosen cell of the table of leads: the first letter begins the edit, from whatever keyboard it comes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.leads_model import WAITING
from funneldesk.ui.window import MINIMUM
from tests.ui.test_leads_editing import field_over, go, stored, written
from tests.ui.typing import write

KEY, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    page.columns.choose(("name", "company", "title", "source", "acquired_at", "stage", "score"))
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    return page


def compose(widget, letters):
    """Let an input method show letters that are not decided on yet; none: they are given up."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def test_a_letter_replaces_what_is_there_and_enter_goes_down(page, qtbot):
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    qtbot.keyClicks(page.table, "C")
    field = field_over(qtbot, page)
    assert field.text() == "C"
    qtbot.keyClicks(field, "EO")
    qtbot.keyClick(field, KEY.Key_Return)
    assert page.table.currentIndex().row() == 1
    written(qtbot, page)
    assert stored(page, lead, "title") == "CEO"


def test_escape_brings_back_what_a_letter_replaced(page, qtbot):
    go(page, 0, "title")
    before = page.model.text(0, "title")
    qtbot.keyClick(page.table, KEY.Key_Space)
    field = field_over(qtbot, page)
    assert field.text() == " "
    qtbot.keyClick(field, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not page.editing.is_open)
    assert page.model.text(0, "title") == before
    assert not page.undo_words


def test_the_first_letters_of_an_input_method_are_kept(page, qtbot):
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    compose(page.table, "ぶ")
    compose(page.table, "ぶちょう")
    assert page.editing.is_open
    # Whoever takes the keyboard from the table now ends what is being composed.
    assert QApplication.focusWidget() is page.table
    write(page.table, "部長")
    field = field_over(qtbot, page)
    assert field.text() == "部長"
    write(field, "代理")
    qtbot.keyClick(field, KEY.Key_Return)
    written(qtbot, page)
    assert stored(page, lead, "title") == "部長代理"


def test_a_letter_that_was_not_composed_is_kept_too(page, qtbot):
    go(page, 0, "title")
    write(page.table, "龍")
    field = field_over(qtbot, page)
    assert field.text() == "龍"
    qtbot.keyClick(field, KEY.Key_Escape)


def test_letters_given_up_leave_what_was_there(page, qtbot):
    lead, before = page.model.lead_at(0), page.model.text(0, "title")
    go(page, 0, "title")
    compose(page.table, "ぶ")
    compose(page.table, "")
    field = field_over(qtbot, page)
    assert field.text() == before
    qtbot.keyClick(field, KEY.Key_Return)
    written(qtbot, page)
    assert stored(page, lead, "title") == before
    assert not page.undo_words


def test_the_name_is_typed_into_where_it_stays_in_sight(page, qtbot):
    page.columns.choose((*page.model.names, "email", "phone", "department", "note", "industry", "employees"))
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() > 100)
    page.table.horizontalScrollBar().setValue(100)
    qtbot.waitUntil(lambda: page.model.text(0, "name") != WAITING)
    go(page, 0, "name")
    write(page.table, "改")
    field = field_over(qtbot, page)
    assert field.parentWidget() is page.table.frozen
    assert field.text() == "改"
    qtbot.keyClick(field, KEY.Key_Escape)


@pytest.mark.parametrize(
    ("key", "down", "right"),
    [(KEY.Key_Down, 1, 0), (KEY.Key_Up, -1, 0), (KEY.Key_Right, 0, 1), (KEY.Key_Left, 0, -1)],
)
def test_arrows_take_what_was_typed_and_go_on(page, qtbot, key, down, right):
    lead, place = page.model.lead_at(1), page.model.names.index("title")
    go(page, 1, "title")
    qtbot.keyClicks(page.table, "x")
    qtbot.keyClick(field_over(qtbot, page), key)
    assert not page.editing.is_open
    at = page.table.currentIndex()
    assert (at.row(), at.column()) == (1 + down, place + right)
    written(qtbot, page)
    assert stored(page, lead, "title") == "x"


@pytest.mark.parametrize("first", [None, "x"])
def test_after_f2_arrows_go_through_the_text(page, qtbot, first):
    go(page, 0, "title")
    if first:
        qtbot.keyClicks(page.table, first)
        qtbot.keyClick(field_over(qtbot, page), KEY.Key_F2)
    else:
        qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    qtbot.keyClick(field, KEY.Key_End)
    length = len(field.text())
    qtbot.keyClick(field, KEY.Key_Left)
    assert page.editing.is_open
    assert field.cursorPosition() == length - 1
    qtbot.keyClick(field, KEY.Key_Escape)


def test_an_arrow_does_not_leave_what_cannot_be_taken(page, qtbot):
    go(page, 0, "acquired_at")
    qtbot.keyClicks(page.table, "x")
    field = field_over(qtbot, page)
    qtbot.keyClick(field, KEY.Key_Down)
    assert page.editing.is_open
    assert field.fault.isVisible()
    qtbot.keyClick(field, KEY.Key_Escape)


def test_what_is_computed_is_not_typed_into_and_says_nothing(page, qtbot):
    go(page, 0, "score")
    qtbot.keyClicks(page.table, "7")
    write(page.table, "龍")
    assert not page.editing.is_open
    assert not page.banner.isVisible()
    assert page.table.currentIndex().row() == 0


def test_keys_that_do_something_else_are_no_letters(page, window, qtbot):
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Space, MOD.ControlModifier)
    assert not page.table.selectionModel().hasSelection()
    qtbot.keyClick(page.table, KEY.Key_Space, MOD.ControlModifier)
    assert page.table.chosen_spans() == [(0, 0)]
    qtbot.keyClick(page.table, KEY.Key_Space, MOD.ShiftModifier)
    assert len(page.table.chosen_columns()) > 1
    qtbot.keyClick(page.table, KEY.Key_B, MOD.AltModifier)
    assert not page.editing.is_open
    qtbot.keyClick(page.table, KEY.Key_F, MOD.ControlModifier)
    qtbot.waitUntil(page.search.hasFocus)
    assert not page.editing.is_open


def test_a_cell_that_has_no_room_any_more_is_not_typed_into(page, window, qtbot):
    page.columns.start_anew()
    window.resize(2400, 900)
    qtbot.waitUntil(lambda: not page.table.left_out)
    lead = page.model.lead_at(1)
    go(page, 1, "title")
    window.resize(*MINIMUM)
    qtbot.waitUntil(lambda: page.model.names.index("title") in page.table.left_out)
    at = page.table.currentIndex()
    assert (at.row(), page.model.names[at.column()]) == (1, "name")
    assert page.model.lead_at(at.row()) == lead
