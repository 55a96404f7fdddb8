"""Saving what the table of leads shows, from the window: asked where, written, said; or left alone."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.ui.pages.leads_model import WAITING
from tests.ui.conftest import settle
from tests.ui.typing import write


@pytest.fixture
def page(show, window, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.leads.figures is not None)
    return page


def test_the_file_holds_what_is_on_screen(page, window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "見えるもの.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page.columns.choose(("name", "score", "email", "since"))
    page.filter_by((ColumnFilter("company", "1"),))
    page.sort_by("email", descending=True)
    qtbot.waitUntil(lambda: page.model.leads.query == page.query)
    rows, names = range(page.model.rowCount()), page.model.names
    qtbot.waitUntil(lambda: all(page.model.text(place, "email") != WAITING for place in rows))
    window.go("leads", export=True)
    qtbot.waitUntil(lambda: "見えるもの.csv" in page.banner.sentence.text())
    assert "personal data: Name, E-mail address" in page.banner.sentence.text()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        _heading, *lines = csv.reader(stream)
    assert 0 < len(lines) < 40
    assert lines == [[page.model.text(place, name) for name in names] for place in rows]


def test_whoever_was_edited_stays_in_the_file_where_she_stands_on_screen(
    page, window, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "後.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    page.columns.choose(("name", "title", "company"))
    page.filter_by((ColumnFilter("title", "部長"),))
    page.sort_by("company", descending=False)
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.model.text(0, "title") == "部長")
    page.table.setFocus()
    before = page.model.leads.ids.tolist()
    for column, text in (("title", "顧問"), ("company", "最後株式会社")):
        page.table.go_to(0, page.model.names.index(column))
        qtbot.keyClick(page.table, Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: page.editing.is_open)
        page.editing.delegate.editor.selectAll()
        write(page.editing.delegate.editor, text)
        qtbot.keyClick(page.editing.delegate.editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not page.steps.is_writing)
        settle(qtbot, page)
    assert page.model.leads.ids.tolist() == before
    qtbot.waitUntil(lambda: page.model.text(0, "company") == "最後株式会社")
    window.go("leads", export=True)
    qtbot.waitUntil(lambda: "後.csv" in page.banner.sentence.text())
    with path.open(encoding="utf-8-sig", newline="") as stream:
        _heading, *lines = csv.reader(stream)
    assert lines == [
        [page.model.text(place, name) for name in page.model.names] for place in range(len(before))
    ]
    assert lines[0][1:] == ["顧問", "最後株式会社"]


def test_whoever_cancels_writes_nothing(page, window, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    before = page.banner.sentence.text()
    window.go("leads", export=True)
    assert page.banner.sentence.text() == before


def test_a_folder_that_is_gone_is_said(page, window, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "gone" / "a.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    window.go("leads", export=True)
    qtbot.waitUntil(lambda: "does not exist" in page.banner.sentence.text())
