"""Each look of the gates finds what it is there for: made wrong on purpose, once a kind."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.colours import LIGHT
from funneldesk.ui.theme import style_sheet
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Chip, Label
from tests.ui.conftest import activate
from tests.ui.gates import nameless
from tests.ui.gates_colours import by_colour_alone, faint
from tests.ui.gates_fitting import clipped, overlapping, sideways
from tests.ui.gates_keyboard import untabbed


class Painted(QWidget):
    """A control of our own that says and shows nothing."""


@pytest.fixture
def place(qapp, qtbot):
    """Return a dressed window of its own, and a function that shows it with the keyboard in it."""
    widget = QWidget()
    widget.setStyleSheet(style_sheet(LIGHT))
    widget.resize(400, 300)
    qtbot.addWidget(widget)
    QVBoxLayout(widget)
    return widget


def shown(qtbot, widget):
    widget.show()
    activate(qtbot, widget)
    return widget


def test_controls_without_a_name_or_with_a_sign_only(place, qtbot):
    good = QPushButton("Save")
    for widget in (QLineEdit(), QPushButton("▸"), good):
        place.layout().addWidget(widget)
    found = nameless(shown(qtbot, place))
    assert len(found) == 2
    assert not any("Save" in words for words in found)


def test_a_control_of_our_own_without_a_role(place, qtbot):
    painted = Painted()
    painted.setAccessibleName("Weight")
    painted.setFocusPolicy(QLineEdit().focusPolicy())
    place.layout().addWidget(painted)
    assert [words.split(":")[0] for words in nameless(shown(qtbot, place))] == ["no role"]


def test_text_with_too_little_room_and_widgets_on_each_other(place, qtbot):
    narrow, wrapped = QPushButton("Save the definition book"), Label("one two three four five six", wrap=True)
    place.layout().addWidget(narrow)
    place.layout().addWidget(wrapped)
    shown(qtbot, place)
    assert clipped(place) == []
    narrow.setGeometry(QRect(10, 10, 40, 32))
    wrapped.setGeometry(QRect(10, 20, 60, 14))
    found = clipped(place)
    assert sorted(words.split(" ", 2)[2].split(":")[0] for words in found) == ["too low", "too narrow"]
    assert len(list(overlapping(place))) == 1
    narrow.setGeometry(QRect(350, 10, 200, 32))
    assert any(words.startswith("beyond the edge") for words in clipped(place))
    assert sideways(place) == []


def test_words_that_hardly_stand_out(place, qtbot):
    for colour in ("#B0B0B0", "#202020"):
        label = QLabel(f"Words in {colour}")
        label.setStyleSheet(f"color: {colour}; background: #FFFFFF;")
        place.layout().addWidget(label)
    found = faint(shown(qtbot, place))
    assert len(found) == 1
    assert "#B0B0B0" in found[0]


def test_a_meaning_that_only_a_colour_has(place, qtbot):
    columns = [RowsColumn("State", lambda row: row[0], colour=lambda row: row[1])]
    model = RowsModel(columns)
    model.show_rows([("open", "#B3261E"), ("open", None), ("closed", None)])
    table = Table(model)
    for widget in (table, Chip("late", "red"), Chip("late", "amber"), Chip("fine", "green")):
        place.layout().addWidget(widget)
    found = by_colour_alone(shown(qtbot, place))
    assert any("'open Foreground" in words for words in found)
    assert "'late' is amber and red" in found
    assert len(found) == 2


def test_tab_that_goes_wrong(place, qtbot):
    first, second, third = QCheckBox("First"), QCheckBox("Second"), QCheckBox("Third")
    for widget in (first, second, third):
        place.layout().addWidget(widget)
    QWidget.setTabOrder(third, second)
    shown(qtbot, place)
    first.setFocus()
    found = untabbed(place)
    assert [words.split(" ")[:3] for words in found] == [["Tab", "goes", "up"]]
    QWidget.setTabOrder(first, second)
    QWidget.setTabOrder(second, third)
    first.setFocus()
    assert untabbed(place) == []
    painted = Painted()
    painted.setFocusPolicy(first.focusPolicy())
    place.layout().addWidget(painted)
    qtbot.waitUntil(painted.isVisible)
    first.setFocus()
    assert [words.split(":")[0] for words in untabbed(place)] == ["no ring"]


def test_a_place_tab_does_not_leave(place, qtbot):
    from PySide6.QtWidgets import QPlainTextEdit

    text = QPlainTextEdit()
    row = QHBoxLayout()
    row.addWidget(text)
    row.addWidget(QPushButton("Save"))
    place.layout().addLayout(row)
    shown(qtbot, place)
    text.setFocus()
    assert QApplication.focusWidget() is text
    assert untabbed(place)[0].startswith("Tab does not leave it")
