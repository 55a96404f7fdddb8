"""The definition book's page as people use it: edit, see what it does, take back, agree, save as Excel."""

import zipfile

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.book import book_versions, draft_state
from funneldesk.operations.stores import open_reader
from funneldesk.ui.pages.book_adoption import VersionsTab
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.pages.book_terms import TermsTab


def _saved_draft(session):
    with open_reader(session.path) as store:
        return draft_state(store)


def _versions(session):
    with open_reader(session.path) as store:
        return book_versions(store)


def _signal(page, signal_id):
    return next(s for s in page.book.signals if s.id == signal_id)


@pytest.fixture
def scoring(page, qtbot):
    """Return the scoring tab with its preview."""
    tab = page.tab(ScoringTab)
    qtbot.waitUntil(lambda: tab.preview.preview is not None)
    return tab


def test_a_weight_moved_by_keyboard_shows_who_enters(page, scoring, qtbot, session):
    before = int(scoring.preview.preview.reached.sum())
    form = next(s for s in page.book.signals if s.counts and s.counts.kinds == ("form",))
    slider = scoring._rows[form.id].slider
    slider.setFocus()
    for _step in range(8):
        qtbot.keyClick(slider, Qt.Key.Key_PageDown)
    assert _signal(page, form.id).points == form.points - 40
    now = int(scoring.preview.preview.reached.sum())
    assert now == before - 2, "two leads stand above the threshold by their inquiry"
    qtbot.waitUntil(lambda: scoring.preview.model.rowCount() == 2)
    assert {scoring.preview.model.index(row, 0).data() for row in range(2)} == {"leaves"}
    qtbot.waitUntil(lambda: _saved_draft(session).saved)


def test_the_threshold_is_dragged_in_the_histogram(page, scoring, qtbot):
    histogram = scoring.preview.histogram
    start = QPoint(round(histogram.x_of(60)), histogram.height() // 2)
    goal = QPoint(round(histogram.x_of(20)), histogram.height() // 2)
    qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(histogram, goal)
    qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=goal)
    assert page.book.threshold.points == pytest.approx(20, abs=1)
    assert page.book.threshold.leave < page.book.threshold.points


def test_a_term_is_written_and_taken_back(page, qtbot):
    card = next(iter(page.tab(TermsTab).terms.values()))
    field = card.fields["definition"]
    before = field.toPlainText()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "A person we can reach")
    card.name.setFocus()
    assert page.book.terms[0].definition == "A person we can reach"
    assert page.chip.text() == "Draft of v1"
    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    assert page.book.terms[0].definition == before
    page.redo()
    assert page.book.terms[0].definition == "A person we can reach"


def test_a_draft_survives_that_the_window_is_gone(page, qtbot, session, window):
    tab = page.tab(KpiTab)
    box = next(c for c in tab.cards.values() if c.low.isVisibleTo(tab))
    box.low.setFocus()
    box.low.selectAll()
    qtbot.keyClicks(box.low, "12.5")
    qtbot.keyClick(box.low, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _saved_draft(session).saved)
    assert any(k.low == pytest.approx(0.125) for k in _saved_draft(session).book.kpis)
    assert _versions(session)[-1].number == 0


def test_the_leaving_threshold_stays_below_and_comes_back_with_the_line(page):
    tab = page.tab(ScoringTab)
    for points in (50, 40, 30):
        tab._move_threshold(points)
    assert page.book.threshold.leave == 29
    tab._move_threshold(55)
    assert page.book.threshold.leave == 45


def test_a_typed_threshold_takes_the_leaving_one_with_it(page):
    tab = page.tab(CriteriaTab)
    tab.points.setValue(40)
    tab.points.editingFinished.emit()
    assert page.book.threshold.leave == tab.leave.value() == 39
    assert "40" in tab.sentence.text()


def test_one_filled_button_where_both_sides_agree(page):
    page.tab(ScoringTab)._move_threshold(55)
    assert page.adopt_button.isVisible()
    page.adopt_button.click()
    assert page.tab(VersionsTab).take.isVisible()
    assert not page.adopt_button.isVisible()


