"""What a member's window shares with its pages: the newest publication of the folder, her answers, what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from PySide6.QtCore import QSettings, QTimer, Signal

from funneldesk.domain.moment import DEFAULT_ZONE, zone_of
from funneldesk.errors import UserError
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.tasks import Job, ShareThread, Worker

if TYPE_CHECKING:
    from funneldesk.domain.team.answers import Action
    from funneldesk.operations.team import Team, TeamAnswer, TeamState
    from funneldesk.operations.team_view import TeamView

#: How often the folder is looked at; a look that finds nothing new reads its directory only.
POLL_MS = 60_000
#: How long the end of the program waits for an answer that is being written on this computer.
PATIENCE_SECONDS = 5.0
#: In whose name this computer answers.
NAME = "member_name"
#: Problems that a passphrase solves.
PASSPHRASE = ("passphrase_needed", "wrong_passphrase")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a folder and a publication are opened: the program's own way, or a test's."""

    team: "Callable[[Path, str | None], Team]"
    view: "Callable[[Path], TeamView]"


class MemberSession(Surroundings):
    """The folder of a team. `changed`: another publication is shown."""

    #: The state is newer: ticks, problems, whether the folder can be reached.
    state_changed = Signal()
    #: A passphrase is needed, or the one given was another (UserError).
    passphrase_wanted = Signal(object)
    #: Another folder was chosen (Path).
    folder_wanted = Signal(object)

    def __init__(self, folder: Path, settings: QSettings, opening: Opening) -> None:
        super().__init__(settings)
        self.folder = folder
        self.state: TeamState | None = None
        #: Why the folder could not be opened at all.
        self.trouble: UserError | None = None
        #: Answers that are being written on this computer just now, by hand-over.
        self.pending: dict[str, Action] = {}
        self._opened = 0
        self._may_ask = True
        self._looks_again = False
        #: Whether somebody pressed the button since the last look began: what was damaged is fetched once more.
        self._retries = False
        #: Whether a passphrase was tried in this run: the next question says that it was not the right one.
        self.gave_passphrase = False
        self._opening = opening
        self._team: Team | None = None
        self._shown: Path | None = None
        self._jobs: WeakSet[Job] = WeakSet()
        self._reading = Worker(self._open_view, keep=True, parent=self)
        self._drawing = Worker(self._open_view, keep=True, parent=self)
        self._share = ShareThread("shared folder")
        self._answers = ShareThread("answers")
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(lambda: self.refresh(by_itself=True))

    @property
    def has_publication(self) -> bool:
        """Whether there is something to show."""
        return self._shown is not None

    @property
    def is_looking(self) -> bool:
        """Whether the folder is being looked at just now."""
        return self._share.is_busy

    @property
    def who(self) -> str:
        """Return in whose name this computer answers: as was typed here, else as the last answer, by command, says."""
        answers = self.state.answers if self.state else ()
        return str(self.settings.value(NAME, "")) or (answers[-1].answer.who if answers else "")

    def watch(self) -> None:
        """Look at the folder now, and each minute from now on."""
        self.refresh()
        self._poll.start()

    def look_again(self) -> None:
        """Look at the folder because somebody asks for it."""
        self._retries = True
        self.refresh()

    def refresh(self, *, by_itself: bool = False) -> None:
        """Look for a newer publication and send what waits, unless that is being done.

        `by_itself`: nobody asked for it, so no question is opened either.
        """
        if self._share.is_busy:
            # What was answered meanwhile goes as soon as this look is over.
            self._looks_again = self._looks_again or not by_itself
            return
        self._looks_again = False
        self._may_ask = not by_itself
        team = self._team
        if team is None:
            self.open()
            return
        retry, self._retries = self._retries, False
        self._submit_to_share(lambda: (team, team.refresh(retry=retry)), self._take)

    def open(self, passphrase: str | None = None) -> None:
        """Open the folder: what this computer has of it is shown first, then the folder is looked at."""
        opening, folder = self._opening, self.folder
        self.gave_passphrase = passphrase is not None

        def work() -> "tuple[Team, TeamState]":
            team = opening.team(folder, passphrase)
            return team, team.state

        def done(found: "tuple[Team, TeamState]") -> None:
            self._take(found)
            self.refresh()

        # What an earlier opening still finds is of no use: it had no passphrase, or another.
        self._opened += 1
        self._submit_to_share(work, done)

    def read_unsealed(self) -> None:
        """Read what has no passphrase although all before had one: it was removed on purpose."""
        if self._team is not None:
            self._team.read_unsealed()
            self.look_again()

    def _submit_to_share(
        self, work: "Callable[[], tuple[Team, TeamState]]", done: "Callable[[tuple[Team, TeamState]], None]"
    ) -> None:
        asked = self._opened

        def take(found: "tuple[Team, TeamState]") -> None:
            if asked == self._opened:
                done(found)

        def fail(error: Exception) -> None:
            if asked == self._opened:
                self._not_taken(error)

        self._share.submit(work, take, fail)
        self.state_changed.emit()

    def respond(
        self,
        handover: str,
        action: "Action",
        *,
        who: str,
        reason: str = "",
        text: str = "",
        failed: Callable[[Exception], None],
    ) -> None:
        """Keep an answer on this computer, dated by its clock; it goes to the folder by itself."""
        team = self._team
        if team is None:
            return
        today = datetime.now(zone_of(DEFAULT_ZONE)).date().toordinal()
        self.pending[handover] = action

        def work() -> "tuple[TeamAnswer, ...]":
            team.respond(handover, action, who=who, reason=reason, text=text, day=today)
            return team.state.answers

        def kept(answers: "tuple[TeamAnswer, ...]") -> None:
            # The rest of the state is what the folder's own thread says of it.
            if self.state is not None:
                self.state = replace(self.state, answers=answers)
            self.pending.pop(handover, None)
            self.state_changed.emit()
            self.refresh()

        def not_kept(error: Exception) -> None:
            self.pending.pop(handover, None)
            failed(error)

        self._answers.submit(work, kept, not_kept)

    def read(
        self,
        work: Callable[["TeamView", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        needs_store: bool = True,
    ) -> Job:
        """Read something of the publication in the background, or draw."""
        job = Job(work, done, failed or self.failed.emit, needs_store=needs_store)
        # A publication is checked whole when it is opened: once, by the one thread that reads it.
        return self._submit(self._reading if needs_store else self._drawing, job)

    def search(
        self,
        work: Callable[["TeamView", Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> Job:
        """Read rows of the publication."""
        return self._submit(self._reading, Job(work, done, failed or self.failed.emit, progress))

    def abandon(self) -> None:
        """Tell nobody who asked so far: their window goes."""
        for job in self._jobs:
            job.abandoned = True

    def close(self) -> None:
        """End the threads; the one that talks to the folder is left behind, it may hang for minutes."""
        self._poll.stop()
        self.abandon()
        self._share.leave()
        self._answers.leave(PATIENCE_SECONDS)
        self._reading.stop()
        self._drawing.stop()

    def _submit(self, worker: Worker, job: Job) -> Job:
        self._jobs.add(job)
        return worker.submit(job)

    def _open_view(self) -> "TeamView":
        if self._shown is None:
            raise UserError("no_publication", "", "")
        return self._opening.view(self._shown)

    def _take(self, found: "tuple[Team, TeamState]") -> None:
        before = self.state.answers if self.state is not None and self._looks_again else ()
        self._team, state = found
        last = max((one.answer.number for one in state.answers), default=0)
        # What was answered while the folder was being looked at is in no state of before.
        given = tuple(one for one in before if one.answer.number > last)
        self.state = replace(state, answers=(*state.answers, *given))
        self.trouble = None
        if self.state.copy != self._shown:
            self._shown = self.state.copy
            self._reading.forget_store()
            self.changed.emit()
        self.state_changed.emit()
        for problem in self.state.problems:
            if problem.code in PASSPHRASE and self._may_ask:
                self.passphrase_wanted.emit(problem)
                break
        if self._looks_again:
            self.refresh()

    def _not_taken(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.failed.emit(error)
            return
        self.trouble = error
        self.state_changed.emit()
        if error.code in PASSPHRASE:
            self.passphrase_wanted.emit(error)
