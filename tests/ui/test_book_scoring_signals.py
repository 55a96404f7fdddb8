"""Everything a signal holds is edited in the scoring tab, by mouse and by keyboard, and every step comes back."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.book.book import Band
from funneldesk.domain.book.conditions import All, Any_, Attribute, DaysSince
from funneldesk.domain.book.sentences import signal_sentence
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.ui.pages.book_scoring import ScoringTab

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(show, qtbot):
    found = show("book")
    qtbot.waitUntil(lambda: found.book is not None)
    return found


@pytest.fixture
def tab(page, qtbot):
    found = page.tab(ScoringTab)
    _settled(qtbot, page, found)
    return found


def _settled(qtbot, page, tab):
    pane = tab.preview
    qtbot.waitUntil(
        lambda: pane.preview is not None and pane.histogram.isEnabled() and pane.preview.book == page.book
    )


def _signal(page, signal_id):
    return next((one for one in page.book.signals if one.id == signal_id), None)


def _ids(page, component="behaviour"):
    return [one.id for one in page.book.signals if one.component == component]


def _open(qtbot, tab, signal_id):
    row = tab._rows[signal_id]
    qtbot.mouseClick(row.change, LEFT)
    qtbot.waitUntil(row.editor.isVisible)
    return row.editor


def _type(qtbot, line, text, key=KEY.Key_Return):
    line.focus()
    if not text.isascii():
        # Such letters come from an input method, not from keys.
        line.line.insert(text)
    elif text:
        qtbot.keyClicks(line.line, text)
    else:
        qtbot.keyClick(line.line, KEY.Key_Delete)
    qtbot.keyClick(line.line, key)


def _tick(qtbot, several, value):
    if not several.button.isChecked():
        qtbot.mouseClick(several.button, LEFT)
    qtbot.waitUntil(lambda: value in _offered(several))
    item = several.list.item(_offered(several).index(value))
    several.list.scrollToItem(item)
    qtbot.mouseClick(several.list.viewport(), LEFT, pos=several.list.visualItemRect(item).center())


def _tab_to(qtbot, field):
    for _step in range(20):
        if QApplication.focusWidget() is field:
            return
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    pytest.fail("no way there by Tab")


def _offered(several):
    return [item.data(Qt.ItemDataRole.UserRole) for item in several.list.rows()]


def _choose(qtbot, choice, value):
    choice.setFocus()
    while choice.value != value:
        before = choice.currentIndex()
        qtbot.keyClick(choice, KEY.Key_Down if choice.findData(value) > before else KEY.Key_Up)
        assert choice.currentIndex() != before


def _recomputed(page, tab):
    """Return everybody's score by another path: each lead at its own point, nothing kept from before."""
    facts, day = tab.preview.preview.facts, tab.preview.preview.today.features.day
    leads = np.arange(facts.count, dtype=np.int32)
    return Scoring(facts, page.book).milli(Points(leads, np.full(len(leads), day, np.int32)))


def test_a_signal_is_added_and_written_by_keyboard_alone(page, tab, qtbot):
    before, group = page.book, tab.groups["engagement"]
    group.adding.button.setFocus()
    qtbot.keyClick(group.adding.button, KEY.Key_Space)
    qtbot.waitUntil(group.adding.panel.isVisible)
    assert QApplication.focusWidget() is group.adding.kinds["counts"]
    assert group.adding.sentences["counts"].text().endswith(".")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Space)
    new = page.book.signals[-1]
    assert (len(page.book.signals), new.component, new.origin) == (
        len(before.signals) + 1, "engagement", "own",
    )  # fmt: skip
    # What is there, and no signal counts yet, comes first: all three kinds are counted by the starter book.
    assert new.counts.kinds == ("download",)
    editor = tab._rows[new.id].editor
    assert QApplication.focusWidget() is editor.name.line
    qtbot.keyClicks(editor.name.line, "A guide again")
    qtbot.keyClick(editor.name.line, KEY.Key_Return)
    assert _signal(page, new.id).name == "A guide again"
    _tab_to(qtbot, editor.cap.line)
    editor.cap.line.selectAll()
    qtbot.keyClicks(editor.cap.line, "15")
    qtbot.keyClick(editor.cap.line, KEY.Key_Tab)
    assert _signal(page, new.id).cap == 15
    assert tab._rows[new.id].name.text_whole() == "A guide again"
    for _step in range(3):
        page.undo()
    assert page.book == before
    assert new.id not in tab._rows


