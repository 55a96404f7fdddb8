"""A walk through everything the program's windows show: each page, tab, folded part and dialog, one after the other.

Whoever checks something that holds everywhere takes the *sights* one by one; what a sight shows stays until the next
one is asked for:

    for sight in owner_sights(qtbot, window): ...    # every page of the owner's window, its tabs, her dialogs
    for sight in member_sights(qtbot, window): ...   # the same of a member's window
    for sight in dialog_sights(qtbot, window): ...   # the dialogs of either alone

Two windows with all their pages at one time are slow: each is dressed anew with the other.

The fixture `filled_store` is a store in which every page has something to show; `open_member_window` opens a member's
window on what it publishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from funneldesk.operations.team_view import open_view
from funneldesk.ui.help_view import HelpWindow
from funneldesk.ui.member.session import Opening
from funneldesk.ui.member.start import MemberDesk, make_member_desk
from funneldesk.ui.member.window import ENTRIES, MemberWindow
from funneldesk.ui.navigation import BEYOND, PAGES, TABS, WELCOME
from funneldesk.ui.page import PageFrame
from funneldesk.ui.tasks import Job, Worker
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.window import NORMAL, MainWindow
from tests.ui.conftest import activate
from tests.ui.member.driving import FakeTeam
from tests.ui.walking_dialogs import MEMBER_DIALOGS, OWNER_DIALOGS
from tests.ui.walking_further import FURTHER

#: The lead that pages about one person show.
ABOUT = {"lead": {"lead": 1}, "company": {"lead": 1}}
SLOW = 20_000
MOST_ROUNDS = 200


@dataclass(frozen=True)
class Sight:
    """What is on screen at one moment of the walk: `name` ("book/Scoring"), and the page or dialog to look at."""

    name: str
    widget: QWidget


class Doubled(NullTranslations):
    """A catalogue whose texts are twice as long: those of a language that needs more room than ours."""

    def __init__(self, real: NullTranslations) -> None:
        super().__init__()
        self._real = real

    def gettext(self, message: str) -> str:
        """Return the text twice."""
        return self._real.gettext(message) * 2

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text twice."""
        return self._real.ngettext(msgid1, msgid2, n) * 2


def owner_sights(qtbot: Any, window: MainWindow) -> Iterator[Sight]:
    """Yield every page and dialog of the owner's window; without a store, the pages as they are then."""
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=SLOW)
    has_store = window.session.has_store
    for entry in (*PAGES, *TABS, *BEYOND, WELCOME):
        window.go(entry.id, **(ABOUT.get(entry.id, {}) if has_store else {}))
        page = window.page(entry.id)
        rest(qtbot, page)
        yield Sight(entry.id, page)
        yield from _inside(qtbot, entry.id, page)
        if not has_store:
            continue
        for name, bring in FURTHER.get(entry.id, {}).items():
            bring(qtbot, page)
            rest(qtbot, page)
            yield Sight(f"{entry.id}/{name}", page)
    if has_store:
        yield from dialog_sights(qtbot, window)


def member_sights(qtbot: Any, window: MemberWindow) -> Iterator[Sight]:
    """Yield every page and dialog of a member's window."""
    activate(qtbot, window)
    for entry in ENTRIES:
        window.go(entry.id)
        page = window.page(entry.id)
        rest(qtbot, page)
        yield Sight(f"member/{entry.id}", page)
        yield from _inside(qtbot, f"member/{entry.id}", page)
    yield from dialog_sights(qtbot, window)


