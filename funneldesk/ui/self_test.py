"""The self-test of an installation, above all of the frozen folder: `funneldesk-cli --self-test`.

A window of its own, with settings and data in a temporary folder: the sample company as a new user opens it, every
page in both languages, a publication and a member's window on it. One line for each step; the exit code is 0 where
all of them came to what they should. Nothing of the user's own is read or written.
"""

import os
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon

from funneldesk import __version__
from funneldesk.i18n import LANGUAGES, set_language
from funneldesk.operations import self_test as steps
from funneldesk.operations.places import DATA_VARIABLE
from funneldesk.operations.self_test import SelfTestError, require
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.resources import resource_path
from funneldesk.ui.collecting import Collector
from funneldesk.ui.member.actions import ENTRIES
from funneldesk.ui.member.session import Opening
from funneldesk.ui.member.start import make_member_desk
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.page import PageFrame
from funneldesk.ui.pages.welcome import WelcomePage
from funneldesk.ui.start import Desk, keep_smooth, make_application, make_desk
from funneldesk.ui.waiting import is_complete, pause, settle, wait_until
from funneldesk.ui.widgets.frames import Banner

#: Pages about somebody: about whom they are opened.
_ABOUT: dict[str, dict[str, Any]] = {"lead": {"lead": 1}, "company": {"lead": 1}}
_ICON_SIZE = 64
#: What a platform without a screen says of itself.
_HARMLESS = ("This plugin does not support",)


