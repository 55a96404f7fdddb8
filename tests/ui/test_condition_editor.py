"""Conditions are built, changed and taken back by keyboard; any condition shown is the condition read back."""

import pytest
from hypothesis import given, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    DaysSince,
    Not,
    Score,
)
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_rules import RulesTab
from funneldesk.ui.widgets.condition_editor import ConditionEditor, ConditionGroup
from funneldesk.ui.widgets.values_field import ValuesField
from tests.domain.books import conditions
from tests.ui.typing import write


def lines_of(group):
    for part in group.parts:
        if isinstance(part, ConditionGroup):
            yield from lines_of(part)
        else:
            yield part


@settings(max_examples=120, deadline=None)
@given(conditions())
def test_any_condition_is_shown_and_read_back(qapp, condition):
    editor = ConditionEditor()
    told = []
    editor.changed.connect(told.append)
    editor.show_condition(condition)
    assert editor.condition == condition
    assert plain_form(editor.group.condition) == plain_form(condition)
    for line in lines_of(editor.group):
        # Leaving a field that nobody changed says nothing.
        for field in line.findChildren(QLineEdit):
            field.editingFinished.emit()
        for box in line.findChildren(QAbstractSpinBox):
            box.editingFinished.emit()
    assert told == []
    for line in lines_of(editor.group):
        line._settle()  # from now on the slots alone say what the line asks for
    assert plain_form(editor.group.condition) == plain_form(condition)
    editor.deleteLater()


@pytest.fixture
def tab(page):
    return page.tab(CriteriaTab)


def press(qtbot, button, key=Qt.Key.Key_Space):
    button.setFocus()
    qtbot.keyClick(button, key)


def criterion(page, criterion_id):
    return next(one for one in page.book.criteria if one.id == criterion_id)


@pytest.fixture
def new_line(page, tab, qtbot):
    """Return the line of a criterion made anew by keyboard."""
    known = {one.id for one in page.book.criteria}
    press(qtbot, tab.add["recycled"])
    (added,) = [one for one in page.book.criteria if one.id not in known]
    assert (added.target, added.when, added.origin) == ("recycled", None, "own")
    line = tab.lines[added.id]
    qtbot.waitUntil(line.when.isVisible)
    # Which fields there are to choose from is asked after the book is there.
    qtbot.waitUntil(lambda: line.when._vocabulary.vocabulary is not None)
    return line


def test_a_condition_is_built_from_nothing_by_keyboard_and_counted(page, tab, new_line, window, qtbot):
    editor = new_line.when.editor
    press(qtbot, editor.group.add_line)
    (line,) = editor.group.parts
    assert line.missing.isVisible()
    assert criterion(page, new_line.line_id).when is None
    values = line.slots["values"]
    assert isinstance(values, ValuesField)
    assert values.hasFocus()
    write(values, "部長")
    qtbot.keyClick(values, Qt.Key.Key_Return)
    assert criterion(page, new_line.line_id).when == Attribute("title", "contains", ("部長",))
    assert not line.missing.isVisible()
    assert "部長" in new_line.sentence.text()
    qtbot.waitUntil(lambda: new_line.when.people.holding is not None)
    assert new_line.when.people.count.text() == "Holds for 10 of 40 leads today"
    operator = line.slots["operator"]
    operator.setFocus()
    qtbot.keyClick(operator, Qt.Key.Key_Down)
    assert criterion(page, new_line.line_id).when == Attribute("title", "contains_not", ("部長",))
    qtbot.waitUntil(lambda: new_line.when.people.count.text() == "Holds for 30 of 40 leads today")
    assert "山田" in new_line.when.people.names.text_whole()
    press(qtbot, new_line.when.people.link)
    qtbot.waitUntil(lambda: window.page("leads").isVisible())
    leads = window.page("leads")
    qtbot.waitUntil(lambda: leads.model.leads is not None and leads.model.rowCount() == 30)


def test_a_second_line_makes_all_or_any_and_undo_takes_each_step_back(page, tab, new_line, qtbot):
    editor = new_line.when.editor
    before = page.book
    press(qtbot, editor.group.add_line)
    write(editor.group.parts[0].slots["values"], "部長")
    qtbot.keyClick(editor.group.parts[0].slots["values"], Qt.Key.Key_Return)
    press(qtbot, editor.group.add_line)
    second = editor.group.parts[1]
    # Until the second line is complete the first holds alone.
    assert criterion(page, new_line.line_id).when == Attribute("title", "contains", ("部長",))
    second.kind.setFocus()
    qtbot.keyClick(second.kind, Qt.Key.Key_Down)
    loaded = Activity(ActivityMatch(kinds=("download",)), 1, 90)
    chief = Attribute("title", "contains", ("部長",))
    assert criterion(page, new_line.line_id).when == All((chief, loaded))
    days = second.slots["days"]
    days.setFocus()
    days.selectAll()
    qtbot.keyClicks(days, "365")
    qtbot.keyClick(days, Qt.Key.Key_Return)
    loaded = Activity(ActivityMatch(kinds=("download",)), 1, 365)
    assert editor.group.joint.isVisible()
    editor.group.joint.setFocus()
    qtbot.keyClick(editor.group.joint, Qt.Key.Key_Down)
    assert criterion(page, new_line.line_id).when == Any_((chief, loaded))
    qtbot.waitUntil(lambda: new_line.when.people.count.text() == "Holds for 10 of 40 leads today")
    qtbot.mouseClick(editor.group.parts[0].remove, Qt.MouseButton.LeftButton)
    assert criterion(page, new_line.line_id).when == loaded
    page.undo()
    assert criterion(page, new_line.line_id).when == Any_((chief, loaded))
    assert len(editor.group.parts) == 2
    page.undo()
    page.undo()
    assert criterion(page, new_line.line_id).when == All((chief, Activity(loaded.match, 1, 90)))
    assert editor.group.parts[1].slots["days"].value() == 90
    while page.book != before:
        page.undo()
    assert editor.group.parts == []
    assert editor.note.isVisible()
    page.redo()
    page.redo()
    assert criterion(page, new_line.line_id).when == All((chief, Activity(loaded.match, 1, 90)))


