"""Drafts on the book's page: begun, switched, renamed, discarded and brought back; steps are named; older ones merged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.book import draft_state, newest_version, save_draft
from funneldesk.operations.book_drafts import drafts, new_draft, use_draft
from funneldesk.operations.book_view import adopt_signed
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.book_adoption import VersionsTab
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_merging import MergeDialog
from funneldesk.ui.pages.book_scoring import ScoringTab
from funneldesk.ui.widgets.asking import NameQuestion
from tests.ui.conftest import TODAY

NAMES = {"marketing": "佐藤", "sales": "鈴木"}


def stored(session):
    with open_reader(session.path) as store:
        return [(d.name, d.book.threshold.points, d.current) for d in drafts(store)]


def threshold(page, points):
    page.edit(replace(page.book, threshold=replace(page.book.threshold, points=float(points))))


def menu(page):
    """Return the actions of the drafts' menu by their text."""
    button = page.desk.button
    button.drafts.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in button.drafts.actions() if action.text()}


def asked(page, qtbot, action, name):
    """Choose an action that asks for a name, and answer."""
    menu(page)[action].trigger()
    question = page.window().findChildren(NameQuestion)[-1]
    question.name.selectAll()
    qtbot.keyClicks(question.name, name)
    qtbot.keyClick(question.name, Qt.Key.Key_Return)


def test_two_drafts_are_edited_side_by_side(page, qtbot, session):
    asked(page, qtbot, "New draft…", "Strict")
    qtbot.waitUntil(lambda: page.desk.button.text() == "Strict")
    threshold(page, 70)
    asked(page, qtbot, "Copy this draft…", "Loose")
    qtbot.waitUntil(lambda: page.desk.button.text() == "Loose")
    threshold(page, 50)
    qtbot.waitUntil(lambda: stored(session) == [("Strict", 70, False), ("Loose", 50, True)])
    page.refresh()
    qtbot.waitUntil(lambda: "Strict — 1 change from v0" in menu(page))
    menu(page)["Strict — 1 change from v0"].trigger()
    qtbot.waitUntil(lambda: page.book.threshold.points == 70)
    assert page.tab(CriteriaTab).points.value() == 70
    assert page.undo_words == "Threshold 60 → 70", "each draft keeps its own steps"
    page.undo()
    assert page.book.threshold.points == 60


def test_a_draft_is_compared_with_another(page, qtbot, session):
    with open_store(session.path) as store:
        first = new_draft(store, "Strict")
        save_draft(store, replace(first.book, threshold=replace(first.book.threshold, points=70.0)))
        new_draft(store, "Loose")
    page.refresh()
    qtbot.waitUntil(lambda: page.desk.button.text() == "Loose")
    threshold(page, 50)
    card = page.tab(VersionsTab).comparing
    card.one.set_value(
        card.one.findText("Draft “Strict”") and card.one.itemData(card.one.findText("Draft “Strict”"))
    )
    assert (card.one.currentText(), card.other.currentText()) == ("Draft “Strict”", "Draft")
    card.compare()
    qtbot.waitUntil(lambda: card.words.rowCount() > 0, timeout=20000)
    assert [(row.before, row.after) for row in card.words.rows] == [("70", "50")]


def test_a_draft_is_renamed(page, qtbot, session):
    threshold(page, 70)
    qtbot.waitUntil(lambda: stored(session) == [("", 70, True)])
    asked(page, qtbot, "Rename this draft…", "Next year")
    qtbot.waitUntil(lambda: page.desk.button.text() == "Next year")
    qtbot.waitUntil(lambda: stored(session) == [("Next year", 70, True)])
    asked(page, qtbot, "New draft…", "next  YEAR")
    qtbot.waitUntil(lambda: "already" in page.banner.sentence.text())


def test_a_discarded_draft_comes_back(page, qtbot, session):
    threshold(page, 70)
    menu(page)["Discard this draft"].trigger()
    qtbot.waitUntil(lambda: "discarded" in page.banner.sentence.text())
    qtbot.waitUntil(lambda: page.book.threshold.points == 60 and stored(session) == [])
    page.undo()
    qtbot.waitUntil(lambda: page.book.threshold.points == 70 and stored(session) == [("", 70, True)])
    assert page.undo_words == "Threshold 60 → 70", "its steps came back with it"


def test_the_agreed_version_can_be_looked_at_beside_a_draft(page, qtbot, session):
    threshold(page, 70)
    qtbot.waitUntil(lambda: bool(stored(session)))
    menu(page)["The example as it is"].trigger()
    qtbot.waitUntil(lambda: page.desk.button.text() == "The example")
    assert page.book.threshold.points == 60
    threshold(page, 65)
    qtbot.waitUntil(lambda: stored(session) == [("", 70, False), ("Draft 2", 65, True)])


