"""The page of a lead, as people use it: come to it, read it, enter what happened, take it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.i18n import set_language
from funneldesk.operations import by_hand
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import create_store, open_store
from funneldesk.ui.widgets.text import Chip
from tests.operations.taking import take
from tests.operations.test_refusals import take as refuse
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.keyboard import Keyboard
from tests.ui.typing import write

LONG = "ながいなまえ" * 12


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def told_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lead with everything (1), one with a colleague's name only (2), one with just a name (3), long names (4)."""
    path = tmp_path_factory.mktemp("told") / "funneldesk.db"
    taro = {
        "external_id": "1",
        "name": "山田 太郎",
        "company": "みなと精機",
        "email": "taro@minato.jp",
        "phone": "03-1234-5678",
        "title": "部長",
        "industry": "製造業",
        "employees": "300",
        "acquired_at": ago(200),
    }
    touches = [
        {"email": "taro@minato.jp", "activity": "view", "occurred_at": ago(3 + n // 2), "content": f"記事{n}"}
        for n in range(298)
    ]
    with create_store(path, "ja") as store:
        take(store, "contents", [{"content": "見積依頼", "type": "inquiry"},
                                 {"content": "導入ガイド", "type": "guide", "phase": "decision"}])  # fmt: skip
        take(store, "leads", [
            taro, {"external_id": "2", "name": "山田 次郎", "company": "みなと精機"}, {"name": "名無し"},
            {"external_id": "4", "name": LONG, "company": f"{LONG}株式会社", "email": "x" * 90 + "@long.example"},
        ])  # fmt: skip
        take(store, "activities", [
            *touches, {"email": "taro@minato.jp", "activity": "form", "occurred_at": ago(2), "content": "見積依頼"},
            {"email": "taro@minato.jp", "activity": "call", "occurred_at": ago(100), "side": "is", "note": "多忙"},
        ])  # fmt: skip
        take(store, "handovers", [{
            "handover_id": "H1", "email": "taro@minato.jp", "side": "is", "handed_at": ago(120), "owner": "藤本",
            "decision": "rejected", "decided_at": ago(118), "reason": "時期尚早", "comment": "課題: 原価",
        }])  # fmt: skip
    return path


@pytest.fixture
def window(open_desk, told_store, qtbot):
    window = open_desk(told_store).window
    activate(qtbot, window)
    return window


@pytest.fixture
def page(window, qtbot):
    window.go("lead", lead=1)
    page = window.page("lead")
    settle(qtbot, page)
    return page


def entered(window):
    with open_store(window.session.path) as store:
        return legs_of_store(store)


def test_enter_in_the_table_and_a_click_beside_it_open_the_page(window, qtbot):
    window.go("leads", lead=1)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: leads.detail.shown is not None and leads.detail.shown.id == 1)
    qtbot.keyClick(leads.table, Qt.Key.Key_Return)
    page = window.page("lead")
    assert window.current is page
    qtbot.waitUntil(lambda: page.shown is not None)
    window.go("leads")
    qtbot.mouseClick(leads.detail.page, Qt.MouseButton.LeftButton)
    assert window.current is page


def test_one_screen_says_it_all(page, window, qtbot):
    assert page.title.text() == "山田 太郎"
    assert page.subtitle.text() == "みなと精機 · 部長"
    # Which comes first depends on how late the call is, and so on the day of the week.
    assert any(line.startswith("Inside sales:") for line in page.next.owed_lines)
    is_call_first = page.next.owed_lines[0].startswith("Inside sales:")
    assert page.next.buttons["reached"].property("primary") is is_call_first
    assert page.score.bars.bars
    assert page.colleagues.texts == ["山田 次郎 Lead 0"]
    assert page.history.choice.currentText() == "All lines: 305"
    assert len(page.history.timeline.entries) == 25  # more on demand: a page of 300 lines opens no slower
    [story] = page.handovers.stories
    lines = dict(story.lines())
    assert lines["Decision"].endswith("Declined")
    assert lines["Reason"].startswith("“時期尚早”")
    assert lines["Just before"].count("\n") == 2
    assert [entry.note for entry in page.handovers.comments.entries] == ["多忙", "課題: 原価"]
    window.resize(1700, 900)
    qtbot.waitUntil(lambda: page.history.isVisible() and page.handovers.isVisible())
    assert not page.choice.isVisible()
    window.resize(1100, 700)
    qtbot.waitUntil(page.choice.isVisible)
    assert page.history.isVisible() != page.handovers.isVisible()
    window.redo_action.trigger()  # nothing was taken back: nothing happens
    page.step_tab(1)
    assert page.handovers.isVisible()


def test_one_sort_of_lines_and_why_a_stage_was_reached(page, qtbot):
    choice = page.history.choice
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_End)
    assert {entry.sort for entry in page.history.timeline.entries} == {"stage"}
    assert any("60" in entry.note for entry in page.history.timeline.entries)
    choice.setCurrentIndex(choice.findData("deal"))
    choice.activated.emit(choice.currentIndex())
    assert page.history.nothing.isVisible()


