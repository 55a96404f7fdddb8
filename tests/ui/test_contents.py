"""The content page as people use it."""

from PySide6.QtCore import Qt

from tests.ui.conftest import settle


def test_every_content_has_a_row_with_its_people(show):
    page = show("contents")
    rows = {c.title or c.content: c for c in page.result.contents}
    assert rows["導入ガイド"].touched_all == 10
    assert page.model.rowCount() == len(page.result.contents)


def test_a_row_opens_who_touched_the_content(show, window, qtbot):
    page = show("contents")
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_another_window_of_days_is_computed(show, qtbot):
    page = show("contents")
    page.window_days.setFocus()
    qtbot.keyClick(page.window_days, Qt.Key.Key_End)
    page.window_days.activated.emit(page.window_days.currentIndex())
    qtbot.waitUntil(lambda: page.result.window_days == 0)
    settle(qtbot, page)


def test_rows_sort_by_the_number_not_by_its_text(show):
    page = show("contents")
    column = next(i for i, c in enumerate(page.model.columns) if c.heading == "Touched")
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    touched = [row.touched_all for row in page.model.rows]
    assert touched == sorted(touched, reverse=True)
