"""Waits until a window shows all it has to show: for the self-test, and for pictures of the program."""

import time
from collections.abc import Callable

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication

from funneldesk.ui.page import PageFrame
from funneldesk.ui.start import Desk
from funneldesk.ui.widgets.figures import FigureView

PATIENCE_SECONDS = 120
#: Longer than the delays after which pages ask again.
_PAUSE_SECONDS = 0.4
#: An answer may lead to another question: so often at most.
_ROUNDS = 3


def wait_until(ready: Callable[[], bool], what: str) -> None:
    """Let the program run until it is `ready`; TimeoutError, naming `what` it waited for, after two minutes."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if time.monotonic() > give_up:
            raise TimeoutError(what)
        QApplication.processEvents()
        QThread.msleep(10)


def pause(seconds: float = _PAUSE_SECONDS) -> None:
    """Let the program run for some time."""
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > until, "the clock")


def is_complete(page: PageFrame) -> bool:
    """Whether a page has its answer, and its charts are on screen."""
    charts = [view for view in page.findChildren(FigureView) if view.isVisible()]
    return not page.is_loading and all(view.is_drawn for view in charts)


def _is_about_to_ask(page: PageFrame) -> bool:
    """Whether a delay runs after which the page, or what stands around it, asks again."""
    QApplication.processEvents()
    return any(timer.isSingleShot() and timer.isActive() for timer in page.window().findChildren(QTimer))


def settle(desk: Desk, page: PageFrame) -> None:
    """Wait until a page has its answers, what followed from them, and its charts."""
    for _round in range(_ROUNDS):
        wait_until(lambda: not _is_about_to_ask(page), page.title.text())
        answers: list[object] = []
        threads = [desk.session.read, desk.session.fetch] if desk.session.has_store else []
        for thread in threads:
            thread(lambda _store, _task: None, answers.append)
        desk.session.read(lambda _store, _task: None, answers.append, needs_store=False)
        desk.session.run(lambda _task: None, answers.append)
        expected = len(threads) + 2
        wait_until(
            lambda: len(answers) == expected and is_complete(page),  # noqa: B023 - called at once
            page.title.text(),
        )
