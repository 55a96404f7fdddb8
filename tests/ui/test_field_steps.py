"""Undo and redo while a field has the keyboard, by both keys of redo."""

import pytest
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.book_terms import TermsTab
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


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_what_was_taken_back_last_comes_again_first(page, window, qtbot, redo):
    activate(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    term = page.book.terms[0].id
    card = page.tab(TermsTab).terms[term]
    card.fields["example"].setFocus()
    before = page.book.terms[0]
    keyboard.replace("AAA")
    keyboard.press("Tab")
    assert QApplication.focusWidget() is card.fields["counter_example"]
    keyboard.replace("BBB")
    assert (page.book.terms[0].example, page.book.terms[0].counter_example) == ("AAA", before.counter_example)
    while card.fields["counter_example"].toPlainText() != before.counter_example:
        keyboard.press("Ctrl+Z")
    keyboard.press("Ctrl+Z")
    assert page.book.terms[0] == before
    keyboard.press(redo)
    assert (card.fields["example"].toPlainText(), card.fields["counter_example"].toPlainText()) == (
        "AAA",
        before.counter_example,
    )
    while card.fields["counter_example"].toPlainText() != "BBB":
        keyboard.press(redo)
    assert card.fields["example"].toPlainText() == "AAA"


@pytest.mark.parametrize("redo", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_a_step_of_the_page_wipes_out_nothing_that_is_being_typed(page, window, qtbot, redo):
    activate(qtbot, window)
    keyboard = Keyboard(qtbot, window)
    card = page.tab(TermsTab).terms[page.book.terms[0].id]
    card.fields["example"].setFocus()
    keyboard.replace("AAA")
    keyboard.press("Tab")
    keyboard.press("Ctrl+Z")
    keyboard.type("new")
    said = card.fields["counter_example"].toPlainText()
    keyboard.press(redo)
    assert card.fields["counter_example"].toPlainText() == said
    keyboard.press("Tab")
    assert page.book.terms[0].counter_example == said.strip()
