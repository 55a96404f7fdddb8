"""The findings page as people use it: calm where nothing is, cards where something is, people on a click."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

import funneldesk.operations.findings as operation
from funneldesk.domain.findings.findings import Finding, Findings
from funneldesk.domain.funnel.shares import Share
from tests.ui.conftest import settle


def _finding(kind, value, stage, under=()):
    # Of the forty leads the first ten, of whom seven came so far, and the others.
    return Finding(
        kind, value, "lead", stage, Share(10, 7), Share(30, 2), 7, 2.0, 1e-5, 30, np.packbits(np.arange(40) < 10),
        np.packbits(np.arange(40) >= 10), under,
    )  # fmt: skip


@pytest.fixture
def planted(monkeypatch):
    """Let the program have found two facts, one of them with another under it, a very long name among them."""
    guide = _finding("content", "導入ガイド" * 30, "deal", (_finding("content_type", "guide", "deal"),))
    found = Findings(740_000, 120, 40, (guide, _finding("source", "SEO", "won")))
    monkeypatch.setattr(operation, "findings_of", lambda _store, _as_of, _task: found)
    return found


def test_too_little_is_said_and_where_to_get_more(show, window, qtbot):
    page = show("findings")
    assert page.empty is not None
    assert page.empty.title.text() == "Too little to compare yet"
    assert not page.banner.isVisible()
    assert page.tabs.isVisible()


def test_nothing_found_is_calm(show, monkeypatch):
    monkeypatch.setattr(
        operation, "findings_of", lambda _store, _as_of, _task: Findings(740_000, 120, 40, ())
    )
    page = show("findings")
    assert page.empty.title.text() == "No difference found that chance does not explain"
    assert "120 questions" in page.empty.text.text()


def test_each_fact_has_a_card_and_its_people(show, window, qtbot, planted, tmp_path):
    page = show("findings")
    assert [card.found for card in page.cards] == list(planted.findings)
    assert "2 differences" in page.banner.sentence.text()
    card = page.cards[0]
    qtbot.waitUntil(lambda: card.picture.is_drawn)
    assert card.width() <= page.width()
    card.under.button.setFocus()
    qtbot.keyClick(card.under.button, Qt.Key.Key_Space)
    assert card.under.is_open
    page.details.button.click()
    assert page.model.rowCount() == 3
    page.save_picture(tmp_path / "f.svg")
    qtbot.waitUntil(lambda: "f.svg" in page.banner.sentence.text(), timeout=10000)
    assert (tmp_path / "f.svg").read_bytes().startswith(b"<?xml")
    qtbot.mouseClick(
        card.picture, Qt.MouseButton.LeftButton, pos=card.picture.target_point("outside").toPoint()
    )
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    settle(qtbot, window.page("leads"))
    assert window.page("leads").model.rowCount() == 30
    window.go("findings")
    settle(qtbot, page)
    page.cards[0].inside.setFocus()
    qtbot.keyClick(page.cards[0].inside, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    qtbot.waitUntil(lambda: window.page("leads").model.rowCount() == 10)


def test_its_tab_stands_beside_the_rates(show, window, qtbot):
    page = show("contents")
    places = [page.tabs.tabData(place) for place in range(page.tabs.count())]
    page.tabs.setCurrentIndex(places.index("findings"))
    qtbot.waitUntil(lambda: window.current is window.page("findings"))
