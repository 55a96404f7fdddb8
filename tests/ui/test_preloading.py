"""The code of the pages is loaded once, in a thread of its own."""

import sys

from funneldesk.ui import preloading
from funneldesk.ui.navigation import PAGES


def test_every_page_is_loaded_and_only_once(monkeypatch):
    monkeypatch.setattr(preloading, "_begun", set())
    thread = preloading.preload("funneldesk.ui.pages")
    assert thread.daemon, "the program may end meanwhile"
    thread.join()
    assert {f"funneldesk.ui.pages.{entry.module}" for entry in PAGES} <= set(sys.modules)
    assert preloading.preload("funneldesk.ui.pages") is None


def test_a_window_asks_for_the_code_of_its_pages(window, qtbot):
    qtbot.waitUntil(lambda: "funneldesk.ui.pages" in preloading._begun)
