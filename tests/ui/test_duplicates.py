"""The page of possible duplicates: compare, decide by key, undo; and what a merged lead shows."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from funneldesk.operations.merging import decisions, merge, separate, take_back
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.ui.widgets.text import BreakingLabel
from tests.operations.taking import take
from tests.ui.conftest import activate, settle

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PEOPLE = [
    {"name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "課長"},
    {"name": "山田 太朗", "company": "㈱みなと精機", "phone": "03-1111-2222"},
    {"name": "山田 太郎", "company": "みなと精機東京支店"},
    {"name": "佐藤 花子", "company": "南海工業", "email": "hana@nankai.jp"},
    {"name": "佐藤 華子", "company": "南海工業"},
]


@pytest.fixture
def doubled(tmp_path: Path) -> Path:
    path = tmp_path / "doubled.db"
    with create_store(path, "ja") as store:
        take(store, "leads", PEOPLE)
    return path


@pytest.fixture
def window(open_desk, doubled):
    window = open_desk(doubled).window
    assert window is not None
    return window


@pytest.fixture
def page(show, window, qtbot):
    page = show("duplicates")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def pairs(page):
    return [(row.pair.one, row.pair.other) for row in page.model.rows]


def stored(window):
    with open_reader(window.session.path) as store:
        return [(one.same, one.hidden) for one in decisions(store)]


def wait_for(qtbot, page, rows):
    qtbot.waitUntil(lambda: not page.is_loading and page.model.rowCount() == rows)


def side(page, column):
    """The texts of one side by the field they stand for."""
    grid = page.sides.grid
    texts = {}
    for line in range(2, grid.rowCount(), 2):
        name, value = (grid.itemAtPosition(line, place) for place in (0, column))
        if name and value:
            texts[name.widget().text()] = value.widget().text_whole()
    return texts


def test_the_model_keeps_qts_rules(page):
    QAbstractItemModelTester(page.model)


def test_pairs_stand_side_by_side_with_the_evidence(page, qtbot):
    assert page.banner.sentence.text().startswith("3 pairs may be the same person.")
    place = pairs(page).index((1, 2))
    page.table.selectRow(place)
    qtbot.waitUntil(lambda: "03-1111-2222" in side(page, 3).values())
    assert side(page, 1)["Name"] == "山田 太郎"
    assert side(page, 3)["Name"] == "山田 太朗"
    assert page.sides.evidence.text() == "Similar name, same company"


def test_a_long_address_breaks_where_it_must_and_is_copied_whole(qapp, qtbot):
    address = "jonathan.von.wilhelmsburg-stein@smart-factory-center.example.co.jp"
    label = BreakingLabel(address)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.fontMetrics().horizontalAdvance(address) / 2
    label.setSelection(0, len(QLabel.text(label)))
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == label.text_whole() == address


def test_keys_decide_and_undo(page, window, qtbot):
    activate(qtbot, window)
    before = pairs(page)
    qtbot.keyClick(page.table, KEY.Key_N)
    wait_for(qtbot, page, 2)
    assert pairs(page) == before[1:]
    assert stored(window) == [(False, False)]
    qtbot.keyClick(page.table, KEY.Key_Z, CTRL)
    wait_for(qtbot, page, 3)
    assert pairs(page) == before
    assert stored(window) == [(False, True)]
    assert not page.undo_button.isEnabled()
    qtbot.keyClick(page.table, KEY.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait_for(qtbot, page, 2)
    assert stored(window) == [(False, False)]
    assert page.undo_button.isEnabled()


def test_the_edit_menu_names_what_was_decided(page, window, qtbot):
    activate(qtbot, window)
    page.table.selectRow(pairs(page).index((1, 2)))
    qtbot.keyClick(page.table, KEY.Key_Y)
    wait_for(qtbot, page, 2)
    assert (
        window.undo_action.text() == "&Undo: Same person (山田 太郎 · みなと精機; 山田 太朗 · ㈱みなと精機)"
    )
    assert not window.redo_action.isEnabled()


def test_what_was_decided_before_a_restart_is_taken_back(open_desk, doubled, show, qtbot):
    with open_store(doubled) as store:
        separate(store, 1, 2)
    window = open_desk(doubled).window
    activate(qtbot, window)
    window.go("duplicates")
    page = window.page("duplicates")
    wait_for(qtbot, page, 2)
    qtbot.waitUntil(lambda: "山田 太朗" in page.undo_words)
    window.undo_action.trigger()
    wait_for(qtbot, page, 3)
    assert stored(window) == [(False, True)]
    window.redo_action.trigger()
    wait_for(qtbot, page, 2)
    assert stored(window) == [(False, False)]


def test_a_decision_that_was_taken_back_elsewhere_is_no_step_any_more(page, window, qtbot):
    page.different.click()
    wait_for(qtbot, page, 2)
    with open_store(window.session.path) as other:
        take_back(other, decisions(other)[0].id)
    page.undo()
    qtbot.waitUntil(lambda: not page.undo_words)
    assert page.banner.isVisible()


def test_a_merge_takes_pairs_of_the_lead_that_is_gone_with_it(page, window, qtbot):
    page.table.selectRow(pairs(page).index((1, 2)))
    page.same.click()
    wait_for(qtbot, page, 2)
    assert (1, 2) not in pairs(page)
    assert stored(window) == [(True, False)]
    qtbot.mouseClick(page.undo_button, Qt.MouseButton.LeftButton)
    wait_for(qtbot, page, 3)
    assert stored(window) == [(True, True)]


def test_later_goes_on_and_round(page, window, qtbot):
    activate(qtbot, window)
    page.table.selectRow(0)
    for place in (1, 2, 0):
        qtbot.keyClick(page.table, KEY.Key_S)
        assert page.table.currentIndex().row() == place
    assert stored(window) == []


def test_all_decided_leaves_words(page, window, qtbot):
    for left in (2, 1, 0):
        page.different.click()
        wait_for(qtbot, page, left)
    assert page.banner.sentence.text() == "No pair is left to decide."
    assert not page.same.isEnabled()
    window.go("leads")
    again = window.page("duplicates")
    window.session.changed.emit()
    window.go("duplicates")
    settle(qtbot, again)
    qtbot.waitUntil(lambda: again.empty is not None)
    assert "3 pairs were found to be two people." in again.empty.text.text()


def test_the_last_decision_is_looked_at_and_taken_back_also_after_a_restart(open_desk, doubled, qtbot):
    with open_store(doubled) as store:
        for one, other in ((1, 2), (1, 3), (4, 5)):
            separate(store, one, other)
    window = open_desk(doubled).window
    activate(qtbot, window)
    window.go("duplicates")
    page = window.page("duplicates")
    qtbot.waitUntil(lambda: page.empty is not None)
    assert page.tabs.isVisible()
    page.tabs.setFocus()
    qtbot.keyClick(page.tabs, KEY.Key_Right)
    qtbot.waitUntil(lambda: page.decided.model.rowCount() == 3)
    assert page.empty is None
    qtbot.mouseClick(page.decided.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.decided.model.rows[0].decided.hidden)
    page.tabs.setCurrentIndex(0)
    wait_for(qtbot, page, 1)
    assert pairs(page) == [(4, 5)]
    page.different.click()
    wait_for(qtbot, page, 0)
    window.session.changed.emit()
    qtbot.waitUntil(lambda: page.empty is not None)
    assert page.tabs.isVisible()


def test_a_decision_that_fails_is_said_and_nothing_changes(page, window, qtbot):
    page.table.selectRow(pairs(page).index((1, 2)))
    with open_store(window.session.path) as store:
        merge(store, 1, 2)  # as a command does in another window
    page.same.click()
    qtbot.waitUntil(lambda: not page.is_loading and "no lead" in page.banner.sentence.text().lower())
    assert stored(window) == [(True, False)]


def test_the_lead_shows_what_every_list_says_and_takes_a_merge_back(doubled, open_desk, qtbot):
    with open_store(doubled) as store:
        take(store, "leads", [{"email": "taro@minato.jp", "title": "部長"}], list_date="2026-06-01")
        merge(store, 1, 2)
    window = open_desk(doubled).window
    window.go("leads", lead=1)
    page = window.page("leads")
    qtbot.waitUntil(lambda: page.detail.shown is not None and page.detail.shown.id == 1)
    title = page.detail.shown.values["title"]
    assert [(one.value, one.wins) for one in title.sayings] == [("部長", True), ("課長", False)]
    assert page.detail.rule.isVisible()
    assert page.detail.unmerge.isVisible()
    page.detail.unmerge.click()
    qtbot.waitUntil(lambda: page.detail.shown.merged == () and not page.detail.unmerge.isVisible())
    assert stored(window) == [(True, True)]


def test_what_was_decided_can_be_taken_back_and_brought_back(page, window, qtbot):
    page.different.click()
    wait_for(qtbot, page, 2)
    page.tabs.setCurrentIndex(1)
    decided = page.decided
    qtbot.waitUntil(lambda: decided.model.rowCount() == 1)
    (row,) = decided.model.rows
    assert (row.decided.same, len(row.who)) == (False, 2)
    decided.button.click()
    qtbot.waitUntil(lambda: decided.model.rows[0].decided.hidden and decided.button.isEnabled())
    assert stored(window) == [(False, True)]
    assert decided.button.text() == "Bring the decision back"
    decided.button.click()
    qtbot.waitUntil(lambda: not decided.model.rows[0].decided.hidden and decided.button.isEnabled())
    decided.button.click()
    qtbot.waitUntil(lambda: decided.model.rows[0].decided.hidden)
    page.tabs.setCurrentIndex(0)
    wait_for(qtbot, page, 3)


def test_nothing_decided_is_said(page, qtbot):
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not page.is_loading)
    assert page.decided.empty.isVisible()
    assert not page.decided.button.isVisible()
    page.decided.change()


def test_a_lead_is_told_apart_row_by_row(doubled, open_desk, qtbot):
    with open_store(doubled) as store:
        take(store, "leads", [{"email": "taro@minato.jp", "name": "鈴木 一郎"}], list_date="2026-06-01")
    window = open_desk(doubled).window
    window.go("leads", lead=1)
    detail = window.page("leads").detail
    qtbot.waitUntil(lambda: detail.shown is not None and detail.shown.id == 1)
    assert detail.split.isVisible()
    detail.split.click()
    qtbot.waitUntil(lambda: detail.question is not None and detail.question.isVisible())
    question = detail.question
    assert not question.yes.isEnabled()
    first, second = question.boxes.values()
    assert "鈴木 一郎" in second.text()
    first.setChecked(True)
    second.setChecked(True)
    assert not question.yes.isEnabled()  # somebody must be left
    first.setChecked(False)
    question.yes.click()
    qtbot.waitUntil(lambda: detail.shown.parts == 1 and not detail.split.isVisible())
    assert stored(window) == [(False, False)]


def test_two_leads_chosen_in_the_table_are_merged_after_a_question(window, qtbot):
    window.go("leads")
    page = window.page("leads")
    qtbot.waitUntil(lambda: page.model.rowCount() == 5 and page.detail.shown is not None)
    assert not page.chosen.merge.isVisible()
    selection = page.table.selectionModel()
    flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    places = [page.model.place_of(lead) for lead in (2, 4)]
    page.table.clearSelection()
    for place in places:
        selection.select(page.model.index(place, 0), flags)
    assert page.chosen.merge.isVisible()
    qtbot.waitUntil(lambda: "山田 太朗" in [page.model.text(place, "name") for place in places])
    page.chosen.merge.click()
    question = page.chosen.merge.question
    assert "山田 太朗" in question.text.text()
    question.yes.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    assert stored(window) == [(True, False)]
    assert not page.chosen.merge.isVisible()


def test_groups_too_large_to_compare_are_said_on_the_page(open_desk, tmp_path, qtbot, monkeypatch):
    from funneldesk.domain.leads import duplicates_blocks

    monkeypatch.setattr(duplicates_blocks, "BLOCK", 3)
    crowd = [
        {"name": "ご担当者", "company": "みなと精機", "email": f"{n}@minato.jp", "phone": f"03-1111-222{n}"}
        for n in range(5)
    ]
    with create_store(tmp_path / "crowd.db", "ja") as store:
        take(store, "leads", crowd)
    window = open_desk(tmp_path / "crowd.db").window
    window.go("duplicates")
    page = window.page("duplicates")
    settle(qtbot, page)
    assert page.crowd.isVisibleTo(page)
    assert "ご担当者" in page.crowd.text()
    page.tabs.setCurrentIndex(1)
    settle(qtbot, page)
    assert not page.crowd.isVisibleTo(page)
