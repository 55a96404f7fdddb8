"""Two members answer in a real folder: the owner's page shows it, takes it in, and decides where they contradict."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from funneldesk.operations.book import adopt_draft, draft_of, save_draft
from funneldesk.operations.business_day import business_day
from funneldesk.operations.by_hand import hand_over
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.publishing import publish
from funneldesk.operations.references import handover_ref
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.operations.team import open_team
from funneldesk.ui.widgets.asking import Question
from tests.operations.pilot_company import BOTH
from tests.ui.conftest import settle
from tests.ui.keyboard import Keyboard


@pytest.fixture
def shared(session, tmp_path):
    """Return a folder with a published hand-over, its reference, and the day."""
    folder = tmp_path / "共有"
    folder.mkdir()
    with open_store(session.path) as store:
        [(lead,)] = store.connection.execute("SELECT id FROM lead WHERE name = '山田 8郎'").fetchall()
        day = business_day(store)
        hand_over(store, lead, "sales", day)
        [leg] = legs_of_store(store)
        publish(store, folder, level="contact")
        return folder, handover_ref(store, leg), day


def answer(shared, tmp_path, who, action, **more):
    """Answer as somebody does on another computer."""
    folder, ref, day = shared
    team = open_team(folder, home=tmp_path / who)
    team.refresh()
    team.respond(ref, action, who=who, day=day, **more)
    assert team.refresh().problems == ()


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def decision(session):
    with open_reader(session.path) as store:
        [leg] = legs_of_store(store)
        return leg.decision


def test_an_answer_is_shown_and_taken_in_with_one_click(show, session, shared, tmp_path, qtbot):
    answer(shared, tmp_path, "佐藤", "accept")
    page = show("share")
    settle(qtbot, page)
    assert page.banner.sentence.text() == "1 answer has arrived."
    assert decision(session) == ""
    click(page.members.collect_button)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "1 answer was taken in.", timeout=20_000)
    qtbot.waitUntil(lambda: not page.is_loading)
    assert decision(session) == "accepted"
    row = page.members.model.rows[0]
    assert (row.who, row.answers, row.waiting, row.last_day) == ("佐藤", 1, 0, shared[2])


def test_what_cannot_be_taken_in_is_said_and_stays_said(show, session, shared, tmp_path, qtbot):
    folder = shared[0] / "FunnelDesk" / "responses"
    answer(shared, tmp_path, "佐藤", "reject", reason="時期尚早")
    with open_store(session.path) as store:
        # Decided about before the reason went from the book.
        draft = draft_of(store)
        save_draft(store, replace(draft, reasons=tuple(r for r in draft.reasons if r.name != "時期尚早")))
        adopt_draft(store, BOTH)
    [its] = folder.iterdir()
    (its / f"7-{'0' * 16}.json").write_bytes(b"half of an ans")
    (its / "コピー.json").write_bytes(b"")
    page = show("share")
    settle(qtbot, page)
    # What cannot be read does not wait to be taken in.
    assert page.banner.sentence.text() == "1 answer has arrived."
    assert [one.code for one in page.troubles.shown] == ["answers_damaged", "answers_foreign"]
    click(page.members.collect_button)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "1 answer was taken in.", timeout=20_000)
    settle(qtbot, page)
    assert [one.code for one in page.troubles.shown] == ["no_reason", "answers_damaged", "answers_foreign"]
    assert page.troubles.banners[0].isVisible()
    assert "時期尚早" in page.troubles.banners[0].sentence.text()
    assert not page.members.collect_button.isEnabled()
    # Read once, it need not be read again.
    show("today")
    show("share")
    settle(qtbot, page)
    assert [one.code for one in page.troubles.shown] == ["answers_damaged", "answers_foreign"]


def test_what_contradicts_is_decided_on_the_page_and_taken_back(
    show, window, session, shared, tmp_path, qtbot
):
    answer(shared, tmp_path, "佐藤", "accept", text="来週訪問します。")
    answer(shared, tmp_path, "鈴木", "reject", reason="時期尚早")
    page = show("share")
    settle(qtbot, page)
    click(page.banner.link)
    qtbot.waitUntil(lambda: len(page.conflicts.shown) == 1, timeout=20_000)
    assert "2 answers were taken in. 2 of them contradict" in page.banner.sentence.text()
    assert decision(session) == ""
    qtbot.waitUntil(page.conflicts.findChildren(QPushButton)[0].isVisible)
    keyboard = Keyboard(qtbot, window)
    page.conflicts.findChildren(QPushButton)[0].setFocus()
    while "Decline" not in keyboard.name():
        keyboard.press("Tab")
    keyboard.press("Space")
    qtbot.waitUntil(lambda: decision(session) == "rejected", timeout=20_000)
    qtbot.waitUntil(lambda: page.conflicts.shown == () and not page.is_loading, timeout=20_000)
    keyboard.press("Ctrl+Z")
    qtbot.waitUntil(lambda: decision(session) == "", timeout=20_000)
    qtbot.waitUntil(lambda: len(page.conflicts.shown) == 1, timeout=20_000)
    assert page.findChildren(Question) == []
