"""The help of what is on screen: a topic for every page and tab, and the way back from a topic to its page."""

import pytest
from PySide6.QtCore import QSettings

from funneldesk.domain.help_topics import TOPICS, help_topics
from funneldesk.i18n import _, set_language
from funneldesk.ui.help_places import LAST_VERSION, TAB_TOPICS, place_of, topic_of, was_updated
from funneldesk.ui.navigation import BEYOND, PAGES, TABS, WELCOME


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_every_page_of_the_navigation_has_a_topic():
    for entry in (*PAGES, *TABS, *BEYOND, WELCOME):
        assert topic_of(entry.id) in TOPICS, entry.id


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_title_of_a_topic_names_its_page_or_tab(open_desk, company_store, qtbot, language):
    set_language(language)
    window = open_desk(company_store).window
    topics = help_topics(language)
    for entry in (*PAGES, *TABS, *BEYOND):
        page = window.page(entry.id)
        own = [place for place in range(page.tabs.count()) if page.tabs.tabData(place) is None]
        if own and entry.id in TAB_TOPICS:
            assert len(own) == len(TAB_TOPICS[entry.id])
            for place in own:
                page.tabs.setCurrentIndex(place)
                title = topics[topic_of(entry.id, page)].title
                assert page.tabs.tabText(place).casefold() in title.casefold()
        else:
            named = _(entry.tab or entry.title)
            assert named.casefold() in topics[topic_of(entry.id, page)].title.casefold()


def test_from_a_topic_back_to_its_page():
    assert place_of("funnel") == ("funnel", -1)
    assert place_of("scoring") == ("book", TAB_TOPICS["book"].index("scoring"))
    assert place_of("workshop") == ("workshop", -1)
    for topic in ("numbers", "lead", "member"):
        assert place_of(topic) is None


def test_changes_are_told_once_after_an_update(settings):
    assert not was_updated(settings, "0.1.0")  # a new user
    assert not was_updated(settings, "0.1.0")
    assert was_updated(settings, "0.10.0")
    assert not was_updated(settings, "0.10.0")
    assert not was_updated(settings, "0.9.0")  # an older one is no news, and forgets nothing
    assert settings.value(LAST_VERSION) == "0.10.0"


def test_who_ran_a_version_that_noted_nothing_is_told(settings):
    settings.setValue("geometry", b"somewhere")
    assert was_updated(settings, "0.1.0")
    assert not was_updated(settings, "0.1.0")
