"""What appears together is put in its place once, and is in its place when it is done."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from funneldesk.ui.widgets.arranging import arranged_once

COUNT = 8


class CountingLayout(QVBoxLayout):
    """Counts how often everything in it is put in its place."""

    def __init__(self, parent):
        super().__init__(parent)
        self.times = 0

    def setGeometry(self, rect):
        self.times += 1
        super().setGeometry(rect)


@pytest.fixture
def shown(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.column = CountingLayout(window)
    window.labels = [QLabel(str(place)) for place in range(COUNT)]
    for label in window.labels:
        window.column.addWidget(label)
        label.hide()
    window.show()
    return window


def appear(window):
    for label in window.labels:
        label.show()


def test_widgets_that_appear_together_are_arranged_once(shown):
    before = shown.column.times
    with arranged_once(shown):
        appear(shown)
        assert shown.column.times == before
    assert shown.column.times <= before + 2, "once, and once more where the window grows by it"
    tops = [label.y() for label in shown.labels]
    assert tops == sorted(set(tops)), "each has a place of its own at once"


def test_without_it_qt_arranges_all_each_time(shown):
    before = shown.column.times
    appear(shown)
    assert shown.column.times >= before + COUNT, "what this module is for"


def test_an_error_leaves_no_layout_held(shown):
    with pytest.raises(LookupError), arranged_once(shown), arranged_once(shown):
        raise LookupError
    assert shown.column.isEnabled()


def test_a_window_that_is_gone_meanwhile_is_no_error(shown):
    label = shown.labels[0]
    label.show()
    with arranged_once(label):
        shown.column.deleteLater()
    assert shown.column.isEnabled()


def test_what_nobody_sees_yet_arranges_nothing(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    with arranged_once(window):
        assert layout.isEnabled()
