"""Start of the window: the least that the first paint needs, everything else after it (DESIGN 10)."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from funneldesk.ui.notifying import Notifier
from funneldesk.ui.program import (
    Program,
    keep_smooth,
    make_application,
    run,
    settings_of_program,
)
from funneldesk.ui.session import Session
from funneldesk.ui.window import MainWindow

__all__ = ["Desk", "keep_smooth", "make_application", "make_desk", "run_window"]


class Desk(Program[MainWindow]):
    """The running program: application, session, and the window, which is built anew in another language."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__(app, session)
        self.session = session
        #: The windows of shared folders that were opened from here.
        self.teams: list[Program[Any]] = []
        session.team_wanted.connect(self.open_team)
        self.notifier = Notifier(app, lambda: self.window)
        session.long_work_ended.connect(self.notifier.say_ended)

    def make_window(self) -> MainWindow:
        """Return a new window."""
        return MainWindow(self.session)

    def open_team(self, folder: Path) -> Program[Any] | None:
        """Open the shared folder of a team beside this window; who has no data of her own needs this one no longer.

        None where a window shows that folder already: it comes forward.
        """
        from funneldesk.ui.member.start import is_brought_forward, make_member_desk

        desk = None
        if not is_brought_forward(self.app, folder):
            desk = make_member_desk(self.app, folder, self.session.settings)
            self.teams.append(desk)
            desk.open_window()
        if self.window is not None and not self.session.has_store:
            self.window.close()
        return desk


def make_desk(app: QApplication, store: Path, settings: QSettings) -> Desk:
    """Put session and theme together; `open_window` shows it."""
    session = Session(store, settings)
    desk = Desk(app, session)
    desk.dress()
    return desk


def run_window(store: Path | None, chosen_language: str | None = None) -> int:
    """Open the window on `store` (default: the last one used) and return the exit code when it is closed."""
    app = make_application(sys.argv[:1])
    settings = settings_of_program(chosen_language)
    path = store or Path(str(settings.value("store", "")) or _default_store())
    desk = make_desk(app, path, settings)
    return run(desk, desk.open_window)


def _default_store() -> Path:
    from platformdirs import user_data_path

    return user_data_path("FunnelDesk", appauthor=False) / "funneldesk.db"
