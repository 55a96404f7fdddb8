"""Pages are built before anybody asks for them, in steps that the window does not notice."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from funneldesk.ui.preloading import Loading
    from funneldesk.ui.shell import Shell

#: Between two steps the window has so long for people.
PAUSE_MS = 40
#: With 0, Qt does the next step before it looks for anything else that waits.
NEXT_MS = 1

Step = Callable[[], object]


def steps_to(window: "Shell", page_id: str) -> Iterator[Step]:
    """Yield what has to be done for a page: building it, dressing it as the window is, then its own parts.

    Each step is to be done before the next is asked for.
    """
    yield lambda: window.made(page_id)
    yield lambda: window.page(page_id)
    yield from window.page(page_id).first_parts()


def in_turn(parent: QObject, steps: Iterator[Step]) -> None:
    """Do one step after the other; what else waits for the window comes between them."""

    def do_first() -> None:
        step = next(steps, None)
        if step is not None:
            step()
            in_turn(parent, steps)

    QTimer.singleShot(NEXT_MS, parent, do_first)


class Preparing(QObject):
    """Builds all pages of a window once their code is loaded and the first one shows its answers."""

    done = Signal()

    def __init__(self, window: "Shell", loading: "Loading") -> None:
        super().__init__(window)
        self._window, self._loading = window, loading
        self._steps = chain.from_iterable(steps_to(window, page_id) for page_id in window.page_ids)
        #: Whether every page is built.
        self.is_done = False
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        page = self._window.current
        if self._loading.is_alive() or page is None or page.is_loading:
            return
        step = next(self._steps, None)
        if step is not None:
            step()
            return
        self.is_done = True
        self._timer.stop()
        self.done.emit()
