"""Duties from long ago are folded at the end of the list of the day, few or very many."""

import shutil

import pytest
from PySide6.QtCore import Qt

from funneldesk.domain import packed
from funneldesk.operations import by_hand
from funneldesk.operations.stores import open_store
from tests.ui.conftest import settle
from tests.ui.test_today import DAY, events, lead_named


@pytest.mark.parametrize("many", [packed.MANY, 1])
def test_what_waits_from_long_ago_is_folded(many, open_desk, company_store, tmp_path, qtbot, monkeypatch):
    # Very many are kept column by column, and made in the background.
    monkeypatch.setattr(packed, "MANY", many)
    path = tmp_path / "old.db"
    shutil.copyfile(company_store, path)
    with open_store(path) as store:
        by_hand.hand_over(store, lead_named(store, "山田 6郎"), "sales", DAY - 200)
    page = open_desk(path).window.page("today")
    page.window().go("today")
    settle(qtbot, page)
    assert "handover" not in events(page)
    assert "waiting for over 90 days" in page.banner.sentence.text()
    count = len(page.duties.model.rows)
    page.duties.long_ago.setFocus()
    qtbot.keyClick(page.duties.long_ago, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.duties.model.rows) > count)
    assert events(page)[-1] in ("handover", "no_contact")
    assert len(page.duties.model.rows) == count + len(page.today.duties.long_ago)
    qtbot.keyClick(page.duties.long_ago, Qt.Key.Key_Space)
    assert len(page.duties.model.rows) == count
