"""The review on the desk: every step of its minutes is written in the background, in order, and can be taken back.

The page and the meeting show the same review, so both ask one desk.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from funneldesk.domain.formats import sentences
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.domain.reviews.measures import Measure
    from funneldesk.domain.reviews.reviews import Rhythm
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: Writes one step and returns its number; 0 where there was nothing to write.
Work = Callable[["Store"], int]


class ReviewDesk(QObject):
    """Writes into one review (0: none yet). `Line` keys below 0 are lines that are written for the first time."""

    #: All that was asked for is written: the review as it is now, None where its beginning was taken back.
    shown = Signal(object)
    faulted = Signal(str)
    #: Something was done that is not seen in the minutes.
    said = Signal(str)
    steps_changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session
        self.review = 0
        self.steps = Steps()
        self.begins = False
        #: How many steps were asked for: an answer to an older question is out of date.
        self.writes = 0
        self._pending: list[str] = []
        self._take_back = 0
        #: Steps the rest of the program need not hear of; on others the duty of the review depends.
        self._quiet: set[int] = set()
        #: New lines by their key: the item they became.
        self._items: dict[int, int] = {}

    @property
    def undo_words(self) -> str:
        """Return what would be taken back, in words; "" where nothing is."""
        last = self.steps.last
        return self._pending[-1] if self._pending else last.words if last else ""

    @property
    def redo_words(self) -> str:
        """Return what would be done again."""
        following = self.steps.next
        return following.words if following and not self._pending else ""

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the store."""
        return bool(self._pending)

    def item_of(self, key: int) -> int:
        """Return the item of a line: its key, or what a new line became (0: not written yet)."""
        return key if key > 0 else self._items.get(key, 0)

    def change_store(self) -> None:
        """Another store is on the desk: go on with its steps of before a restart."""
        self.steps.clear()
        self.review = 0
        self._items.clear()
        self._quiet.clear()
        self.steps_changed.emit()
        if self.session.has_store:
            recall_steps(self.session, self.steps, self.steps_changed.emit, kinds=("minutes",))

    def begin(self, words: str, rhythm: "Rhythm", period: "Period", as_of: int) -> None:
        """Begin a review of a range: its numbers are taken now."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import beginning_of
            from funneldesk.operations.reviews import begin_review, reviews

            known = {one.id for one in reviews(store)}
            self.review = begin_review(store, as_of, rhythm, period).id
            # One that is gone on with was begun before: taking back is about what is written now.
            return 0 if self.review in known else beginning_of(store, self.review)

        self.begins = True
        self.do(words, work)

    def decide(self, words: str, key: int, text: str, who: str, until: int | None) -> None:
        """Write a decision, or write it anew."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import decide

            step = decide(store, self.review, text, who, until, item=self.item_of(key))
            self._remember(key, step)
            return step

        self.do(words, work)

    def remark(self, words: str, key: int, text: str) -> None:
        """Write a remark, or write it anew."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import remark

            step = remark(store, self.review, text, item=self.item_of(key))
            self._remember(key, step)
            return step

        self.do(words, work)

    def _remember(self, key: int, step: int) -> None:
        if key < 0:
            self._items.setdefault(key, step)

    def suppose(
        self, words: str, item: int, text: str, measure: "Measure", *, target: float, until: int, upward: bool
    ) -> None:
        """Write a hypothesis, or write it anew."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import suppose

            return suppose(
                store, self.review, text, measure, target=target, until=until, upward=upward, item=item
            )

        self.do(words, work)

    def attend(self, words: str, present: str) -> None:
        """Write down who is there."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import attend

            return attend(store, self.review, present)

        self.do(words, work)

    def settle(self, words: str, item: int, day: int | None) -> None:
        """Say that a decision was carried out on a day, or that it is not."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import settle_decision

            return settle_decision(store, self.item_of(item), day)

        self.do(words, work)

    def remove(self, words: str, key: int) -> None:
        """Take a line out of the minutes."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import remove

            return remove(store, self.item_of(key))

        self.do(words, work)

    def close(self, words: str, day: int, present: str) -> None:
        """End the review: the duty to hold it is done."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import close_review

            return close_review(store, self.review, day, present)

        self.do(words, work, loud=True)

    def reopen(self) -> None:
        """Let a closed review be written into again; the way back is to end it again."""

        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import reopen_review

            return reopen_review(store, self.review)

        self._write("", work, self._reopened, loud=True)

    def _reopened(self, number: int) -> None:
        # The step that ended it is the one taken back: it is what can be done again.
        known = self.steps.last
        if known is not None and known.number == number:
            self.steps.undone(known)

    def do(self, words: str, work: Work, *, loud: bool = False) -> None:
        """Write one step; `words` name it in the Edit menu."""

        def done(number: int) -> None:
            if number:
                self.steps.add(Step(words, number, self.review))
            if not loud:
                self._quiet.add(number)

        self._write(words, work, done, loud=loud)

    def keep(self, item: int) -> None:
        """Make a knowledge card of a decision; it can be taken back as the steps of the minutes can."""
        today = self.session.today

        def work(store: "Store", _task: Any) -> "tuple[int, str]":
            from funneldesk.operations.knowledge import from_decision, keep

            card = from_decision(store, item, today)
            return keep(store, card), card.title

        def done(kept: tuple[int, str]) -> None:
            step, title = kept
            self.steps.add(Step(_("kept as knowledge: %(title)s") % {"title": title}, step))
            self._quiet.add(step)
            self.steps_changed.emit()
            self.said.emit(_("Kept as knowledge: %(title)s. Ctrl+Z takes it back.") % {"title": title})

        self.session.write(work, done, quiet=True)

    def undo(self) -> None:
        """Take the last step back; one that is still being written, as soon as it is."""
        if self._pending:
            self._take_back += 1
            return
        step = self.steps.last
        if step is not None:
            self.steps.undone(step)
            self._step(step, back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        step = self.steps.next
        if step is not None and not self._pending:
            self.steps.redone(step)
            self._step(step, back=False)

    def _step(self, step: Step, *, back: bool) -> None:
        def work(store: "Store") -> int:
            from funneldesk.operations.minutes import redo_step, undo_step

            (undo_step if back else redo_step)(store, step.number)
            self.review = step.target or self.review
            return step.number

        self._write(
            step.words,
            work,
            lambda _number: None,
            lambda: self.steps.forget(step),
            loud=step.number not in self._quiet,
        )

    def _write(
        self,
        words: str,
        work: Work,
        done: Callable[[int], None],
        forget: Callable[[], None] = lambda: None,
        *,
        loud: bool = False,
    ) -> None:
        def job(store: "Store", _task: Any) -> "tuple[int, ReviewView | None]":
            number = work(store)
            return number, self._view(store)

        def finished(result: "tuple[int, ReviewView | None]") -> None:
            number, view = result
            self._pending.pop(0)
            done(number)
            self._go_on(view)

        def failed(error: Exception) -> None:
            self._pending.pop(0)
            self._take_back = 0
            forget()
            self.begins = False
            self.steps_changed.emit()
            if isinstance(error, UserError):
                self.faulted.emit(sentences(error.message, error.next_step))
            else:
                self.session.failed.emit(error)

        self.writes += 1
        self._pending.append(words)
        self.steps_changed.emit()
        self.session.write(job, finished, failed, quiet=not loud)

    def _view(self, store: "Store") -> "ReviewView | None":
        from funneldesk.operations.review_page import review_view

        try:
            return review_view(store, self.review)
        except UserError:
            return None  # its beginning was taken back

    def _go_on(self, view: "ReviewView | None") -> None:
        self.begins = False
        self.steps_changed.emit()
        if self._pending:
            return
        self.shown.emit(view)
        wanted, self._take_back = self._take_back, 0
        for _time in range(wanted):
            self.undo()
