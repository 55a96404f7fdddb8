"""What scrolls: the ring lies over all of it, and nothing in it moves for that."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from funneldesk.ui.widgets.scrolling import into_margin


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
