"""Ctrl+X copies the chosen cells and empties those that can be edited, as one step; the Edit menu offers it too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.operations.editing import MOST
from funneldesk.ui.actions import ACTIONS
from funneldesk.ui.pages.leads_model import WAITING
from funneldesk.ui.palette_offers import window_offers
from tests.ui.conftest import activate, settle
from tests.ui.test_leads_editing import field_over, go, stored, written
from tests.ui.typing import write

KEY, MOD = Qt.Key, Qt.KeyboardModifier
OF_CELLS = [row.id for row in ACTIONS if row.of_cells]


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    page.columns.choose(("name", "company", "title", "source", "acquired_at", "stage", "score"))
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    QApplication.clipboard().clear()
    return page


def cut(qtbot, page):
    """Press the key, and wait until the cells are on the clipboard and emptied."""
    qtbot.keyClick(page.table, KEY.Key_X, MOD.ControlModifier)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    written(qtbot, page)


def offered(window):
    """What can be done with cells, as the Edit menu and the palette say it."""
    menu = {one for one in OF_CELLS if window.menus.actions[one].isEnabled()}
    assert {offer.id for offer in window_offers(window)} & set(OF_CELLS) == menu
    return menu


def test_cells_are_cut_pasted_elsewhere_and_come_back(page, window, qtbot):
    leads = [page.model.lead_at(place) for place in range(2)]
    before = [[page.model.text(place, name) for name in ("title", "source")] for place in range(2)]
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Down, MOD.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_Right, MOD.ShiftModifier)
    cut(qtbot, page)
    assert QApplication.clipboard().text().split("\r\n") == ["\t".join(line) for line in before]
    assert [[stored(page, lead, name) for name in ("title", "source")] for lead in leads] == [["", ""]] * 2
    assert page.banner.sentence.text().startswith("4 values")
    assert "edited" in window.undo_action.text()
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_V, MOD.ControlModifier)
    written(qtbot, page)
    assert [[stored(page, lead, name) for name in ("title", "source")] for lead in leads] == before
    for _time in range(2):
        qtbot.keyClick(page.table, KEY.Key_Z, MOD.ControlModifier)
        written(qtbot, page)
    qtbot.waitUntil(
        lambda: [[stored(page, lead, name) for name in ("title", "source")] for lead in leads] == before
    )


def test_what_was_cut_is_taken_back_after_a_restart(page, window, open_desk, qtbot):
    lead, before = page.model.lead_at(0), page.model.text(0, "title")
    go(page, 0, "title")
    cut(qtbot, page)
    assert stored(page, lead, "title") == ""
    window.close()
    window.session.close()
    again = open_desk().window
    activate(qtbot, again)
    again.go("leads")
    page = again.page("leads")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "edited" in again.undo_action.text())
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Z, MOD.ControlModifier)
    qtbot.waitUntil(lambda: stored(page, lead, "title") == before)


def test_what_is_computed_is_copied_and_said_not_to_be_emptied(page, qtbot):
    lead = page.model.lead_at(0)
    when, stage, score = (page.model.text(0, name) for name in ("acquired_at", "stage", "score"))
    go(page, 0, "acquired_at")
    for _time in range(2):
        qtbot.keyClick(page.table, KEY.Key_Right, MOD.ShiftModifier)
    cut(qtbot, page)
    assert QApplication.clipboard().text().split("\t") == [when.replace("/", "-"), stage, score]
    assert stored(page, lead, "acquired_at") == ""
    said = page.banner.sentence.text()
    assert said.startswith("1 value")
    assert said.endswith(f"{column_label('stage')}, {column_label('score')}.")


def test_of_computed_cells_alone_nothing_is_emptied(page, qtbot):
    go(page, 0, "stage")
    cut(qtbot, page)
    assert QApplication.clipboard().text() == page.model.text(0, "stage")
    assert column_label("stage") in page.banner.sentence.text()
    assert not page.undo_words


def test_of_more_lines_than_one_step_takes_none_is_copied(page, qtbot, monkeypatch):
    monkeypatch.setattr(type(page.table), "chosen_count", MOST + 1)
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_X, MOD.ControlModifier)
    assert f"{MOST + 1:,}" in page.banner.sentence.text()
    settle(qtbot, page)
    assert not QApplication.clipboard().text()
    assert not page.undo_words


def test_the_key_in_a_field_cuts_its_text(page, qtbot):
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    text = field.text()
    field.selectAll()
    qtbot.keyClick(field, KEY.Key_X, MOD.ControlModifier)
    assert (field.text(), QApplication.clipboard().text()) == ("", text)
    qtbot.keyClick(field, KEY.Key_Escape)
    assert not page.undo_words


def test_the_edit_menu_offers_it_where_there_are_cells(page, window, show, qtbot):
    assert offered(window) == set(OF_CELLS)
    page.tabs.setCurrentIndex(1)
    assert offered(window) == set()
    page.tabs.setCurrentIndex(0)
    assert offered(window) == set(OF_CELLS)
    show("today")
    assert offered(window) == set()
    show("leads")
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    window.menus.actions["cut_cells"].trigger()
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    written(qtbot, page)
    assert stored(page, lead, "title") == ""


def test_what_is_being_typed_is_taken_before_the_menu_does_something(page, window, qtbot):
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    write(page.table, "新しい役職")
    field_over(qtbot, page)
    window.menus.actions["fill_down"].trigger()
    assert not page.editing.is_open
    written(qtbot, page)
    assert stored(page, lead, "title") == "新しい役職"
    go(page, 0, "acquired_at")
    write(page.table, "いつか")
    field = field_over(qtbot, page)
    window.menus.actions["cut_cells"].trigger()
    assert page.editing.is_open
    assert field.fault.isVisible()
    qtbot.keyClick(field, KEY.Key_Escape)


def test_an_empty_store_has_no_cells(open_desk, qtbot):
    window = open_desk().window
    window.go("leads")
    settle(qtbot, window.page("leads"))
    assert offered(window) == set()
