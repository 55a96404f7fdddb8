"""Columns of a member's table of leads: chosen from what is published, remembered, put back as they were."""

import pytest
from PySide6.QtCore import Qt

from funneldesk.ui.member.leads_columns import COLUMNS
from tests.ui.conftest import activate


@pytest.fixture
def page(show):
    return show("leads")


def test_columns_are_chosen_by_the_keyboard_and_remembered(page, window, qtbot):
    every = list(page.model.names)
    window.go("leads", columns=True)
    dialog = page.columns.dialog
    qtbot.waitUntil(dialog.isVisible)
    activate(qtbot, dialog)
    dialog.list.setFocus()
    words = [dialog.list.item(place).text() for place in range(dialog.list.count())]
    assert words == [column.heading for column in page.model.columns]
    dialog.list.setCurrentRow(every.index("stage"))
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    wanted = [name for name in every if name != "stage"]
    qtbot.waitUntil(lambda: page.model.names == wanted)
    assert "stage" not in page.session.settings.value(COLUMNS)
    page.columns.choose(("score", "company", "gone"))
    qtbot.waitUntil(lambda: page.model.names == [every[0], "score", "company"])
    page.columns.choose(())
    qtbot.waitUntil(lambda: page.model.names == every)


@pytest.mark.parametrize("kept", ["[", "{}", "[1]", '["mood"]'])
def test_settings_nobody_could_have_made_show_everything(page, kept, qtbot):
    every = list(page.model.names)
    page.session.settings.setValue(COLUMNS, kept)
    page.model.wanted = page.columns._kept()
    page.ask()
    qtbot.waitUntil(lambda: not page.is_loading)
    assert page.model.names == every
