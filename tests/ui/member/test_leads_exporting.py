"""Saving what a member's table of leads shows, from the menu: asked where, written, said; or left alone."""

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.ui.member.leads_model import WAITING
from tests.ui.conftest import settle

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(show):
    return show("leads")


def save_at(monkeypatch, path):
    suggested = []

    def ask(_parent, _title, place, _kinds):
        suggested.append(place)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return suggested


def test_the_file_holds_what_is_on_screen(page, window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "見えるもの.csv"
    suggested = save_at(monkeypatch, path)
    page.columns.choose(("person", "company", "score"))
    page.filter_by((ColumnFilter("company", "東都1"),))
    settle(qtbot, page)
    rows, names = range(page.model.rowCount()), page.model.names
    qtbot.waitUntil(lambda: all(page.model.index(row, 0).data() != WAITING for row in rows))
    shown = [[page.model.index(row, place).data() for place in range(len(names))] for row in rows]
    # From another page as well: the menu comes here.
    window.go("funnel")
    qtbot.keyClick(window, Qt.Key.Key_X, KEYS)
    qtbot.waitUntil(lambda: "見えるもの.csv" in page.banner.sentence.text())
    assert "個人情報" in page.banner.sentence.text()
    assert "リード" in suggested[0]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        _heading, *lines = csv.reader(stream)
    assert len(lines) == 11
    assert lines == shown


def test_whoever_cancels_writes_nothing(page, window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    before = page.banner.sentence.text()
    window.go("leads", export=True)
    assert page.banner.sentence.text() == before


def test_a_folder_that_is_gone_is_said_and_the_table_stays(page, window, qtbot, monkeypatch, tmp_path):
    save_at(monkeypatch, tmp_path / "gone" / "a.xlsx")
    window.go("leads", export=True)
    qtbot.waitUntil(lambda: "ありません" in page.banner.sentence.text())
    assert page.empty is None
    assert page.model.rowCount() == 40
