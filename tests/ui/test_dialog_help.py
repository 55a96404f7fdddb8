"""F1 in dialogs: each has a topic, its help stands before it, and the dialog is as it was afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.domain.help_topics import TOPICS
from funneldesk.ui.help_view import HelpWindow
from funneldesk.ui.pages.lead_erasing import ask_to_erase
from funneldesk.ui.palette import Palette
from tests.ui.conftest import activate
from tests.ui.walking import close_member, dialog_sights, open_member_window


def topics_by_dialog(qtbot, window):
    """Press F1 in each dialog of a window; return the topic that came up in each."""
    found = {}
    for sight in dialog_sights(qtbot, window):
        dialog = sight.widget
        if isinstance(dialog, HelpWindow | Palette):
            continue
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
        shown = dialog.findChild(HelpWindow)
        assert shown is not None, sight.name
        activate(qtbot, shown)
        found[sight.name.removeprefix("dialog/")] = shown.topic
        qtbot.keyClick(shown.text, Qt.Key.Key_Escape)
        assert (shown.isVisible(), dialog.isVisible()) == (False, True), sight.name
    return found


def test_every_dialog_of_the_owner_has_its_topic(open_desk, filled_store, qtbot):
    found = topics_by_dialog(qtbot, open_desk(filled_store).window)
    assert set(found.values()) <= set(TOPICS)
    assert found["columns of the leads"] == "leads"
    assert found["filled work list"] == "worklist"
    assert found["two ranges"] == "why"
    assert found["merge of a draft"] == "book"


def test_every_dialog_of_a_member_has_her_topic(qapp, tmp_path, qtbot):
    desk, window = open_member_window(qtbot, qapp, tmp_path, None)
    try:
        found = topics_by_dialog(qtbot, window)
    finally:
        close_member(desk)
    assert found["name"] == found["passphrase of a member"] == "member"


def test_the_palette_gives_way_to_its_help(window, show, qtbot):
    show("funnel")
    window.open_palette()
    palette = window.findChild(Palette)
    activate(qtbot, palette)
    qtbot.waitUntil(lambda: palette.isAncestorOf(QApplication.focusWidget() or window))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    activate(qtbot, window.help_window)
    assert window.help_window.topic == "start"
    qtbot.waitUntil(lambda: not window.findChildren(Palette))


def test_the_help_goes_with_its_dialog_and_is_made_once(window, show, qtbot):
    show("settings")
    question = ask_to_erase(window, "山田 0郎", lambda: None)
    activate(qtbot, question)
    for _time in range(2):
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
        activate(qtbot, question)
    shown = question.findChildren(HelpWindow)
    assert [one.topic for one in shown] == ["settings"]
    question.reject()
    qtbot.waitUntil(lambda: not window.findChildren(HelpWindow))
