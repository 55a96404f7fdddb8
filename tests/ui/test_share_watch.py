"""Looking at a folder that may hang: nobody waits for it, at most one thread does, and the window closes at once."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from funneldesk.errors import UserError
from funneldesk.operations import watched_share
from funneldesk.ui.closing import ClosingQuestion
from tests.ui.conftest import activate
from tests.ui.share_driving import FOLDER, Hanging, Pretended, state

#: Far less than a drive that is gone takes to say so.
AT_ONCE_SECONDS = 5


@pytest.fixture
def folder(monkeypatch):
    return Pretended(monkeypatch)


@pytest.fixture
def hanging(monkeypatch):
    """Return a folder whose every call hangs, and which is looked at by its list."""
    drive = Hanging()
    monkeypatch.setattr(watched_share, "RealFolder", drive)
    monkeypatch.setattr(watched_share, "folder_of", lambda _store: FOLDER)
    monkeypatch.setattr(watched_share, "share_state", lambda _store, **how: how["files"].list("") and None)
    yield drive
    drive.go.set()


def hung():
    return [thread for thread in threading.enumerate() if thread.name == "share"]


def test_the_window_closes_at_once_while_the_folder_hangs(hanging, open_desk, company_store, qtbot):
    before = set(hung())
    window = open_desk(company_store).window
    window.go("share")
    qtbot.waitUntil(hanging.reached.is_set)
    page = window.page("share")
    assert page.subtitle.text() == "Looking at the team's folder …"
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < AT_ONCE_SECONDS
    left = set(hung()) - before
    assert [thread.daemon for thread in left] == [True], "it cannot keep the program from ending"


def test_other_pages_and_writes_do_not_wait_behind_a_folder_that_hangs(hanging, show, session, qtbot):
    found = []
    session.team.look()
    qtbot.waitUntil(hanging.reached.is_set)
    session.read(lambda store, _job: store.revision, found.append)
    session.write(lambda store, _job: store.language, found.append)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert session.team.is_looking


def test_a_folder_that_hangs_is_looked_at_by_one_thread_only(hanging, session, qtbot):
    before = len(hung())
    for _time in range(5):
        session.team.look()
    qtbot.waitUntil(hanging.reached.is_set)
    session.team.when_there(FOLDER, lambda _is_there: None)
    assert len(hung()) == before + 1


def test_publishing_into_a_folder_that_hangs_is_stopped_without_a_wait(
    hanging, open_desk, company_store, qtbot, monkeypatch
):
    monkeypatch.setattr(watched_share, "share_state", lambda _store, **_how: state())
    window = open_desk(company_store).window
    activate(qtbot, window)
    window.go("share")
    page = window.page("share")
    qtbot.waitUntil(lambda: page.last.isVisible() and not page.is_loading)
    page.publish_button.setFocus()
    page.publish_button.click()
    qtbot.waitUntil(hanging.reached.is_set)
    qtbot.waitUntil(page.progress.isVisible)
    assert not page.publish_button.hasFocus()
    assert not page.publish_button.isEnabled()
    began = time.monotonic()
    page.progress.stop.click()
    qtbot.waitUntil(lambda: not page.progress.isVisible())
    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert page.troubles.banners == [], "stopping is no trouble"
    assert page.banner.sentence.text() == "3 answers have arrived."
    assert page.publish_button.isEnabled()
    assert page.publish_button.hasFocus(), "the keyboard is where it was"


def test_closing_while_a_publication_hangs_asks_and_then_does_not_wait(
    hanging, open_desk, company_store, qtbot, monkeypatch
):
    monkeypatch.setattr(watched_share, "share_state", lambda _store, **_how: state())
    window = open_desk(company_store).window
    window.go("share")
    page = window.page("share")
    qtbot.waitUntil(lambda: page.last.isVisible() and not page.is_loading)
    page.publish_button.click()
    qtbot.waitUntil(hanging.reached.is_set)
    window.close()
    question = window.findChild(ClosingQuestion)
    began = time.monotonic()
    question.stop.click()
    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert not window.isVisible()


def test_nobody_looks_while_something_is_done_to_the_folder_and_once_afterwards(
    folder, window, session, qtbot
):
    folder.state = state()
    # The window itself looks once, as soon as its first page is there.
    qtbot.waitUntil(lambda: window.current is not None and folder.looks == 1 and not session.team.is_looking)
    go = threading.Event()
    job = session.write(lambda _store, _job: go.wait(20), lambda _done: session.team.hold(None))
    session.team.hold(job)
    for _time in range(3):
        session.team.look()
    assert (folder.looks, session.team.is_looking) == (1, False)
    go.set()
    qtbot.waitUntil(lambda: folder.looks == 2)


def test_a_minute_later_it_is_looked_at_again_only_where_somebody_may_see_it(
    folder, window, session, qtbot, monkeypatch
):
    folder.state = state()
    # The window itself looks once when its first page is there.
    qtbot.waitUntil(lambda: window.current is not None and folder.looks >= 1)
    window.go("share")
    qtbot.waitUntil(lambda: not session.team.is_looking)
    before = folder.looks
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    session.team._timer.timeout.emit()
    assert not session.team.is_looking
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
    session.team._timer.timeout.emit()
    qtbot.waitUntil(lambda: folder.looks == before + 1)
    assert session.team._timer.interval() == 60_000


def test_who_comes_back_to_the_program_sees_what_arrived_meanwhile(folder, window, session, qtbot):
    folder.state = state()
    # The window itself looks once when its first page is there.
    qtbot.waitUntil(lambda: window.current is not None and folder.looks >= 1)
    window.go("share")
    qtbot.waitUntil(lambda: not session.team.is_looking)
    before = folder.looks
    for now in (Qt.ApplicationState.ApplicationInactive, Qt.ApplicationState.ApplicationActive):
        QApplication.instance().applicationStateChanged.emit(now)
    qtbot.waitUntil(lambda: folder.looks == before + 1 and not session.team.is_looking)


def test_the_clock_runs_only_once_the_page_is_there(folder, window, session, qtbot):
    folder.state = state()
    qtbot.waitUntil(lambda: window.current is not None and folder.looks == 1 and not session.team.is_looking)
    assert not session.team._timer.isActive()
    assert window._buttons["share"].text() == "Sharing　3", "one look when the window opens"
    assert folder.looks == 1
    window.go("share")
    assert session.team._timer.isActive()


def test_without_a_chosen_folder_nothing_is_looked_at(session, qtbot, monkeypatch):
    monkeypatch.setattr(watched_share, "share_state", pytest.fail)
    seen = []
    session.team.looked.connect(seen.append)
    session.team.look()
    qtbot.waitUntil(lambda: seen == [None])


def test_another_store_has_its_own_folder(folder, session, qtbot, tmp_path):
    folder.state = state()
    session.team.passphrase = "of the first"  # noqa: S105 - a test's
    session.team.look()
    qtbot.waitUntil(lambda: session.team.state is not None)
    session.open(tmp_path / "none.db")
    assert (session.team.state, session.team.passphrase, session.team.is_looking) == (None, None, False)
    session.team.look()
    assert not session.team.is_looking


def test_trouble_with_a_look_is_told_and_the_next_look_is_made(folder, session, qtbot, monkeypatch):
    def fail(_store, **_how):
        raise UserError("newer_share", "It is newer.", "Update.")

    folder.state = state()
    monkeypatch.setattr(watched_share, "share_state", fail)
    told = []
    session.team.failed.connect(told.append)
    session.team.look()
    qtbot.waitUntil(lambda: [error.code for error in told] == ["newer_share"])
    monkeypatch.setattr(watched_share, "share_state", lambda _store, **_how: state())
    session.team.look()
    qtbot.waitUntil(lambda: session.team.state is not None)


def test_whoever_asks_whether_a_folder_is_there_is_told(session, qtbot, tmp_path):
    told = []
    session.team.when_there(tmp_path, told.append)
    session.team.when_there(Path(tmp_path / "gone"), told.append)
    qtbot.waitUntil(lambda: told == [True, False])


def test_a_window_in_another_language_looks_again_although_the_old_one_never_got_its_answer(
    hanging, desk, qtbot, monkeypatch
):
    desk.session.team.look()
    qtbot.waitUntil(hanging.reached.is_set)
    desk.session.language_changed.emit()
    assert not desk.session.team.is_looking
    hanging.go.set()
    monkeypatch.setattr(watched_share, "share_state", lambda _store, **_how: state())
    desk.session.team.look()
    qtbot.waitUntil(lambda: desk.session.team.state is not None)
