"""Operating rules and reasons are changed in place, by keyboard, and every step can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.book_rules import RulesTab
from tests.ui.book_driving import back_and_forth, choose, press, write


@pytest.fixture
def tab(page):
    return page.tab(RulesTab)


def _rule(page, rule_id):
    return next(rule for rule in page.book.rules if rule.id == rule_id)


def _type_number(qtbot, box, number):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, str(number))
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_the_time_limit_of_a_rule_is_changed_by_keyboard_and_taken_back(page, tab, qtbot):
    before = page.book
    line = tab.rules["call_candidate"]
    assert not line.fields.isVisible()
    line.change.setFocus()
    qtbot.keyClick(line.change, Qt.Key.Key_Space)
    assert line.fields.isVisible()
    _type_number(qtbot, line.due, 3)
    changed = _rule(page, "call_candidate")
    assert (changed.due_days, changed.origin) == (3, "own")
    assert "3 business days" in line.sentence.text()
    line.calendar.setFocus()
    qtbot.keyClick(line.calendar, Qt.Key.Key_Down)
    assert _rule(page, "call_candidate").due_calendar == "calendar"
    page.undo()
    page.undo()
    assert page.book == before
    assert "1 business day" in tab.rules["call_candidate"].sentence.text()


def test_only_an_event_that_waits_asks_for_how_long(page, tab, qtbot):
    waits, at_once = tab.rules["call_again"], tab.rules["call_candidate"]
    for line in (waits, at_once):
        qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    assert waits.after.isVisible()
    assert not at_once.after.isVisible()
    _type_number(qtbot, waits.after, 5)
    assert _rule(page, "call_again").after_days == 5
    assert "within 5 days" in waits.sentence.text()


def test_a_rule_is_added_written_and_removed(page, tab, qtbot):
    count = len(page.book.rules)
    qtbot.mouseClick(tab.add_rule, Qt.MouseButton.LeftButton)
    new = page.book.rules[-1]
    assert (len(page.book.rules), new.number, new.origin) == (count + 1, count + 1, "own")
    line = tab.rules[new.id]
    qtbot.waitUntil(line.fields.isVisible)
    line.action.setFocus()
    line.action.selectAll()
    qtbot.keyClicks(line.action, "write a letter")
    qtbot.keyClick(line.action, Qt.Key.Key_Tab)
    assert _rule(page, new.id).action == "write a letter"
    assert "write a letter" in line.sentence.text()
    first = page.book.rules[0].id
    qtbot.mouseClick(tab.rules[first].change, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tab.rules[first].tools.remove, Qt.MouseButton.LeftButton)
    assert [rule.number for rule in page.book.rules] == list(range(1, count + 1))
    assert first not in tab.rules


def test_what_follows_from_a_reason_is_changed(page, tab, qtbot):
    line = tab.reasons["too_early"]
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    _type_number(qtbot, line.days, 45)
    reason = next(one for one in page.book.reasons if one.id == "too_early")
    assert (reason.days, reason.then) == (45, "recycle")
    line.follows.setFocus()
    qtbot.keyClick(line.follows, Qt.Key.Key_Down)
    reason = next(one for one in page.book.reasons if one.id == "too_early")
    assert (reason.days, reason.then) == (None, "disqualify")
    assert not line.days.isEnabled()


def test_a_reason_is_added_among_its_kind(page, tab, qtbot):
    qtbot.mouseClick(tab.add_reason["lost"], Qt.MouseButton.LeftButton)
    lost = [reason for reason in page.book.reasons if reason.kind == "lost"]
    new = lost[-1]
    assert new.origin == "own"
    line = tab.reasons[new.id]
    write(qtbot, line.name.line, "No budget")
    assert [reason.name for reason in page.book.reasons if reason.id == new.id] == ["No budget"]
    page.undo()
    page.undo()
    assert new.id not in tab.reasons


def test_a_reason_without_a_name_says_so(page, tab, qtbot):
    before = page.book
    line = tab.reasons["too_early"]
    press(qtbot, line.change)
    write(qtbot, line.name.line, "")
    assert line.name.fault.text().startswith("Something must stand here")
    assert page.book == before
    choose(qtbot, line.since, "renewal")
    reason = next(one for one in page.book.reasons if one.id == "too_early")
    stored = next(one for one in before.reasons if one.id == "too_early").name
    assert (reason.relative_to, reason.name, reason.origin) == ("renewal", stored, "own")
    assert back_and_forth(page, before) == 1


def test_what_a_rule_is_called_leaves_and_counts_from_is_written(page, tab, qtbot):
    before = page.book
    line = tab.rules["call_candidate"]
    press(qtbot, line.change)
    write(qtbot, line.name.line, "First call")
    line.leaves.setFocus()
    line.leaves.selectAll()
    qtbot.keyClicks(line.leaves, "a note")
    choose(qtbot, line.clock, "handover")
    rule = _rule(page, "call_candidate")
    assert (rule.name, rule.leaves, rule.clock) == ("First call", "a note", "handover")
    write(qtbot, line.name.line, "")
    assert line.name.fault.isVisible()
    assert _rule(page, "call_candidate").name == "First call"
    assert back_and_forth(page, before) == 3


def test_rules_and_reasons_are_moved_by_keyboard_and_mouse(page, tab, qtbot):
    before = page.book
    first, second, third = (rule.id for rule in before.rules[:3])
    line = tab.rules[first]
    press(qtbot, line.change)
    line.tools.down.setFocus()
    for _step in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert [rule.id for rule in page.book.rules[:3]] == [second, third, first]
    assert [rule.number for rule in page.book.rules] == list(range(1, len(before.rules) + 1))
    assert line.sentence.text().startswith("3")
    line.tools.up.setFocus()
    for _step in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.book.rules == before.rules
    assert QApplication.focusWidget() is line.tools.down, "never what removes the line"

    one, other = [reason.id for reason in page.book.reasons if reason.kind == "lost"][:2]
    press(qtbot, tab.reasons[one].change)
    assert not tab.reasons[one].tools.up.isEnabled()
    press(qtbot, tab.reasons[one].tools.down)
    assert [reason.id for reason in page.book.reasons if reason.kind == "lost"][:2] == [other, one]
    assert [r for r in page.book.reasons if r.kind != "lost"] == [
        r for r in before.reasons if r.kind != "lost"
    ]
    assert back_and_forth(page, before) == 5


def test_an_open_rule_says_what_it_would_ask_for_today(page, tab, qtbot):
    line = tab.rules["call_candidate"]
    assert line.today.isHidden()
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 duties" in line.today.text(), timeout=20000)
    assert "山田" in line.today.text()
    assert line.today.isVisible()
    _type_number(qtbot, line.due, 60)
    qtbot.waitUntil(lambda: "0 of them late" in line.today.text(), timeout=20000)
    qtbot.mouseClick(line.change, Qt.MouseButton.LeftButton)
    assert line.today.isHidden()
