"""Questions: as tall as their words, and Enter does what the filled button says, where that can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from funneldesk.ui.pages.ranges import DaysDialog, RangeBox
from funneldesk.ui.pages.why_ranges import ComparisonBox, PeriodsDialog
from funneldesk.ui.trouble import TroubleDialog
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import activate
from tests.ui.walking_dialogs import OWNER_DIALOGS


@pytest.mark.parametrize(
    "words", ["Nothing else changes.", "このフォルダーに書き込める人なら、誰でも置けます。" * 6]
)
def test_a_question_is_as_tall_as_its_words(qtbot, window, words):
    question = Question(window, "Are these the same person?", words, "Merge")
    question.open()
    qtbot.waitUntil(lambda: question.height() == question.column.heightForWidth(question.width()))
    gap = question.text.geometry().top() - question.title.geometry().bottom()
    assert gap <= question.column.spacing() + 1
    question.close()


def days(show, window):
    return DaysDialog(show("funnel").findChild(RangeBox), (None, None), window.session.today)


def periods(show, window):
    return PeriodsDialog(show("why").findChild(ComparisonBox), None, window.session.today)


@pytest.mark.parametrize("opened", [days, periods])
def test_enter_in_a_field_takes_what_was_typed(qtbot, window, show, opened):
    dialog = opened(show, window)
    dialog.open()
    activate(qtbot, dialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isHidden)
    assert dialog.result() == QDialog.DialogCode.Accepted


#: What cannot be taken back, or changes what many see.
LASTING = (
    "erasing", "undo an import", "take over", "set up anew", "adoption of a pilot", "backups",
)  # fmt: skip


@pytest.mark.parametrize("name", LASTING)
def test_enter_loses_nothing(qtbot, open_desk, filled_store, name):
    window = open_desk(filled_store).window
    activate(qtbot, window)
    question = OWNER_DIALOGS[name](qtbot, window)
    activate(qtbot, question)
    done = []
    question.accepted.connect(lambda: done.append(name))
    for field in question.findChildren(QLineEdit):
        field.setText(field.text() or "佐藤")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert question.isVisible(), "it goes on to the next field"
    assert question.no.isDefault()
    qtbot.keyClick(question.no, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question.result() == QDialog.DialogCode.Rejected)
    assert done == []


def test_enter_in_a_field_of_a_lasting_question_goes_on_to_the_next(qtbot, window):
    question = Question(window, "For good?", "Nobody can take it back.", "Do it", lasting=True)
    first, last = QLineEdit(), QLineEdit()
    question.column.insertWidget(2, first)
    question.column.insertWidget(3, last)
    question.open()
    activate(qtbot, question)
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert last.hasFocus()
    question.close()


def test_a_question_that_can_be_taken_back_is_answered_with_enter(qtbot, window):
    question = Question(window, "Are these the same person?", "", "Merge")
    question.open()
    activate(qtbot, question)
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)
    assert question.result() == QDialog.DialogCode.Accepted


def test_enter_closes_what_a_bug_says(qtbot, window):
    dialog = TroubleDialog(window, ValueError("planted"))
    dialog.open()
    activate(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isHidden)
