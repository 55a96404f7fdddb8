"""A day's work on Today by the keyboard alone: late ones first, by owner, each act by a key, all of it taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.operations.duties import Owner
from tests.ui.conftest import settle
from tests.ui.today_driving import busy_copy, events, last_act, owed, today_of, until_written
from tests.ui.typing import write


def test_a_day_is_worked_through_without_a_mouse(open_desk, company_store, tmp_path, qtbot):
    page = today_of(open_desk(busy_copy(company_store, tmp_path / "busy.db")), qtbot)

    def key(which, modifier=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), which, modifier)

    def walk_to(event):
        key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _line in range(events(page).index(event)):
            key(Qt.Key.Key_Down)
        assert page.duties.chosen.event == event

    def act(keys, said):
        for one in keys:
            key(one)
        until_written(qtbot, page, lambda: last_act(page).startswith(said) and not page.acts.asks)
        settle(qtbot, page)

    table, owners, before = page.duties.table, page.duties.owners, owed(page)
    assert table.hasFocus()
    late = [duty.is_late for duty in page.duties.model.rows]
    assert late == sorted(late, reverse=True)
    # By owner, past one who owes nothing any more: the arrows lead there and on.
    owners.offer(owners.owners, Owner(side="", person="退職者"))
    page.duties.owners.chosen.emit()
    assert page.duties.model.rows == []
    assert owners.hasFocus()
    key(Qt.Key.Key_Left)
    assert (owners.owner.person, table.hasFocus()) == ("佐藤", True)
    key(Qt.Key.Key_Left)
    key(Qt.Key.Key_Left)
    assert {duty.who for duty in page.duties.model.rows} == {"is"}
    assert page.duties.model.rows[0].is_late
    walk_to("candidate")
    act([Qt.Key.Key_N], "call: nobody reached")
    walk_to("call")
    key(Qt.Key.Key_M)
    write(page.acts.form.text, "展示会")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until_written(qtbot, page, lambda: last_act(page).startswith("comment"))
    settle(qtbot, page)
    walk_to("candidate")
    act([Qt.Key.Key_R, Qt.Key.Key_1], "declined")
    key(Qt.Key.Key_Right)
    walk_to("handover")
    act([Qt.Key.Key_A], "accepted")
    assert table.hasFocus() or owners.hasFocus()
    assert owed(page) != before
    for _time in range(4):
        back = page.undo_words
        key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        until_written(qtbot, page, lambda back=back: page.acts.said.text() == f"Taken back: {back}.")
        settle(qtbot, page)
    assert page.undo_words == ""
    assert owed(page) == before
