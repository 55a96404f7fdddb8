"""The window of the help: F1 where one works, search, links, keys, and what changed after an update."""

import pytest
from PySide6.QtCore import Qt, QUrl

from funneldesk.domain.help_topics import CHAPTERS, TOPICS, help_topics
from funneldesk.i18n import set_language
from funneldesk.ui.help_places import LAST_VERSION
from tests.ui.conftest import activate
from tests.ui.typing import write


@pytest.fixture
def shown_help(window, show, qtbot):
    """Return a function that presses F1 on a page and returns the window of the help."""

    def press(page_id):
        page = show(page_id)
        activate(qtbot, window)
        qtbot.keyClick(page, Qt.Key.Key_F1)
        found = window.help_window
        qtbot.waitUntil(found.isVisible)
        activate(qtbot, found)
        return found

    return press


def listed(help_window):
    return [item.data(Qt.ItemDataRole.UserRole) for item in help_window._items()]


def test_f1_explains_the_page_and_tab_on_show(shown_help, window, qtbot):
    found = shown_help("funnel")
    assert found.topic == "funnel"
    assert found.text.toPlainText().startswith(help_topics("en")["funnel"].title)
    assert found.text.hasFocus()
    qtbot.keyClick(found.text, Qt.Key.Key_Escape)
    assert not found.isVisible()
    window.page("leads").tabs.setCurrentIndex(2)
    assert shown_help("leads").topic == "nurture"


def test_contents_list_every_topic_under_its_chapter(shown_help):
    found = shown_help("today")
    assert [topic for topic in listed(found) if topic] == list(TOPICS)
    assert listed(found).count("") == len(CHAPTERS)
    assert found.contents.currentItem().data(Qt.ItemDataRole.UserRole) == "today"


def test_two_characters_of_japanese_are_found_as_they_are_typed(open_desk, company_store, qtbot):
    set_language("ja")
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None, timeout=20000)
    activate(qtbot, window)
    window.search_help()
    found = window.help_window
    activate(qtbot, found)
    assert found.search.hasFocus()
    write(found.search, "半減")
    assert listed(found)[0] == "scoring"
    assert "半減期" in found.contents.item(0).text()
    write(found.search, "xyz")
    assert listed(found) == [""]
    found.search.clear()
    assert len(listed(found)) > len(TOPICS)


def test_enter_takes_the_first_and_esc_clears_before_it_closes(shown_help, qtbot):
    found = shown_help("settings")
    found.take_search()
    qtbot.keyClicks(found.search, "bottleneck")
    assert listed(found)[0] == "funnel"
    qtbot.keyClick(found.search, Qt.Key.Key_Return)
    assert found.topic == "funnel"
    assert found.text.hasFocus()
    assert found.text.extraSelections()
    found.take_search()
    qtbot.keyClick(found.search, Qt.Key.Key_Escape)
    assert (found.search.text(), found.isVisible()) == ("", True)
    qtbot.keyClick(found.search, Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_arrows_go_from_the_search_over_what_was_found(shown_help, qtbot):
    found = shown_help("settings")
    found.take_search()
    qtbot.keyClicks(found.search, "half-life")
    hits = listed(found)
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert found.contents.hasFocus()
    assert found.topic == hits[0]
    if len(hits) > 1:
        qtbot.keyClick(found.contents, Qt.Key.Key_Down)
        assert found.topic == hits[1]


def test_links_and_the_way_back(shown_help, qtbot):
    found = shown_help("funnel")
    found.text.anchorClicked.emit(QUrl("numbers.md"))
    assert found.topic == "numbers"
    assert not found.forward.isEnabled()
    qtbot.keyClick(found.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert found.topic == "funnel"
    qtbot.mouseClick(found.forward, Qt.MouseButton.LeftButton)
    assert found.topic == "numbers"
    found.text.anchorClicked.emit(QUrl("https://example.com/funnel.md.exe"))
    assert found.topic == "numbers"


def test_from_a_topic_to_its_page(shown_help, window, qtbot):
    found = shown_help("today")
    found.open_at("scoring")
    qtbot.mouseClick(found.to_page, Qt.MouseButton.LeftButton)
    assert window.current is window.page("book")
    assert window.help_topic == "scoring"
    found.open_at("numbers")
    assert not found.to_page.isVisible()


def test_the_theme_changes_while_it_is_open(shown_help, session):
    from funneldesk.colours import DARK

    found = shown_help("today")
    session.colours = DARK
    session.theme_changed.emit()
    letters = found.text.document().begin().begin().fragment().charFormat()
    assert letters.foreground().color().name().upper() == DARK.text


def test_size_is_remembered(shown_help, session):
    found = shown_help("today")
    found.resize(800, 500)
    found.close()
    assert session.settings.contains("help_geometry")


def test_what_changed_opens_once_after_an_update(open_desk, company_store, qtbot):
    desk = open_desk(company_store)
    qtbot.waitUntil(lambda: desk.window.current is not None, timeout=20000)
    assert desk.window._help is None
    desk.session.settings.setValue(LAST_VERSION, "0.0.9")
    desk.open_window()
    qtbot.waitUntil(lambda: desk.window._help is not None, timeout=20000)
    assert desk.window.help_window.topic == "changes"
    desk.open_window()
    qtbot.waitUntil(lambda: desk.window.current is not None, timeout=20000)
    assert desk.window._help is None
