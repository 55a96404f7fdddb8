"""Start of a member's window: the shared folder of a team, opened read-only, beside nothing else."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from funneldesk.ui.choosing_files import TEAM_FOLDER
from funneldesk.ui.member.session import MemberSession, Opening
from funneldesk.ui.member.window import MemberWindow, shared_folder
from funneldesk.ui.program import Program, make_application, run, settings_of_program

if TYPE_CHECKING:
    from funneldesk.operations.team import Team
    from funneldesk.operations.team_view import TeamView


class MemberDesk(Program[MemberWindow]):
    """A member's window and what is behind it."""

    pages = "funneldesk.ui.member"

    def __init__(self, app: QApplication, session: MemberSession) -> None:
        super().__init__(app, session)
        self.session = session
        #: The windows of other folders that were opened from here.
        self.others: list[MemberDesk] = []
        session.folder_wanted.connect(self.open_other)

    def make_window(self) -> MemberWindow:
        """Return a new window; the folder is opened after its first paint."""
        return MemberWindow(self.session)

    def open_other(self, folder: Path) -> "MemberDesk | None":
        """Open another folder in the place of this one; None where a window shows it already: that comes forward."""
        if is_brought_forward(self.app, folder):
            return None
        other = make_member_desk(self.app, folder, self.session.settings)
        self.others.append(other)
        other.open_window()
        if self.window is not None:
            self.window.close()
        return other


def make_member_desk(
    app: QApplication, folder: Path, settings: QSettings, opening: Opening | None = None
) -> MemberDesk:
    """Put session and theme together; `open_window` shows it. The folder is remembered as the last one opened."""
    settings.setValue(TEAM_FOLDER, str(folder))
    desk = MemberDesk(app, MemberSession(folder, settings, opening or Opening(_open_team, _open_view)))
    desk.dress()
    return desk


def is_brought_forward(app: QApplication, folder: Path) -> bool:
    """Whether a window of this program shows a folder already: it is brought forward then."""
    for window in app.topLevelWidgets():
        if (
            isinstance(window, MemberWindow)
            and window.isVisible()
            and _is_same(window.session.folder, folder)
        ):
            window.come_forward()
            return True
    return False


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths name one shared folder, as far as can be said without asking the drive."""
    return os.path.normcase(shared_folder(one)) == os.path.normcase(shared_folder(other))


def run_member_window(folder: Path, language: str | None) -> int:
    """Open a member's window on a shared folder and return the exit code when it is closed."""
    app = make_application(sys.argv[:1])
    desk = make_member_desk(app, folder, settings_of_program(language))
    return run(desk, desk.open_window)


def _open_team(folder: Path, passphrase: str | None) -> "Team":
    from funneldesk.operations.team import open_team

    return open_team(folder, passphrase=passphrase)


def _open_view(copy: Path) -> "TeamView":
    from funneldesk.operations.team_view import open_view

    return open_view(copy)
