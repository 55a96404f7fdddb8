"""The table all pages use."""

import pytest

from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table


@pytest.mark.parametrize("stretch", [False, True])
def test_no_column_is_narrower_than_its_heading(qapp, qtbot, stretch):
    columns = [RowsColumn("コンテンツ別商談率と長い見出し", str, width=20, right=True, stretch=stretch)]
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    table.size_columns(columns)
    header = table.horizontalHeader()
    assert header.sectionSize(0) >= header.fontMetrics().horizontalAdvance(columns[0].heading)
