"""A backup comes back in the window: chosen among those there are, and nothing is lost."""

import shutil
from datetime import datetime

import pytest
from psutil import Process
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from funneldesk.i18n import set_language
from funneldesk.operations.backup import backup, backup_folder, restore
from funneldesk.operations.business_calendar import company_holidays, set_company_holidays
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.actions import ACTIONS
from funneldesk.ui.backup import BackupQuestion
from funneldesk.ui.help_places import dialog_topic
from funneldesk.ui.member.actions import MEMBER_ACTIONS
from funneldesk.ui.program import SAID_MS
from funneldesk.ui.trouble import TroubleDialog
from tests.ui.conftest import activate, settle

FIRST, SECOND = datetime(2026, 11, 1, 9, 5), datetime(2026, 11, 2, 18, 40)  # noqa: DTZ001 - names carry local time
DAMAGE = b"SQLite format 3\x00" + bytes(range(256)) * 40
PAGE_BYTES = 4096


def holidays(path):
    with open_reader(path) as store:
        return company_holidays(store)


def with_backups(path):
    """Make two backups of a store, with no holidays and with one, and change it once more."""
    for at, said in ((FIRST, ""), (SECOND, "2026-08-12")):
        with open_store(path) as store:
            set_company_holidays(store, said)
            backup(store, at)
    for copy in backup_folder(path).glob("*.db"):
        if "2026-11-0" not in copy.name:
            copy.unlink()  # those of today
    with open_store(path) as store:
        set_company_holidays(store, "2026-08-13")
    for copy in backup_folder(path).glob("*.db"):
        if "2026-11-0" not in copy.name:
            copy.unlink()
    return path


@pytest.fixture
def backed_up(open_desk, company_store, qtbot):
    desk = open_desk(company_store)
    with_backups(desk.session.path)
    activate(qtbot, desk.window)
    return desk


