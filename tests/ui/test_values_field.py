"""Several values in one field: what is shown is read back, and what is known completes what is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from funneldesk.i18n import speaking
from funneldesk.ui.widgets.values_field import ValuesField, joined_values, split_values
from tests.ui.typing import write

VALUES = st.text('ab、,，「」" 部長', max_size=6).map(lambda text: " ".join(text.split())).filter(bool)


@settings(max_examples=400)
@given(st.lists(VALUES, unique=True), st.sampled_from(("ja", "en")))
def test_values_shown_are_read_back(values, language):
    with speaking(language):
        assert split_values(joined_values(values)) == tuple(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("部長、課長", ("部長", "課長")),
        ("部長,課長, 係長，主任", ("部長", "課長", "係長", "主任")),
        (" 部長 、、部長、 ", ("部長",)),
        ("「a、b」、c", ("a、b", "c")),
        ('"a, b", c', ("a, b", "c")),
        ("「開いたまま、次", ("「開いたまま", "次")),
        ("", ()),
    ],
)
def test_texts_as_people_type_them(text, values):
    assert split_values(text) == values


@pytest.fixture
def field(qapp, qtbot):
    found = ValuesField("Values")
    found.offer([("download", "資料DL"), ("attend", "セミナー参加"), ("open", "メール開封")])
    qtbot.addWidget(found)
    found.show()
    return found


def test_what_is_typed_is_handed_on_once_as_codes(field, qtbot):
    given_on = []
    field.committed.connect(given_on.append)
    field.setFocus()
    write(field, "資料DL, 手書き")
    assert given_on == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert given_on == [("download", "手書き")]
    field.commit()
    assert len(given_on) == 1


def test_the_value_being_typed_is_completed_and_those_before_it_stay(field, qtbot):
    field.show_values(("download",))
    field.setFocus()
    field.end(False)
    write(field, ", セミ")
    completer = field.completer()
    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.currentIndex()) in {
        "資料DL、セミナー参加",
        "資料DL, セミナー参加",
    }


def test_spaces_of_a_value_that_nobody_touched_stay(field):
    given_on = []
    field.committed.connect(given_on.append)
    field.show_values(("a  b",))
    field.commit()
    assert given_on == []
    assert field.values == ("a  b",)


def test_what_is_typed_is_handed_on_when_the_field_is_left_while_completions_are_offered(qapp, qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    field, other = ValuesField("Values"), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    field.offer([("chief", "部長")])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    write(field, "部")
    assert field.completer().popup().isVisible()
    qtbot.keyClick(field.completer().popup(), Qt.Key.Key_Tab)
    assert other.hasFocus()
    assert field.values == ("部",)


def test_values_the_field_has_no_room_for_are_read_below_it(qapp, qtbot):
    holder = QWidget()
    column = QVBoxLayout(holder)
    field = ValuesField("Values")
    column.addWidget(field)
    column.addWidget(field.in_full)
    qtbot.addWidget(holder)
    holder.resize(300, 200)
    holder.show()
    field.show_values(("one", "two"))
    assert not field.in_full.isVisible()
    many = tuple(f"a quite long value {number}" for number in range(12))
    field.show_values(many)
    assert field.in_full.isVisible()
    assert field.in_full.text().startswith("12 values: ")
    assert all(value in field.in_full.text() for value in many)
    holder.resize(3000, 200)
    assert not field.in_full.isVisible()
