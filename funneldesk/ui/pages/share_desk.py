"""What is done from the page of the team's folder: publish, take answers in, decide about conflicts, take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from funneldesk.i18n import _
from funneldesk.ui.pages.share_words import collected_words, published_words, said_words
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from funneldesk.domain.team.levels import Level
    from funneldesk.operations.collecting import Collected, Conflict, Said
    from funneldesk.operations.publishing import Published
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be published where. None: as it was; `unsealed`: without a passphrase from now on; `name`: whose."""

    folder: Path
    level: "Level | None" = None
    passphrase: str | None = None
    unsealed: bool = False
    name: str | None = None


class ShareDesk(QObject):
    """Writes for the page; one thing at a time. The folder is left when the drive hangs or the work is stopped."""

    #: Something that takes a while has begun: its name in words.
    began = Signal(str)
    progressed = Signal(int, object)
    #: It is over: what came of it, in words ("" where it was stopped).
    ended = Signal(str)
    failed = Signal(object)
    #: It was done, and something is to be known beside: UserErrors.
    noticed = Signal(object)
    steps_changed = Signal()

    def __init__(self, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.steps = Steps()
        self._job: Job | None = None
        #: What was last asked for, to try it again.
        self.last_wish: Wish | None = None
        session.store_changed.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def publish(self, wish: Wish, *, take_over: bool = False, anew: bool = False) -> None:
        """Publish as the wish says; what was typed last opens the folder."""
        self.last_wish = wish
        watch = self.session.team
        known = watch.passphrase

        def work(store: "Store", job: "Job") -> "Published":
            from funneldesk.operations.publishing import publish
            from funneldesk.operations.share_passphrase import wish_of

            return publish(
                store,
                wish.folder,
                level=wish.level,
                name=wish.name,
                passphrase=known,
                new_passphrase=wish_of(wish.passphrase, remove=wish.unsealed),
                take_over=take_over,
                anew=anew,
                files=watch.answering(wish.folder, job),
                task=job,
            )

        def words(done: "Published") -> str:
            watch.passphrase = None if wish.unsealed else wish.passphrase or known
            # Done once, it is not wished for again with what is tried again.
            self.last_wish = Wish(wish.folder, wish.level)
            return "\n".join((published_words(done), *done.notes))

        self._do(_("Publishing …"), work, words)

    def collect(self, folder: Path) -> None:
        """Take in the answers that wait in the folder."""
        watch = self.session.team

        def work(store: "Store", job: "Job") -> "Collected":
            from funneldesk.operations.collecting import collect

            files = watch.answering(folder, job)
            return collect(store, folder, passphrase=watch.passphrase, files=files, task=job)

        def words(done: "Collected") -> str:
            self.noticed.emit(done.problems)
            return collected_words(done)

        self._do(_("Taking in the answers …"), work, words)

    def stop(self) -> None:
        """Stop what is being done; it is as if it had never begun."""
        if self._job:
            self._job.cancel()

    def settle(self, conflict: "Conflict", said: "Said") -> None:
        """Decide about a conflict as one side said; it can be taken back."""
        today = self.session.today
        who = conflict.person or conflict.company
        words = _("{act} ({who})").format(act=said_words(said), who=who)

        def work(store: "Store", _job: Any) -> int:
            from funneldesk.operations.collecting import settle

            return settle(store, conflict.leg, said.ref, today)

        def done(number: int) -> None:
            self.steps.add(Step(words, number))
            self.steps_changed.emit()
            self.ended.emit(_("Decided: {step}. Ctrl+Z takes it back.").format(step=words))

        self.session.write(work, done, self.failed.emit)

    def step(self, *, back: bool) -> None:
        """Take the last decision back, or make it again."""
        step = self.steps.last if back else self.steps.next
        if step is None:
            return
        (self.steps.undone if back else self.steps.redone)(step)
        self.steps_changed.emit()

        def work(store: "Store", _job: Any) -> None:
            from funneldesk.operations.by_hand import redo_act, undo_act

            (undo_act if back else redo_act)(store, step.number)

        def done(_none: None) -> None:
            words = _("Taken back: {step}") if back else _("Entered again: {step}")
            self.ended.emit(words.format(step=step.words))

        def not_done(error: Exception) -> None:
            self.steps.forget(step)
            self.steps_changed.emit()
            self.failed.emit(error)

        self.session.write(work, done, not_done)

    def _do(self, name: str, work: Callable[..., Any], words: Callable[[Any], str]) -> None:
        if self._job:
            return

        def over() -> None:
            self._job = None
            self.session.team.hold(None)

        def done(result: Any) -> None:
            over()
            self.ended.emit(words(result))

        def failed(error: Exception) -> None:
            over()
            self.failed.emit(error)

        self._job = self.session.write(work, done, failed, self.progressed.emit)
        self.session.team.hold(self._job)
        self.began.emit(name)

    def _forget(self) -> None:
        self.steps.clear()
        self.last_wish = None
        self.steps_changed.emit()
