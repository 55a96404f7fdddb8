"""The tab 引き渡し: hand-overs with filters, the work list out, and back with what it would record shown first."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.operations import by_hand
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.importing import ImportPage
from funneldesk.ui.pages.leads import LeadsPage
from funneldesk.ui.pages.worklist_import import WorkListDialog
from tests.ui.conftest import TODAY, activate, settle

YESTERDAY = TODAY.toordinal() - 1


@pytest.fixture
def handed_store(company_store: Path, tmp_path: Path) -> Path:
    """Return a store in which two people were handed to sales yesterday, and one was accepted."""
    path = tmp_path / "handed.db"
    path.write_bytes(company_store.read_bytes())
    with open_store(path) as store:
        for lead, owner in ((8, "佐藤"), (9, "田中"), (20, "佐藤")):
            by_hand.hand_over(store, lead, "sales", YESTERDAY, owner=owner)
        by_hand.decide(store, legs_of_store(store)[2].record, "accepted", YESTERDAY)
    return path


@pytest.fixture
def page(qtbot: Any, open_desk: Any, handed_store: Path) -> LeadsPage:
    """Return the leads page with the tab of hand-overs open."""
    window = open_desk(handed_store).window
    window.go("leads", handovers=True)
    page = window.page("leads")
    settle(qtbot, page)
    return page  # type: ignore[no-any-return]


def save(qtbot: Any, page: Any, button: Any, path: Path, monkeypatch: Any, kind: str = "") -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), kind))
    page.banner.say("")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.banner.sentence.text()), timeout=20000)
    return page.banner.sentence.text()  # type: ignore[no-any-return]


def fill(path: Path, name: str, *cells: Any) -> None:
    workbook = openpyxl.load_workbook(path)
    rows = (row for sheet in workbook.worksheets for row in sheet.iter_rows(max_col=16) if len(row) > 2)
    row = next(row for row in rows if row[2].value == name)
    for cell, value in zip(row[10:], cells, strict=False):
        cell.value = value
    workbook.save(path)


def dialog_of(qtbot: Any, page: Any) -> WorkListDialog:
    def there() -> list[WorkListDialog]:
        return [one for one in page.findChildren(WorkListDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=20000)
    return there()[-1]


def test_the_list_goes_out_comes_back_and_is_taken_back(
    qtbot: Any, page: LeadsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.handovers
    assert view is not None
    assert view.banner.sentence.text().startswith("2 hand-overs wait for an answer; none is overdue.")
    assert [line.leg.lead for line in view.model.rows] == [8, 9, 20]
    view.states.setCurrentIndex(view.states.findData("accepted"))
    view.states.activated.emit(view.states.currentIndex())
    assert [line.leg.lead for line in view.model.rows] == [20]
    view.states.set_value("open")
    view.sides.set_value("is")
    view.sides.activated.emit(view.sides.currentIndex())
    assert not view.table.isVisible()
    assert view.nothing.text() == "No hand-over fits."
    view.sides.set_value("")
    view.owners.set_value("佐藤")
    view.owners.activated.emit(view.owners.currentIndex())
    assert [line.leg.lead for line in view.model.rows] == [8]

    path = tmp_path / "list.xlsx"
    said = save(qtbot, page, view.save_button, path, monkeypatch)
    assert "list.xlsx" in said
    name = view.model.rows[0].person
    assert openpyxl.load_workbook(path).sheetnames[0] == "佐藤"
    fill(path, name, "見送る", "時期尚早")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    qtbot.mouseClick(view.import_button, Qt.MouseButton.LeftButton)
    first = dialog_of(qtbot, page)
    # A result without a date: nothing to record until a day is chosen.
    assert first.undated.isVisible()
    assert not first.yes.isVisible()
    assert first.model.rows[0].status == "problem"
    activate(qtbot, first)
    first.day.line.setFocus()
    qtbot.keyClick(first.day.line, Qt.Key.Key_Return)  # as the button beside it
    qtbot.waitUntil(lambda: any(one is not first for one in page.findChildren(WorkListDialog)), timeout=20000)
    second = next(one for one in page.findChildren(WorkListDialog) if one is not first)
    qtbot.waitUntil(second.isVisible)
    assert second.yes.text() == "Record 1 row"
    page.banner.say("")
    qtbot.mouseClick(second.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "1 row is recorded.", timeout=20000)
    qtbot.waitUntil(lambda: [line.leg.lead for line in view.model.rows] == [], timeout=20000)
    assert page.banner.link.text() == "Take it back"
    qtbot.mouseClick(page.banner.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line.leg.lead for line in view.model.rows] == [8], timeout=20000)

    view.owners.set_value(None)
    said = save(qtbot, page, view.csv_button, tmp_path / "c.csv", monkeypatch, kind="CSV, Shift_JIS (*.csv)")
    assert "Salesforce" in said or "no SAL candidate" in said
    view.table.selectRow(0)
    view.table.opened.emit(0)
    # Her own page is opened.
    qtbot.waitUntil(lambda: not page.isVisible())


def test_a_work_list_dropped_on_the_import_page_is_shown_as_one_with_its_disputes(
    qtbot: Any, page: LeadsPage, handed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.handovers
    assert view is not None
    path = tmp_path / "list.xlsx"
    save(qtbot, page, view.save_button, path, monkeypatch)
    line = next(one for one in view.model.rows if one.leg.lead == 9)
    fill(path, line.person, "受け入れる", None, TODAY)
    with open_store(page.session.path) as store:
        by_hand.decide(store, line.leg.record, "rejected", YESTERDAY, reason="競合")
    page.navigate("import", files=[path])
    window: Any = page.window()
    importing = window.page("import")
    assert isinstance(importing, ImportPage)
    dialog = dialog_of(qtbot, importing)
    assert list(dialog.boxes) == [dialog.looked.of("conflict")[0].key]
    assert not dialog.yes.isEnabled()
    next(iter(dialog.boxes.values())).setChecked(True)
    assert dialog.yes.isEnabled()
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: importing.banner.sentence.text() == "1 row is recorded.", timeout=20000)
    with open_reader(page.session.path) as store:
        assert by_hand.leg_of(store, line.leg.record).decision == "accepted"
    assert importing.views.currentWidget() is importing.start


def test_without_hand_overs_the_tab_says_where_they_come_from(qtbot: Any, show: Any, tmp_path: Path) -> None:
    page = show("leads", handovers=True)
    view = page.handovers
    assert "No hand-overs yet" in view.nothing.text()
    assert not view.table.isVisible()
    assert view.save_button.isEnabled() == bool(view.found.owed)
    monkey = pytest.MonkeyPatch()
    monkey.setattr(QFileDialog, "getSaveFileName", lambda *_given: ("", ""))
    monkey.setattr(QFileDialog, "getOpenFileName", lambda *_given: ("", ""))
    for button in (view.save_button, view.csv_button, view.import_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    monkey.undo()
    assert page.findChildren(WorkListDialog) == []