def test_groups_stand_in_groups_and_activities_are_narrowed(page, tab, new_line, qtbot):
    editor = new_line.when.editor
    press(qtbot, editor.group.add_line)
    first = editor.group.parts[0]
    first.kind.setFocus()
    for _step in range(2):
        qtbot.keyClick(first.kind, Qt.Key.Key_Down)
    assert criterion(page, new_line.line_id).when == DaysSince(ActivityMatch(), 30)
    press(qtbot, editor.group.add_group)
    group = editor.group.parts[1]
    inner = group.parts[0]
    inner.kind.setFocus()
    for _step in range(3):
        qtbot.keyClick(inner.kind, Qt.Key.Key_Down)
    press(qtbot, group.add_line)
    write(group.parts[1].slots["values"], "SEO, 広告")
    qtbot.keyClick(group.parts[1].slots["values"], Qt.Key.Key_Return)
    field = group.parts[1].slots["field"]
    field.setFocus()
    place = field.findData("source")
    while field.currentIndex() < place:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    points = Score("ge", page.book.threshold.points)
    sources = Attribute("source", "contains", ("SEO", "広告"))
    assert criterion(page, new_line.line_id).when == All(
        (DaysSince(ActivityMatch(), 30), Any_((points, sources)))
    )
    fold = first.slots["narrowing"]
    press(qtbot, fold)
    types = first.slots["types"]
    types.setFocus()
    qtbot.keyClicks(types, "White paper")
    qtbot.keyClick(types, Qt.Key.Key_Return)
    quiet = DaysSince(ActivityMatch(types=("white_paper",)), 30)
    assert criterion(page, new_line.line_id).when == All((quiet, Any_((points, sources))))
    operator = first.slots["operator"]
    operator.setFocus()
    qtbot.keyClick(operator, Qt.Key.Key_Down)
    assert criterion(page, new_line.line_id).when == All((Not(quiet), Any_((points, sources))))


def test_what_the_score_depends_on_cannot_ask_for_the_score(tab):
    line = next(line for line in tab.lines.values() if line._criterion.target == "disqualified" and line.when)
    editor = line.when.editor
    editor.group.add_line.click()
    kinds = editor.group.parts[-1].kind
    assert [kinds.itemData(place) for place in range(kinds.count())] == ["attribute", "activity", "quiet"]


def test_a_rule_gets_a_condition(page, qtbot):
    tab = page.tab(RulesTab)
    rule = page.book.rules[0]
    line = tab.rules[rule.id]
    press(qtbot, line.change)
    press(qtbot, line.only_if.editor.group.add_line)
    slot = line.only_if.editor.group.parts[0].slots["values"]
    write(slot, "部長")
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert page.book.rules[0].condition == Attribute("title", "contains", ("部長",))
    assert "部長" in line.sentence.text()
    qtbot.waitUntil(lambda: line.only_if.people.count.text() == "Holds for 10 of 40 leads today")


def test_a_number_with_a_comma_and_an_operator_without_values(page, new_line, qtbot):
    editor = new_line.when.editor
    press(qtbot, editor.group.add_line)
    line = editor.group.parts[0]
    field = line.slots["field"]
    field.setFocus()
    place = field.findData("employees")
    while field.currentIndex() < place:
        qtbot.keyClick(field, Qt.Key.Key_Down)
    operator = line.slots["operator"]
    operator.setFocus()
    for _step in range(2):
        qtbot.keyClick(operator, Qt.Key.Key_Down)
        operator = line.slots["operator"]
    assert operator.value == "at_least"
    assert line.missing.isVisible()
    number = line.slots["values"]
    number.setFocus()
    qtbot.keyClicks(number, "1,000")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert criterion(page, new_line.line_id).when == Attribute("employees", "at_least", ("1000",))
    for _step in range(2):
        line.slots["operator"].setFocus()
        qtbot.keyClick(line.slots["operator"], Qt.Key.Key_Down)
    assert criterion(page, new_line.line_id).when == Attribute("employees", "filled")
    assert "values" not in line.slots
