"""What every window of the program shares with its pages: settings, colours, work off the GUI thread, trouble.

The owner's window has a store behind it (`ui.session`), a member's the copy of a publication (`ui.member.session`).
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from funneldesk.colours import LIGHT, Colours
from funneldesk.domain.habits import chosen
from funneldesk.ui.tasks import Job


class Surroundings(QObject):
    """Pages, pictures and windows get one and never look for it elsewhere."""

    #: What is shown is old: pages ask anew.
    changed = Signal()
    #: The theme changed; pages that paint for themselves do so again.
    theme_changed = Signal()
    #: Another theme was chosen: the program is dressed in it.
    look_wanted = Signal()
    #: Another size of text was chosen: the window is built anew.
    text_size_changed = Signal()
    #: Another language was chosen, or how years and amounts are written: the window is built anew.
    language_changed = Signal()
    #: A job failed with an exception the page does not show itself.
    failed = Signal(object)

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.colours: Colours = LIGHT

    def choose_habit(self, habit: str, way: str) -> None:
        """Write years or amounts another way from now on (`domain.habits`)."""
        if way != chosen(habit):
            self.settings.setValue(habit, way)
            self.language_changed.emit()

    def read(
        self,
        work: Callable[[Any, Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        needs_store: bool = True,
    ) -> Job:
        """Compute something in the background with what is open for reading."""
        raise NotImplementedError

    def search(
        self,
        work: Callable[[Any, Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Look for something that takes its time; no page waits behind it."""
        raise NotImplementedError

    def watch(self) -> None:
        """Begin to look for changes that come from elsewhere."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Tell nobody who asked so far: their window goes."""
        raise NotImplementedError

    def close(self) -> None:
        """End the threads; call before the program ends."""
        raise NotImplementedError
