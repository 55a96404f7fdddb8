"""A field with a day: typed by the calendar and by eras, arrows, the calendar, limits, and what is no day."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QVBoxLayout, QWidget

from funneldesk.domain import habits
from funneldesk.i18n import set_language
from funneldesk.ui.widgets.day_field import DayField
from tests.ui.conftest import activate
from tests.ui.typing import write

TODAY = date(2026, 11, 20).toordinal()


@pytest.fixture
def field(qtbot):
    """Return a field for days until a week from now, with another field to go to."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    made = DayField("By when", TODAY, most=TODAY + 7)
    column.addWidget(made)
    column.addWidget(QLineEdit())
    qtbot.addWidget(whole)
    whole.show()
    activate(qtbot, whole)
    made.focus()
    yield made  # noqa: PT022 - what it stands in lives as long as the test


def leave(qtbot, field):
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)


def iso(field):
    return date.fromordinal(field.day).isoformat()


@pytest.mark.parametrize(
    ("typed", "day"),
    [("R8.11.3", "2026-11-03"), ("2026/11/3", "2026-11-03"), ("11/3", "2026-11-03"), ("12/25", "2025-12-25")],
)
def test_what_is_typed_counts_at_once_and_is_written_as_always_afterwards(field, qtbot, typed, day):
    qtbot.keyClicks(field.line, typed)
    assert (iso(field), field.is_right) == (day, True)
    leave(qtbot, field)
    assert field.line.text() == day.replace("-", "/")


def test_japanese_and_the_habit_of_whoever_types(field, qtbot):
    set_language("ja")
    habits.choose("years", "era")
    try:
        write(field.line, "令和8年11月3日")
        leave(qtbot, field)
        assert (iso(field), field.line.text()) == ("2026-11-03", "R8.11.3")
        field.focus()
        write(field.line, "来週")
        leave(qtbot, field)
        assert "R8.11.3" in field.fault.text()
    finally:
        habits.choose("years", "calendar")


def test_what_is_no_day_is_said_and_kept_until_it_is_one(field, qtbot):
    told = []
    field.changed.connect(lambda: told.append(field.is_right))
    qtbot.keyClicks(field.line, "soon")
    leave(qtbot, field)
    assert (field.line.text(), field.is_right, iso(field)) == ("soon", False, "2026-11-20")
    assert field.fault.text() == "“soon” is no day. Write a date such as 2026/11/20."
    assert field.line.accessibleDescription() == field.fault.text()
    field.focus()
    qtbot.keyClicks(field.line, "2026/12/1")
    leave(qtbot, field)
    assert field.fault.text() == "2026/12/01 is too late. Write 2026/11/27 or an earlier day."
    field.focus()
    qtbot.keyClicks(field.line, "2026/11/21")
    assert (field.fault.isVisible(), field.is_right) == (False, True)
    assert not told[0]
    assert told[-1]


def test_arrows_go_from_day_to_day_within_the_limits(field, qtbot):
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    assert field.line.text() == "2026/11/19"
    for _time in range(9):
        qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.line.text() == "2026/11/27"
    field.limit(most=TODAY)
    assert field.line.text() == "2026/11/20", "the nearest day that is allowed"


@pytest.mark.parametrize(
    "keys",
    [(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)],
)
def test_the_calendar_opens_by_keyboard_and_takes_a_day(field, qtbot, keys):
    qtbot.keyClick(field.line, *keys)
    calendar = field.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.maximumDate().toString("yyyyMMdd") == "20261127"
    calendar.setSelectedDate(calendar.selectedDate().addDays(-2))
    calendar.activated.emit(calendar.selectedDate())
    assert field.line.text() == "2026/11/18"
    qtbot.waitUntil(lambda: field.findChild(QCalendarWidget) is None)


def test_esc_closes_the_calendar_and_nothing_changes(field, qtbot):
    qtbot.mouseClick(field.open_calendar, Qt.MouseButton.LeftButton)
    calendar = field.findChild(QCalendarWidget)
    qtbot.keyClick(calendar, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: field.findChild(QCalendarWidget) is None)
    assert field.line.text() == "2026/11/20"


@pytest.mark.parametrize(("language", "first"), [("ja", "yearbutton"), ("en", "monthbutton")])
def test_the_calendar_says_year_and_month_as_the_language_does(field, qtbot, language, first):
    set_language(language)
    qtbot.mouseClick(field.open_calendar, Qt.MouseButton.LeftButton)
    calendar = field.findChild(QCalendarWidget)
    names = ("yearbutton", "monthbutton")
    left = min(names, key=lambda name: calendar.findChild(QToolButton, f"qt_calendar_{name}").x())
    assert left == first
    assert calendar.geometry().right() <= calendar.screen().availableGeometry().right()
    calendar.close()
