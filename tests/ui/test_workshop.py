"""The KPI workshop: a whole one by keyboard alone, left midway and gone on with, and what each step says."""

from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from funneldesk.domain.book.book_workshop import is_agreed, rate_kpis
from funneldesk.operations.book import book_versions, newest_version
from funneldesk.operations.book_drafts import drafts, new_draft
from funneldesk.operations.stores import create_store, open_reader, open_store
from tests.ui.conftest import TODAY, activate
from tests.ui.keyboard import Keyboard


@pytest.fixture
def keyboard(qtbot, window):
    """Return a keyboard on the window, which has just opened."""
    activate(qtbot, window)
    return Keyboard(qtbot, window)


def ready(page):
    """Whether the page has its book and one's own history."""
    return page.book is not None and page._history is not None


@pytest.fixture
def workshop(show, qtbot):
    """Return the open workshop."""
    page = show("workshop")
    qtbot.waitUntil(lambda: ready(page), timeout=20_000)
    return page


def stored(session):
    with open_reader(session.path) as store:
        return drafts(store), book_versions(store)


def decide(keyboard, page):
    """Go through the four steps before the signatures."""
    # The first term is written anew, then all are agreed on with the one filled button.
    assert keyboard.name().startswith("Definition: ")
    keyboard.replace("Anybody we can reach")
    for _term in page.book.terms:
        keyboard.press("Ctrl+Return")
    assert all(map(is_agreed, page.book.terms))
    assert page.book.terms[0].definition == "Anybody we can reach"

    # Bands: too little history to propose one; the first is typed.
    assert keyboard.name().startswith("Band from: ")
    assert all(box.proposal.isHidden() for box in page.steps["bands"].boxes.values())
    keyboard.replace("30")
    keyboard.press("Ctrl+Return")
    assert rate_kpis(page.book)[0].low == 0.3
    assert all(map(is_agreed, rate_kpis(page.book)))

    # Targets: three wins a month, worked backwards at the new bands.
    assert keyboard.name() == "Wins a month"
    keyboard.replace("3")
    assert [one.count for one in page.steps["targets"].found.needed][:4] == [3, 12, 22, 59]
    keyboard.press("Ctrl+Return")
    target = next(kpi for kpi in page.book.kpis if kpi.code == "sal_count")
    assert (target.monthly_target, target.definition.count("←")) == (22, 3)

    assert keyboard.name() == "Everybody"
    keyboard.press("Ctrl+Return")
    assert page.book.scope.text == "はじめから全体に適用する。"


def test_a_whole_workshop_by_keyboard_alone(keyboard, qtbot, window, session, tmp_path, monkeypatch):
    copy = tmp_path / "定義書.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(copy), ""))
    keyboard.press("Ctrl+7")
    book_page = window.current
    keyboard.wait(lambda: book_page.book is not None)
    keyboard.reach("Begin the KPI workshop")
    keyboard.press("Space")
    page = window.current
    assert page is window.page("workshop")
    keyboard.wait(lambda: ready(page))

    decide(keyboard, page)
    assert keyboard.name() == "Agreed for Marketing"
    assert not page.next.isEnabled()
    keyboard.type("Sato")
    keyboard.reach("Agreed for Sales")
    keyboard.type("Suzuki")
    keyboard.press("Ctrl+Return")
    keyboard.wait(lambda: len(stored(session)[1]) == 2 and page.signing.version is not None)
    assert keyboard.name() == "Save the copy to print…"
    keyboard.press("Space")
    keyboard.wait(lambda: page.signing.copy == copy)

    kept, (_example, agreed) = stored(session)
    assert kept == ()
    assert (agreed.number, agreed.from_day) == (1, TODAY.toordinal())
    assert {s.name for s in agreed.signatures} == {"Sato", "Suzuki"}
    assert openpyxl.load_workbook(copy).properties.identifier == agreed.sha256
    assert str(copy) in page.signing.place.text_whole()
    assert page.next.text() == "To today's duties"
    assert keyboard.nameless == set()
    keyboard.press("Ctrl+Return")
    assert window.current is window.page("today")
    keyboard.press("Ctrl+7")
    keyboard.wait(lambda: book_page.notice.isHidden() and book_page.workshop_button.isVisible())


