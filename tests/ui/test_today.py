"""The work list of the day, by mouse and by keyboard: each act is written, leaves its place, and is taken back."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.today_table import ABOUT, ABOUT_LEAST, ROW
from funneldesk.ui.window import MINIMUM
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.keyboard import Keyboard
from tests.ui.typing import write

DAY = TODAY.toordinal()


def lead_named(store, name):
    [(lead,)] = store.connection.execute("SELECT id FROM lead WHERE name = ?", (name,)).fetchall()
    return lead


@pytest.fixture
def busy_store(company_store, tmp_path):
    """A store where, beside the calls of 8 and 9, a comment after a call of 7 and an answer about 6 are owed."""
    path = tmp_path / "busy.db"
    shutil.copyfile(company_store, path)
    with open_store(path) as store:
        by_hand.called(store, lead_named(store, "山田 7郎"), DAY - 1, reached=True)
        by_hand.hand_over(store, lead_named(store, "山田 6郎"), "sales", DAY - 6, owner="佐藤")
    return path


@pytest.fixture
def page(open_desk, busy_store, qtbot):
    desk = open_desk(busy_store)
    activate(qtbot, desk.window)
    desk.window.go("today")
    found = desk.window.page("today")
    settle(qtbot, found)
    # What was entered before can be taken back as well.
    qtbot.waitUntil(lambda: found.steps.last is not None)
    found.recalled = found.steps.last
    return found


def window_of(page):
    return page.window()


def events(page):
    return [duty.event for duty in page.duties.model.rows]


def choose(page, event):
    page.duties.table.choose(events(page).index(event))
    page.duties.table.setFocus()


def press(qtbot, keys):
    qtbot.keyClick(QApplication.focusWidget(), keys)


def owed(page):
    """Return what is owed by the store, not by what is on screen."""
    with open_reader(page.session.path) as store:
        return [(one.event, one.person) for one in duties_of(store, DAY).duties if one.lead]


def last_act(page):
    """Return what was written last since the window opened, in words; "" where nothing was."""
    return "" if page.steps.last in (None, page.recalled) else page.steps.last.words


def until_written(qtbot, page, condition):
    qtbot.waitUntil(lambda: not page.is_loading and condition(), timeout=20000)


def test_the_first_sentence_says_how_many_are_late_and_whose(page):
    late = [duty for duty in page.today.duties.duties if duty.is_late]
    said = page.banner.sentence.text()
    assert said.startswith(f"{len(late)} duties are late (")
    assert "inside sales" in said
    assert "sales 1" in said
    # Whom to call is by the same rule as the lines.
    called = [duty.lead for duty in page.today.duties.duties if duty.event == "candidate"]
    assert sorted(page.today.to_call) == sorted(called) != []
    QAbstractItemModelTester(page.duties.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_calls_are_noted_by_one_key_and_the_next_line_takes_the_place(page, qtbot):
    choose(page, "candidate")
    place, before = page.duties.table.currentIndex().row(), len(page.duties.model.rows)
    first, second = page.duties.chosen, page.duties.model.rows[page.duties.table.currentIndex().row() + 1]
    assert page.acts.buttons["reached"].property("primary") == "true"
    press(qtbot, Qt.Key.Key_N)
    # At once, before anything is written or computed.
    assert len(page.duties.model.rows) == before - 1
    assert page.duties.table.currentIndex().row() == place
    assert page.duties.chosen == second
    until_written(qtbot, page, lambda: last_act(page) != "")
    settle(qtbot, page)
    # Nobody was reached: the call is owed again, with its count.
    rows = page.duties.model.rows
    [again] = [duty for duty in rows if (duty.lead, duty.event) == (first.lead, "candidate")]
    assert again.attempts == 1
    assert page.acts.said.text() == f"Noted: call: nobody reached ({first.person})."
    qtbot.keyClick(page.duties.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until_written(qtbot, page, lambda: page.acts.said.text().startswith("Taken back"))
    settle(qtbot, page)
    assert [one.attempts for one in page.duties.model.rows if one.lead == first.lead] == [0]
    assert window_of(page).redo_action.text().endswith(page.redo_words)
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.duties.table, Qt.Key.Key_Z, shifted)
    until_written(qtbot, page, lambda: page.acts.said.text().startswith("Noted"))
    settle(qtbot, page)
    assert [one.attempts for one in page.duties.model.rows if one.lead == first.lead] == [1]


def test_who_takes_a_key_back_at_once_takes_back_that_act(page, qtbot):
    choose(page, "handover")
    press(qtbot, Qt.Key.Key_A)
    until_written(qtbot, page, lambda: last_act(page) != "")
    settle(qtbot, page)
    choose(page, "candidate")
    press(qtbot, Qt.Key.Key_C)
    assert page.steps.last.words.startswith("accepted"), "the call is being written"
    assert page.undo_words.startswith("call: reached")
    qtbot.keyClick(page.duties.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until_written(qtbot, page, lambda: page.acts.said.text().startswith("Taken back: call: reached"))
    assert page.undo_words.startswith("accepted")
    assert page.redo_words.startswith("call: reached")


def test_a_comment_is_written_by_the_template_and_settles_the_duty_after_a_call(page, qtbot):
    choose(page, "call")
    press(qtbot, Qt.Key.Key_M)
    form = page.acts.form
    assert form.text.toPlainText().splitlines()[0].startswith("きっかけ")
    assert form.text.hasFocus()
    # Letters belong to the text now, not to the list.
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.said.text() == "Nothing is written yet."
    write(form.text, "展示会 c n")
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.isHidden()
    until_written(qtbot, page, lambda: last_act(page) != "")
    assert ("call", "山田 7郎") not in owed(page)


def test_a_rejection_takes_a_key_for_the_reason_and_is_refused_without(page, qtbot):
    choose(page, "handover")
    assert list(page.acts.acts) == ["accept", "reject", "contacted", "comment"]
    press(qtbot, Qt.Key.Key_R)
    assert not page.acts.reasons.isHidden()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.acts.reasons.isHidden()
    assert page.duties.table.hasFocus()
    assert ("handover", "山田 6郎") in owed(page)
    press(qtbot, Qt.Key.Key_R)
    press(qtbot, Qt.Key.Key_2)
    until_written(qtbot, page, lambda: last_act(page) != "")
    settle(qtbot, page)
    assert page.undo_words.startswith("declined: 情報収集のみ")
    assert "handover" not in events(page)
    qtbot.mouseClick(page.acts.undo, Qt.MouseButton.LeftButton)
    until_written(qtbot, page, lambda: "handover" in events(page))
    settle(qtbot, page)
    choose(page, "handover")
    qtbot.mouseClick(page.acts.buttons["accept"], Qt.MouseButton.LeftButton)
    until_written(qtbot, page, lambda: last_act(page).startswith("accepted"))
    with open_reader(page.session.path) as store:
        assert [leg.decision for leg in legs_of_store(store)] == ["accepted"]


def test_a_candidate_is_given_up_or_handed_over_from_the_same_line(page, qtbot):
    choose(page, "candidate")
    lead = page.duties.chosen.lead
    qtbot.mouseClick(page.acts.buttons["let_go"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.acts.reasons.buttons[0], Qt.MouseButton.LeftButton)
    until_written(qtbot, page, lambda: last_act(page).startswith("declined: 時期尚早"))
    settle(qtbot, page)
    with open_reader(page.session.path) as store:
        [leg] = [one for one in legs_of_store(store) if one.lead == lead]
    assert (leg.side, leg.decision, leg.reason) == ("is", "rejected", "時期尚早")
    choose(page, "candidate")
    other = page.duties.chosen.lead
    press(qtbot, Qt.Key.Key_S)
    assert page.acts.form.owner.hasFocus()
    write(page.acts.form.owner, "鈴木")
    qtbot.keyClick(page.acts.form.owner, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until_written(
        qtbot,
        page,
        lambda: last_act(page).startswith("handed over to Sales"),
    )
    settle(qtbot, page)
    [duty] = [one for one in page.duties.model.rows if one.lead == other]
    assert (duty.event, duty.owner) == ("handover", "鈴木")


def test_whose_duties_are_shown_is_remembered(page, qtbot):
    owners = page.duties.owners
    everybody = owners.owners[0]
    assert everybody.late >= 2  # how many more, and whether a review is due, depends on the day of the week
    assert owners.tabText(0) == f"All {everybody.count} ({everybody.late} late)"
    named = [(one.side, one.person) for one in owners.owners if one.side != "everyone"]
    assert named == [("", ""), ("is", ""), ("sales", ""), ("", "佐藤")]
    assert [owners.owners[0].count, owners.owners[0].late] == [
        sum(one.count for one in owners.owners if one.side), sum(one.late for one in owners.owners if one.side)
    ]  # fmt: skip
    # From the list by the arrow keys: the next one's duties, and so on.
    for _step in range(2):
        qtbot.keyClick(page.duties.table, Qt.Key.Key_Right)
    assert owners.owner.side == "sales"
    assert {duty.who for duty in page.duties.model.rows} == {"sales"}
    qtbot.mouseClick(owners, Qt.MouseButton.LeftButton, pos=owners.tabRect(len(owners.owners) - 1).center())
    assert page.duties.person == "佐藤"
    page.refresh()
    settle(qtbot, page)
    assert owners.owner.person == "佐藤"
    assert [duty.person for duty in page.duties.model.rows] == ["山田 6郎"]
    # Also while nothing of theirs is owed; the arrows lead on from there.
    page.duties.table.setFocus()
    page.session.settings.setValue("today_owner", "person:退職者")
    page.refresh()
    settle(qtbot, page)
    assert (owners.owner.person, owners.owner.count) == ("退職者", 0)
    assert page.duties.model.rows == []
    assert page.duties.nothing.isVisible()
    assert (page.acts.acts, page.acts.isHidden()) == ((), True)
    press(qtbot, Qt.Key.Key_Left)
    assert (owners.owner.person, page.duties.table.hasFocus()) == ("佐藤", True)


def test_lists_and_people_are_opened_from_their_lines(show, window, qtbot):
    page = show("today")
    assert page.scorecard.figures["sal"].text() == "cannot be said"
    page.duties.table.choose(events(page).index("list"))
    assert page.acts.acts == ("import",)
    choose(page, "candidate")
    until_written(qtbot, page, lambda: "points" in page.acts.score.text())
    page.duties.table.copy_selection()
    cells = QApplication.clipboard().text().splitlines()
    assert cells[0].split("\t")[:3] == ["How urgent", "What to do", "About"]
    assert page.duties.chosen.person in cells[1].split("\t")
    qtbot.keyClick(page.duties.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("lead"))
    window.go("today")
    settle(qtbot, page)
    qtbot.mouseClick(page.kpis.rates["won"], Qt.MouseButton.LeftButton)
    assert window.current is window.page("funnel")


def test_what_changed_and_the_scorecard_open_their_people(page, qtbot):
    window = window_of(page)
    assert any("list" in line.text() for line in page.changes.lines)
    assert page.scorecard.figures["sal"].text() == "0 of 15"
    assert page.scorecard.figures["contact"].text() == "cannot be said"
    assert page.scorecard.below["contact"].text() == "No list says yet when sales made contact."
    assert page.scorecard.figures["complete"].text().startswith("100 %")
    [link] = [line for line in page.changes.lines if "new dut" in line.text()]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    settle(qtbot, window.current)
    assert "new dut" in window.current.only.text()


def test_what_somebody_else_took_back_is_said_and_forgotten(page, qtbot):
    choose(page, "candidate")
    press(qtbot, Qt.Key.Key_C)
    until_written(qtbot, page, lambda: last_act(page) != "")
    with open_store(page.session.path) as store:
        by_hand.undo_act(store, page.steps.last.number)
    page.undo()
    until_written(qtbot, page, lambda: "faster" in page.acts.fault.text())
    assert (page.undo_words, page.redo_words) == (page.recalled.words, "")


def test_an_act_that_cannot_be_written_is_said(page, qtbot):
    choose(page, "call")
    with open_store(page.session.path) as store:
        for batch in [one for one in imports(store) if one.kind in ("leads", "activities", "deals")]:
            undo_import(store, batch.id)
    press(qtbot, Qt.Key.Key_R)
    press(qtbot, Qt.Key.Key_1)
    until_written(qtbot, page, lambda: "There is no lead" in page.acts.fault.text())
    assert page.undo_words == page.recalled.words
    # Nobody is left: the page says what to do instead.
    qtbot.waitUntil(lambda: page.empty is not None)


def test_verdict_and_band_are_whole_in_the_least_window(show, window, qtbot):
    page = show("today")
    cards = (page.kpis.sal, *page.kpis.rates.values())
    bar = page.duties.table.horizontalScrollBar()
    for width in (2200, MINIMUM[0]):
        window.resize(width, 900)
        qtbot.waitUntil(lambda: all(card.note.text() == card.note.text_whole() for card in cards))
        qtbot.waitUntil(lambda: len({card.height() for card in cards}) == 1 and not cards[0].is_compact)
        qtbot.waitUntil(lambda: bar.maximum() == 0)
    # Where the window is low the duties have the room, eight of them.
    window.resize(*MINIMUM)
    qtbot.waitUntil(lambda: page.duties.table.viewport().height() >= 8 * ROW)
    assert {(card.is_compact, card.note.isVisible(), card.chip.isVisible()) for card in cards} == {
        (True, False, True)
    }
    assert bar.maximum() == 0
    # A reason has room; what gives way for it is said beside the list.
    assert page.duties.table.columnWidth(ABOUT) >= ABOUT_LEAST
    assert [page.duties.table.isColumnHidden(place) for place in range(5)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert page.kpis.rates["sal"].chip.text() == "Not recorded yet"


def test_by_keys_alone_from_the_door_every_line_is_acted_on_and_taken_back(page, qtbot):
    keys, before = Keyboard(qtbot, window_of(page)), owed(page)
    keys.press("Ctrl+1")
    keys.reach("Duties of today")
    keys.press("Ctrl+Home")
    for event, act in (("handover", ["A"]), ("call", ["M", "text", "Ctrl+Return"]), ("candidate", ["C"])):
        for _line in page.duties.model.rows:
            if page.duties.chosen.event == event:
                break
            keys.press("Down")
        asked = (page.duties.chosen.event, page.duties.chosen.person)
        assert asked[0] == event
        for key in act:
            (keys.type if key == "text" else keys.press)(key)
        until_written(qtbot, page, lambda: page.acts.said.text().startswith("Noted"))
        settle(qtbot, page)
        assert set(before) - set(owed(page)) == {asked}
        keys.press("Ctrl+Z")
        until_written(qtbot, page, lambda: page.acts.said.text().startswith("Taken back"))
        settle(qtbot, page)
        assert owed(page) == before
        keys.press("Ctrl+Home")


def test_what_a_reason_asks_for_is_the_next_line(page, qtbot):
    choose(page, "handover")
    lead = page.duties.chosen.lead
    press(qtbot, Qt.Key.Key_R)
    press(qtbot, Qt.Key.Key_9)
    until_written(qtbot, page, lambda: "to_owner" in events(page))
    settle(qtbot, page)
    assert page.undo_words.startswith("declined: 既存顧客")
    choose(page, "to_owner")
    assert page.duties.chosen.lead == lead
    days = page.duties.chosen.due - DAY
    assert page.acts.action.text() == f"佐藤: Pass to the person in charge (in {days} days)."
    assert "By what the definition book says of the reason “既存顧客”." in page.acts.rule.text()
    press(qtbot, Qt.Key.Key_D)
    until_written(qtbot, page, lambda: last_act(page).startswith("done: Pass to the person in charge"))
    settle(qtbot, page)
    assert "to_owner" not in events(page)


def test_a_duplicate_leads_to_the_pairs(open_desk, busy_store, qtbot):
    with open_store(busy_store) as store:
        lead = lead_named(store, "山田 6郎")
        [leg] = [leg.record for leg in legs_of_store(store) if leg.lead == lead]
        by_hand.decide(store, leg, "rejected", DAY, reason="重複")
    window = open_desk(busy_store).window
    activate(qtbot, window)
    window.go("today")
    page = window.page("today")
    settle(qtbot, page)
    choose(page, "merge")
    assert page.acts.acts == ("duplicates", "done")
    qtbot.mouseClick(page.acts.buttons["duplicates"], Qt.MouseButton.LeftButton)
    assert window.current is window.page("duplicates")
