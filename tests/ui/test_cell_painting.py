"""Cells look as the style sheet and Qt would draw them, whoever paints them."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow, QStyledItemDelegate

from funneldesk.ui.theme import apply_theme, dress
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

COLUMNS = [
    RowsColumn("会社名", lambda row: row[0], width=200, bold=True),
    RowsColumn("役職", lambda row: row[1], width=90, colour=lambda _row: "#8A2BE2"),
    RowsColumn("スコア", lambda row: row[2], width=80, right=True),
]
ROWS = [
    ("株式会社東都製作所", "部長", "91"),
    ("とても長い名前の会社" * 4, "", "7"),
    ("Ag", "課長 jy", "1,204"),
]


@pytest.fixture(params=["light", "dark"])
def table(request, qapp, qtbot):
    apply_theme(qapp, request.param)
    window = QMainWindow()
    qtbot.addWidget(window)
    table = Table(RowsModel(COLUMNS))
    table.model().show_rows(ROWS)
    window.setCentralWidget(table)
    dress(window)
    table.size_columns(COLUMNS)
    window.resize(420, 220)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    table.selectRow(1)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    yield table
    apply_theme(qapp, "light")


def picture(table):
    return table.viewport().grab().toImage()


def ink(image, rect, ground):
    """Return the rectangle around what differs from the ground of a cell."""
    found = [
        (x, y)
        for x in range(rect.left() + 2, rect.right() - 1)
        for y in range(rect.top() + 2, rect.bottom() - 1)
        if image.pixelColor(x, y) != ground
    ]
    if not found:
        return QRect()
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*found, strict=True))
    return QRect(left, top, right - left + 1, bottom - top + 1)


def test_a_table_looks_as_qt_would_draw_it(table):
    ours = picture(table)
    table.setItemDelegate(QStyledItemDelegate(table))
    qts = picture(table)
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            rect = table.visualRect(model.index(row, column))
            ground = qts.pixelColor(rect.right() - 3, rect.top() + 3)
            assert ours.pixelColor(rect.right() - 3, rect.top() + 3) == ground
            below = rect.left() + 20, rect.bottom()
            assert ours.pixelColor(*below) == qts.pixelColor(*below)
            mine, theirs = (ink(image, rect, ground) for image in (ours, qts))
            assert mine.isNull() == theirs.isNull() == (not ROWS[row][column])
            # Qt sets words at parts of a pixel.
            sides = [
                (getattr(one, side)() for one in (mine, theirs))
                for side in ("left", "right", "top", "bottom")
            ]
            assert all(abs(a - b) <= 1 for a, b in sides), (row, column, mine, theirs)


def test_the_cell_the_keyboard_is_on_has_a_frame_and_a_chosen_one_a_ground(table):
    image, index = picture(table), table.model().index(1, 0)
    rect = table.visualRect(index)
    accent = table.palette().color(table.palette().ColorRole.Link)
    assert table.currentIndex() == index
    assert image.pixelColor(rect.left(), rect.center().y()) == accent
    other = table.visualRect(table.model().index(0, 0))
    assert image.pixelColor(rect.left() + 3, rect.top() + 3) != image.pixelColor(
        other.left() + 3, other.top() + 3
    )


def test_words_of_several_lines_are_left_to_qt(table):
    table.model().show_rows([("eins\nzwei", "", "")])
    ours = picture(table)
    table.setItemDelegate(QStyledItemDelegate(table))
    assert ours == picture(table)
