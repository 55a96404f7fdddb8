"""The window's eye on the team's folder: what lies there, who answered; looked at in the background, once a minute.

A look reads the directory and nothing else while nothing changed there. It never holds anybody up: calls to the folder
are given up when the drive does not answer, and when the window closes.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from funneldesk.operations.share_state import ShareState
    from funneldesk.operations.watched_share import Caller
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: How often the folder is looked at while somebody may see it.
LOOK_MS = 60_000


class ShareWatch(QObject):
    """Knows the last state of the folder; `looked` tells of each new one."""

    #: The state of the folder, None where none was chosen.
    looked = Signal(object)
    #: It could not be looked at: the exception.
    failed = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.state: ShareState | None = None
        #: What opens a folder with a passphrase where the system keeps no keys; never written anywhere.
        self.passphrase: str | None = None
        self._job: Job | None = None
        self._again = False
        #: What is done to the folder now: nobody looks meanwhile.
        self._holding: Job | None = None
        self._callers: dict[tuple[str, str], Caller] = {}
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look_if_seen)
        session.store_changed.connect(self._forget)

    @property
    def is_looking(self) -> bool:
        """Whether an answer is still on its way."""
        return self._job is not None and not self._job.abandoned

    @property
    def is_held(self) -> bool:
        """Whether something is done to the folder."""
        return self._holding is not None and not self._holding.abandoned

    def begin(self) -> None:
        """Look again every minute from now on, and whenever somebody comes back to the program."""
        program = QApplication.instance()
        if isinstance(program, QApplication) and not self._timer.isActive():
            program.applicationStateChanged.connect(self._look_when_back)
        self._timer.start()

    def stop(self) -> None:
        """End all looks; what hangs is left to itself."""
        self._timer.stop()
        for caller in self._callers.values():
            caller.close()

    def hold(self, job: "Job | None") -> None:
        """Keep from looking while this is done to the folder; with None, it is done."""
        self._holding = job
        if job is None and self._again:
            self.look()

    def look(self) -> None:
        """Look at the folder in the background; while a look is under way, once more after it."""
        if not self._session.has_store:
            self._forget()
            return
        if self.is_looking or self.is_held:
            self._again = True
            return
        self._again = False
        passphrase = self.passphrase

        def work(store: "Store", job: "Job") -> "ShareState | None":
            from funneldesk.operations.watched_share import folder_of, share_state

            folder = folder_of(store)
            if folder is None:
                return None
            return share_state(store, passphrase=passphrase, files=self.files(folder, job, "look"))

        self._job = self._session.share(work, self._show, self._fail)

    def files(self, folder: Path, job: "Job", purpose: str) -> "FileSystem":
        """Return the folder for a job that may be cancelled; each purpose has a thread that may hang."""
        from funneldesk.operations.watched_share import Caller, watched

        caller = self._callers.setdefault((str(folder), purpose), Caller())
        return watched(folder, caller, lambda: job.cancelled)

    def answering(self, folder: Path, job: "Job") -> "FileSystem":
        """Return the folder for writing as soon as it answers; UserError where it does not."""
        from funneldesk.operations.watched_share import ask_first

        files = self.files(folder, job, "write")
        ask_first(files)
        return files

    def when_there(self, folder: Path, then: Callable[[bool], None]) -> None:
        """Tell whether the folder answers, however long that takes."""

        def work(_store: "Store", job: "Job") -> bool:
            try:
                self.files(folder, job, "look").list("")
            except OSError:
                return False
            return True

        self._session.share(work, then)

    def _show(self, state: "ShareState | None") -> None:
        self._job = None
        self.state = state
        self.looked.emit(state)
        if self._again:
            self.look()

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _forget(self) -> None:
        if self._job:
            self._job.cancel()
        self._job, self._again, self.state, self.passphrase = None, False, None, None
        self.looked.emit(None)

    def _look_when_back(self, state: Qt.ApplicationState) -> None:
        # Only who saw the folder before waits for news of it; a window that opens looks by itself.
        if state == Qt.ApplicationState.ApplicationActive and self.state is not None:
            self.look()

    def _look_if_seen(self) -> None:
        if QApplication.activeWindow() is not None:
            self.look()