def asked(qtbot, window):
    """Return the question on screen."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(BackupQuestion)))
    question = next(one for one in window.findChildren(BackupQuestion) if one.isVisible())
    activate(qtbot, question)
    return question


def lines(question):
    model = question.table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def aside(path):
    return list(path.parent.glob("funneldesk-before-restore-*.db"))


def test_the_backup_chosen_with_the_mouse_is_shown_and_what_was_there_is_kept(backed_up, qtbot):
    window, path = backed_up.window, backed_up.session.path
    window.go("settings")
    page = window.page("settings")
    settle(qtbot, page)
    assert page.holidays.line.text() == "2026-08-13"
    qtbot.mouseClick(page.backup, Qt.MouseButton.LeftButton)
    question = asked(qtbot, window)
    assert [line[:2] for line in lines(question)] == [("2026/11/02", "18:40"), ("2026/11/01", "09:05")]
    assert all("KB" in line[2] or "MB" in line[2] for line in lines(question))
    assert str(path.parent) in question.text.text()
    assert question.no.isDefault()
    at = question.table.visualRect(question.table.model().index(1, 0)).center()
    qtbot.mouseClick(question.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert question.chosen.made_at == FIRST
    question.table.selectRow(0)
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.banner.property("banner") == "green")
    assert "2026/11/02 18:40" in page.banner.sentence.text()
    (kept,) = aside(path)
    assert kept.name in page.banner.sentence.text()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.holidays.line.text() == "2026-08-12")
    assert (holidays(path), holidays(kept)) == ("2026-08-12", "2026-08-13")
    qtbot.mouseClick(page.banner.link, Qt.MouseButton.LeftButton)
    assert window.current is window.page("today")


def test_by_keyboard_from_the_menu(backed_up, qtbot):
    window, path = backed_up.window, backed_up.session.path
    window.go("settings")
    settle(qtbot, window.page("settings"))
    window.menus.actions["restore"].trigger()
    question = asked(qtbot, window)
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Down)
    assert question.chosen.made_at == FIRST
    while question.focusWidget() is not question.yes:
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(question.yes, Qt.Key.Key_Space)
    page = window.page("settings")
    qtbot.waitUntil(lambda: page.banner.property("banner") == "green")
    assert holidays(path) == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_who_presses_escape_or_enter_has_changed_nothing(backed_up, qtbot, key):
    window, path = backed_up.window, backed_up.session.path
    before = holidays(path)
    window.ask_backup()
    question = asked(qtbot, window)
    qtbot.keyClick(question.focusWidget(), key)
    if key == Qt.Key.Key_Return:
        assert question.no.hasFocus(), "it goes on from the list"
        qtbot.keyClick(question.no, key)
    qtbot.waitUntil(lambda: not window.findChildren(BackupQuestion))
    assert holidays(path) == before
    assert aside(path) == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page_id", ["today", "funnel", "settings"])
def test_where_the_file_is_damaged_the_banner_leads_to_its_backups(
    open_desk, company_store, qtbot, page_id, language
):
    desk = open_desk(None)
    shutil.copyfile(company_store, desk.session.path)
    with_backups(desk.session.path)
    desk.session.path.write_bytes(DAMAGE)
    set_language(language)
    window = desk.open_window()
    activate(qtbot, window)
    window.go(page_id)
    page = window.page(page_id)
    qtbot.waitUntil(lambda: page.banner.isVisible() and page.banner.second.isVisible())
    assert "funneldesk restore" not in page.banner.sentence.text()
    qtbot.mouseClick(page.banner.second, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(asked(qtbot, window).yes, Qt.MouseButton.LeftButton)
    settings = window.page("settings")
    qtbot.waitUntil(lambda: settings.banner.property("banner") == "green")
    (kept,) = aside(desk.session.path)
    assert kept.read_bytes() == DAMAGE
    window.go(page_id)
    qtbot.waitUntil(lambda: page.empty is None and not page.is_loading)
    assert page.banner.property("banner") != "red"
    if page_id != "settings":
        assert not any(one.isVisible() for one in page.findChildren(QPushButton) if one.text() == "Try again")


def test_data_that_is_gone_comes_back(backed_up, qtbot):
    window, path = backed_up.window, backed_up.session.path
    path.unlink()
    window.ask_backup()
    question = asked(qtbot, window)
    assert str(path.parent) not in question.text.text()
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page("settings").banner.property("banner") == "green")
    assert holidays(path) == "2026-08-12"
    assert aside(path) == []


def test_without_backups_it_says_where_they_will_be(window, session, qtbot):
    activate(qtbot, window)
    window.ask_backup()
    question = asked(qtbot, window)
    assert str(backup_folder(session.path)) in question.text.text()
    assert not question.yes.isVisible()
    assert not question.table.isVisible()
    qtbot.mouseClick(question.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(BackupQuestion))


@pytest.mark.parametrize("page_id", ["today", "leads", "funnel", "contents", "review", "book"])
def test_a_file_that_is_damaged_behind_its_head_is_no_bug_of_the_program(
    open_desk, company_store, qtbot, page_id
):
    desk = open_desk(None)
    shutil.copyfile(company_store, desk.session.path)
    with_backups(desk.session.path)
    with desk.session.path.open("r+b") as file:
        file.seek(4 * PAGE_BYTES)
        file.write(b"\x99" * (desk.session.path.stat().st_size - 4 * PAGE_BYTES))
    window = desk.open_window()
    activate(qtbot, window)
    window.go(page_id)
    page = window.page(page_id)
    qtbot.waitUntil(lambda: page.banner.isVisible() and page.banner.second.isVisible())
    assert "damaged" in page.banner.sentence.text()
    qtbot.waitUntil(lambda: page.empty is not None)
    qtbot.wait(2 * SAID_MS)
    assert window.findChildren(TroubleDialog) == []


def test_a_backup_that_is_damaged_itself_changes_nothing(backed_up, qtbot):
    window, path = backed_up.window, backed_up.session.path
    for copy in backup_folder(path).glob("*.db"):
        copy.write_bytes(DAMAGE)
    window.ask_backup()
    qtbot.mouseClick(asked(qtbot, window).yes, Qt.MouseButton.LeftButton)
    banner = window.page("settings").banner
    qtbot.waitUntil(lambda: banner.property("banner") == "red")
    assert "funneldesk-2026-11-02" in banner.sentence.text()
    assert not banner.second.isVisible(), "the data itself is whole"
    assert holidays(path) == "2026-08-13"


def test_while_a_list_is_imported_it_waits_for_its_end(backed_up, qtbot, monkeypatch):
    window, path = backed_up.window, backed_up.session.path
    window.ask_backup()
    question = asked(qtbot, window)
    monkeypatch.setattr(type(backed_up.session), "is_importing", True)
    qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    assert "being imported" in window.page("settings").banner.sentence.text()
    monkeypatch.undo()
    assert aside(path) == []


def test_another_file_that_is_damaged_offers_no_backup_of_this_one(show, qtbot, tmp_path):
    other = tmp_path / "other.db"
    other.write_bytes(DAMAGE)
    page = show("settings")
    page.use_store(other)
    qtbot.waitUntil(page.banner.isVisible)
    assert not page.banner.second.isVisible()


def test_a_window_of_a_member_has_no_backups():
    assert "restore" in [row.id for row in ACTIONS]
    assert "restore" not in [row.id for row in MEMBER_ACTIONS]


def test_its_help_is_that_of_the_settings():
    assert dialog_topic("BackupQuestion") == "settings"


def test_no_thread_has_the_file_open_when_it_is_replaced(backed_up, qtbot, monkeypatch):
    window, path = backed_up.window, backed_up.session.path
    for page_id in ("today", "leads", "funnel"):
        window.go(page_id)
        settle(qtbot, window.page(page_id))
    held = []

    def watched(chosen, store):
        held.extend(one.path for one in Process().open_files() if one.path == str(path))
        return restore(chosen, store)

    assert any(one.path == str(path) for one in Process().open_files()), "pages keep it open"
    monkeypatch.setattr("funneldesk.ui.backup.restore", watched)
    window.ask_backup()
    qtbot.mouseClick(asked(qtbot, window).yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.page("settings").banner.property("banner") == "green")
    assert held == []
