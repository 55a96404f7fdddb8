"""Fields of forms."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from funneldesk.ui.theme import TEXT_SIZES, apply_theme, dress, pixels
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import SIDE_PADDING, DecimalBox, WholeBox
from funneldesk.ui.widgets.text import FieldName


def _scroll(widget):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("box_type", [WholeBox, DecimalBox])
def test_a_number_scrolled_past_stays_as_it_is(qapp, qtbot, box_type):
    box = box_type()
    qtbot.addWidget(box)
    box.setValue(15)
    box.show()
    box.clearFocus()
    _scroll(box)
    assert box.value() == 15


def test_no_value_of_the_book_changes_while_it_is_scrolled_past(show, qtbot):
    page = show("book")
    qtbot.waitUntil(lambda: page.book is not None)
    agreed = page.book
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        for kind in (WholeBox, DecimalBox, Choice):
            for field in page.findChildren(kind):
                if field.isVisible() and not field.hasFocus():
                    _scroll(field)
    assert page.book == agreed


def test_a_choice_without_room_says_its_whole_text_on_hover(qapp, qtbot):
    choice = Choice([("company", "Number of employees")], narrow=True)
    qtbot.addWidget(choice)
    choice.resize(90, 32)
    choice.show()
    choice.grab()
    assert "Number of employees" in choice.toolTip()
    choice.resize(400, 32)
    choice.grab()
    assert choice.toolTip() == ""


def test_a_choice_with_the_room_it_asks_for_shows_its_whole_text(qapp, qtbot):
    choice = Choice([("cohort", "By month acquired")])
    qtbot.addWidget(choice)
    choice.show()
    choice.resize(choice.sizeHint())
    choice.grab()
    assert choice.toolTip() == ""


@pytest.fixture(params=TEXT_SIZES)
def dressed(request, qapp, qtbot):
    """A window in the style of the program, at each size of text."""
    apply_theme(qapp, "light", request.param)
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    dress(window)
    yield window
    apply_theme(qapp, "light")


def test_the_words_of_a_choice_are_whole_at_its_own_width(dressed, qtbot):
    row = QHBoxLayout(dressed.centralWidget())
    choices = [Choice([(1, text), (2, "a")]) for text in ("月次の振り返り", "全員", "All phases (1,672)")]
    for choice in choices:
        row.addWidget(choice)
    row.addStretch(1)
    dressed.resize(1000, 100)
    dressed.show()
    for choice in choices:
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        field = choice.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
        )
        assert field.width() >= choice.fontMetrics().horizontalAdvance(choice.currentText())


def test_a_number_stands_as_far_from_the_border_as_words_and_its_box_is_no_taller(dressed, qtbot):
    row = QHBoxLayout(dressed.centralWidget())
    number, choice = WholeBox(), Choice([(1, "a")])
    row.addWidget(number)
    row.addWidget(choice)
    dressed.show()
    qtbot.waitUntil(lambda: abs(number.height() - choice.height()) <= 1)
    assert number.lineEdit().textMargins().right() == pixels(SIDE_PADDING) > 0


def test_the_name_of_a_field_stands_on_its_line(dressed):
    form = QFormLayout(dressed.centralWidget())
    name, field = FieldName("Company"), QLineEdit()
    form.addRow(name, field)
    dressed.show()
    assert abs(name.geometry().center().y() - field.geometry().center().y()) <= 1