class SelfTest:
    """One run: which steps failed so far, and what the program complained of since the last step."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        """`folder`: where all of it may lie; `say` takes one line for each step."""
        self.folder = folder
        self.failed = 0
        self._say = say
        self._complaints: list[str] = []
        self._warnings: list[warnings.WarningMessage] = []

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Do one step and say what came of it, how long it took, or why it failed."""
        began = time.monotonic()
        self._complaints.clear()
        self._warnings.clear()
        try:
            found = work()
            complaints = [*self._complaints, *(str(one.message) for one in self._warnings)]
            self._complaints = complaints
            require(not complaints, f"{len(complaints)} complaints")
        except Exception as error:  # noqa: BLE001 - whatever an installation lacks shows itself here
            self.failed += 1
            self._say("\n".join((f"FAILED  {name}: {type(error).__name__}: {error}", *self._complaints)))
            if not isinstance(error, SelfTestError | TimeoutError):
                self._say("".join(traceback.format_exception(error)).rstrip())
        else:
            self._say(f"ok      {name}: {found} ({time.monotonic() - began:.1f} s)")

    @property
    def has_complaints(self) -> bool:
        """Whether something went wrong already: there is nothing left to wait for."""
        return bool(self._complaints)

    def complain(self, error: object) -> None:
        """Take what would have been a dialog, or a line on the console."""
        self._complaints.append(
            "".join(traceback.format_exception(error)).rstrip()
            if isinstance(error, BaseException)
            else str(error)
        )

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear warnings of Qt and of Python, and exceptions that nobody catches."""

        def hear(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
            if kind != QtMsgType.QtDebugMsg and not words.startswith(_HARMLESS):
                self.complain(words)

        hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: self.complain(error)
        before = qInstallMessageHandler(hear)
        try:
            with warnings.catch_warnings(record=True) as heard:
                self._warnings = heard
                yield
        finally:
            qInstallMessageHandler(before)
            sys.excepthook = hook


def run_self_test(say: Callable[[str], None]) -> int:
    """Run every step in a temporary folder, `say` a line for each; return the exit code: 0 where none failed."""
    say(f"FunnelDesk {__version__}, Python {sys.version.split()[0]}, {sys.platform}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        test = SelfTest(Path(temporary), say)
        with _own_data(test.folder / "data"), test.listening():
            _run(test)
    say(f"{test.failed} failed" if test.failed else "all passed")
    return 1 if test.failed else 0


@contextmanager
def _own_data(folder: Path) -> Iterator[None]:
    """Keep what the program keeps of the user in a folder of the test, and its children's too."""
    os.environ[DATA_VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[DATA_VARIABLE]


def _run(test: SelfTest) -> None:
    settings = QSettings(str(test.folder / "window.ini"), QSettings.Format.IniFormat)
    keep_smooth()
    set_language(LANGUAGES[0])
    desk = make_desk(make_application(sys.argv[:1]), test.folder / "own" / "funneldesk.db", settings)
    collector = Collector(desk)
    collector.start()
    desk.session.failed.disconnect(desk.show_bug)
    desk.session.failed.connect(test.complain)
    test.step("start", lambda: _start(desk))
    test.step("carried files", lambda: _carried(desk))
    test.step("imports", steps.import_everything)
    test.step("sample company", lambda: _open_sample(test, desk))
    if desk.session.has_store:
        _without_window(test, desk.session.path)
        for language in LANGUAGES:
            _every_page(test, desk, language)
        test.step("member", lambda: _member(test, desk, settings))
    test.step("quit", lambda: _quit(desk))


def _start(desk: Desk) -> str:
    """Open the window as a new user does, until its first page is there."""
    window = desk.open_window()
    wait_until(lambda: window.current is not None, "the first paint")
    began = datetime.fromtimestamp(psutil.Process().create_time()).astimezone()
    seconds = (datetime.now().astimezone() - began).total_seconds()
    require(isinstance(window.current, WelcomePage), "no welcome")
    return f"window painted {seconds:.1f} s after the program began"


def _carried(desk: Desk) -> str:
    found = steps.carried_files()
    icon = QIcon(str(resource_path("icons", "funneldesk.svg"))).pixmap(_ICON_SIZE)
    require(not icon.isNull(), "the icon cannot be drawn")
    require(desk.app.font().family() != "", "no font")
    return found


def _open_sample(test: SelfTest, desk: Desk) -> str:
    """Press the button of the welcome page and wait for the sample."""
    window = desk.window
    welcome = window.current if window is not None else None
    if not isinstance(welcome, WelcomePage):
        raise SelfTestError("no welcome")
    welcome.sample.click()
    wait_until(lambda: welcome.sample.isEnabled() or test.has_complaints, "the sample company")
    require(desk.session.shows_sample, _trouble(welcome) or "it was not made")
    with open_reader(desk.session.path) as store:
        return steps.look_at_imports(store)


def _without_window(test: SelfTest, path: Path) -> None:
    with open_store(path) as store:
        folder, share, home = test.folder, test.folder / "share", test.folder / "home"
        test.step("book", lambda: steps.export_and_read_book(store, folder))
        test.step("report", lambda: steps.write_reports(store, folder))
        test.step("weights", lambda: steps.suggest(store))
        test.step("publication", lambda: steps.publish_and_open(store, share, home))
        test.step("workbook", lambda: steps.write_workbook_apart(store, folder))
        test.step("passphrase", steps.seal_and_unseal)
        test.step("commands", lambda: steps.ask_commands(path))


def _every_page(test: SelfTest, desk: Desk, language: str) -> None:
    set_language(language)
    window = desk.open_window()

    def visit(page_id: str) -> str:
        window.go(page_id, **_ABOUT.get(page_id, {}))
        page = window.page(page_id)
        settle(desk, page)
        require(not _trouble(page), _trouble(page))
        return page.title.text()

    test.step(f"{language} window", lambda: _shown(desk))
    for entry in (*PAGES, *TABS, *BEYOND):
        test.step(f"{language} {entry.id}", lambda: visit(entry.id))  # noqa: B023 - called at once


def _shown(desk: Desk) -> str:
    window = desk.window
    wait_until(lambda: window is not None and window.current is not None, "the window")
    return "there"


def _trouble(page: PageFrame) -> str:
    """Return what a page says in red, "" where nothing is wrong."""
    wrong = [b for b in page.findChildren(Banner) if b.isVisible() and b.property("banner") == "red"]
    return "; ".join(banner.sentence.text() for banner in wrong)


def _member(test: SelfTest, desk: Desk, settings: QSettings) -> str:
    """Open every page of a member's window on what was published."""
    from funneldesk.operations.team_view import open_view

    opening = Opening(
        lambda folder, _passphrase: steps.open_as_member(folder, test.folder / "home"), open_view
    )
    member = make_member_desk(desk.app, test.folder / "share", settings, opening)
    member.session.failed.disconnect(member.show_bug)
    member.session.failed.connect(test.complain)
    window = member.open_window()
    try:
        wait_until(lambda: member.session.has_publication or bool(member.session.trouble), "a publication")
        for entry in ENTRIES:
            window.go(entry.id)
            page = window.page(entry.id)
            pause()
            wait_until(lambda: is_complete(page), entry.id)  # noqa: B023 - called at once
            require(not _trouble(page), f"{entry.id}: {_trouble(page)}")
    finally:
        window.close()
    return f"{len(ENTRIES)} pages"


def _quit(desk: Desk) -> str:
    window = desk.window
    if window is None:
        raise SelfTestError("no window")
    require(window.close(), "the window does not close")
    wait_until(lambda: not window.isVisible(), "the window to close")
    return "closed"