def test_both_sides_agree_on_a_changed_threshold(page, qtbot, session):
    criteria = page.tab(CriteriaTab)
    criteria.points.setFocus()
    criteria.points.selectAll()
    qtbot.keyClicks(criteria.points, "55")
    qtbot.keyClick(criteria.points, Qt.Key.Key_Return)
    assert "55" in criteria.sentence.text()
    qtbot.mouseClick(page.adopt_button, Qt.MouseButton.LeftButton)
    versions = page.tab(VersionsTab)
    assert versions.model.rowCount() >= 1
    qtbot.keyClicks(versions.names["marketing"], "Yamada")
    qtbot.keyClicks(versions.names["sales"], "Yamada")
    assert "One person" in versions.hint.text()
    qtbot.mouseClick(versions.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _versions(session)[-1].number == 1, timeout=10000)
    agreed = _versions(session)[-1]
    assert agreed.book.threshold.points == 55
    assert {s.side for s in agreed.signatures} == {"marketing", "sales"}
    qtbot.waitUntil(lambda: page.chip.text() == "v1 in force")


def test_the_draft_is_compared_in_numbers_with_the_version(page, qtbot, session):
    page.tab(ScoringTab)._move_threshold(20)
    qtbot.mouseClick(page.adopt_button, Qt.MouseButton.LeftButton)
    card = page.tab(VersionsTab).comparing
    assert card.one.currentText() == "v0 (example)"
    assert card.other.currentText() == "Draft"
    card.button.setFocus()
    qtbot.keyClick(card.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card.numbers.rowCount() > 0, timeout=20000)
    today = next(row for row in card.numbers.rows if row[0] == "SAL candidates today")
    assert int(today[2]) > int(today[1])
    entering = int(today[2]) - int(today[1])
    assert f"{entering} more" in card.moving.text()
    assert card.people.rowCount() == min(entering, 20)
    assert any("20" in (row.after or "") for row in card.words.rows)


def test_one_person_is_one_however_the_name_is_spaced(page, qtbot):
    page.tab(ScoringTab)._move_threshold(50)
    qtbot.mouseClick(page.adopt_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.tab(VersionsTab).names["marketing"], "Yamada Taro")
    qtbot.keyClicks(page.tab(VersionsTab).names["sales"], "taro  yamada")
    assert "One person" in page.tab(VersionsTab).hint.text()


def test_a_version_needs_a_name_for_each_side(page, qtbot, session):
    page.tab(ScoringTab)._move_threshold(50)
    qtbot.mouseClick(page.adopt_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.tab(VersionsTab).names["marketing"], "Yamada")
    qtbot.mouseClick(page.tab(VersionsTab).take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "signature" in page.banner.sentence.text())
    assert _versions(session)[-1].number == 0


def test_the_book_is_saved_as_a_workbook(page, qtbot, tmp_path):
    target = tmp_path / "book.xlsx"
    page.export(target)
    qtbot.waitUntil(lambda: target.name in page.banner.sentence.text(), timeout=20000)
    with zipfile.ZipFile(target) as book:
        assert "xl/workbook.xml" in book.namelist()


def test_a_draft_is_saved_with_what_was_edited_and_says_that_nobody_agreed(page, qtbot, tmp_path):
    card = next(iter(page.tab(TermsTab).terms.values()))
    card.name.line.setText("Contact made")
    card.name.line.editingFinished.emit()
    page.tab(ScoringTab)._move_threshold(55)
    target = tmp_path / "draft.xlsx"
    page.export(target)
    qtbot.waitUntil(lambda: target.name in page.banner.sentence.text(), timeout=20000)
    assert page.banner.sentence.text() == "Saved as a draft, not agreed yet: draft.xlsx"
    workbook = openpyxl.load_workbook(target)
    cells = {cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert "Contact made" in cells
    assert "第0版からの下書き（未合意）" in cells
    cover = {cell.value for row in workbook.worksheets[0].iter_rows() for cell in row}
    assert "これは下書きです。双方が合意すると適用されます。" in cover
    # Undone it is the version in force that is saved.
    page.undo()
    page.undo()
    page.export(target)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "Saved: draft.xlsx", timeout=20000)
    workbook = openpyxl.load_workbook(target)
    assert "Contact made" not in {c.value for sheet in workbook for row in sheet.iter_rows() for c in row}


def test_every_tab_opens(page):
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        assert page._tab_stack.currentIndex() == place


def test_what_one_tab_changed_is_kept_by_the_next(page):
    page.tab(ScoringTab)._move_threshold(55)
    card = next(iter(page.tab(TermsTab).terms.values()))
    card.name.line.setText("Contact")
    card.name.line.editingFinished.emit()
    assert (page.book.threshold.points, page.book.terms[0].name) == (55, "Contact")
    tab = page.tab(CriteriaTab)
    assert tab.points.value() == 55
    tab.leave.setValue(30)
    tab.leave.editingFinished.emit()
    assert (page.book.threshold.leave, page.book.terms[0].name) == (30, "Contact")
