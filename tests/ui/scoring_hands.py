"""How tests move through the scoring tab: by mouse, by keys, and waiting for what follows."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
VALUE = Qt.ItemDataRole.UserRole


def settled(qtbot, page, tab):
    """Wait until the preview shows the book of the page."""
    pane = tab.preview
    qtbot.waitUntil(
        lambda: pane.preview is not None and pane.histogram.isEnabled() and pane.preview.book == page.book
    )


def signal_of(page, signal_id):
    """Return a signal of the draft, None if it has none of this id."""
    return next((one for one in page.book.signals if one.id == signal_id), None)


def ids_of(page, component="behaviour"):
    """Return the signals of a component in their order."""
    return [one.id for one in page.book.signals if one.component == component]


def open_editor(qtbot, tab, signal_id):
    """Open the fields of a signal by the mouse."""
    row = tab._rows[signal_id]
    qtbot.mouseClick(row.change, LEFT)
    qtbot.waitUntil(row.editor.isVisible)
    return row.editor


def type_in(qtbot, line, text, key=KEY.Key_Return):
    """Type into a field and leave it by a key."""
    line.focus()
    if not text.isascii():
        # Such letters come from an input method, not from keys.
        line.line.insert(text)
    elif text:
        qtbot.keyClicks(line.line, text)
    else:
        qtbot.keyClick(line.line, KEY.Key_Delete)
    qtbot.keyClick(line.line, key)


def tick(qtbot, several, value):
    """Tick a value in a list by the mouse."""
    if not several.button.isChecked():
        qtbot.mouseClick(several.button, LEFT)
    qtbot.waitUntil(lambda: value in offered(several))
    item = several.list.item(offered(several).index(value))
    several.list.scrollToItem(item)
    qtbot.mouseClick(several.list.viewport(), LEFT, pos=several.list.visualItemRect(item).center())


def tab_to(qtbot, field):
    """Press Tab until a field has the keyboard."""
    for _step in range(20):
        if QApplication.focusWidget() is field:
            return
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
    pytest.fail("no way there by Tab")


def offered(several):
    """Return the values a list offers."""
    return [item.data(VALUE) for item in several.list.rows()]


def choose(qtbot, choice, value):
    """Choose a value by the arrow keys."""
    choice.setFocus()
    while choice.value != value:
        before = choice.currentIndex()
        qtbot.keyClick(choice, KEY.Key_Down if choice.findData(value) > before else KEY.Key_Up)
        assert choice.currentIndex() != before


def recomputed(page, tab):
    """Return everybody's score by another path: each lead at its own point, nothing kept from before."""
    facts, day = tab.preview.preview.facts, tab.preview.preview.today.features.day
    leads = np.arange(facts.count, dtype=np.int32)
    return Scoring(facts, page.book).milli(Points(leads, np.full(len(leads), day, np.int32)))
