"""The tab 施策ROI as people use it."""

import csv
import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from funneldesk.i18n import set_language
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import open_store
from tests.ui.conftest import TODAY, activate, settle


def month(days_ago):
    return (TODAY - timedelta(days=days_ago)).strftime("%Y-%m")


@pytest.fixture
def with_costs(company_store, tmp_path):
    """The small company's store with costs of 広告 and SEO (each a half of the forty leads), and some of no source."""
    store = tmp_path / "costs.db"
    shutil.copyfile(company_store, store)
    rows = [
        (month(200), "広告", "", 300000),
        (month(200), "SEO", "", 100000),
        (month(200), "", "展示会DM", 5000),
        ("", "広告", "", 7),
    ]
    path = tmp_path / "施策費用.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("月", "流入元", "施策名", "費用"), *rows])
    with open_store(store) as opened:
        assert import_list(opened, path, list_date=TODAY).created == 4
    return store


def cells(page, row):
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def column(page, heading):
    return next(place for place, one in enumerate(page.model.columns) if one.heading == heading)


def test_costs_beside_what_they_brought(open_desk, with_costs, qtbot):
    desk = open_desk(with_costs)
    window = desk.window
    activate(qtbot, window)
    window.go("contents")
    settle(qtbot, window.page("contents"))
    qtbot.keyClick(window.page("contents"), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    page = window.page("campaigns")
    qtbot.waitUntil(lambda: window.current is page)
    settle(qtbot, page)
    rows = {row.value: row for row in page.view.campaigns.rows}
    assert (rows["広告"].leads, rows["広告"].cost, rows["広告"].deal) == (20, 30_000_000, 3)
    assert "300,000" in cells(page, 0)
    assert cells(page, page.model.rowCount() - 1)[0] == "Total"
    assert "without a month" in page.notes.text()
    # The sum stays last, however the lines are sorted.
    page.table.sortByColumn(column(page, "Cost"), Qt.SortOrder.AscendingOrder)
    assert [line.name for line in page.model.rows][-1] == "Total"
    costs = [line.cost for line in page.model.rows[:-1]]
    assert costs == sorted(costs)
    # Enter on a number shows the people behind it; costs of nobody show nobody.
    place = next(n for n, line in enumerate(page.model.rows) if line.name == "広告")
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(place, column(page, "Deal")))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    qtbot.waitUntil(lambda: window.page("leads").model.rowCount() == 3)
    window.go("campaigns")
    settle(qtbot, page)
    # A click on a bar, too; another measure is another picture.
    page.measure.setCurrentIndex(page.measure.findData("roi"))
    page.measure.activated.emit(page.measure.currentIndex())
    settle(qtbot, page)
    key = str([row.value for row in page.view.campaigns.rows].index("SEO"))
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=page.picture.target_point(key).toPoint())
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_another_field_another_range_and_the_picture_saved(open_desk, with_costs, qtbot, tmp_path):
    window = open_desk(with_costs).window
    activate(qtbot, window)
    window.go("campaigns")
    page = window.page("campaigns")
    settle(qtbot, page)
    # The month with costs is one of several with leads: the banner offers just that.
    assert page.banner.link.text() == "Show these months"
    qtbot.mouseClick(page.banner.link, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert page.range.choice.name == "custom"
    page.range.choose("all")
    settle(qtbot, page)
    assert page.view.campaigns.total.cost == 40_500_700
    page.by.setFocus()
    qtbot.keyClick(page.by, Qt.Key.Key_End)
    page.by.activated.emit(page.by.currentIndex())
    qtbot.waitUntil(lambda: page.view.campaigns.by == "campaign")
    settle(qtbot, page)
    assert page.view.campaigns.rows[0].value == "展示会DM"
    page.save_picture(tmp_path / "roi.png")
    qtbot.waitUntil(lambda: "roi.png" in page.banner.sentence.text())
    assert (tmp_path / "roi.png").stat().st_size > 1000


def test_without_costs_it_says_which_list_to_import(show, window, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_named: ([], ""))
    page = show("campaigns")
    assert "month, source (or campaign) and amount" in page.empty.text.text()
    assert page.tabs.isVisible()
    button = page.empty.findChild(QPushButton)
    assert button.text() == "Import a list of costs"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current is window.page("import"))


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
