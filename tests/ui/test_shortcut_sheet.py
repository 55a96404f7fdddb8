"""The shortcut sheet knows every key there is."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from funneldesk.i18n import set_language
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.shortcut_sheet import ShortcutSheet, is_key, page_keys, sections
from tests.ui.conftest import activate, settle
from tests.ui.keyboard import Keyboard
from tests.ui.test_window import _keys_in_force


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_key_in_force_on_any_page_is_on_the_sheet_with_words(open_desk, company_store, qtbot, language):
    set_language(language)
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None, timeout=20_000)
    missing, nameless = set(), set()
    for entry in (*PAGES, *TABS, *BEYOND):
        window.go(entry.id, **({"lead": 9} if entry.id in {"lead", "company"} else {}))
        settle(qtbot, window.page(entry.id))
        said = {key: words for _title, keys in sections(window) for names, words in keys for key in names}
        # A tab that is not there has no key either.
        tabs = {"Ctrl+PgDown", "Ctrl+PgUp"} if not window.current.tabs.isVisible() else set()
        missing |= {(entry.id, key) for key, _place in _keys_in_force(window) if key not in said} - {
            (entry.id, key) for key in tabs
        }
        nameless |= {(entry.id, key) for key, words in said.items() if not words.strip()}
    assert missing == set()
    assert nameless == set()


def test_the_keys_of_a_page_are_those_seen_on_it(show):
    page = show("review")
    keys = {words: names for names, words in page_keys(page)}
    assert keys["Meeting"] == ("F11",)
    assert keys["Minutes"] == ("Ctrl+M",)
    page = show("today")
    assert not any("F11" in names for names, _words in page_keys(page))


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("I", True),
        ("Ctrl+M", True),
        ("F11", True),
        ("Esc", True),
        ("26 of 62", False),
        (", ,", False),
        ("12", False),
        ("", False),
        ("3件", False),
    ],
)
def test_a_remark_on_a_button_is_no_key(qapp, text, yes):
    assert is_key(text) == yes


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_opens_by_its_key_scrolls_and_leaves_by_escape(open_desk, company_store, qtbot, language):
    set_language(language)
    window = open_desk(company_store).window
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=20_000)
    keyboard = Keyboard(qtbot, window)
    keyboard.press("Ctrl+/")
    sheet = next(one for one in window.findChildren(ShortcutSheet) if one.isVisible())

    def is_active():
        if not sheet.isActiveWindow():
            sheet.windowHandle().requestActivate()
        return QApplication.focusWidget() is sheet.area

    qtbot.waitUntil(is_active)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Ctrl+K", "Ctrl+Y", "Ctrl+Shift+Z", "Enter"} <= texts
    assert "Return" not in texts, "no keyboard says so"
    for label in sheet.findChildren(QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, label.text()
        assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    before = sheet.area.verticalScrollBar().value()
    keyboard.press("PgDown")
    assert sheet.area.verticalScrollBar().value() > before
    keyboard.press("Esc")
    assert not sheet.isVisible()
