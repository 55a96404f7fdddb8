"""Fields of forms."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import DecimalBox, WholeBox


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
