"""Questions: as tall as their words, and Enter does what the filled button says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from funneldesk.ui.pages.ranges import DaysDialog, RangeBox
from funneldesk.ui.pages.why_ranges import ComparisonBox, PeriodsDialog
from funneldesk.ui.trouble import TroubleDialog
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import activate


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


def test_enter_closes_what_a_bug_says(qtbot, window):
    dialog = TroubleDialog(window, ValueError("planted"))
    dialog.open()
    activate(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.isHidden)