def test_each_field_of_a_counting_signal_is_changed_undone_and_done_again(page, tab, qtbot):
    before = page.book
    editor = _open(qtbot, tab, "seminar")
    _type(qtbot, editor.name, "Came to a seminar")
    _tick(qtbot, editor.lists["kinds"], "form")
    _tick(qtbot, editor.lists["types"], "")
    qtbot.mouseClick(editor.finer.button, LEFT)
    _tick(qtbot, editor.lists["contents"], "原価管理セミナー")
    _tick(qtbot, editor.lists["phases"], "decision")
    _type(qtbot, editor.look_back, "120")
    _type(qtbot, editor.half_life, "22.5")
    _type(qtbot, editor.cap, "")
    editor.why.setFocus()
    editor.why.selectAll()
    qtbot.keyClicks(editor.why, "An hour is an hour")
    qtbot.keyClick(editor.why, KEY.Key_Tab)
    _choose(qtbot, editor.component, "engagement")
    editor = tab._rows["seminar"].editor
    changed = _signal(page, "seminar")
    assert (changed.name, changed.component, changed.origin) == ("Came to a seminar", "engagement", "own")
    assert (changed.counts.kinds, changed.counts.types) == (("attend", "form"), ("",))
    assert (changed.counts.contents, changed.counts.phases) == (("原価管理セミナー",), ("decision",))
    assert (changed.window_days, changed.half_life_days, changed.cap) == (120, 22.5, None)
    assert changed.why == "An hour is an hour"
    assert editor.sentence.text() == signal_sentence(changed)
    after, steps = page.book, len(page._undo)
    for _step in range(steps):
        page.undo()
    assert page.book == before
    assert editor.name.line.text() == _signal(page, "seminar").name
    for _step in range(steps):
        page.redo()
    assert page.book == after
    assert editor.look_back.line.text() == "120"


def test_who_brings_a_signal_back_to_what_was_agreed_changed_nothing(page, tab, qtbot):
    before = page.book
    editor = _open(qtbot, tab, "seminar")
    _type(qtbot, editor.look_back, "90")
    assert _signal(page, "seminar").origin == "own"
    _type(qtbot, editor.look_back, "１８０")
    assert page.book == before


def test_tab_goes_through_the_fields_as_they_stand(page, tab, qtbot):
    first, second = _ids(page)[:2]
    editor = _open(qtbot, tab, first)
    rows = tab._rows
    rows[first].slider.setFocus()
    passed = [rows[first].number, rows[first].change, editor.name.line, editor.component, editor.kind]
    passed += [editor.lists["kinds"].button, editor.lists["types"].button, editor.finer.button]
    passed += [editor.look_back.line, editor.half_life.line, editor.cap.line, editor.why, editor.origin]
    # The first cannot move up.
    passed += [editor.down, editor.copy, editor.remove, rows[second].slider, rows[second].number]
    for field in passed:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        assert QApplication.focusWidget() is field
    qtbot.mouseClick(editor.down, LEFT)
    rows[second].slider.setFocus()
    _tab_to(qtbot, rows[first].slider)


def test_the_origin_is_chosen_like_any_field(page, tab, qtbot):
    editor = _open(qtbot, tab, "seminar")
    _choose(qtbot, editor.origin, "example")
    assert _signal(page, "seminar").origin == "example"


def test_the_condition_of_a_signal_is_changed_part_by_part(page, tab, qtbot):
    editor = _open(qtbot, tab, "industry")
    line = editor.test.tests[0]
    _choose(qtbot, line.operator, "is")
    _tick(qtbot, line.values, "製造業")
    line.values.search.setFocus()
    line.values.search.insert("農業")
    qtbot.keyClick(line.values.search, KEY.Key_Return)
    test = _signal(page, "industry").test
    assert (test.operator, test.values[-2:]) == ("is", ("製造業", "農業"))
    qtbot.mouseClick(editor.test.add, LEFT)
    test = _signal(page, "industry").test
    assert isinstance(test, All)
    assert len(editor.test.tests) == 2
    second = editor.test.tests[1]
    qtbot.waitUntil(lambda: second.field.findData("prefecture") >= 0)
    _choose(qtbot, second.field, "employees")
    qtbot.waitUntil(lambda: _signal(page, "industry").test.parts[1].field == "employees")
    _choose(qtbot, second.operator, "at_least")
    _type(qtbot, second.number, "100")
    assert _signal(page, "industry").test.parts[1] == Attribute("employees", "at_least", ("100",))
    _choose(qtbot, editor.test.joined, "any")
    assert isinstance(_signal(page, "industry").test, Any_)
    qtbot.mouseClick(second.remove, LEFT)
    assert isinstance(_signal(page, "industry").test, Attribute)
    _settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == _recomputed(page, tab).tolist()


