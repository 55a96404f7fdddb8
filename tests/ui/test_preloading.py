"""The code of the pages is loaded once, in a thread of its own."""

import sys

from funneldesk.ui import preloading
from funneldesk.ui.navigation import PAGES


def test_every_page_is_loaded_and_only_once(monkeypatch):
    monkeypatch.setattr(preloading, "_begun", set())
    monkeypatch.setattr(preloading, "PAUSE_SECONDS", 0)
    loading = preloading.preload("funneldesk.ui.pages", ["funneldesk.ui.pages.today"])
    assert loading.daemon, "the program may end meanwhile"
    loading.join()
    assert loading.first_is_loaded.is_set()
    assert {f"funneldesk.ui.pages.{entry.module}" for entry in PAGES} <= set(sys.modules)
    assert preloading.preload("funneldesk.ui.pages", ["funneldesk.ui.pages.today"]) is None


def test_the_first_page_is_opened_when_its_code_is_there(monkeypatch, open_desk, company_store, qtbot):
    monkeypatch.setattr(preloading, "_begun", set())
    window = open_desk(company_store).window
    qtbot.waitUntil(lambda: window.current is not None)
    assert window.current is window.page("today")


def test_a_window_asks_for_the_code_of_its_pages(window, qtbot):
    qtbot.waitUntil(lambda: "funneldesk.ui.pages" in preloading._begun)
