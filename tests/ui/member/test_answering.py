"""Answering hand-overs by key and by mouse: shown at once, with its tick, taken back by another answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.errors import UserError
from funneldesk.operations.team_view import open_view
from funneldesk.ui.member.asking import FieldQuestion
from funneldesk.ui.member.session import Opening
from tests.ui.conftest import settle
from tests.ui.member.driving import TODAY, SayingView
from tests.ui.typing import write


@pytest.fixture
def page(show):
    return show("handovers")


def _lines(page):
    return [line for line in page.model.rows if not line.is_heading]


def _until_shared(qtbot, page, team, count):
    qtbot.waitUntil(lambda: len(team.answers) == count)
    qtbot.waitUntil(lambda: page.table.chosen.answered.count("✓") == 2)


def test_open_hand_overs_stand_first_and_one_key_accepts(page, team, qtbot):
    assert [line.record.is_open for line in _lines(page)] == [True] * 6 + [False] * 2
    assert QApplication.focusWidget() is page.table
    chosen = page.table.chosen.handover
    qtbot.keyClick(page.table, "a")
    assert page.table.chosen.answered == "受け入れ …", "shown before anything is written"
    _until_shared(qtbot, page, team, 1)
    said = team.answers[0].answer
    assert (said.handover, said.action, said.who) == (chosen, "accept", "佐藤")
    assert page.table.chosen.answered == "受け入れ ✓✓\n（未受信）"
    assert "✓✓ 共有フォルダーに保存" in page.card.given.text()
    assert "1件は回答済み" in page.banner.sentence.text()


def test_declining_takes_a_reason_of_the_book_by_its_digit(page, team, qtbot):
    qtbot.keyClick(page.table, "r")
    reason = page._reasons[1][0]
    assert reason in page.card.reasons.buttons[1].accessibleName()
    qtbot.keyClick(page.card.reasons.buttons[0], "2")
    _until_shared(qtbot, page, team, 1)
    assert (team.answers[0].answer.action, team.answers[0].answer.reason) == ("reject", reason)
    assert QApplication.focusWidget() is page.table


def test_escape_puts_the_reasons_away(page, team, qtbot):
    qtbot.keyClick(page.table, "r")
    qtbot.keyClick(page.card.reasons.buttons[0], Qt.Key.Key_Escape)
    assert page.card.reasons.isHidden()
    assert QApplication.focusWidget() is page.table
    assert team.answers == []


def test_a_comment_is_written_and_saved_by_keys_alone(page, team, qtbot):
    qtbot.keyClick(page.table, "m")
    write(page.card.form.text, "<b>来週</b>電話する")
    qtbot.keyClick(page.card.form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _until_shared(qtbot, page, team, 1)
    assert team.answers[0].answer.text == "<b>来週</b>電話する"
    assert page.card.given.textFormat() == Qt.TextFormat.PlainText
    assert "<b>来週</b>" in page.card.given.text()


def test_contacted_works_by_mouse(page, team, qtbot):
    qtbot.mouseClick(page.card.buttons["contacted"], Qt.MouseButton.LeftButton)
    _until_shared(qtbot, page, team, 1)
    assert team.answers[0].answer.action == "contacted"


def test_another_answer_takes_the_last_one_back(page, team, qtbot):
    qtbot.keyClick(page.table, "a")
    _until_shared(qtbot, page, team, 1)
    qtbot.keyClick(page.table, "r")
    qtbot.keyClick(page.card.reasons.buttons[0], "1")
    qtbot.waitUntil(lambda: len(team.answers) == 2)
    qtbot.waitUntil(lambda: page.table.chosen.answered.startswith("見送り"))
    assert "前の回答は取り消され" in page.card.said.text()


def test_a_received_answer_has_three_ticks(page, team, window, qtbot):
    page.table.choose(
        next(n for n, one in enumerate(page.model.rows) if one.record and one.record.is_decided)
    )
    qtbot.keyClick(page.table, "a")
    _until_shared(qtbot, page, team, 1)
    team.tick = "received"
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.table.chosen.answered == "受け入れ ✓✓✓")
    assert window.strip.ticks["received"].text() == "✓✓✓ 1"
    assert page.card.outcome.isHidden(), "it counts: nothing more to say"


def test_what_cannot_be_saved_is_said_and_not_shown_as_answered(page, team, qtbot):
    team.refused = UserError(
        "disk_full", "このPCのディスクがいっぱいです。", "空けてから、もう一度回答してください。"
    )
    qtbot.keyClick(page.table, "a")
    qtbot.waitUntil(lambda: "ディスクがいっぱい" in page.card.said.text())
    assert page.card.said.text().startswith("この回答は保存できませんでした。")
    assert page.table.chosen.answered == ""


def test_the_name_is_asked_for_once(page, team, settings, qtbot):
    settings.remove("member_name")
    qtbot.keyClick(page.table, "a")
    [question] = page.findChildren(FieldQuestion)
    assert not question.yes.isEnabled()
    write(question.field, "高橋")
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    _until_shared(qtbot, page, team, 1)
    assert team.answers[0].answer.who == "高橋"
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, "a")
    _until_shared(qtbot, page, team, 2)
    assert team.answers[1].answer.who == "高橋"
    # As the command does: whoever answered last on this computer.
    settings.remove("member_name")
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, "a")
    _until_shared(qtbot, page, team, 3)
    assert team.answers[2].answer.who == "高橋"
    assert page.findChildren(FieldQuestion) in ([], [question])


def test_nothing_is_answered_without_a_name(page, team, settings, qtbot):
    settings.remove("member_name")
    qtbot.keyClick(page.table, "a")
    [question] = page.findChildren(FieldQuestion)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert team.answers == []


def test_the_choice_of_a_person_is_remembered_on_both_pages(page, show, settings, qtbot):
    page.filters.person.setFocus()
    page.filters.person.set_value("佐藤")
    page.filters._chosen()
    assert {line.owner for line in _lines(page)} == {"佐藤"}
    assert settings.value("member_person") == "佐藤"
    assert show("today").filters.person.value == "佐藤"


def test_duties_about_a_hand_over_are_answered_on_the_today_page(show, team, qtbot):
    page = show("today")
    place = next(n for n, line in enumerate(page.model.rows) if line.handover)
    page.table.selectRow(place)
    assert page.card.may_answer
    qtbot.keyClick(page.table, "t")
    _until_shared(qtbot, page, team, 1)


def test_a_duty_that_is_no_hand_over_says_so(show):
    page = show("today")
    place = next(n for n, line in enumerate(page.model.rows) if not line.handover and not line.is_heading)
    page.table.selectRow(place)
    assert not page.card.may_answer
    assert "引き渡しではない" in page.card.closed.text()
    assert page.card.buttons["accept"].isHidden()


def _press_through(page, team, qtbot, key="a"):
    """Answer the chosen hand-over by its key and let the owner receive that; return which one it was."""
    chosen = page.table.chosen.handover
    qtbot.keyClick(page.table, key)
    qtbot.waitUntil(lambda: len(team.answers) == 1 and "✓✓" in page.table.chosen.answered)
    return chosen


@pytest.mark.parametrize(
    ("said", "short", "long"),
    [
        ({"state": "conflict"}, "⚠ 判断待ち", "食い違っています。どちらにするかは、山田さんが判断します。"),
        (
            {"state": "rejected", "reason": "競合", "decided_on": TODAY, "decided_by": f'["own:{"1" * 16}"]'},
            "⚠ 別の判断",
            "見送り：競合（",
        ),
        (
            {"state": "rejected", "decided_by": f'["{"2" * 16}:4"]'},
            "⚠ 別の判断",
            "ほかのメンバーの回答",
        ),
        ({}, "⚠ 未反映", "返事待ちのままです。山田さんに確認してください。"),
    ],
)
def test_an_answer_that_does_not_count_says_so(said, short, long, team, open_member, qtbot):
    says = {}
    window = open_member(
        team, opening=Opening(lambda *_given: team, lambda copy: SayingView(open_view(copy), says))
    )
    window.go("handovers")
    page = window.current
    qtbot.waitUntil(lambda: page.table.chosen is not None)
    chosen = _press_through(page, team, qtbot)
    assert page.card.outcome.isHidden(), "nobody has it yet"
    says[chosen] = said
    team.tick = "received"
    window.session._reading.forget_store()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.strip.ticks["received"].text() == "✓✓✓ 1")
    page.refresh()

    def place():
        return next(n for n, one in enumerate(page.model.rows) if one.handover == chosen)

    qtbot.waitUntil(lambda: not page.is_loading)
    qtbot.waitUntil(lambda: page.model.rows[place()].answered == f"受け入れ ✓✓✓\n{short}")
    while page.table.chosen.handover != chosen:
        qtbot.keyClick(
            page.table, Qt.Key.Key_Down if place() > page.table.currentIndex().row() else Qt.Key.Key_Up
        )
    assert long in page.card.outcome.text()
    assert page.card.outcome.text().startswith("⚠ ")
    assert "1件は、そのまま反映されていません（⚠）" in page.banner.sentence.text()
    if said.get("state") == "conflict":
        headings = [one.urgent for one in page.model.rows if one.is_heading]
        assert "回答が食い違い　1" in headings


class Empty:
    """A publication in which nobody was handed over and nothing is owed."""

    def __init__(self, view):
        self._view = view

    def __getattr__(self, name):
        return getattr(self._view, name)

    def handovers(self):
        return ()

    def duties(self):
        return ()


def test_without_any_line_the_page_says_what_will_come(team, open_member, qtbot):
    opening = Opening(lambda _folder, _passphrase: team, lambda copy: Empty(open_view(copy)))
    window = open_member(team, opening=opening)
    for name, said in (("today", "対応が必要なものはありません"), ("handovers", "引き渡しはまだありません")):
        window.go(name)
        settle(qtbot, window.current)
        assert said in window.current.empty.title.text()
        assert "公開" in window.current.empty.text.text()
        # No key answers a line that is not there.
        qtbot.keyClick(window.current, "a")
    assert team.answers == []


def test_a_choice_that_fits_nobody_is_said_and_can_be_taken_back(page, qtbot):
    page.filters.person.set_value(page.filters.person.itemData(1))
    page.filters.side.set_value("marketing")
    page.filters.changed.emit()
    assert page.none.isVisible()
    assert page.empty is None
    page.filters.side.set_value("")
    page.filters.person.set_value("")
    page.filters.changed.emit()
    assert not page.none.isVisible()
    assert len(_lines(page)) == 8
