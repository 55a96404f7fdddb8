"""The table all pages use."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHoverEvent
from PySide6.QtWidgets import QApplication, QStyleOptionHeader, QVBoxLayout, QWidget

from funneldesk.domain.formats import money
from funneldesk.domain.habits import choose
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.room import CELL_MARGINS, shared
from funneldesk.ui.widgets.rows import (
    ROW_HEIGHT,
    RowsColumn,
    RowsModel,
    Table,
)


@pytest.mark.parametrize("stretch", [False, True])
def test_no_column_is_narrower_than_its_heading(qapp, qtbot, stretch):
    columns = [RowsColumn("コンテンツ別商談率と長い見出し", str, width=20, right=True, stretch=stretch)]
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    header = table.horizontalHeader()
    assert header.sectionSize(0) >= header.fontMetrics().horizontalAdvance(columns[0].heading)


def sort_by(qtbot, table, column):
    """Click on a heading."""
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_arrow_beside_the_words_says_how_the_rows_are_sorted(qapp, qtbot):
    columns = [RowsColumn(f"Heading {n}", str, width=20, right=True) for n in range(3)]
    model = RowsModel(columns)
    model.show_rows(["2", "1", "3"])
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    table.resize(600, 200)
    table.show()
    qtbot.waitExposed(table)
    header = table.horizontalHeader()

    def heading(column):
        option = QStyleOptionHeader()
        header.initStyleOptionForIndex(option, column)
        assert option.sortIndicator == QStyleOptionHeader.SortIndicator.None_, "it covers the words"
        assert header.sectionSize(column) >= header.fontMetrics().horizontalAdvance(option.text)
        return option.text

    assert [heading(n) for n in range(3)] == ["Heading 0", "Heading 1", "Heading 2"]
    sort_by(qtbot, table, 1)
    assert (model.rows, heading(1)) == (["1", "2", "3"], "Heading 1 ↑")
    sort_by(qtbot, table, 1)
    assert (model.rows, heading(1)) == (["3", "2", "1"], "Heading 1 ↓")
    sort_by(qtbot, table, 2)
    assert [heading(n) for n in range(3)] == ["Heading 0", "Heading 1", "Heading 2 ↑"]
    table.selectAll()
    table.copy_selection()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[2] == "Heading 2"


def test_rows_without_a_value_stand_last_in_both_orders():
    model = RowsModel([RowsColumn("a", str)])
    model.show_rows(["b", "", "–", "a"])
    model.sort(0, Qt.SortOrder.AscendingOrder)
    assert model.rows == ["a", "b", "", "–"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rows == ["b", "a", "", "–"]


def test_the_row_under_the_mouse_has_a_quiet_ground_all_along(qapp, qtbot):
    columns = [RowsColumn(name, lambda row: row, width=90) for name in "ab"]
    model = RowsModel(columns)
    model.show_rows(["1", "2", "3"])
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    table.resize(400, 300)
    table.show()
    qtbot.waitExposed(table)

    def grounds():
        image = table.viewport().grab().toImage()
        middles = [table.rowViewportPosition(row) + 6 for row in range(3)]
        return [{image.pixelColor(x, y).name() for x in (4, 120, 390)} for y in middles]

    plain = grounds()
    qtbot.mouseMove(table.viewport(), QPoint(30, 10))
    qtbot.mouseMove(table.viewport(), QPoint(30, table.rowViewportPosition(1) + 10))
    qtbot.waitUntil(lambda: grounds()[1] != plain[1])
    assert grounds()[::2] == plain[::2]
    assert len(grounds()[1]) == 1
    # Rows that scroll away below it leave it behind.
    table.resize(400, 70)
    table.verticalScrollBar().setValue(20)
    QApplication.sendEvent(
        table.viewport(), QHoverEvent(QEvent.Type.HoverLeave, QPointF(), QPointF(), QPointF())
    )
    table.resize(400, 300)
    assert grounds() == plain


def test_columns_give_way_by_rank_and_come_back_and_are_copied_all_the_same(qapp, qtbot):
    columns = [
        RowsColumn("a", lambda row: row[0], width=200, stretch=True),
        RowsColumn("b", lambda row: row[1], width=100, gives_way=2),
        RowsColumn("c", lambda row: row[2], width=100),
        RowsColumn("d", lambda row: row[3], width=100, gives_way=1),
    ]
    model = RowsModel(columns)
    model.show_rows([("1", "2", "3", "4")])
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    table.show()

    def hidden_at(width):
        table.resize(width, 200)
        return [place for place in range(4) if table.isColumnHidden(place)]

    assert hidden_at(700) == []
    assert hidden_at(450) == [1]
    assert hidden_at(350) == [1, 3]
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    table.selectAll()
    table.copy_selection()
    assert qapp.clipboard().text() == "a\tb\tc\td\r\n1\t2\t3\t4"
    assert hidden_at(700) == []
    assert sum(table.columnWidth(place) for place in range(4)) <= table.viewport().width()


def test_columns_that_gave_way_have_their_width_when_others_take_their_place(qapp, qtbot):
    """Measured while it was hidden, a column had no width, and came and went without end."""

    def columns(count):
        return [
            RowsColumn("a", lambda _row: "", width=200, stretch=True),
            *[RowsColumn(str(n), lambda _row: "", width=100, gives_way=1) for n in range(count)],
        ]

    table = Table(RowsModel(columns(3)))
    qtbot.addWidget(table)
    table.resize(420, 200)
    table.show()
    for count in (3, 3, 2, 3):
        model = table.model()
        model.beginResetModel()
        model.columns = columns(count)
        model.endResetModel()
        table.size_columns(model.columns)
        assert table.left_out == ([3] if count == 3 else [])


def test_what_has_no_room_is_said_and_seen_in_the_tips(qapp, qtbot):
    columns = [
        RowsColumn("a", lambda row: row[0], width=200, stretch=True),
        RowsColumn("種別", lambda row: row[1], width=100, gives_way=2),
        RowsColumn("費用", lambda row: row[2], width=100, gives_way=1),
    ]
    model = RowsModel(columns)
    model.show_rows([("A", "<記事>", "96万円"), ("B", "", "")])
    page = QWidget()
    qtbot.addWidget(page)
    table = Table(model)
    table.size_columns(columns)
    hint = LeftOut(table)
    column = QVBoxLayout(page)
    column.addWidget(table)
    column.addWidget(hint)
    page.resize(260, 300)
    page.show()
    qtbot.waitUntil(hint.isVisible)
    assert "種別" in hint.text()
    assert "費用" in hint.text()
    # In a narrow place its words go on in the next line: none is cut.
    qtbot.waitUntil(lambda: hint.height() > 3 * hint.fontMetrics().height())
    assert hint.height() >= hint.heightForWidth(hint.width())
    assert "種別: &lt;記事&gt;\n費用: 96万円" in table.tip_at(model.index(0, 0))
    assert "種別" not in table.tip_at(model.index(1, 0))
    page.resize(460, 300)
    qtbot.waitUntil(lambda: table.left_out == [])
    qtbot.waitUntil(hint.isHidden)
    assert "費用" not in table.tip_at(model.index(0, 0))


def test_a_table_to_be_read_whole_is_as_tall_as_its_words_need_at_any_width(qapp, qtbot):
    columns = [
        RowsColumn("where", lambda row: row[0], width=100),
        RowsColumn("after", lambda row: row[1], stretch=True),
    ]
    model = RowsModel(columns)
    table = ReadingTable(model, most=400)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(table)
    column.addStretch(1)
    qtbot.addWidget(holder)
    table.size_columns(columns)
    holder.resize(1000, 600)
    holder.show()
    model.show_rows([("term", "whom we can reach"), ("why", "so that both sides speak of the same " * 4)])

    def heights_at(width):
        holder.resize(width, 600)
        column.activate()
        return [table.rowHeight(row) for row in range(2)]

    wide, narrow = heights_at(1000), heights_at(400)
    assert min(wide + narrow) >= ROW_HEIGHT
    assert narrow[1] > max(wide[1], narrow[0])
    qtbot.waitUntil(lambda: table.viewport().height() >= sum(narrow))
    model.show_rows([("why", "one of very many words " * 200)])
    qtbot.waitUntil(lambda: table.height() == 400)


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier])
def test_a_row_the_program_chooses_is_the_one_chosen_whatever_key_is_held(qapp, qtbot, held):
    model = RowsModel([RowsColumn("a", str), RowsColumn("b", str)])
    model.show_rows(["1", "2", "3"])
    table = Table(model)
    qtbot.addWidget(table)
    table.show()
    qtbot.keyPress(table, Qt.Key.Key_F20, held)
    assert QGuiApplication.keyboardModifiers() == held
    try:
        for place in (1, 2):
            table.selectRow(place)
            assert [index.row() for index in table.selectionModel().selectedRows()] == [place]
            assert table.currentIndex().row() == place
        table.selectRow(99)
        assert [index.row() for index in table.selectionModel().selectedRows()] == [2]
    finally:
        qtbot.keyRelease(table, Qt.Key.Key_F20)


def test_where_nothing_more_gives_way_the_stretching_column_is_narrower_not_beyond_the_edge(qapp, qtbot):
    columns = [
        RowsColumn("a", str, width=100),
        RowsColumn("b", str, width=200, stretch=True),
        RowsColumn("c", str, width=100, gives_way=1),
    ]
    table = Table(RowsModel(columns))
    qtbot.addWidget(table)
    table.size_columns(columns)
    table.show()
    table.resize(260, 200)
    assert table.left_out == [2]
    assert table.columnWidth(1) == table.viewport().width() - 100
    # Of half its width nothing could be read: it scrolls then.
    table.resize(150, 200)
    assert table.columnWidth(1) == 200


@pytest.mark.parametrize("stretch", [False, True])
def test_a_number_is_never_cut(qapp, qtbot, stretch):
    columns = [RowsColumn("費用", money, width=40, right=True, stretch=stretch, gives_way=0)]
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    choose("amounts", "full")
    try:
        # What is shown comes after the columns were sized, as on most pages.
        model.show_rows([999_999_999_00])
        table.show()
        table.resize(60, 120)
        needs = QFontMetrics(qapp.font()).horizontalAdvance(money(999_999_999_00)) + CELL_MARGINS
        assert table.columnWidth(0) >= needs
    finally:
        choose("amounts", "short")


@pytest.mark.parametrize(
    ("needed", "left", "shares"),
    [
        ({0: 10, 1: 10}, 90, {0: 30, 1: 60}),
        ({0: 50, 1: 10}, 90, {0: 50, 1: 40}),
        ({0: 50, 1: 80}, 90, {0: 30, 1: 60}),  # no room for all: the table scrolls then
    ],
)
def test_what_needs_more_than_its_share_gets_it(needed, left, shares):
    assert shared({0: 100, 1: 200}, needed, left) == shares
