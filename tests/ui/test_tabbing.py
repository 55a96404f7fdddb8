"""The order of Tab follows layouts, whatever was put between, nested or taken out meanwhile."""

import gc

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk.ui.widgets.tabbing import fields_on_show, order_in


def _page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    first, last, between, inner, hidden = (QLineEdit() for _ in range(5))
    for field in (first, last):
        column.addWidget(field)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(QLabel("no field"))
    row.addWidget(inner)
    column.insertLayout(1, row)
    column.insertSpacing(1, 8)
    column.insertWidget(1, between)
    column.addWidget(hidden)
    page.show()
    hidden.hide()
    return page, column, [first, between, inner, last], hidden


def test_fields_are_those_of_the_layout_in_its_order(qtbot):
    _page_kept, column, fields, hidden = _page(qtbot)
    assert fields_on_show(column) == fields
    hidden.show()
    assert fields_on_show(column) == [*fields, hidden]


def test_tab_goes_in_that_order(qtbot):
    page, column, fields, _hidden = _page(qtbot)
    order_in(column)
    assert page.isVisible()
    following = fields[0]
    seen = [following]
    for _step in fields[1:]:
        following = following.nextInFocusChain()
        while not isinstance(following, QLineEdit) or following.isHidden():
            following = following.nextInFocusChain()
        seen.append(following)
    assert seen == fields


def test_nothing_of_the_layout_is_kept(qtbot):
    """An item that the binding keeps is a place in memory that is somebody else's when its widget is gone."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QPushButton("one"))
    page.show()
    gc.collect()
    before = sum(type(one).__name__ == "QWidgetItem" for one in gc.get_objects())
    assert len(fields_on_show(column)) == 1
    order_in(column)
    assert sum(type(one).__name__ == "QWidgetItem" for one in gc.get_objects()) == before
