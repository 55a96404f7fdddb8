"""Long lists of widgets are built a few at a time, so that the window goes on listening meanwhile."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from funneldesk.ui.widgets.arranging import arranged_once

#: So long the window may be held up by one slice.
SLICE_SECONDS = 0.008
#: Nothing is painted until as many steps are done: what fits on a screen should come in one piece.
AT_ONCE = 4


class Slices(QObject):
    """Does steps in order, as many at a time as the window does not notice; the first at once."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown_in = parent
        self._unseen = 0
        self._steps: list[Callable[[], object]] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._steps

    def begin(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do these steps in place of those that are left."""
        self._steps = list(reversed(list(steps)))
        self._unseen = AT_ONCE
        self._shown_in.setUpdatesEnabled(False)
        self._go_on()

    def finish(self) -> None:
        """Do all that is left at once: somebody needs it now."""
        self._timer.stop()
        while self._steps:
            self._steps.pop()()
        self._shown_in.setUpdatesEnabled(True)

    def _go_on(self) -> None:
        ends = time.perf_counter() + SLICE_SECONDS
        try:
            with arranged_once(self._shown_in):
                while self._steps:
                    self._steps.pop()()
                    self._unseen -= 1
                    if time.perf_counter() > ends:
                        break
        except Exception:
            # What could be built is seen, whatever went wrong with the rest.
            self._shown_in.setUpdatesEnabled(True)
            raise
        if self._unseen <= 0 or not self._steps:
            self._shown_in.setUpdatesEnabled(True)
        if self._steps:
            self._timer.start()
        else:
            self._timer.stop()
