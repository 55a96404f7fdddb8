"""The menu of a cell offers what its keys do, and nothing that cannot be done there."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.leads_model import WAITING

KEY, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    page.columns.choose(("name", "company", "title", "stage"))
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    return page


def offered(page, column):
    page.table.go_to(0, page.model.names.index(column))
    page.menu.fill()
    return {one.text(): one for one in page.menu.actions() if one.text()}


def test_a_cell_that_can_be_edited_is_edited_by_its_menu(page, qtbot):
    actions = offered(page, "title")
    assert all(one.isEnabled() for one in actions.values())
    actions["Edit the cell"].trigger()
    qtbot.waitUntil(lambda: page.editing.is_open)
    qtbot.keyClick(page.editing.delegate.editor, KEY.Key_Escape)


def test_what_is_computed_can_be_copied_only(page, qtbot):
    actions = offered(page, "stage")
    can = {text for text, one in actions.items() if one.isEnabled()}
    assert can == {"Open the lead", "Copy the cells"}
    QApplication.clipboard().clear()
    actions["Copy the cells"].trigger()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == page.model.text(0, "stage"))


def test_of_several_leads_it_offers_what_the_bar_does(page, window, qtbot):
    page.table.go_to(0, 0)
    qtbot.keyClick(page.table, KEY.Key_Down, MOD.ShiftModifier)
    page.menu.fill()
    words = [one.text() for one in page.menu.actions()]
    assert page.chosen.merge.text() in words
    assert {button.text() for button in page.chosen.buttons.values()} <= set(words)


def test_it_opens_at_the_current_cell_by_the_keyboard(page, qtbot):
    page.table.go_to(1, 1)
    page.table.customContextMenuRequested.emit(QPoint(-1, -1))
    qtbot.waitUntil(page.menu.isVisible)
    cell = page.table.visualRect(page.model.index(1, 1))
    assert page.menu.pos() == page.table.viewport().mapToGlobal(cell.bottomLeft())
    page.menu.close()


def test_the_lead_is_opened_by_it(page, window, qtbot):
    offered(page, "title")["Open the lead"].trigger()
    qtbot.waitUntil(lambda: window.current is window.page("lead"))
