"""A draft is agreed on for some leads, its results stand beside those of the version in force, it ends or is adopted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.book.book import Scope, Signature
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.moment import instant_text
from funneldesk.operations import book as books
from funneldesk.operations import pilots
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.book_adoption import VersionsTab
from funneldesk.ui.pages.book_pilot_adoption import AdoptionQuestion
from funneldesk.ui.widgets.asking import Question

SEO = Scope(Attribute("source", "is", ("SEO",)))


def milder(book):
    return replace(book, threshold=replace(book.threshold, points=40.0, leave=20.0))


@pytest.fixture
def tab(page):
    return page.tab(VersionsTab)


def begin(session, *, shadow=False):
    now = datetime.now(UTC)
    signed = [Signature(side, side, instant_text(now)) for side in ("marketing", "sales")]
    with open_store(session.path) as store:
        books.save_draft(store, milder(books.draft_of(store)))
        pilots.start_pilot(store, signed, replace(SEO, shadow=shadow), now=now)
    session.changed.emit()


def versions(session):
    with open_reader(session.path) as store:
        return books.book_versions(store)


@pytest.fixture
def running(session, show, qtbot):
    """Return the card of a pilot that runs, with its figures."""
    begin(session)
    tab = show("book").tab(VersionsTab)
    qtbot.waitUntil(lambda: bool(tab.pilot.numbers.rows), timeout=10000)
    return tab.pilot


def test_without_a_pilot_the_page_says_how_to_begin_one(tab):
    assert "No pilot runs" in tab.pilot.about.text()
    assert not tab.pilot.buttons.isVisible()
    assert not tab.pilot.scope.isVisible()


def test_a_draft_is_begun_as_a_pilot_of_one_source_by_keyboard(page, tab, qtbot, session):
    page.edit(milder(page.book))
    assert "Agree on the draft for: Everybody" in tab.pilot.segment.text()
    tab.pilot.change_scope.setFocus()
    qtbot.keyClick(tab.pilot.change_scope, Qt.Key.Key_Space)
    choice = QApplication.focusWidget()
    assert choice.accessibleName() == "For whom this book holds"
    qtbot.waitUntil(lambda: choice.count() > 3)
    place = [choice.itemText(at) for at in range(choice.count())].index("Lead source: SEO (20 leads)")
    for _step in range(place):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice, Qt.Key.Key_Return)
    assert page.book.scope.segment == SEO.segment
    page.undo()
    assert choice.currentText().startswith("Industry"), "the step before on the way down the list"
    page.redo()
    page.tab(VersionsTab)
    assert "The lead source is “SEO”" in tab.pilot.segment.text()
    assert tab.take.text() == "Agree on this pilot"
    for side, name in (("marketing", "Sato"), ("sales", "Suzuki")):
        qtbot.keyClicks(tab.names[side], name)
    tab.take.setFocus()
    qtbot.keyClick(tab.take, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(versions(session)) == 2)
    pilot = versions(session)[-1]
    assert (pilot.is_pilot, pilot.decides, pilot.book.scope.segment) == (True, True, SEO.segment)
    qtbot.waitUntil(lambda: "runs since" in tab.pilot.title.text(), timeout=10000)
    assert "pilot of v1 is agreed" in page.banner.sentence.text()


def test_both_results_stand_side_by_side(running, qtbot):
    assert "runs since" in running.title.text()
    assert "The lead source is “SEO”." in running.about.text()
    assert [column.heading for column in running.numbers.columns[1:]] == ["v0 (computed)", "v1 (decides)"]
    rows = {row[0]: row[1:] for row in running.numbers.rows}
    assert rows["Leads in the pilot"] == ("20", "20")
    assert int(rows["Reached the threshold"][1]) > int(rows["Reached the threshold"][0])
    assert running.people.rows
    assert {p.enters for p in running.people.rows} == {True}
    assert running.buttons.isVisible()
    assert not running.scope.isVisible(), "one pilot at a time"


def test_a_shadow_says_that_it_only_computes(session, show, qtbot):
    begin(session, shadow=True)
    card = show("book").tab(VersionsTab).pilot
    qtbot.waitUntil(lambda: bool(card.numbers.rows), timeout=10000)
    assert "As a shadow" in card.about.text()
    assert [column.heading for column in card.numbers.columns[1:]] == ["v0 (decides)", "v1 (computed)"]


def test_the_pilot_ends_only_after_a_question_and_the_end_is_taken_back(running, session, qtbot):
    running.end.setFocus()
    qtbot.keyClick(running.end, Qt.Key.Key_Space)
    (question,) = running.findChildren(Question)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert versions(session)[-1].until_day is None
    qtbot.keyClick(running.end, Qt.Key.Key_Space)
    question = running.findChildren(Question)[-1]
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: versions(session)[-1].until_day is not None)
    qtbot.waitUntil(running.resume.isVisible, timeout=10000)
    assert "ended before it had run for a day" in running.title.text()
    assert not running.end.isVisible()
    qtbot.mouseClick(running.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: versions(session)[-1].until_day is None)
    qtbot.waitUntil(running.end.isVisible, timeout=10000)
    assert not running.resume.isVisible()


def test_the_pilot_is_adopted_with_a_name_for_each_side(running, session, qtbot):
    qtbot.mouseClick(running.adopt, Qt.MouseButton.LeftButton)
    (question,) = running.findChildren(AdoptionQuestion)
    assert not question.yes.isEnabled()
    for side in ("marketing", "sales"):
        qtbot.keyClicks(question.names[side], "Sato")
    assert question.yes.isEnabled()
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(versions(session)) == 3)
    _first, pilot, adopted = versions(session)
    assert (pilot.adopted_as, adopted.is_pilot, adopted.book.threshold.points) == (2, False, 40.0)


def test_a_lead_and_today_say_that_the_pilot_decides(session, show, qtbot):
    begin(session)
    today = show("today")
    qtbot.waitUntil(lambda: today.today is not None and today.today.by_pilot is not None)
    assert "under the pilot of v1" in today.banner.sentence.text()
    from funneldesk.operations.scoring import explain_lead
    from funneldesk.ui.pages.leads_explained import score_title

    with open_reader(session.path) as store:
        inside = explain_lead(store, 2, session.today)
        outside = explain_lead(store, 1, session.today)
    assert score_title(inside).endswith("(SAL candidate from 40, by the pilot of v1)")
    assert score_title(outside).endswith("(SAL candidate from 60)")