def test_a_test_that_is_no_attribute_is_changed_as_its_sentence(page, tab, qtbot):
    editor = _open(qtbot, tab, "no_response")
    line = editor.test.tests[0]
    words = line.text.toPlainText()
    assert "90" in words
    line.text.show_text(words)
    line.text.setFocus()
    line.text.setPlainText(words.replace("90", "60"))
    line.text.commit()
    test = _signal(page, "no_response").test
    assert isinstance(test, DaysSince)
    assert test.days == 60
    line.text.setPlainText("whenever the moon is full")
    line.text.commit()
    assert _signal(page, "no_response").test == test
    assert line.fault.isVisible()
    assert "the moon is full" in line.fault.text()


def test_bands_are_changed_added_and_removed(page, tab, qtbot):
    editor = _open(qtbot, tab, "click_rate")
    bands = editor.bands
    _type(qtbot, bands.lines[0].points, "7")
    assert _signal(page, "click_rate").bands == (Band(0.1, None, 7.0),)
    qtbot.mouseClick(bands.add, LEFT)
    assert _signal(page, "click_rate").bands == (Band(0.1, 0.2, 7.0), Band(0.2, None, 7.0))
    _type(qtbot, bands.lines[1].points, "9")
    _type(qtbot, bands.lines[0].high, "25%")
    _type(qtbot, bands.lines[1].low, "25%")
    assert _signal(page, "click_rate").bands == (Band(0.1, 0.25, 7.0), Band(0.25, None, 9.0))
    _type(qtbot, bands.lines[0].low, "30%")
    assert "lower end" in bands.lines[0].fault.text()
    assert _signal(page, "click_rate").bands[0].low == 0.1
    qtbot.mouseClick(bands.lines[0].remove, LEFT)
    assert _signal(page, "click_rate").bands == (Band(0.25, None, 9.0),)
    assert not bands.lines[0].remove.isEnabled()


def test_a_signal_of_another_kind_starts_from_what_is_there(page, tab, qtbot):
    editor = _open(qtbot, tab, "seminar")
    _choose(qtbot, editor.kind, "test")
    qtbot.waitUntil(lambda: _signal(page, "seminar").test is not None)
    changed = _signal(page, "seminar")
    assert (changed.counts, changed.window_days, changed.half_life_days, changed.cap) == (None,) * 4
    assert isinstance(changed.test, Attribute)
    assert editor.test.isVisible()
    assert not editor.cap.isVisible()
    _choose(qtbot, editor.kind, "bands")
    qtbot.waitUntil(lambda: bool(_signal(page, "seminar").bands))
    assert not tab._rows["seminar"].slider.isEnabled()
    page.undo()
    page.undo()
    assert _signal(page, "seminar").counts.kinds == ("attend",)
    assert tab._rows["seminar"].slider.isEnabled()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "needs a name"),
        ("name", "Reply to an e-mail", "has this name already"),
        ("look_back", "0", "at least one day"),
        ("look_back", "-3", "at least one day"),
        ("look_back", "1.5", "whole number"),
        ("look_back", "soon", "“soon” is no number"),
        ("half_life", "0", "longer than no day"),
        ("cap", "5", "lies below the points of a single activity (20)"),
        ("cap", "0", "greater than 0"),
        ("cap", "1e400", "is no number"),
    ],
)
def test_bad_input_is_said_at_its_field_and_not_taken(page, tab, qtbot, field, typed, said):
    names = [replace(s, name="Reply to an e-mail") if s.id == "reply" else s for s in page.book.signals]
    page.edit(replace(page.book, signals=tuple(names)))
    page._show_book()
    before = page.book
    editor = _open(qtbot, tab, "seminar")
    line = getattr(editor, field)
    stored = line.line.text()
    _type(qtbot, line, typed)
    assert said in line.fault.text()
    assert line.fault.isVisible()
    assert line.line.text() == typed
    assert page.book == before
    # Another field is taken meanwhile; what was refused stays to be put right.
    _type(qtbot, editor.half_life if field != "half_life" else editor.look_back, "77")
    assert page.book != before
    assert (line.line.text(), said in line.fault.text()) == (typed, True)
    _type(qtbot, line, stored)
    assert not line.fault.isVisible()