def test_the_score_of_the_day_of_a_hand_over_is_explained_on_a_click(page, qtbot):
    page.step_tab(1)
    [story] = page.handovers.stories
    qtbot.mouseClick(story.score, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(story.block.bars.bars))
    assert f"{sum(bar.points for bar in story.block.bars.bars):.0f} points" in story.score.text()
    qtbot.mouseClick(story.score, Qt.MouseButton.LeftButton)
    assert not story.block.isVisible()


def test_contacts_are_copied_and_colleagues_and_company_a_click_away(page, window, qtbot):
    qtbot.mouseClick(page.who.copies["email"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "taro@minato.jp"
    assert page.who.copies["email"].text() == "Copied"
    page.colleagues.people[0].click()
    qtbot.waitUntil(lambda: page.shown.detail.id == 2)
    settle(qtbot, page)
    page.who.company.click()
    assert window.current is window.page("company")


def test_by_keys_alone_a_call_a_hand_over_a_decision_and_all_of_it_back(page, window, qtbot):
    keys = Keyboard(qtbot, window)
    keys.press("C")
    keys.wait(lambda: "call: reached" in page.banner.sentence.text())
    settle(qtbot, page)
    assert not page.next.owed_lines[0].startswith("Inside sales: 架電")
    keys.press("S")
    assert keys.name() == "To whom (may stay empty)"
    keys.wait(lambda: not page.next.form.save.visibleRegion().isEmpty())
    assert page.about.horizontalScrollBar().maximum() == 0
    keys.type("Sato")
    keys.press("Tab")
    write(page.next.form.text, "原価")
    keys.press("Ctrl+Return")
    keys.wait(lambda: page.next.buttons["accept"].isVisible() and page.next.buttons["accept"].isEnabled())
    leg = next(one for one in entered(window) if one.side == "sales")
    assert (leg.owner, leg.comment.endswith("原価"), leg.comment.count("\n")) == ("Sato", True, 0)
    keys.press("R")
    assert page.next.reasons.isVisible()
    keys.press("1")
    keys.wait(lambda: len(page.handovers.stories) == 2 and page.shown.handovers[0].decision == "rejected")
    assert page.shown.handovers[0].reason == page.shown.reasons[0][0]
    for left, decision in ((2, ""), (1, "rejected"), (1, "rejected")):
        settle(qtbot, page)
        before = page.undo_words
        keys.press("Ctrl+Z")
        keys.wait(lambda: page.undo_words != before)  # noqa: B023 - called at once
        settle(qtbot, page)
        keys.wait(lambda: len(page.shown.handovers) == left)  # noqa: B023
        keys.wait(lambda: page.shown.handovers[0].decision == decision)  # noqa: B023
    assert page.undo_words == ""
    window.redo_action.trigger()
    keys.wait(lambda: page.banner.sentence.text().startswith("Entered again"))
    assert "call: reached" in page.undo_words


def test_a_candidate_is_let_go_and_a_hand_over_answered_by_a_contact(page, window, qtbot):
    keys = Keyboard(qtbot, window)
    assert not page.next.buttons["accept"].isVisible()
    keys.press("R")  # nobody has it yet: given up for now, with a reason
    keys.press("2")
    keys.wait(lambda: page.shown.handovers[0].reason == page.shown.reasons[1][0])
    settle(qtbot, page)
    with open_store(window.session.path) as store:
        by_hand.hand_over(store, 1, "sales", window.session.today)
    window.session.changed.emit()
    keys.wait(page.next.buttons["contacted"].isVisible)
    keys.press("T")
    keys.wait(lambda: page.shown.handovers[0].contact == window.session.today)
    assert not page.next.buttons["contacted"].isVisible()


def test_a_comment_by_the_template_is_copied_and_saved_without_its_empty_headings(page, window, qtbot):
    keys = Keyboard(qtbot, window)
    page.about.setFocus()
    keys.press("M")
    form = page.next.form
    assert form.text.toPlainText().count("\n") + 1 == len(page.shown.template)
    assert page.about.horizontalScrollBar().maximum() == 0
    form.save.click()
    assert not page.next.buttons["reached"].property("primary")  # one filled button at a time
    assert form.said.text() == "Nothing is written yet."
    write(form.text, "来期から")
    keys.press("Ctrl+Shift+C")
    assert QApplication.clipboard().text().endswith("来期から")
    form.save.click()
    keys.wait(lambda: any(one.text.endswith("来期から") for one in page.shown.comments))
    settle(qtbot, page)
    keys.press("M")
    keys.press("Esc")
    assert not form.isVisible()


def test_whoever_has_only_a_name_and_whoever_has_too_long_a_one(window, qtbot):
    page = window.page("lead")
    window.resize(1100, 700)
    for lead, said in (
        (3, "No list says which company this lead belongs to."),
        (4, "Nobody else of this company"),
    ):
        window.go("lead", lead=lead)
        settle(qtbot, page)
        assert page.colleagues.said.text().startswith(said)
        assert page.handovers.nothing.isVisibleTo(page.handovers)
        assert window.width() == 1100
        assert page.about.horizontalScrollBar().maximum() == 0
    assert page.who.name.text() == LONG
    assert page.title.text().endswith("…")


def test_the_next_content_is_found_at_once_or_when_somebody_asks(window, qtbot, monkeypatch):
    monkeypatch.setattr("funneldesk.operations.lead_page.facts_are_near", lambda _store: False)
    page = window.page("lead")
    window.go("lead", lead=4)
    qtbot.waitUntil(page.next.suggest.isVisible, timeout=20_000)
    page.next.suggest.click()
    qtbot.waitUntil(page.next.suggested.isVisible, timeout=20_000)
    assert page.next.suggested.text().startswith("Next content: 導入ガイド.")
    assert not page.next.suggest.isVisible()


def test_a_lead_that_is_gone_is_said_in_place_and_the_page_speaks_japanese(open_desk, told_store, qtbot):
    set_language("ja")
    window = open_desk(told_store).window
    window.go("lead", lead=999)
    page = window.page("lead")
    qtbot.waitUntil(lambda: page.empty is not None)
    page.open(lead=1)
    qtbot.waitUntil(lambda: page.shown is not None and page.empty is None and not page.is_loading)
    assert page.next.buttons["accept"].accessibleName() == "受け入れる"
    assert page.history.choice.currentText() == "すべて　305件"


def test_chips_say_that_a_deal_was_lost_and_that_only_mail_is_refused(open_desk, tmp_path, qtbot):
    lost = {
        "email": "a@a.jp",
        "opened_at": ago(40),
        "closed_at": ago(20),
        "outcome": "lost",
        "lost_reason": "延期",
    }
    with create_store(tmp_path / "lost.db", "ja") as store:
        take(store, "leads", [{"external_id": "1", "name": "人 1", "email": "a@a.jp"}])
        take(store, "deals", [lost | {"external_id": "D1"}])
        refuse(store, "配信停止", "1")
    window = open_desk(tmp_path / "lost.db").window
    window.go("lead", lead=1)
    page = window.page("lead")
    settle(qtbot, page)
    said = [chip.text() for chip in page.who.findChildren(Chip)]
    day = (TODAY - timedelta(days=20)).strftime("%Y/%m/%d")
    assert "No list gives the planned date" in page.who.lost.text()
    assert page.who.lost.isVisibleTo(page)
    assert said == ["Deal", f"Deal lost on {day}", "Opted out of mail: calls are fine"]
