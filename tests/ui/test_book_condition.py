"""Conditions of the book in their tab: for whom they hold, what they are offered, and where Tab goes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Disqualified,
    Not,
    Score,
)
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.widgets.condition_editor import ConditionEditor
from funneldesk.ui.widgets.values_field import ValuesField
from tests.domain.books import conditions
from tests.ui.typing import write

KEY = Qt.Key
MANAGER = Attribute("title", "contains", ("部長",))
GUIDE = Activity(ActivityMatch(kinds=("download",)), 1, 365)


@pytest.fixture
def editor(qtbot):
    found = ConditionEditor(empty="Everybody.")
    qtbot.addWidget(found)
    return found


@pytest.fixture
def tab(page):
    return page.tab(CriteriaTab)


def _focus(qtbot, widget):
    qtbot.waitUntil(lambda: widget.isVisible() and QApplication.focusWidget() is widget)


def _type(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    if text:
        write(field, text)
    else:
        qtbot.keyClick(field, KEY.Key_Backspace)
    qtbot.keyClick(field, KEY.Key_Return)


def _criterion(page, criterion_id):
    return next(one for one in page.book.criteria if one.id == criterion_id)


def _counted(qtbot, people):
    qtbot.waitUntil(lambda: people.holding is not None and not people.is_counting, timeout=20000)
    return people.holding


def _first(page, target):
    return next(one for one in page.book.criteria if one.target == target and one.when is not None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(condition=conditions(4))
def test_slots_hold_all_of_a_test(editor, condition):
    """Every line is put together anew from its slots, as after a change."""
    handed_on = []
    editor.show_condition(None)
    editor.show_condition(condition)
    editor.changed.connect(handed_on.append)
    for line in _lines(editor.group):
        line._settle()
        for field in line.findChildren(ValuesField):
            field.setText(field.text() + " ")
            field.commit()
    editor.changed.disconnect()
    assert all(plain_form(one) == plain_form(condition) for one in handed_on)
    assert plain_form(editor.group.condition) == plain_form(condition)


def _lines(group):
    for part in group.parts:
        yield from _lines(part) if hasattr(part, "parts") else [part]


def test_an_editor_without_a_condition_says_what_that_means(editor):
    assert editor.condition is None
    assert editor.note.text() == "Everybody."
    editor.show_condition(Any_(()))
    assert editor.note.text() == "it never holds"
    assert editor.condition == Any_(())


def test_a_condition_is_built_by_keyboard_alone(page, tab, qtbot):
    before = page.book
    tab.more.button.setFocus()
    qtbot.keyClick(tab.more.button, KEY.Key_Space)
    editor = tab.also.editor
    # The starter book asks that the lead is not disqualified.
    assert page.book.threshold.also == Not(Disqualified())
    _tab_to(qtbot, editor.group.add_line)
    qtbot.keyClick(editor.group.add_line, KEY.Key_Space)
    line = editor.group.parts[1]
    _focus(qtbot, line.slots["values"])
    assert "does not count" in line.missing.text()
    assert page.book == before
    write(line.slots["values"], "部長")
    # The list of what is known has the keyboard while it is open.
    popup = line.slots["values"].completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else line.slots["values"], KEY.Key_Tab)
    assert page.book.threshold.also == All((Not(Disqualified()), MANAGER))
    assert not line.missing.isVisible()
    _focus(qtbot, line.remove)
    _tab_to(qtbot, line.slots["operator"])
    qtbot.keyClick(line.slots["operator"], KEY.Key_Up)
    assert page.book.threshold.also == All((Not(Disqualified()), Attribute("title", "is_not", ("部長",))))
    assert "is not “部長”" in tab.sentence.text()
    page.undo()
    page.undo()
    assert page.book == before
    assert len(editor.group.parts) == 1
    page.redo()
    assert page.book.threshold.also == All((Not(Disqualified()), MANAGER))
    assert len(editor.group.parts) == 2


def _tab_to(qtbot, widget):
    """Press Tab until the keyboard is there; a widget that Tab never reaches fails the test."""
    for _step in range(120):
        now = QApplication.focusWidget()
        if now is widget:
            return
        qtbot.keyClick(now, KEY.Key_Tab)
    pytest.fail("Tab never comes there")


def test_tab_goes_through_a_condition_as_it_stands(page, tab, qtbot):
    first = _first(page, "mql")
    line = tab.lines[first.id]
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    group = line.when.editor.group
    qtbot.mouseClick(group.add_line, Qt.MouseButton.LeftButton)
    new = group.parts[-1]
    _focus(qtbot, new.slots["values"])
    new.kind.setFocus()
    seen = []
    for _step in range(4):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(seen[-1], KEY.Key_Tab)
    assert seen == [new.kind, new.slots["field"], new.slots["operator"], new.slots["values"]]
    assert QApplication.focusWidget() is new.remove
    qtbot.keyClick(new.remove, KEY.Key_Tab)
    assert QApplication.focusWidget() is group.add_line


def test_every_slot_has_a_name_for_those_who_hear_the_window(editor):
    tests = (MANAGER, Attribute("employees", "at_least", ("50",)), GUIDE, Score("gt", 7.5, "behaviour"))
    editor.show_condition(Any_((*tests, All(tests))))
    for line in _lines(editor.group):
        for name, slot in line.slots.items():
            assert slot.accessibleName() or slot.text(), name


def test_a_number_that_is_none_changes_nothing_and_says_so(editor, qtbot):
    editor.show_condition(Attribute("employees", "at_least", ("50",)))
    editor.show()
    line = editor.group.parts[0]
    _type(qtbot, line.slots["values"], "many")
    assert "counts as before" in line.missing.text()
    assert editor.condition == Attribute("employees", "at_least", ("50",))
    # As it comes from a Japanese keyboard.
    _type(qtbot, line.slots["values"], "１，２００")
    assert editor.condition == Attribute("employees", "at_least", ("1200",))
    assert not line.missing.isVisible()


def test_a_new_line_without_values_does_not_hold_up_the_others(editor, qtbot):
    editor.show_condition(GUIDE)
    editor.show()
    qtbot.mouseClick(editor.group.add_line, Qt.MouseButton.LeftButton)
    line = editor.group.parts[0]
    _type(qtbot, line.slots["count"], "3")
    assert editor.condition == Activity(ActivityMatch(kinds=("download",)), 3, 365)
    assert len(editor.group.parts) == 2


def test_a_group_is_added_filled_and_goes_with_its_last_line(editor, qtbot):
    editor.show_condition(MANAGER)
    editor.show()
    qtbot.mouseClick(editor.group.add_group, Qt.MouseButton.LeftButton)
    group = editor.group.parts[1]
    assert editor.condition == MANAGER
    _type(qtbot, group.parts[0].slots["values"], "課長")
    qtbot.mouseClick(group.add_line, Qt.MouseButton.LeftButton)
    _type(qtbot, group.parts[1].slots["values"], "係長")
    wanted = [Attribute("title", "contains", (one,)) for one in ("課長", "係長")]
    assert editor.condition == All((MANAGER, Any_(tuple(wanted))))
    qtbot.mouseClick(group.parts[1].remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(group.parts[0].remove, Qt.MouseButton.LeftButton)
    assert editor.condition == MANAGER
    assert len(editor.group.parts) == 1


def test_the_kind_of_a_line_changes_its_slots(editor, qtbot):
    editor.show_condition(MANAGER)
    editor.show()
    line = editor.group.parts[0]
    line.kind.setFocus()
    qtbot.keyClick(line.kind, KEY.Key_Down)
    assert editor.condition == Activity(ActivityMatch(kinds=("download",)), 1, 90)
    qtbot.mouseClick(line.slots["narrowing"], Qt.MouseButton.LeftButton)
    _type(qtbot, line.slots["types"], "white paper")
    _type(qtbot, line.slots["activities"], "")
    assert editor.condition == Activity(ActivityMatch(types=("white_paper",)), 1, 90)
    line.slots["period"].setFocus()
    qtbot.keyClick(line.slots["period"], KEY.Key_Up)
    assert editor.condition == Activity(ActivityMatch(types=("white_paper",)), 1, None)


def test_the_count_under_a_condition_is_that_of_the_lists(page, tab, qtbot, window):
    qtbot.mouseClick(tab.more.button, Qt.MouseButton.LeftButton)
    also = tab.also
    also.editor.show_condition(None)
    also._take(None)
    assert not also.people.isVisible()
    qtbot.mouseClick(also.editor.group.add_line, Qt.MouseButton.LeftButton)
    line = also.editor.group.parts[0]
    _type(qtbot, line.slots["values"], "部長")
    # The lists of the test's company: the first ten of forty are 部長.
    found = _counted(qtbot, also.people)
    assert (len(found.ids), found.total) == (10, 40)
    assert also.people.count.text() == "Holds for 10 of 40 leads today"
    assert "山田 0郎 · 株式会社東都0" in also.people.names.text_whole()
    _type(qtbot, line.slots["values"], "担当")
    qtbot.waitUntil(lambda: also.people.count.text() == "Holds for 30 of 40 leads today", timeout=20000)
    qtbot.mouseClick(also.people.link, Qt.MouseButton.LeftButton)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: leads.isVisible() and leads.query.only == also.people.holding.ids)


def test_every_condition_is_counted_while_its_fields_are_folded(page, tab, qtbot):
    for line in tab.lines.values():
        if line.when is not None and line.when.editor.condition is not None:
            assert not line.fields.isVisible()
            assert _counted(qtbot, line.when.people).total == 40
    _counted(qtbot, tab.reached)
    assert tab.reached.count.isVisible()


def test_what_leads_have_is_offered(page, tab, qtbot):
    qtbot.waitUntil(lambda: tab.vocabulary.vocabulary is not None, timeout=20000)
    qtbot.mouseClick(tab.more.button, Qt.MouseButton.LeftButton)
    group = tab.also.editor.group
    qtbot.mouseClick(group.add_line, Qt.MouseButton.LeftButton)
    slots = group.parts[-1].slots
    qtbot.waitUntil(lambda: slots["values"].known_words == ["担当", "部長"], timeout=20000)
    slots["field"].set_value("source")
    slots["field"].chosen.emit("source")
    qtbot.waitUntil(lambda: sorted(slots["values"].known_words) == ["SEO", "広告"], timeout=20000)
    qtbot.keyClick(slots["values"], KEY.Key_Down)
    popup = slots["values"].completer().popup()
    assert popup.isVisible()
    popup.hide()


def test_criteria_are_added_and_removed(page, tab, qtbot):
    before = page.book
    qtbot.mouseClick(tab.add["recycled"], Qt.MouseButton.LeftButton)
    new = next(one for one in page.book.criteria if one.id not in {old.id for old in before.criteria})
    assert (new.target, new.when, new.origin) == ("recycled", None, "own")
    line = tab.lines[new.id]
    qtbot.mouseClick(line.when.editor.group.add_line, Qt.MouseButton.LeftButton)
    _type(qtbot, line.when.editor.group.parts[0].slots["values"], "部長")
    assert _criterion(page, new.id).when == MANAGER
    assert "“部長”" in line.sentence.text()
    qtbot.mouseClick(line.tools.remove, Qt.MouseButton.LeftButton)
    assert page.book == before
    page.undo()
    assert _criterion(page, new.id).when == MANAGER
    assert tab.lines[new.id].when.editor.condition == MANAGER


def test_what_sales_checks_has_words_and_no_condition(page, tab, qtbot):
    checks = [one for one in page.book.criteria if one.target == "sal"]
    assert checks
    line = tab.lines[checks[0].id]
    assert line.when is None
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    line.text.setFocus()
    line.text.selectAll()
    qtbot.keyClicks(line.text, "A budget is there")
    qtbot.keyClick(line.text, KEY.Key_Tab)
    assert _criterion(page, checks[0].id).text == "A budget is there"


def test_the_threshold_counts_score_and_condition_together(page, tab, qtbot):
    threshold = replace(page.book.threshold, points=-100, leave=-200, also=MANAGER)
    page.edit(replace(page.book, threshold=threshold))
    page._show_book()
    assert len(_counted(qtbot, tab.reached).ids) == 10
