"""Taking the book in from Excel in the window: shown first, taken as a draft, taken back."""

from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.operations.book import draft_state, newest_version, save_draft
from funneldesk.operations.book_drafts import drafts
from funneldesk.operations.book_view import adopt_signed
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.book_import import BookImportDialog

#: Where their sheets stand, behind the cover and the purpose.
TERMS, CRITERIA = 2, 3


@pytest.fixture
def exported(page, qtbot, tmp_path):
    """Return the book as the window saves it."""
    path = tmp_path / "book.xlsx"
    page.export(path)
    qtbot.waitUntil(path.exists, timeout=20000)
    return path


def edit(path, place, old, new):
    """Write `new` where `old` stands on the sheet at that place, and return the sheet's name and the cell."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[place]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == old)
    cell.value = new
    workbook.save(path)
    return [sheet.title, cell.coordinate]


def opened(page, qtbot, monkeypatch, path):
    """Choose it in the menu, choose the file, and return the dialog that opens."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    page.import_action.trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(BookImportDialog)), timeout=20_000)
    return page.findChildren(BookImportDialog)[-1]


def texts(model):
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_edited_workbook_is_shown_then_taken_and_taken_back(page, qtbot, monkeypatch, exported, session):
    name = page.book.terms[1].name
    edit(exported, TERMS, name, "Warm lead")
    dialog = opened(page, qtbot, monkeypatch, exported)
    assert texts(dialog.differences)[0][2:] == [name, "Warm lead"]
    assert page.book.terms[1].name == name, "nothing is taken before somebody says so"
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.book.terms[1].name == "Warm lead")

    def saved():
        with open_reader(session.path) as store:
            return draft_state(store)

    qtbot.waitUntil(lambda: saved().book.terms[1].name == "Warm lead")
    assert "book.xlsx" in page.undo_words
    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    assert page.book.terms[1].name == name


def test_what_was_agreed_on_differently_since_is_asked_about(page, qtbot, monkeypatch, exported, session):
    edit(exported, CRITERIA, page.book.threshold.points, 50)
    with open_store(session.path) as store:
        book = newest_version(store).book
        save_draft(store, replace(book, threshold=replace(book.threshold, points=70.0)))
        adopt_signed(store, {"marketing": "佐藤", "sales": "鈴木"}, None, "")
    dialog = opened(page, qtbot, monkeypatch, exported)
    assert not dialog.yes.isEnabled()
    dialog.conflicts.buttons["threshold", "mine"].click()
    assert not dialog.yes.isEnabled(), "then the workbook changes nothing"
    button = dialog.conflicts.buttons["threshold", "theirs"]
    assert button.text() == "The workbook: Points 60 → 50"
    button.click()
    assert texts(dialog.differences)[0][2:] == ["70", "50"]
    dialog.yes.click()
    qtbot.waitUntil(lambda: page.book.threshold.points == 50)
    with open_reader(session.path) as store:
        assert [(d.name, d.base) for d in drafts(store)] == [("book", 1)]


def test_a_cell_that_cannot_be_understood_is_named_and_nothing_can_be_taken(
    page, qtbot, monkeypatch, exported
):
    place = edit(exported, CRITERIA, page.book.threshold.points, "many")
    before = page.book
    dialog = opened(page, qtbot, monkeypatch, exported)
    assert [row[:2] for row in texts(dialog.problems)] == [place]
    assert not dialog.yes.isVisible()
    qtbot.mouseClick(dialog.no, Qt.MouseButton.LeftButton)
    assert page.book == before


def test_a_file_that_is_no_book_is_said(page, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "list.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["a", "b"])
    workbook.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    page.import_action.trigger()
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