def test_left_midway_it_goes_on_where_it_was(workshop, qtbot, window, session, open_desk):
    page = workshop
    page.take()
    page.take()
    page.steps["terms"].card.fields["definition"].setPlainText("名刺のある人")
    page.steps["terms"].card.fields["definition"].commit()
    assert page.undo_words
    # The book's editor shows the same draft at once, although nothing was saved by hand.
    window.go("book")
    book_page = window.page("book")
    qtbot.waitUntil(lambda: book_page.book == page.book)
    assert book_page.desk.button.text() == "KPI workshop"
    book_page.edit(replace(page.book, worked_example="例"))
    window.go("workshop")
    qtbot.waitUntil(lambda: page.book == book_page.book, timeout=20_000)
    assert page.book.worked_example == "例"
    # The window closes before the last edit is kept by itself.
    page.steps["terms"].card.fields["example"].setPlainText("展示会で会った人")
    page.steps["terms"].card.fields["example"].commit()
    window.close()
    assert [(d.name, d.book) for d in stored(session)[0]] == [("KPI workshop", page.book)]

    again = open_desk()
    fresh = again.window.page("workshop")
    again.window.go("workshop")
    qtbot.waitUntil(lambda: ready(fresh), timeout=20_000)
    assert fresh._at == "terms"
    assert fresh.steps["terms"]._at == page.book.terms[2].id, "the first term nobody agreed on"
    assert fresh.book.terms[2].definition == "名刺のある人"
    assert fresh._states["terms"].text() == "2 of 6 agreed"


def test_steps_are_taken_back_as_in_the_editor(workshop):
    page, before = workshop, workshop.book
    page.take()
    page.go("bands")
    box = page.steps["bands"].boxes["win_rate"]
    box.low.setValue(15)
    box.low.editingFinished.emit()
    page.go("targets")
    page.steps["targets"].slider.setValue(5)
    assert page.steps["targets"].wins.value() == 5
    page.take()
    assert page._at == "beginning"
    after = page.book
    while page.undo_button.isEnabled():
        page.undo()
    assert page.book == before
    for _step in range(3):
        page.redo()
    assert page.book == after
    assert page.steps["terms"].state_words(page.steps["beginning"].ground) == "1 of 6 agreed"


def test_the_smallest_unit_is_a_pilot(workshop, qtbot, session, tmp_path):
    page = workshop
    page.take()
    page.go("beginning")
    step = page.steps["beginning"]
    qtbot.waitUntil(lambda: step.segment.count() > 1)
    step.pilot.click()
    assert not page.next.isEnabled(), "a pilot needs its industry"
    assert step.enough.text().startswith("Choose an industry")
    place = next(p for p in range(step.segment.count()) if "製造業" in step.segment.itemText(p))
    step.segment.setCurrentIndex(place)
    step.segment.activated.emit(place)
    assert "40 leads; three months bring about" in step.enough.text()
    page.take()
    assert page.book.scope.segment is not None
    assert "最小単位ではじめる" in page.book.scope.text
    assert page.next.text() == "Agree on this pilot"
    for name in ("marketing", "sales"):
        page.signing.form.names[name].setText("佐藤")
    assert "One person agrees for both sides" in page.signing.form.hint.text()
    assert "5 terms are not ticked" in page.signing.open.text()
    page.take()
    qtbot.waitUntil(lambda: page.signing.version is not None, timeout=20_000)
    assert page.signing.version.is_pilot
    assert page.signing.done.heading.text().startswith("The pilot of v1 is agreed")
    page.save_copy(tmp_path / "pilot", page.signing.version.number)
    qtbot.waitUntil(lambda: page.signing.copy is not None)
    assert (tmp_path / "pilot.xlsx").stat().st_size > 10_000
    page.go("beginning")
    assert not step.pilot.isEnabled()
    assert "A pilot runs already" in step.about.text()


def test_without_lists_the_starters_example_stands(open_desk, qtbot, tmp_path):
    path = tmp_path / "empty.db"
    create_store(path, "en").close()
    with open_store(path) as store:
        new_draft(store, "Strict", book=None)
        assert newest_version(store).number == 0
    window = open_desk(path).window
    window.go("workshop")
    page = window.page("workshop")
    qtbot.waitUntil(lambda: ready(page), timeout=20_000)
    assert page.banner.isHidden(), "the other draft changes nothing"
    page.go("bands")
    assert "No history yet" in page.steps["bands"].boxes["win_rate"].own.text()
    page.go("targets")
    step = page.steps["targets"]
    assert [figure.figure.text() for figure in step.figures.values()] == ["2", "8", "15", "37"]
    assert "cannot be compared yet" in step.reach.text()
    page.step_tab(-1)
    assert page._at == "bands"
