"""Cells of the table of leads are edited as in a spreadsheet, by real keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain import habits
from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.i18n import set_language
from funneldesk.operations.editing import Entered, edit
from funneldesk.operations.lead_page import whole_lead
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.leads_model import WAITING
from tests.ui.conftest import activate, settle
from tests.ui.typing import write

KEY, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    # Of the columns nobody chose some have no room in a small window.
    page.columns.choose(("name", "company", "title", "source", "acquired_at", "stage", "score"))
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    qtbot.waitUntil(lambda: page.detail.shown is not None)
    page.table.setFocus()
    return page


def go(page, row, column):
    """Make a cell the current one."""
    page.table.go_to(row, page.model.names.index(column))


def field_over(qtbot, page):
    """The open field over a cell."""
    qtbot.waitUntil(
        lambda: page.editing.is_open and QApplication.focusWidget() is page.editing.delegate.editor
    )
    return page.editing.delegate.editor


def edited(qtbot, page, row, column, text):
    """Type a text over what stands in a cell, by F2 and Enter."""
    go(page, row, column)
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    field.selectAll()
    write(field, text)
    qtbot.keyClick(field, KEY.Key_Return)


def stored(page, lead, field):
    """What the store says of a lead."""
    with open_reader(page.session.path) as store:
        return whole_lead(store, lead, page.session.today).detail.value(field)


def written(qtbot, page):
    """Wait until everything is written and shown."""
    qtbot.waitUntil(lambda: not page.steps.is_writing)
    settle(qtbot, page)


def test_f2_and_enter_change_a_value_and_the_line_stays_where_it_is(page, qtbot):
    page.sort_by("title", descending=False)
    settle(qtbot, page)
    lead = page.model.lead_at(0)
    edited(qtbot, page, 0, "title", "龍の役職")
    assert page.model.text(0, "title") == "龍の役職"  # at once, before it is written
    assert page.table.currentIndex().row() == 1  # as in a spreadsheet
    written(qtbot, page)
    assert stored(page, lead, "title") == "龍の役職"
    assert page.model.lead_at(0) == lead
    qtbot.waitUntil(lambda: page.model.text(0, "title") == "龍の役職")
    page.sort_by("title", descending=True)
    page.sort_by("title", descending=False)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.model.lead_at(0) != lead)


@pytest.mark.parametrize("by_mouse", [False, True])
def test_f2_and_a_double_click_go_on_with_what_stands_there(page, qtbot, by_mouse):
    go(page, 0, "title")
    before = page.model.text(0, "title")
    if by_mouse:
        at = page.table.visualRect(page.table.currentIndex()).center()
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    else:
        qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    assert (field.selectedText(), field.cursorPosition()) == ("", len(before))
    write(field, "代理")
    assert field.text() == f"{before}代理"
    qtbot.keyClick(field, KEY.Key_Escape)


def test_escape_leaves_what_was_there(page, qtbot):
    go(page, 0, "title")
    before = page.model.text(0, "title")
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    write(field, "別の役職")
    qtbot.keyClick(field, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not page.editing.is_open)
    assert page.model.text(0, "title") == before
    assert not page.undo_words


def test_what_cannot_be_a_day_is_said_at_the_cell_which_stays_open(page, qtbot):
    lead, before = page.model.lead_at(0), page.model.text(0, "acquired_at")
    edited(qtbot, page, 0, "acquired_at", "いつか")
    field = page.editing.delegate.editor
    assert field.isVisible()
    assert field.fault.isVisible()
    assert "いつか" in field.fault.text()
    assert "2026/4/1" in field.fault.text()
    assert field.accessibleDescription() == field.fault.text()
    # A click on another cell does not lose it either.
    other = page.table.visualRect(page.model.index(2, page.model.names.index("title"))).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    assert field.text() == "いつか"
    assert page.table.currentIndex().row() == 0
    field.selectAll()
    qtbot.keyClicks(field, "2026/1/2")
    assert not field.fault.isVisible()
    qtbot.keyClick(field, KEY.Key_Return)
    written(qtbot, page)
    assert not page.editing.is_open
    assert stored(page, lead, "acquired_at") == "2026-01-02"
    assert page.model.text(0, "acquired_at") != before


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [("email", "abc", "no e-mail address"), ("phone", "電話なし", "no single phone")],
)
def test_mail_and_phone_are_understood_as_in_lists(page, qtbot, column, text, said):
    page.columns.choose(("name", "email", "phone"))
    qtbot.waitUntil(lambda: page.model.text(0, column) != WAITING)
    edited(qtbot, page, 0, column, text)
    assert said in page.editing.delegate.editor.fault.text()
    qtbot.keyClick(page.editing.delegate.editor, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not page.editing.is_open)


def test_what_is_computed_says_why_it_is_not_typed_in(page, qtbot):
    go(page, 0, "score")
    qtbot.keyClick(page.table, KEY.Key_F2)
    assert not page.editing.is_open
    assert page.banner.isVisible()
    assert page.banner.sentence.text().startswith(column_label("score"))
    assert "computed" in page.banner.sentence.text()


def test_a_double_click_edits_a_cell_and_opens_the_lead_by_its_name(page, window, qtbot):
    at = page.table.visualRect(page.model.index(1, page.model.names.index("company"))).center()
    viewport = page.table.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    field = field_over(qtbot, page)
    assert field.text() == page.model.text(1, "company")
    qtbot.keyClick(field, KEY.Key_Escape)
    name = page.table.visualRect(page.model.index(1, 0)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=name)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=name)
    qtbot.waitUntil(lambda: window.current is window.page("lead"))


def test_the_name_is_edited_where_it_stays_in_sight(page, qtbot):
    page.columns.choose((*page.model.names, "email", "phone", "department", "note", "industry", "employees"))
    qtbot.waitUntil(lambda: page.table.horizontalScrollBar().maximum() > 100)
    bar = page.table.horizontalScrollBar()
    bar.setValue(100)
    assert page.table.frozen.isVisible()
    lead = page.model.lead_at(0)
    go(page, 0, "name")
    qtbot.waitUntil(lambda: page.model.text(0, "name") != WAITING)
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    over = field.mapTo(page.table, QPoint(0, 0))
    assert over.x() == page.table.viewport().x()
    assert bar.value() == 100
    field.selectAll()
    write(field, "改名 太郎")
    qtbot.keyClick(field, KEY.Key_Return)
    written(qtbot, page)
    assert stored(page, lead, "name") == "改名 太郎"


def test_tab_goes_on_to_the_next_cell_that_can_be_edited(page, qtbot):
    go(page, 0, "acquired_at")
    qtbot.keyClick(page.table, KEY.Key_F2)
    first = field_over(qtbot, page)
    qtbot.keyClick(first, KEY.Key_Backtab)
    qtbot.waitUntil(lambda: page.editing.is_open and page.editing.delegate.editor is not first)
    assert page.model.names[page.table.currentIndex().column()] == "source"
    field = field_over(qtbot, page)
    assert field.selectedText() == field.text()  # whoever fills in a line replaces
    qtbot.keyClick(field, KEY.Key_Escape)


def test_ctrl_d_fills_down_and_ctrl_z_takes_all_of_it_back(page, window, qtbot):
    leads = [page.model.lead_at(place) for place in range(3)]
    before = [page.model.text(place, "source") for place in range(3)]
    go(page, 0, "source")
    for _time in range(2):
        qtbot.keyClick(page.table, KEY.Key_Down, MOD.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_D, MOD.ControlModifier)
    written(qtbot, page)
    assert [stored(page, lead, "source") for lead in leads] == [before[0]] * 3
    changed = sum(text != before[0] for text in before)
    assert page.banner.sentence.text().startswith(str(changed))
    assert "Ctrl+Z" in page.banner.sentence.text()
    assert "edited" in window.undo_action.text()
    assert page.table.chosen_spans() == [(0, 2)]
    qtbot.keyClick(page.table, KEY.Key_Z, MOD.ControlModifier)
    written(qtbot, page)
    qtbot.waitUntil(lambda: [stored(page, lead, "source") for lead in leads] == before)
    qtbot.keyClick(page.table, KEY.Key_Y, MOD.ControlModifier)
    qtbot.waitUntil(lambda: [stored(page, lead, "source") for lead in leads] == [before[0]] * 3)


def test_delete_empties_the_chosen_cells_only_where_all_can_be_emptied(page, qtbot):
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Delete)
    written(qtbot, page)
    assert stored(page, lead, "title") == ""
    assert "Ctrl+Z" in page.banner.sentence.text()
    qtbot.keyClick(page.table, KEY.Key_Space, MOD.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_Delete)
    written(qtbot, page)
    assert column_label("stage") in page.banner.sentence.text()
    assert "Nothing was changed" in page.banner.sentence.text()
    assert stored(page, lead, "company")


def test_a_block_is_pasted_from_the_chosen_cell_on(page, qtbot):
    leads = [page.model.lead_at(place) for place in range(2)]
    go(page, 0, "title")
    QApplication.clipboard().setText("部長\t広告\r\n課長\tSEO\r\n")
    qtbot.keyClick(page.table, KEY.Key_V, MOD.ControlModifier)
    written(qtbot, page)
    assert [(stored(page, lead, "title"), stored(page, lead, "source")) for lead in leads] == [
        ("部長", "広告"),
        ("課長", "SEO"),
    ]


def test_of_a_block_with_a_fault_nothing_is_taken_and_its_cell_is_named(page, qtbot):
    lead, title = page.model.lead_at(0), page.model.text(0, "title")
    go(page, 0, "title")
    QApplication.clipboard().setText("新しい\tSEO\t2026/4/1\r\n課長\t広告\tいつか\r\n")
    qtbot.keyClick(page.table, KEY.Key_V, MOD.ControlModifier)
    written(qtbot, page)
    said = page.banner.sentence.text()
    assert "Row 2" in said
    assert column_label("acquired_at") in said
    assert "いつか" in said
    assert stored(page, lead, "title") == title
    assert not page.undo_words


def test_edits_of_before_a_restart_are_taken_back_by_ctrl_z(open_desk, company_store, qtbot):
    window = open_desk(company_store).window
    with open_store(window.session.path) as store:
        lead = int(store.connection.execute("SELECT min(id) FROM lead").fetchone()[0])
        edit(store, [Entered(lead, "title", "本部長")])
    window.go("leads")
    page = window.page("leads")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: "edited" in page.undo_words)
    assert "山田" in page.undo_words
    page.undo()
    qtbot.waitUntil(lambda: stored(page, lead, "title") != "本部長")


def test_a_store_that_cannot_be_written_keeps_the_value_and_says_so(page, qtbot):
    lead, before = page.model.lead_at(0), page.model.text(0, "title")
    with open_store(page.session.path) as other, other.transaction():
        edited(qtbot, page, 0, "title", "書けない")
        qtbot.waitUntil(lambda: not page.steps.is_writing)
    assert page.banner.isVisible()
    assert page.model.text(0, "title") == before
    assert stored(page, lead, "title") == before


def test_what_is_being_typed_is_kept_when_the_window_closes(page, window, qtbot):
    lead = page.model.lead_at(0)
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    field.selectAll()
    write(field, "閉じる直前")
    window.close()
    window.session.close()
    assert stored(page, lead, "title") == "閉じる直前"


def test_years_of_the_era_are_typed_as_they_are_shown(open_desk, company_store, qtbot, monkeypatch):
    set_language("ja")
    window = open_desk(company_store).window
    monkeypatch.setitem(habits._chosen, "years", "era")  # put back by itself
    activate(qtbot, window)
    window.go("leads")
    page = window.page("leads")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    lead = page.model.lead_at(0)
    go(page, 0, "acquired_at")
    qtbot.keyClick(page.table, KEY.Key_F2)
    field = field_over(qtbot, page)
    assert field.text().startswith("R")
    field.selectAll()
    write(field, "令和8年2月3日")
    qtbot.keyClick(field, KEY.Key_Return)
    assert page.model.text(0, "acquired_at") == "R8.2.3"
    written(qtbot, page)
    assert stored(page, lead, "acquired_at") == "2026-02-03"
