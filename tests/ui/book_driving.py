"""How tests drive the tabs of the definition book: by mouse and keyboard, and back and forth through the steps."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from tests.ui.typing import write as put_in

#: The middle of the box itself.
BOX = 8


def press(qtbot, button):
    """Click what a person would click."""
    assert button.isEnabled()
    # A box to tick is as wide as its column; what can be clicked is at its left end.
    at = QPoint(BOX, button.height() // 2) if isinstance(button, QCheckBox) else button.rect().center()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)


def write(qtbot, field, text, leave=Qt.Key.Key_Return):
    """Write a text in place of the one that stands in a line or a number, and leave it with a key."""
    field.setFocus()
    field.selectAll()
    if text:
        _type(qtbot, field, text)
    else:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, leave)


def _type(qtbot, field, text):
    if text.isascii():
        qtbot.keyClicks(field, text)
    else:
        put_in(field, text)


def choose(qtbot, choice, value):
    """Open a drop-down list, go to a value and take it with Return."""
    wanted = choice.findData(value)
    assert wanted >= 0, [choice.itemText(place) for place in range(choice.count())]
    choice.setFocus()
    choice.showPopup()
    choice.view().setCurrentIndex(choice.model().index(wanted, 0))
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)


def back_and_forth(page, before):
    """Take every step back, then do every step again; the book must be the same at both ends."""
    after, steps = page.book, 0
    while page.undo_button.isEnabled():
        page.undo()
        steps += 1
    assert page.book == before
    for _step in range(steps):
        page.redo()
    assert page.book == after
    return steps
