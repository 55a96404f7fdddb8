"""What is changed from the table of leads: written in the background, taken back step by step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage
    from funneldesk.ui.tasks import Job


class LeadSteps:
    """Steps back and forward of the page of leads; those of before a restart are among them."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self.steps = Steps()
        self._path: Path | None = None
        #: Names of what is being written, and how often Ctrl+Z was pressed meanwhile.
        self._unwritten: list[str] = []
        self._take_back = 0

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the store."""
        return bool(self._unwritten)

    def refresh(self) -> None:
        """Begin with the steps of a store when it comes to the desk."""
        page = self._page
        if self._path != page.session.path:
            self._path = page.session.path
            self.steps.clear()
            recall_steps(page.session, self.steps, self._show)
            self._show()

    def write(
        self,
        words: str,
        work: "Callable[[Store, Job], Any]",
        step_of: Callable[[Any], Step | None],
        said: Callable[[Any], str],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Write something called `words`; `step_of` its result takes it back, `said` tells what happened."""
        page = self._page

        def done(result: Any) -> None:
            self._unwritten.remove(words)
            step = step_of(result)
            if step is not None:
                self.steps.add(step)
                page.keep_order()
            page.banner.say(said(result))
            self._show()
            if not self._unwritten:
                wanted, self._take_back = self._take_back, 0
                for _time in range(wanted):
                    self.step(back=True)

        def not_done(error: Exception) -> None:
            self._unwritten.remove(words)
            self._take_back = 0
            failed()
            page.show_error(error)
            self._show()

        self._unwritten.append(words)
        self._show()
        page.session.write(work, done, not_done)

    def step(self, *, back: bool) -> None:
        """Take the last step back, or make again what was taken back; what is being written, as soon as it is."""
        if back and self._unwritten:
            self._take_back += 1
            return
        step = self.steps.last if back else self.steps.next
        if step is None or self._unwritten:
            return
        (self.steps.undone if back else self.steps.redone)(step)
        self._show()

        def work(store: "Store", job: Any) -> None:
            from funneldesk.operations.history_steps import step as stepped

            stepped(store, step.way, step.number, job, back=back)

        def done(_none: None) -> None:
            self._page.keep_order()
            words = _("Taken back: {step}") if back else _("Entered again: {step}")
            self._page.banner.say(words.format(step=step.words))

        def failed(error: Exception) -> None:
            self.steps.forget(step)
            self._page.show_error(error)
            self._show()

        self._page.session.write(work, done, failed)

    def _show(self) -> None:
        """Name the steps in the Edit menu."""
        self._page.name_steps(self.steps, self._unwritten)


def about(names: Sequence[str], leads: int) -> str:
    """Return whom a step is about: one lead by its name, more as a number."""
    if leads == 1 and any(names):
        return next(filter(None, names))
    return ngettext("%(count)s lead", "%(count)s leads", leads) % {"count": number(leads)}
