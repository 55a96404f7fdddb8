"""Lines of minutes in a table: what a column is wide enough for."""

import pytest
from PySide6.QtGui import QFontMetrics

from funneldesk.ui.pages.review_lines import Line, LineColumn, LinesModel
from funneldesk.ui.pages.review_lines_table import LinesTable


@pytest.fixture
def table(qtbot):
    columns = (LineColumn("text", "What", 6), LineColumn("who", "Who", 2), LineColumn("until", "By when", 2))
    table = LinesTable(LinesModel(columns, "Write"), "Decisions")
    qtbot.addWidget(table)
    table.show()
    return table


def lines(table, **cells):
    given = {
        "text": "情報収集のみの人に、同業種の事例を添えたメールを用意する",
        "who": "マーケティング",
        "until": "2026/11/13",
    }
    table.show_lines([Line(1, given | cells)], lambda key: key, editable=False)
    table.fit()
    return [table.columnWidth(place) for place in range(3)]


@pytest.mark.parametrize("width", [300, 420, 900])
def test_a_day_is_never_cut(table, width):
    table.resize(width, 200)
    text, _who, until = lines(table)
    assert until > QFontMetrics(table.font()).horizontalAdvance("2026/11/13")
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert text >= width // 4


def test_one_long_word_leaves_room_for_the_others(table):
    table.resize(600, 200)
    text, who, _until = lines(table, who="a" * 300)
    assert who <= table.viewport().width() // 3
    assert text >= table.viewport().width() // 4
