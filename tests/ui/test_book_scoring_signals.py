"""Everything a signal holds is edited in the scoring tab, by mouse and by keyboard, and every step comes back."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from funneldesk.domain.book.book import Band
from funneldesk.domain.book.conditions import All, Any_, Attribute, DaysSince
from funneldesk.domain.book.sentences import signal_sentence
from funneldesk.ui.pages.book_scoring import ScoringTab
from tests.ui.scoring_hands import (
    KEY,
    LEFT,
    choose,
    offered,
    open_editor,
    recomputed,
    settled,
    signal_of,
    tab_to,
    tick,
    type_in,
)
from tests.ui.typing import write


@pytest.fixture
def tab(page, qtbot):
    found = page.tab(ScoringTab)
    settled(qtbot, page, found)
    return found


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
    assert signal_of(page, new.id).name == "A guide again"
    tab_to(qtbot, editor.cap.line)
    editor.cap.line.selectAll()
    qtbot.keyClicks(editor.cap.line, "15")
    qtbot.keyClick(editor.cap.line, KEY.Key_Tab)
    assert signal_of(page, new.id).cap == 15
    assert tab._rows[new.id].name.text() == "A guide again"
    for _step in range(3):
        page.undo()
    assert page.book == before
    assert new.id not in tab._rows


def test_each_field_of_a_counting_signal_is_changed_undone_and_done_again(page, tab, qtbot):
    before = page.book
    editor = open_editor(qtbot, tab, "seminar")
    type_in(qtbot, editor.name, "Came to a seminar")
    tick(qtbot, editor.lists["kinds"], "form")
    tick(qtbot, editor.lists["types"], "")
    qtbot.mouseClick(editor.finer.button, LEFT)
    tick(qtbot, editor.lists["contents"], "原価管理セミナー")
    tick(qtbot, editor.lists["phases"], "decision")
    type_in(qtbot, editor.look_back, "120")
    type_in(qtbot, editor.half_life, "22.5")
    type_in(qtbot, editor.cap, "")
    editor.why.setFocus()
    editor.why.selectAll()
    qtbot.keyClicks(editor.why, "An hour is an hour")
    qtbot.keyClick(editor.why, KEY.Key_Tab)
    choose(qtbot, editor.component, "engagement")
    editor = tab._rows["seminar"].editor
    changed = signal_of(page, "seminar")
    assert (changed.name, changed.component, changed.origin) == ("Came to a seminar", "engagement", "own")
    assert (changed.counts.kinds, changed.counts.types) == (("attend", "form"), ("",))
    assert (changed.counts.contents, changed.counts.phases) == (("原価管理セミナー",), ("decision",))
    assert (changed.window_days, changed.half_life_days, changed.cap) == (120, 22.5, None)
    assert changed.why == "An hour is an hour"
    assert editor.sentence.text() == signal_sentence(changed)
    after, steps = page.book, 0
    while page.undo_words:
        page.undo()
        steps += 1
    assert steps == 11, "one for each field; the arrow key passed one component on its way"
    assert page.book == before
    assert editor.name.line.text() == signal_of(page, "seminar").name
    for _step in range(steps):
        page.redo()
    assert page.book == after
    assert editor.look_back.line.text() == "120"


def test_who_brings_a_signal_back_to_what_was_agreed_changed_nothing(page, tab, qtbot):
    before = page.book
    editor = open_editor(qtbot, tab, "seminar")
    type_in(qtbot, editor.look_back, "90")
    assert signal_of(page, "seminar").origin == "own"
    type_in(qtbot, editor.look_back, "１８０")
    assert page.book == before


def test_the_origin_is_chosen_like_any_field(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "seminar")
    choose(qtbot, editor.origin, "example")
    assert signal_of(page, "seminar").origin == "example"


def test_the_condition_of_a_signal_is_changed_part_by_part(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "industry")
    (line,) = editor.test.group.parts
    choose(qtbot, line.slots["operator"], "is")
    line.slots["values"].selectAll()
    write(line.slots["values"], "製造業、農業")
    qtbot.keyClick(line.slots["values"], KEY.Key_Return)
    assert signal_of(page, "industry").test == Attribute("industry", "is", ("製造業", "農業"))
    qtbot.mouseClick(editor.test.group.add_line, LEFT)
    assert isinstance(signal_of(page, "industry").test, Attribute), "a new line waits for its values"
    second = editor.test.group.parts[1]
    qtbot.waitUntil(lambda: second.slots["field"].findData("employees") >= 0)
    choose(qtbot, second.slots["field"], "employees")
    choose(qtbot, second.slots["operator"], "at_least")
    second.slots["values"].setFocus()
    qtbot.keyClicks(second.slots["values"], "100")
    qtbot.keyClick(second.slots["values"], KEY.Key_Return)
    test = signal_of(page, "industry").test
    assert isinstance(test, All)
    assert test.parts[1] == Attribute("employees", "at_least", ("100",))
    choose(qtbot, editor.test.group.joint, False)
    assert isinstance(signal_of(page, "industry").test, Any_)
    for part in reversed(editor.test.group.parts):
        qtbot.mouseClick(part.remove, LEFT)
    assert editor.test.note.text() == "A signal needs a condition."
    assert signal_of(page, "industry").test == Attribute("industry", "is", ("製造業", "農業")), (
        "until there is one"
    )
    settled(qtbot, page, tab)
    assert tab.preview.preview.scores.milli.tolist() == recomputed(page, tab).tolist()


def test_a_test_of_activities_has_slots_like_any_condition(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "no_response")
    (line,) = editor.test.group.parts
    assert line.kind.findData("score") < 0, "a score cannot ask about itself"
    line.slots["days"].setFocus()
    line.slots["days"].selectAll()
    qtbot.keyClicks(line.slots["days"], "60")
    qtbot.keyClick(line.slots["days"], KEY.Key_Return)
    test = signal_of(page, "no_response").test
    assert isinstance(test, DaysSince)
    assert test.days == 60
    page.undo()
    assert editor.test.group.parts[0].slots["days"].value() == 90


def test_bands_are_changed_added_and_removed(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "click_rate")
    bands = editor.bands
    type_in(qtbot, bands.lines[0].points, "7")
    assert signal_of(page, "click_rate").bands == (Band(0.1, None, 7.0),)
    qtbot.mouseClick(bands.add, LEFT)
    assert signal_of(page, "click_rate").bands == (Band(0.1, 0.2, 7.0), Band(0.2, None, 7.0))
    type_in(qtbot, bands.lines[1].points, "9")
    type_in(qtbot, bands.lines[0].high, "25%")
    type_in(qtbot, bands.lines[1].low, "25%")
    assert signal_of(page, "click_rate").bands == (Band(0.1, 0.25, 7.0), Band(0.25, None, 9.0))
    type_in(qtbot, bands.lines[0].low, "30%")
    assert "The lower end" in bands.lines[0].fault.text()
    assert signal_of(page, "click_rate").bands[0].low == 0.1
    qtbot.mouseClick(bands.lines[0].remove, LEFT)
    assert signal_of(page, "click_rate").bands == (Band(0.25, None, 9.0),)
    assert not bands.lines[0].remove.isEnabled()


def test_a_signal_of_another_kind_starts_from_what_is_there(page, tab, qtbot):
    editor = open_editor(qtbot, tab, "seminar")
    choose(qtbot, editor.kind, "test")
    qtbot.waitUntil(lambda: signal_of(page, "seminar").test is not None)
    changed = signal_of(page, "seminar")
    assert (changed.counts, changed.window_days, changed.half_life_days, changed.cap) == (None,) * 4
    assert isinstance(changed.test, Attribute)
    assert editor.test.isVisible()
    assert not editor.cap.isVisible()
    choose(qtbot, editor.kind, "bands")
    qtbot.waitUntil(lambda: bool(signal_of(page, "seminar").bands))
    assert not tab._rows["seminar"].slider.isEnabled()
    page.undo()
    page.undo()
    assert signal_of(page, "seminar").counts.kinds == ("attend",)
    assert tab._rows["seminar"].slider.isEnabled()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "The signal needs a name"),
        ("name", "Reply to an e-mail", "Another signal has this name"),
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
    editor = open_editor(qtbot, tab, "seminar")
    line = getattr(editor, field)
    stored = line.line.text()
    type_in(qtbot, line, typed)
    assert said in line.fault.text()
    assert line.fault.isVisible()
    assert line.line.text() == typed
    assert page.book == before
    # Another field is taken meanwhile; what was refused stays to be put right.
    type_in(qtbot, editor.half_life if field != "half_life" else editor.look_back, "77")
    assert page.book != before
    assert (line.line.text(), said in line.fault.text()) == (typed, True)
    type_in(qtbot, line, stored)
    assert not line.fault.isVisible()


def test_a_list_is_searched_ticked_and_left_by_keyboard(page, tab, qtbot):
    field = open_editor(qtbot, tab, "seminar").lists["kinds"]
    field.button.setFocus()
    qtbot.keyClick(field.button, KEY.Key_Space)
    qtbot.waitUntil(lambda: "download" in offered(field))
    assert QApplication.focusWidget() is field.search
    assert offered(field)[0] == "attend", "what is chosen stands first"
    qtbot.keyClicks(field.search, "downl")
    qtbot.keyClick(field.search, KEY.Key_Down)
    assert QApplication.focusWidget() is field.list
    qtbot.keyClick(field.list, KEY.Key_Space)
    assert signal_of(page, "seminar").counts.kinds == ("attend", "download")
    assert field.button.text_whole() == "Seminar attendance, Download"
    qtbot.keyClick(field.list, KEY.Key_Space)
    assert signal_of(page, "seminar").counts.kinds == ("attend",)
    field.search.setFocus()
    qtbot.keyClick(field.search, KEY.Key_Return)
    assert signal_of(page, "seminar").counts.kinds == ("attend", "download"), "the only one that is found"
    assert field.search.text() == ""
    qtbot.keyClicks(field.search, "a")
    qtbot.keyClick(field.search, KEY.Key_Return)
    assert signal_of(page, "seminar").counts.kinds == ("attend", "download"), (
        "several are found: none is meant"
    )
    qtbot.keyClick(field.search, KEY.Key_Escape)
    assert not field.list.isVisible()
    assert QApplication.focusWidget() is field.button


def test_the_people_a_signal_counts_for_are_shown(page, tab, window, qtbot):
    row = tab._rows["inquiry"]
    qtbot.waitUntil(lambda: "today 2 leads" in row.limits.text())
    assert not row.people.isVisible()
    row.change.setFocus()
    qtbot.keyClick(row.change, KEY.Key_Space)
    qtbot.waitUntil(row.people.isVisible)
    row.people.setFocus()
    qtbot.keyClick(row.people, KEY.Key_Space)
    leads = window.page("leads")
    qtbot.waitUntil(
        lambda: leads.isVisible() and leads.model.leads is not None and leads.model.rowCount() == 2
    )
    nobody = tab._rows["reply"]
    nobody.change.click()
    assert not nobody.people.isVisibleTo(nobody)
