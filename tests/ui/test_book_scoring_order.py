"""The list of signals: their order, copies, what each counts for today, and a preview that is always right."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.book_scoring import ScoringTab
from tests.ui.scoring_hands import (
    KEY,
    LEFT,
    ids_of,
    open_editor,
    recomputed,
    settled,
    signal_of,
    tab_to,
    type_in,
)


@pytest.fixture
def tab(page, qtbot):
    found = page.tab(ScoringTab)
    settled(qtbot, page, found)
    return found


def test_tab_goes_through_the_fields_as_they_stand(page, tab, qtbot):
    first, second = ids_of(page)[:2]
    editor = open_editor(qtbot, tab, first)
    rows = tab._rows
    qtbot.waitUntil(rows[first].people.isVisible)
    rows[first].slider.setFocus()
    passed = [rows[first].number, rows[first].change, rows[first].people]
    passed += [editor.name.line, editor.component, editor.kind]
    passed += [editor.lists["kinds"].button, editor.lists["types"].button, editor.finer.button]
    passed += [editor.look_back.line, editor.half_life.line, editor.cap.line, editor.why, editor.origin]
    # The first cannot move up.
    passed += [editor.down, editor.copy, editor.remove, rows[second].slider, rows[second].number]
    for field in passed:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        assert QApplication.focusWidget() is field
    qtbot.mouseClick(editor.down, LEFT)
    rows[second].slider.setFocus()
    tab_to(qtbot, rows[first].slider)


def test_a_weight_above_the_cap_is_said_once_the_hand_rests(page, tab, qtbot):
    row = tab._rows["seminar"]
    row.number.setValue(50)
    assert signal_of(page, "seminar").points == 50
    qtbot.waitUntil(row.fault.isVisible)
    assert "The cap (40) lies below" in row.fault.text()
    row.number.setValue(30)
    qtbot.waitUntil(lambda: not row.fault.isVisible())


def test_signals_move_within_their_component(page, tab, qtbot):
    before = ids_of(page)
    editor = open_editor(qtbot, tab, before[1])
    qtbot.mouseClick(editor.up, LEFT)
    assert ids_of(page) == [before[1], before[0], *before[2:]]
    rows = tab.groups["behaviour"].rows
    assert [rows.itemAt(place).widget()._id for place in range(rows.count())] == ids_of(page)
    assert editor.isVisible()
    assert not editor.up.isEnabled()
    editor.down.setFocus()
    qtbot.keyClick(editor.down, KEY.Key_Space)
    assert ids_of(page) == before
    assert QApplication.focusWidget() is editor.down


def test_a_copy_stands_below_with_a_name_and_id_of_its_own(page, tab, qtbot):
    before = page.book
    editor = open_editor(qtbot, tab, "seminar")
    qtbot.mouseClick(editor.copy, LEFT)
    place = ids_of(page).index("seminar")
    copy = signal_of(page, ids_of(page)[place + 1])
    original = signal_of(page, "seminar")
    assert copy.name == f"{original.name} 2"
    assert replace(copy, id=original.id, name=original.name, origin=original.origin) == original
    assert tab._rows[copy.id].editor.isVisible()
    page.undo()
    assert page.book == before


def test_a_removed_signal_comes_back_in_its_place(page, tab, qtbot):
    before = page.book
    editor = open_editor(qtbot, tab, "seminar")
    qtbot.mouseClick(editor.remove, LEFT)
    assert "seminar" not in tab._rows
    assert QApplication.focusWidget() is tab._rows["guide_download"].change
    settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == recomputed(page, tab).tolist()
    page.undo()
    assert page.book == before
    assert tab._rows["seminar"].name.text() == signal_of(page, "seminar").name


def test_floor_and_cap_of_a_component_are_changed_where_that_makes_sense(page, tab, qtbot):
    group = tab.groups["behaviour"]
    type_in(qtbot, group.cap, "50")
    assert next(c.cap for c in page.book.components if c.id == "behaviour") == 50
    type_in(qtbot, group.floor, "70")
    assert "The floor must be lower than the cap" in group.fault.text()
    assert next(c.floor for c in page.book.components if c.id == "behaviour") == 0
    type_in(qtbot, group.cap, "5")
    assert "Nobody can reach 60 points" in group.fault.text()
    settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == recomputed(page, tab).tolist()


def test_a_signal_says_for_how_many_leads_it_counts(page, tab, qtbot):
    row = tab._rows["seminar"]
    # Four people came three days ago: 20 points, halved every 90 days.
    points = 4 * round(20 * 0.5 ** (3 / 90), 3)
    qtbot.waitUntil(lambda: "leads" in row.limits.text())
    assert f"4 leads, {points:.0f} points" in row.limits.text()
    row.number.setValue(0)
    qtbot.waitUntil(lambda: "0 leads, 0 points" in row.limits.text())


def test_the_preview_after_many_changes_is_what_a_new_computation_gives(page, tab, qtbot):
    pane = tab.preview
    assert pane.preview.candidates == 2
    editor = open_editor(qtbot, tab, "seminar")
    type_in(qtbot, editor.half_life, "")
    type_in(qtbot, editor.look_back, "")
    type_in(qtbot, editor.cap, "")
    tab._rows["seminar"].number.setValue(60)
    settled(qtbot, page, tab)
    points = pane.preview.scores.signals["seminar"]
    # Counted by hand from the list: four came once each, without decay.
    assert points.milli.tolist() == [60_000] * 4
    assert pane.preview.scores.milli.tolist() == recomputed(page, tab).tolist()
    assert pane.preview.candidates == 6
    assert pane.candidates.value.text() == "6 people"


def test_sixty_signals_with_long_names_need_no_sideways_scrolling(page, tab, window, qtbot):
    long = "A signal whose name somebody wrote as a whole sentence, because it was clear to them 問い合わせ・見積・デモ"
    more = tuple(
        replace(page.book.signals[place % 19], id=f"more_{place}", name=f"{long} {place}")
        for place in range(41)
    )
    page.edit(replace(page.book, signals=(*page.book.signals, *more)))
    page._show_book()
    window.resize(1100, 700)
    for signal_id in ("seminar", "function", "click_rate", "more_3"):
        open_editor(qtbot, tab, signal_id)
    qtbot.mouseClick(tab._rows["seminar"].editor.finer.button, LEFT)
    qtbot.waitUntil(lambda: window.width() == 1100)
    assert tab.area.horizontalScrollBar().maximum() == 0
    row = tab._rows["more_3"]
    assert row.limits.wordWrap(), "what else decides is never cut"
    assert row.number.geometry().right() <= row.width()


def test_a_field_changed_right_after_a_drag_keeps_the_new_weight(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "seminar")
    tab._rows["seminar"].number.setValue(25)
    # The sentence follows when the hand rests; what is written meanwhile is of the signal as it is.
    type_in(qtbot, editor.look_back, "90")
    changed = signal_of(page, "seminar")
    assert (changed.points, changed.window_days) == (25, 90)
    tab._rows["seminar"].number.setValue(26)
    qtbot.waitUntil(lambda: "26 points" in editor.sentence.text())
