"""The last import as a step of its page: taken back by Ctrl+Z, brought back by redo."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from funneldesk.domain.moment import instant_text
from funneldesk.operations import importing, undoing
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store
from funneldesk.ui.pages import importing_steps
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import TODAY, activate
from tests.ui.test_importing import LEFT, LONG, bring, import_it, leads_in, open_page, people

__all__ = ["people"]


@pytest.fixture
def withdrawn(open_desk, lists, tmp_path, monkeypatch):
    """Return the page of somebody who imported a list an hour ago and withdrew it."""
    path = tmp_path / "withdrawn.db"
    an_hour_ago = instant_text(datetime.now(UTC) - timedelta(hours=1))
    with create_store(path, "ja") as store, monkeypatch.context() as earlier:
        for module in (importing, undoing):
            earlier.setattr(module, "now", lambda: an_hour_ago)
        first = import_list(store, lists["leads"], list_date=TODAY)
        importing.undo_import(store, first.batch)
    return open_page(open_desk, path)


def test_the_last_import_is_a_step_of_the_page(open_desk, people, lists, qtbot):
    page = open_page(open_desk)
    window = page.window()
    activate(qtbot, window)
    assert not window.undo_action.isEnabled()
    bring(qtbot, page, lists["leads"])
    import_it(qtbot, page)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(lambda: window.undo_action.text() == "&Undo: Imported: 展示会リスト.csv (Leads)")
    qtbot.keyClick(page.done.to_funnel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    question = page.findChild(Question)
    assert "展示会リスト.csv" in question.title.text()
    qtbot.waitUntil(question.yes.isEnabled, timeout=LONG)
    qtbot.mouseClick(question.yes, LEFT)
    qtbot.waitUntil(window.redo_action.isEnabled, timeout=LONG)
    assert leads_in(page.session.path) == 40
    assert window.undo_action.text() == "&Undo: Imported: リード一覧.csv (Leads)"
    assert window.redo_action.text() == "&Redo: Imported: 展示会リスト.csv (Leads)"
    window.redo_action.trigger()
    window.redo_action.trigger()
    qtbot.waitUntil(lambda: not window.redo_action.isEnabled(), timeout=LONG)
    assert leads_in(page.session.path) == 42
    assert "展示会リスト.csv" in window.undo_action.text()
    assert not page.banner.isVisible()


def test_an_import_ends_the_way_forward_to_those_withdrawn_before_it(withdrawn, people, qtbot):
    page, window = withdrawn, withdrawn.window()
    qtbot.waitUntil(lambda: "リード一覧.csv" in window.redo_action.text(), timeout=LONG)
    assert not window.undo_action.isEnabled()
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(lambda: "展示会リスト.csv" in window.undo_action.text(), timeout=LONG)
    assert not window.redo_action.isEnabled()


def test_what_was_imported_long_ago_stands_in_the_history_alone(withdrawn, people, qtbot, monkeypatch):
    page, window = withdrawn, withdrawn.window()
    qtbot.waitUntil(window.redo_action.isEnabled, timeout=LONG)
    monkeypatch.setattr(importing_steps, "RECENT", -importing_steps.RECENT)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(lambda: len(page.history.model.rows) == 2, timeout=LONG)
    assert not window.undo_action.isEnabled()
    assert not window.redo_action.isEnabled()