def test_a_weight_above_the_cap_is_said_once_the_hand_rests(page, tab, qtbot):
    row = tab._rows["seminar"]
    row.number.setValue(50)
    assert _signal(page, "seminar").points == 50
    qtbot.waitUntil(row.fault.isVisible)
    assert "the cap (40) lies below" in row.fault.text()
    row.number.setValue(30)
    qtbot.waitUntil(lambda: not row.fault.isVisible())


def test_signals_move_within_their_component(page, tab, qtbot):
    before = _ids(page)
    editor = _open(qtbot, tab, before[1])
    qtbot.mouseClick(editor.up, LEFT)
    assert _ids(page) == [before[1], before[0], *before[2:]]
    rows = tab.groups["behaviour"].rows
    assert [rows.itemAt(place).widget()._id for place in range(rows.count())] == _ids(page)
    assert editor.isVisible()
    assert not editor.up.isEnabled()
    editor.down.setFocus()
    qtbot.keyClick(editor.down, KEY.Key_Space)
    assert _ids(page) == before
    assert QApplication.focusWidget() is editor.down


def test_a_copy_stands_below_with_a_name_and_id_of_its_own(page, tab, qtbot):
    before = page.book
    editor = _open(qtbot, tab, "seminar")
    qtbot.mouseClick(editor.copy, LEFT)
    place = _ids(page).index("seminar")
    copy = _signal(page, _ids(page)[place + 1])
    original = _signal(page, "seminar")
    assert copy.name == f"{original.name} 2"
    assert replace(copy, id=original.id, name=original.name, origin=original.origin) == original
    assert tab._rows[copy.id].editor.isVisible()
    page.undo()
    assert page.book == before


def test_a_removed_signal_comes_back_in_its_place(page, tab, qtbot):
    before = page.book
    editor = _open(qtbot, tab, "seminar")
    qtbot.mouseClick(editor.remove, LEFT)
    assert "seminar" not in tab._rows
    assert QApplication.focusWidget() is tab._rows["guide_download"].change
    _settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == _recomputed(page, tab).tolist()
    page.undo()
    assert page.book == before
    assert tab._rows["seminar"].name.text_whole() == _signal(page, "seminar").name


def test_floor_and_cap_of_a_component_are_changed_where_that_makes_sense(page, tab, qtbot):
    group = tab.groups["behaviour"]
    _type(qtbot, group.cap, "50")
    assert next(c.cap for c in page.book.components if c.id == "behaviour") == 50
    _type(qtbot, group.floor, "70")
    assert "the floor must be lower than the cap" in group.fault.text()
    assert next(c.floor for c in page.book.components if c.id == "behaviour") == 0
    _type(qtbot, group.cap, "5")
    assert "nobody can reach 60 points" in group.fault.text()
    _settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == _recomputed(page, tab).tolist()


def test_a_signal_says_for_how_many_leads_it_counts(page, tab, qtbot):
    row = tab._rows["seminar"]
    # Four people came three days ago: 20 points, halved every 90 days.
    points = 4 * round(20 * 0.5 ** (3 / 90), 3)
    qtbot.waitUntil(lambda: "4" in row.limits.text().split("　")[-1])
    assert f"4 leads, {points:.0f} points" in row.limits.text()
    row.number.setValue(0)
    qtbot.waitUntil(lambda: "0 leads, 0 points" in row.limits.text())


def test_the_preview_after_many_changes_is_what_a_new_computation_gives(page, tab, qtbot):
    pane = tab.preview
    assert pane.preview.candidates == 2
    editor = _open(qtbot, tab, "seminar")
    _type(qtbot, editor.half_life, "")
    _type(qtbot, editor.look_back, "")
    _type(qtbot, editor.cap, "")
    tab._rows["seminar"].number.setValue(60)
    _settled(qtbot, page, tab)
    points = pane.preview.scores.signals["seminar"]
    # Counted by hand from the list: four came once each, without decay.
    assert points.milli.tolist() == [60_000] * 4
    assert pane.preview.scores.milli.tolist() == _recomputed(page, tab).tolist()
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
        _open(qtbot, tab, signal_id)
    qtbot.mouseClick(tab._rows["seminar"].editor.finer.button, LEFT)
    qtbot.waitUntil(lambda: window.width() == 1100)
    assert tab.area.horizontalScrollBar().maximum() == 0
    row = tab._rows["more_3"]
    assert row.limits.wordWrap(), "what else decides is never cut"
    assert row.number.geometry().right() <= row.width()
