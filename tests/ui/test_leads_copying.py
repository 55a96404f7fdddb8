"""Ctrl+C copies the chosen cells; pasted again, here or in Excel, they are what they were."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.ui.pages.leads_model import WAITING
from tests.ui.conftest import settle

KEY, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    page.columns.choose(("name", "company", "title", "acquired_at", "score"))
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    QApplication.clipboard().clear()
    return page


def go(page, row, column):
    page.table.go_to(row, page.model.names.index(column))


def copied(qtbot, page):
    qtbot.keyClick(page.table, KEY.Key_C, MOD.ControlModifier)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    return QApplication.clipboard().text()


def test_a_block_of_cells_is_copied_without_headings(page, qtbot):
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Down, MOD.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_Right, MOD.ShiftModifier)
    lines = [line.split("\t") for line in copied(qtbot, page).split("\r\n")]
    shown = [[page.model.text(row, name) for name in ("title", "acquired_at")] for row in range(2)]
    assert [[title, when.replace("-", "/")] for title, when in lines] == shown
    assert "mso-number-format" in QApplication.clipboard().mimeData().html()


def test_whole_lines_bring_their_headings_and_numbers_no_separators(page, qtbot):
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Space, MOD.ShiftModifier)
    heading, line = copied(qtbot, page).split("\r\n")
    assert heading.split("\t")[:2] == ["Name", "Company"]
    assert line.split("\t")[0] == page.model.text(0, "name")
    assert line.split("\t")[4] == page.model.text(0, "score")


def test_what_was_copied_is_pasted_one_line_below(page, qtbot):
    go(page, 0, "title")
    qtbot.keyClick(page.table, KEY.Key_Right, MOD.ShiftModifier)
    copied(qtbot, page)
    go(page, 1, "title")
    qtbot.keyClick(page.table, KEY.Key_V, MOD.ControlModifier)
    qtbot.waitUntil(lambda: not page.steps.is_writing)
    settle(qtbot, page)
    first, second = ([page.model.text(row, name) for name in ("title", "acquired_at")] for row in range(2))
    assert first == second


AT_THE_END = """
import sys
from PySide6.QtWidgets import QApplication
from funneldesk.ui.pages import leads_copying
app = QApplication(sys.argv)
leads_copying.put_table("text", "<table><tr><td>text</td></tr></table>")
"""


def test_the_program_ends_well_with_a_table_on_the_clipboard():
    ended = subprocess.run([sys.executable, "-c", AT_THE_END], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
