"""Several leads chosen in the table: how many is said, and what is done for all of them is one step."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import open_reader
from funneldesk.ui.pages.leads_model import WAITING
from tests.ui.conftest import activate, settle
from tests.ui.typing import write

KEY, MOD = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(show, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.text(0, "name") != WAITING)
    page.table.setFocus()
    page.table.go_to(0, 0)
    return page


def choose(qtbot, page, count):
    for _time in range(count - 1):
        qtbot.keyClick(page.table, KEY.Key_Down, MOD.ShiftModifier)


def legs(page):
    with open_reader(page.session.path) as store:
        return sorted((leg.lead, leg.side, leg.decision, leg.owner) for leg in legs_of_store(store))


def written(qtbot, page):
    qtbot.waitUntil(lambda: not page.steps.is_writing)
    settle(qtbot, page)


def asked(qtbot, page, name):
    """Press a button of the bar and return the question it opens."""
    qtbot.mouseClick(page.chosen.buttons[name], LEFT)
    qtbot.waitUntil(lambda: page.chosen.question is not None and page.chosen.question.isVisible())
    return page.chosen.question


def test_the_bar_counts_and_is_there_for_several_only(page, qtbot):
    assert not page.chosen.isVisible()
    choose(qtbot, page, 3)
    assert page.chosen.isVisible()
    assert page.chosen.count.text() == "3 leads chosen"
    qtbot.keyClick(page.table, KEY.Key_A, MOD.ControlModifier)
    assert page.chosen.count.text() == "40 leads chosen"
    qtbot.keyClick(page.table, KEY.Key_Down)
    assert not page.chosen.isVisible()


def test_many_are_handed_over_in_one_step_that_ctrl_z_takes_back(page, window, qtbot):
    choose(qtbot, page, 3)
    leads = [page.model.lead_at(place) for place in range(3)]
    question = asked(qtbot, page, "sales")
    write(question.form.owner, "佐藤")
    qtbot.keyClick(question.form.text, KEY.Key_Return, MOD.ControlModifier)
    written(qtbot, page)
    assert legs(page) == [(lead, "sales", "", "佐藤") for lead in sorted(leads)]
    assert "3 leads" in page.banner.sentence.text()
    assert "3 leads" in window.undo_action.text()
    # Who was chosen is chosen still, for the next act.
    assert page.table.chosen_spans() == [(0, 2)]
    qtbot.mouseClick(page.chosen.buttons["accept"], LEFT)
    written(qtbot, page)
    assert {decision for _lead, _side, decision, _owner in legs(page)} == {"accepted"}
    activate(qtbot, window)
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Z, MOD.ControlModifier)
    qtbot.keyClick(page.table, KEY.Key_Z, MOD.ControlModifier)
    qtbot.waitUntil(lambda: legs(page) == [])


def test_enter_in_the_field_of_who_goes_on_to_the_text(page, qtbot):
    choose(qtbot, page, 2)
    question = asked(qtbot, page, "sales")
    activate(qtbot, question)
    write(question.form.owner, "佐藤")
    qtbot.keyClick(question.form.owner, KEY.Key_Return)
    assert question.isVisible(), "nobody is handed over yet"
    assert question.form.text.hasFocus()
    qtbot.keyClick(question.form.text, KEY.Key_Escape)
    assert legs(page) == []


def test_the_question_for_a_reason_has_a_button_to_leave_it(page, qtbot):
    choose(qtbot, page, 2)
    question = asked(qtbot, page, "decline")
    qtbot.mouseClick(question.leave, LEFT)
    qtbot.waitUntil(question.isHidden)
    assert legs(page) == []


def test_a_reason_is_chosen_by_its_digit_and_escape_leaves_everything(page, qtbot):
    choose(qtbot, page, 2)
    question = asked(qtbot, page, "decline")
    qtbot.keyClick(question, KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.chosen.question is None)
    assert legs(page) == []
    question = asked(qtbot, page, "decline")
    qtbot.keyClick(question, KEY.Key_1)
    written(qtbot, page)
    assert [decision for _lead, _side, decision, _owner in legs(page)] == ["rejected"] * 2


def test_nobody_concerned_is_said(page, qtbot):
    choose(qtbot, page, 2)
    qtbot.mouseClick(page.chosen.buttons["accept"], LEFT)
    written(qtbot, page)
    assert "Nothing was entered" in page.banner.sentence.text()
    assert not page.undo_words


def test_a_comment_is_written_for_all(page, qtbot):
    choose(qtbot, page, 2)
    question = asked(qtbot, page, "comment")
    question.form.text.clear()
    write(question.form.text, "来週まとめて電話")
    qtbot.mouseClick(question.form.save, LEFT)
    written(qtbot, page)
    assert "2 leads" in page.banner.sentence.text()


def test_more_than_one_step_takes_are_counted_and_refused(page, qtbot, monkeypatch):
    from funneldesk.operations import editing

    monkeypatch.setattr(editing, "MOST", 5)
    qtbot.keyClick(page.table, KEY.Key_A, MOD.ControlModifier)
    qtbot.mouseClick(page.chosen.buttons["accept"], LEFT)
    written(qtbot, page)
    assert "These are 40 leads: at most 5" in page.banner.sentence.text()
