"""The folder hangs, is gone, comes back: the window goes on with what it has and never waits."""

import time
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from funneldesk.errors import UserError
from funneldesk.operations.team_view import open_view
from funneldesk.ui.member.asking import FieldQuestion
from funneldesk.ui.member.session import Opening
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import activate
from tests.ui.member.driving import FakeTeam

#: The passphrase of the folder, and another one.
RIGHT, WRONG = "みかん", "りんご"
GONE = UserError("share_gone", "共有フォルダーにつながりません。", "ネットワークを確認してください。")


def test_a_folder_that_hangs_keeps_nobody_from_reading_answering_and_closing(copies, open_member, qtbot):
    team = FakeTeam(copies(), blocked=Event())
    window = open_member(team)
    window.go("handovers")
    page = window.current
    qtbot.waitUntil(lambda: page.table.chosen is not None)
    qtbot.keyClick(page.table, "a")
    qtbot.waitUntil(lambda: page.table.chosen.answered == "受け入れ ✓\n（未受信）")
    assert window.strip.reach.text() == "接続中" or window.session.is_looking
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 2.0
    team.blocked.set()


def test_a_folder_that_hangs_while_it_is_opened_does_so_too(copies, open_member, qtbot):
    never = Event()

    def hang(_folder, _passphrase):
        never.wait()
        return FakeTeam(copies())

    window = open_member(None, wait=False, opening=Opening(hang, open_view))
    assert "確認しています" in window.current.empty.title.text()
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 2.0
    never.set()


def test_without_the_folder_the_copy_is_shown_and_that_is_said(copies, open_member, qtbot):
    team = FakeTeam(copies(), is_reachable=False, problems=(GONE,))
    window = open_member(team)
    assert window.current.empty is None
    qtbot.waitUntil(lambda: window.strip.reach.text() == "未接続")
    assert window.notice.sentence.text() == GONE.message + GONE.next_step
    team.is_reachable, team.problems = True, ()
    qtbot.mouseClick(window.notice.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.strip.reach.text() == "接続中")
    assert window.notice.isHidden()


def test_a_folder_that_was_never_reached_says_what_to_do(copies, open_member, qtbot):
    tries = []

    def opened(_folder, _passphrase):
        tries.append(1)
        if len(tries) == 1:
            raise GONE
        return FakeTeam(copies())

    window = open_member(None, wait=False, opening=Opening(opened, open_view))
    qtbot.waitUntil(
        lambda: window.current.empty is not None and GONE.message in window.current.empty.title.text()
    )
    assert window.current.empty.text.text() == GONE.next_step
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.session.has_publication)
    qtbot.waitUntil(lambda: window.current.empty is None)


def test_a_newer_publication_takes_its_place_and_the_chosen_line_stays(copies, open_member, tmp_path, qtbot):
    team = FakeTeam(copies())
    window = open_member(team)
    window.go("handovers")
    page = window.current
    qtbot.waitUntil(lambda: page.table.chosen is not None)
    page.table.selectRow(4)
    chosen = page.table.chosen.key
    newer = tmp_path / "newer.sqlite"
    newer.write_bytes(copies().read_bytes())
    team.copy, team.seq, team.name = newer, 2, "鈴木"
    window.session._poll.timeout.emit()  # a minute has passed
    qtbot.waitUntil(lambda: "鈴木さんが公開" in page.subtitle.text())
    qtbot.waitUntil(lambda: not page.is_loading)
    assert page.table.chosen.key == chosen


def test_nothing_is_read_anew_where_nothing_changed(window, team, qtbot):
    asked = []
    window.session.changed.connect(lambda: asked.append(1))
    before = team.refreshes
    window.session._poll.timeout.emit()
    qtbot.waitUntil(lambda: team.refreshes > before and not window.session.is_looking)
    assert asked == []


def test_the_passphrase_is_asked_for_and_asked_again_where_it_is_another(copies, open_member, qtbot):
    sealed = UserError("passphrase_needed", "合言葉が必要です。", "公開者に確認してください。")
    wrong = UserError("wrong_passphrase", "合言葉が違います。", "公開者に確認してください。")
    given = []

    def opened(_folder, passphrase):
        given.append(passphrase)
        if passphrase == RIGHT:
            return FakeTeam(copies())
        problem = wrong if passphrase else sealed
        return FakeTeam(None, published=False, problems=(problem,))

    window = open_member(None, wait=False, opening=Opening(opened, open_view))
    for typed in (WRONG, RIGHT):
        qtbot.waitUntil(lambda: any(q.isVisible() for q in window.findChildren(FieldQuestion)))
        [question] = [q for q in window.findChildren(FieldQuestion) if q.isVisible()]
        assert question.fault.text() == ("" if typed == WRONG else wrong.message)
        question.field.setText(typed)
        qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.has_publication)
    assert given == [None, WRONG, RIGHT]


def test_without_its_passphrase_the_folder_is_read_when_somebody_says_that_it_is_meant(
    copies, open_member, qtbot
):
    team = FakeTeam(copies())
    team.problems = (UserError("not_sealed", "合言葉がありません。", "--without-passphrase"),)
    window = open_member(team)
    assert "--without" not in window.notice.sentence.text(), "no command in a window"
    QTest.mouseClick(window.notice.link, Qt.MouseButton.LeftButton)
    question = window.findChild(Question)
    assert "山田" in question.text.text()
    assert not team.unsealed
    before = team.refreshes
    question.accept()
    qtbot.waitUntil(lambda: team.refreshes > before)
    assert team.unsealed


def test_who_puts_the_question_away_is_not_asked_each_minute(open_member, qtbot):
    sealed = UserError("passphrase_needed", "合言葉が必要です。", "公開者に確認してください。")
    team = FakeTeam(None, published=False, problems=(sealed,))
    window = open_member(team, wait=False)

    def asked():
        return [question for question in window.findChildren(FieldQuestion) if question.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1 and not window.session.is_looking)
    qtbot.keyClick(asked()[0], Qt.Key.Key_Escape)
    assert window.current.empty.title.text() == sealed.message
    before = team.refreshes
    window.session._poll.timeout.emit()  # a minute has passed
    qtbot.waitUntil(lambda: team.refreshes > before and not window.session.is_looking)
    assert asked() == []
    activate(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(asked()) == 1)


def test_an_answer_begun_is_kept_before_the_program_ends(copies, open_member, qtbot):
    team = FakeTeam(copies())
    window = open_member(team)
    window.go("handovers")
    qtbot.waitUntil(lambda: window.current.table.chosen is not None)
    qtbot.keyClick(window.current.table, "a")
    window.close()
    assert [one.answer.action for one in team.answers] == ["accept"]


def test_a_damaged_copy_is_a_sentence(copies, open_member, tmp_path, qtbot):
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(copies().read_bytes()[:5000])
    window = open_member(FakeTeam(damaged), wait=False)
    qtbot.waitUntil(lambda: window.session.has_publication)
    qtbot.waitUntil(
        lambda: window.current.empty is not None and "damaged.sqlite" in window.current.empty.title.text()
    )
    assert window.current.empty.text.text(), "what to do"
