"""Pages are built before anybody asks for them, in steps that the window does not notice."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from funneldesk.ui.preloading import Loading
    from funneldesk.ui.shell import Shell

#: Between two steps the window has so long for people.
PAUSE_MS = 40

Step = Callable[[], object]


def steps_to(window: "Shell", page_id: str) -> list[Step]:
    """Return what has to be done for a page, in parts: building it, and dressing it as the window is."""
    return [lambda: window.made(page_id), lambda: window.page(page_id)]


def in_turn(parent: QObject, steps: list[Step]) -> None:
    """Do one step after the other; what else waits for the window comes between them."""
    if not steps:
        return

    def do_first() -> None:
        steps[0]()
        in_turn(parent, steps[1:])

    QTimer.singleShot(0, parent, do_first)


class Preparing(QObject):
    """Builds all pages of a window once their code is loaded and the first one shows its answers."""

    def __init__(self, window: "Shell", loading: "Loading") -> None:
        super().__init__(window)
        self._window, self._loading = window, loading
        self._steps = [step for page_id in window.page_ids for step in steps_to(window, page_id)]
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    @property
    def is_done(self) -> bool:
        """Whether every page is built."""
        return not self._steps

    def _go_on(self) -> None:
        page = self._window.current
        if self._loading.is_alive() or page is None or page.is_loading:
            return
        self._steps.pop(0)()
        if not self._steps:
            self._timer.stop()