def dialog_sights(qtbot: Any, window: MainWindow | MemberWindow) -> Iterator[Sight]:
    """Yield the dialogs of a window alone."""
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=SLOW)
    for name, opened in (OWNER_DIALOGS if isinstance(window, MainWindow) else MEMBER_DIALOGS).items():
        dialog = opened(qtbot, window)
        activate(qtbot, dialog)
        yield Sight(f"dialog/{name}", dialog)
        dialog.close()
        if not isinstance(dialog, HelpWindow):  # the window keeps it
            dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest(qtbot: Any, page: PageFrame, *, patience: int = SLOW) -> None:
    """Wait until nothing more comes: the threads of the window have no work, no timer runs, no picture is missing."""
    # What a job that is delivered asks for is asked for before its thread sees the marker behind it.
    qtbot.waitUntil(
        lambda: _is_idle(page) and _threads_are_through(qtbot, page, patience) and _is_idle(page),
        timeout=patience,
    )


def _is_idle(page: PageFrame) -> bool:
    dispatcher = QAbstractEventDispatcher.instance()
    for _time in range(MOST_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if not dispatcher.processEvents(QEventLoop.ProcessEventsFlag.AllEvents):
            break
    # Asked again and again while a thread works: the timers of a window are many, and come last.
    if page.is_loading or not all(one.is_drawn for one in page.findChildren(FigureView) if one.isVisible()):
        return False
    return not any(one.isSingleShot() and one.isActive() for one in page.window().findChildren(QTimer))


def _threads_are_through(qtbot: Any, page: PageFrame, patience: int) -> bool:
    """Whether the threads had nothing to do; returns when they have nothing to do any more."""
    running = [one for one in page.session.findChildren(Worker) if one.isRunning()]
    idle = all(one._current is None and one._jobs.empty() for one in running)
    answers: list[None] = []
    for worker in running:
        worker.submit(Job(lambda _store, _job: None, answers.append, _fails, needs_store=False))
    qtbot.waitUntil(lambda: len(answers) == len(running), timeout=patience)
    return idle


def _fails(error: Exception) -> None:
    raise error


def open_member_window(
    qtbot: Any, app: QApplication, folder: Path, publication: Path | None
) -> tuple[MemberDesk, MemberWindow]:
    """Open a member's window on a publication (None: nothing was published yet); close it with `close_member`."""
    settings = QSettings(str(folder / "member.ini"), QSettings.Format.IniFormat)
    settings.setValue("member_name", "佐藤")
    team = FakeTeam(publication, published=publication is not None)
    desk = make_member_desk(app, folder / "営業共有", settings, Opening(lambda _f, _p: team, open_view))
    window = desk.open_window()
    window.resize(*NORMAL)  # however small a screen the platform claims
    activate(qtbot, window)
    qtbot.waitUntil(lambda: window.current is not None, timeout=SLOW)
    if publication is not None:
        qtbot.waitUntil(lambda: desk.session.has_publication, timeout=SLOW)
    return desk, window


def close_member(desk: MemberDesk) -> None:
    """Close a member's window and all behind it."""
    desk.session.close()
    if desk.window is not None:
        desk.window.close()
        desk.window.deleteLater()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _inside(qtbot: Any, name: str, page: PageFrame) -> Iterator[Sight]:
    """Yield the tabs of a page that are not pages of their own, and the page with its folded parts open."""
    for bar in page.findChildren(QTabBar):
        if not bar.isVisible() or (bar is page.tabs and page.tabs.tabData(0) is not None):
            continue
        before = bar.currentIndex()
        for place in range(bar.count()):
            if place == before or not bar.isTabEnabled(place):
                continue
            bar.setCurrentIndex(place)
            rest(qtbot, page)
            yield from _opened(qtbot, f"{name}/{bar.tabText(place)}", page)
        bar.setCurrentIndex(before)
        rest(qtbot, page)
    yield from _opened(qtbot, name, page, known=True)


def _opened(qtbot: Any, name: str, page: PageFrame, *, known: bool = False) -> Iterator[Sight]:
    folded = [part for part in page.findChildren(Folded) if part.button.isVisible() and not part.is_open]
    if not known:
        yield Sight(name, page)
    for part in folded:
        part.button.setChecked(True)
    if folded:
        rest(qtbot, page)
        yield Sight(f"{name}, unfolded", page)
