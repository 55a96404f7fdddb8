"""The dialog for what should not have happened: details that can be sent to anybody."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from funneldesk.errors import UserError
from funneldesk.ui.program import SAID_MS
from funneldesk.ui.trouble import STEPS_SHOWN, TroubleDialog, details_of
from tests.ui.conftest import activate

NAME, MAIL, COMPANY, PHONE = "山田 太郎", "yamada@toto.co.jp", "株式会社東都", "03-1234-5678"
SECRETS = (NAME, MAIL, COMPANY, PHONE, "山田", "太郎", "yamada", "東都", "1234", "佐藤", "花子", "顧客")


def _elsewhere(lines, filename):
    """Run lines as if they stood in another file."""
    exec(compile(lines, filename, "exec"), {"person": NAME, "mail": MAIL})  # noqa: S102 - a path is planted by it


def _fail(person, mail):
    phone, company = PHONE, {COMPANY: mail}
    try:
        _elsewhere("raise KeyError(person, mail)", r"C:\Users\佐藤 花子\Documents\顧客 一覧.py")
    except KeyError as error:
        error.add_note(f"{person} {phone}")
        raise ValueError(f"{person} of {company}: {phone}") from error


def failing(function, *what):
    """Return the exception a call ends with."""
    with pytest.raises(Exception) as caught:
        function(*what)
    return caught.value


def test_details_tell_the_way_to_a_bug_and_nobodys_data():
    error = failing(_fail, NAME, MAIL)
    assert NAME in str(error), "what is planted is there"
    details = details_of(error)
    assert [secret for secret in SECRETS if secret in details] == []
    lines = details.splitlines()
    assert "ValueError" in lines
    assert "KeyError" in lines, "what was behind it"
    assert any("_fail (" in line for line in lines)
    assert "?:1" in details, "a file that is not the program's has no name"


@pytest.mark.parametrize(
    ("filename", "shown"),
    [
        (r"C:\Users\佐藤 花子\funneldesk\funneldesk\ui\page.py", "funneldesk/ui/page.py"),
        ("/home/佐藤/.venv/lib/python3.11/site-packages/numpy/core.py", "site-packages/numpy/core.py"),
        (r"C:\佐藤\Python311\Lib\json\decoder.py", "Lib/json/decoder.py"),
        ("/home/佐藤/funneldesk", "?"),
        ("<string>", "?"),
    ],
)
def test_paths_begin_within_a_program(filename, shown):
    details = details_of(failing(_elsewhere, "raise KeyError", filename))
    assert f"({shown}:1)" in details
    assert "佐藤" not in details


def test_what_a_system_or_a_database_calls_its_error_is_told():
    missing = details_of(failing(open, f"/{NAME}/{MAIL}"))
    assert "FileNotFoundError ENOENT" in missing
    with sqlite3.connect(":memory:") as database:
        refused = details_of(failing(database.execute, "SELECT 1 FROM 山田"))
    assert "OperationalError SQLITE_ERROR" in refused
    assert not any(secret in missing + refused for secret in SECRETS)


def test_a_call_in_circles_is_cut_short():
    def circle(name):
        return circle(name)

    lines = details_of(failing(circle, NAME)).splitlines()
    assert len(lines) < 2 * STEPS_SHOWN + 5
    assert any("…" in line for line in lines)


def test_a_job_that_fails_opens_one_dialog_whose_details_can_be_copied(window, session, qtbot):
    activate(qtbot, window)
    told = []
    session.failed.connect(told.append)
    for _time in range(3):
        session.read(lambda _store, _job: _fail(NAME, MAIL), told.append)
    qtbot.waitUntil(lambda: len(told) == 3)
    dialogs = [dialog for dialog in window.findChildren(TroubleDialog) if dialog.isVisible()]
    assert len(dialogs) == 1, "the same is not said three times"
    dialog = dialogs[0]
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.copy.setFocus()
    qtbot.keyClick(dialog.copy, Qt.Key.Key_Space)
    copied = QApplication.clipboard().text()
    assert copied == dialog.details.toPlainText()
    assert "ValueError" in copied
    assert not any(secret in copied for secret in SECRETS)
    assert dialog.copy.text() == "Copied"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(TroubleDialog))


def test_expected_trouble_has_a_sentence_and_no_details(window, desk, qtbot):
    for step in ("Do this.", "Do this."):
        desk.show_bug(UserError("no_place", "There is no room.", step))
    qtbot.waitUntil(lambda: bool(window.findChildren(TroubleDialog)))
    qtbot.wait(2 * SAID_MS)
    (dialog,) = window.findChildren(TroubleDialog)
    assert not hasattr(dialog, "details")
    desk.show_bug(UserError("other", "Something else.", "Do that."))
    qtbot.waitUntil(lambda: len(window.findChildren(TroubleDialog)) == 2)


def test_what_the_page_says_no_dialog_says_again(show, window, desk, qtbot):
    page = show("settings")
    error = UserError("no_place", "There is no room.", "Do this.")
    desk.show_bug(error)
    # The page hears of it a moment later.
    page.show_error(error)
    qtbot.wait(2 * SAID_MS)
    assert window.findChildren(TroubleDialog) == []
    assert page.banner.isVisible()


def test_a_page_that_a_bug_kept_from_its_content_offers_to_ask_again(
    open_desk, company_store, qtbot, monkeypatch
):
    def fail(*_given, **_named):
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("funneldesk.operations.funnel_view.funnel_view", fail)
        window = open_desk(company_store).window
        qtbot.waitUntil(lambda: window.current is not None)
        window.go("funnel")
        page = window.page("funnel")
        qtbot.waitUntil(lambda: bool(window.findChildren(TroubleDialog)))
        qtbot.waitUntil(lambda: page.empty is not None)
    window.findChildren(TroubleDialog)[0].accept()
    again = next(one for one in page.empty.findChildren(QPushButton) if one.text() == "Try again")
    again.click()
    qtbot.waitUntil(lambda: page.empty is None and not page.is_loading)
    assert page.view.funnel.stages


def test_the_dialog_is_as_tall_as_its_words(window, qtbot):
    file = "/mnt/fileserver/" + "long-name-of-a-folder/" * 4 + "funneldesk.db"
    dialog = TroubleDialog(window, UserError("x", f"{file} is being worked on by another program.", "Wait."))
    dialog.open()
    advice = dialog.layout().itemAt(1).widget()
    qtbot.waitUntil(lambda: 0 < advice.height() <= advice.heightForWidth(advice.width()))
    dialog.close()