def test_steps_are_named_in_menu_and_tip_and_survive_other_tabs(page, qtbot, window):
    threshold(page, 55)
    term = page.book.terms[0]
    page.edit(replace(page.book, terms=(replace(term, name="Contact"), *page.book.terms[1:])))
    assert window.undo_action.text() == f"&Undo: Terms {term.name} → Contact"
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
    window.undo_action.trigger()
    assert window.undo_action.text() == "&Undo: Threshold 60 → 55"
    assert window.redo_action.text().startswith("&Redo: ")
    assert "Threshold 60 → 55" in page.undo_button.toolTip()
    window.go("funnel")
    assert (window.undo_action.text(), window.undo_action.isEnabled()) == ("&Undo", False)
    window.go("book")
    window.redo_action.trigger()
    assert page.book.terms[0].name == "Contact"


def test_the_steps_of_one_drag_are_one_step(page, qtbot):
    tab = page.tab(ScoringTab)
    qtbot.waitUntil(lambda: tab.preview.preview is not None)
    signal = next(s for s in page.book.signals if s.counts)
    slider = tab._rows[signal.id].slider
    for goal in (20, 40):
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.x_of(goal - 9)), 12))
        for points in (goal - 6, goal - 3, goal):
            qtbot.mouseMove(slider, QPoint(round(slider.x_of(points)), 12))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    steps = page.desk.open.steps
    assert steps.count() == 2
    reached = _points(page, signal.id)
    assert page.undo_words.endswith(f"→ {reached:g}")
    page.undo()
    between = _points(page, signal.id)
    assert between == pytest.approx(20, abs=1)
    page.undo()
    assert _points(page, signal.id) == signal.points


def _points(page, signal_id):
    return next(s.points for s in page.book.signals if s.id == signal_id)


def older_draft(session, mine, theirs):
    """Make a draft older than the newest version: `mine` and `theirs` change a book."""
    with open_store(session.path) as store:
        draft = new_draft(store, "Mine")
        save_draft(store, mine(draft.book))
        save_draft(store, theirs(new_draft(store, "Theirs").book))
        adopt_signed(store, NAMES, None, "")
        use_draft(store, draft.id)


def pointed(points):
    return lambda book: replace(book, threshold=replace(book.threshold, points=float(points)))


def told(page, words):
    return lambda: page.notice.isVisible() and words in page.notice.sentence.text()


def test_an_older_draft_says_so_and_conflicts_are_chosen(page, qtbot, session):
    older_draft(session, pointed(55), pointed(70))
    page.refresh()
    qtbot.waitUntil(told(page, "This draft was begun from v0; v1 has been agreed on since."))
    assert not page.adopt_button.isVisible()
    page.notice.link.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(MergeDialog)))
    dialog = page.findChildren(MergeDialog)[-1]
    assert not dialog.yes.isEnabled(), "nothing is chosen beforehand"
    button = dialog.conflicts.buttons["threshold", "mine"]
    assert button.text() == "The draft: Points 60 → 55"
    button.click()
    dialog.yes.click()
    qtbot.waitUntil(lambda: not page.notice.isVisible())
    assert page.subtitle.text() == "1 change from v1"
    with open_reader(session.path) as store:
        state = draft_state(store)
    assert (state.base.number, state.book.threshold.points) == (1, 55)


def test_what_does_not_collide_arrives_by_itself_but_is_shown(page, qtbot, session):
    older_draft(session, lambda book: replace(book, terms=book.terms[1:]), pointed(70))
    page.refresh()
    qtbot.waitUntil(told(page, "v1 has been agreed on since."))
    page.desk.ask_merge()
    qtbot.waitUntil(lambda: bool(page.findChildren(MergeDialog)))
    dialog = page.findChildren(MergeDialog)[-1]
    assert [d.after for d in dialog.merge.arriving] == ["70"]
    dialog.no.click()
    assert told(page, "v1 has been agreed on since.")(), "nothing happened"


def test_an_unknown_base_is_said(page, qtbot, session):
    with open_store(session.path) as store:
        new_draft(store, "Mine")
        store.connection.execute("UPDATE book_draft SET base = 9")
    page.refresh()
    qtbot.waitUntil(told(page, "does not hold"))


def test_a_later_version_is_never_shown_as_in_force(page, qtbot, session, window):
    day = TODAY + timedelta(days=40)
    with open_store(session.path) as store:
        save_draft(store, pointed(55)(newest_version(store).book))
        adopt_signed(store, NAMES, day.toordinal(), "")
    session.changed.emit()
    said = f"v1 is agreed and will be in force from {day:%Y/%m/%d}."
    qtbot.waitUntil(lambda: page.subtitle.text() == said)
    assert page.chip.text() == "Example, not signed"
    # The tab is filled once it is on screen.
    page.tab(VersionsTab)
    state = [column.heading for column in page.tab(VersionsTab).history.columns].index("State")
    shown = [page.tab(VersionsTab).history.index(row, state).data() for row in range(2)]
    assert shown == [f"From {day:%Y/%m/%d}", "In force"]
    assert page.tab(VersionsTab).comparing.other.currentText() == f"v1 (from {day:%Y/%m/%d})"
    qtbot.waitUntil(lambda: f"v1 from {day:%Y/%m/%d}" in window._book_state.text())
