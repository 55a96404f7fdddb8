"""Undo and redo while a field has the keyboard, by both keys of redo."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_a_field_takes_back_and_does_again_its_own_typing(show, window, qtbot, redo):
    page = show("leads")
    activate(qtbot, window)
    page.search.setFocus()
    keyboard = Keyboard(qtbot, window)
    keyboard.type("abc")
    keyboard.press("Ctrl+Z")
    assert page.search.text() == ""
    keyboard.press(redo)
    assert page.search.text() == "abc"
    assert QApplication.focusWidget() is page.search


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_the_page_steps_where_the_field_has_nothing_to_take_back(page, window, qtbot, redo):
    activate(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    keyboard.press("Ctrl+PgDown")
    keyboard.reach("Threshold")
    keyboard.replace("55")
    keyboard.press("Tab")
    assert page.book.threshold.points == 55
    keyboard.press("Ctrl+Z")
    assert page.book.threshold.points == 60
    keyboard.press(redo)
    assert page.book.threshold.points == 55
