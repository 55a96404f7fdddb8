"""What scrolls: the ring lies over all of it, and nothing in it moves for that."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import ScrolledColumn, into_margin
from funneldesk.ui.widgets.text import Label


def test_the_ring_lies_over_the_whole_area_and_only_where_tab_came(qtbot):
    column = QWidget()
    inside = QVBoxLayout(column)
    inside.setContentsMargins(0, 0, 0, 0)
    buttons = [QPushButton(str(place)) for place in range(40)]
    for button in buttons:
        inside.addWidget(button)
    area = into_margin(column)
    page = QWidget()
    qtbot.addWidget(page)
    before = QPushButton("before")
    QVBoxLayout(page).addWidget(before)
    page.layout().addWidget(area)
    page.resize(300, 300)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    ring = next(one for one in area.children() if isinstance(one, QFrame) and one.property("ring"))
    where = buttons[0].geometry()
    before.setFocus()
    assert ring.isHidden()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == area.rect()
    assert buttons[0].geometry() == where
    page.resize(400, 500)
    qtbot.waitUntil(lambda: ring.geometry() == area.rect())
    # A click goes to what lies below it.
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton)
    before.setFocus()
    assert ring.isHidden()
    area.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring.isHidden()


@pytest.mark.parametrize("wraps", [True, False])
def test_what_scrolls_is_as_tall_as_its_words_at_the_width_they_have(qtbot, wraps):
    inside = ScrolledColumn()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    card, last = Card(), QPushButton("last")
    label = Label("誰がいつまでに連絡するかを、運用ルールに決めておきましょう。" * 12, wrap=wraps)
    line = row(label, QPushButton("beside"))
    line.setStretch(0, 1)
    card.body.addLayout(line)
    last.setFixedHeight(200)
    for widget in (card, last):
        column.addWidget(widget)
    column.addStretch(1)
    area = into_margin(inside)
    qtbot.addWidget(area)
    area.resize(700, 120)
    area.show()
    qtbot.waitUntil(lambda: area.widget().height() - last.geometry().bottom() <= 1)
    assert label.height() <= (label.heightForWidth(label.width()) if wraps else label.sizeHint().height())
    assert last.geometry().top() >= card.geometry().bottom()
