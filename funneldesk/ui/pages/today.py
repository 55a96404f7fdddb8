"""今日: what is late and whose, the work list of the day, the shared KPIs, what changed, what both sides kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.formats import day, sentences
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import GUTTER, Page, scrolled
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.pages.today_acts import ActsCard
from funneldesk.ui.pages.today_beside import ChangesCard, ScorecardCard
from funneldesk.ui.pages.today_duties import DutiesCard
from funneldesk.ui.pages.today_kpis import KpiStrip
from funneldesk.ui.pages.worklist_saving import save_worklist
from funneldesk.ui.steps import Step, Steps
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.frames import EmptyState
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.duty_acts import Given
    from funneldesk.operations.duty_lists import Duty
    from funneldesk.operations.today import Beside, Today
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: A page that is lower shows the KPIs in short: eight duties should be seen at once.
LOW = 780
BESIDE_LEAST, BESIDE_MOST = 320, 480
#: Who walks through the list with the arrows does not ask for each score on the way.
MOVING_DELAY_MS = 150
#: Rules that ask for a review.
RHYTHMS = ("weekly", "monthly")


class TodayPage(Page):
    """Shows one `Today`; acts on the chosen duty are written in the background and can be taken back."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.today: Today | None = None
        self.steps = Steps()
        #: The acts being written, in words; and how many of them are to be taken back as soon as they are.
        self._unwritten: list[str] = []
        self._take_back = 0
        self._path = session.path
        self._score_job: Job | None = None
        self._beside_job: Job | None = None
        self._parts = Slices(self)
        self._moving = QTimer(self, singleShot=True, interval=MOVING_DELAY_MS)
        self._moving.timeout.connect(self._ask_score)
        self.duties = DutiesCard(session)
        self.duties.moved.connect(self._show_chosen)
        self.duties.opened.connect(self._open)
        self.add_button(_("Work list for sales…"), lambda: save_worklist(self, self.duties.person))
        self.add_button(_("Import a list"), self._import)
        self.kpis = KpiStrip(session)
        self.kpis.opened.connect(lambda: navigate("funnel"))
        self.body.addWidget(self.kpis)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.duties, 2)
        across.addWidget(self._beside(), 1)
        self.body.addLayout(across, 1)

    def _beside(self) -> QWidget:
        self.acts = ActsCard()
        self.acts.wanted.connect(self._act)
        self.acts.open_wanted.connect(lambda: self._open(self.duties.chosen))
        self.acts.undo_wanted.connect(self.undo)
        self.acts.form_opened.connect(lambda form: QTimer.singleShot(0, lambda: self._bring(form)))
        self.acts.form_closed.connect(self.duties.table.setFocus)
        self.changes, self.scorecard = ChangesCard(), ScorecardCard()
        for card in (self.changes, self.scorecard):
            card.people_wanted.connect(lambda ids, title: self.navigate("leads", ids=ids, title=title))
        self.changes.imports_wanted.connect(lambda: self.navigate("import", history=True))
        self.missing = Label("", "secondary", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(16)
        for widget in (self.acts, self.changes, self.scorecard, self.missing):
            column.addWidget(widget)
        column.addStretch(1)
        self._area = scrolled(column)
        for empty in (self.acts, self.changes, self.scorecard):
            empty.hide()  # until there is something to say
        self._area.setMinimumWidth(BESIDE_LEAST)
        self._area.setMaximumWidth(BESIDE_MOST)
        self._area.horizontalScrollBar().rangeChanged.connect(lambda _least, most: self._widen(most))
        # The scroll bar stands where the page's own would be.
        self.body.setContentsMargins(0, 0, 0, 0)
        self.kpis.setContentsMargins(0, 0, GUTTER, 0)
        return self._area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more of a low window to the duties."""
        super().resizeEvent(event)
        is_low = self.height() < LOW
        with arranged_once(self):
            self.kpis.show_compact(compact=is_low)
            self.body.setSpacing(8 if is_low else 16)

    def _widen(self, over: int) -> None:
        """Let large figures and words have the room they need: what stands beside the list never scrolls sideways."""
        if over > 0:
            self._area.setMinimumWidth(min(self._area.width() + over, BESIDE_MOST))

    def _bring(self, form: QWidget) -> None:
        if form.isVisible():
            self._area.ensureWidgetVisible(form)

    def refresh(self) -> None:
        """Ask for today's figures."""
        if self._path != self.session.path:
            self._path = self.session.path
            self.steps.clear()
            self.acts.say("", can_undo=False)
            self._show_steps()
        if not self.session.has_store:
            self._show_empty()
            return
        as_of = self.session.today

        def work(store: "Store", _task: Any) -> "Today":
            # Imported where it runs: numpy alone would hold the GUI thread for a tenth of a second.
            from funneldesk.operations import duty_acts, today_words  # noqa: F401 - what shows the answer
            from funneldesk.operations.today import today_of

            return today_of(store, as_of)

        self.load(work, self._show)

    def _show(self, today: "Today") -> None:
        is_first, self.today = self.today is None, today
        if is_first:
            recall_steps(self.session, self.steps, self._show_steps)
        if not today.kpis.leads:
            self._show_empty()
            return
        self.set_empty(None)
        self._ask_beside(today)
        # Part by part: whoever comes back types already.
        self._parts.begin(
            (
                lambda: self.subtitle.setText(day(today.kpis.as_of)),
                lambda: self.kpis.show_kpis(today.kpis),
                lambda: self._say_first(today),
                lambda: self._show_missing(today.missing),
                lambda: self.duties.show_duties(today.duties),
                lambda: self._begin_day(is_first=is_first),
            )
        )

    def _begin_day(self, *, is_first: bool) -> None:
        if is_first and self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            # The day begins here: the keys of the list work at once.
            self.duties.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_beside(self, today: "Today") -> None:
        """Ask for what the work list does not wait for."""
        as_of = today.duties.as_of
        if self._beside_job is not None:
            self._beside_job.cancel()

        def work(store: "Store", _task: Any) -> "Beside":
            from funneldesk.operations.today import beside_of

            return beside_of(store, as_of)

        def show(beside: "Beside") -> None:
            self._beside_job = None
            with arranged_once(self):
                self.changes.show_changes(beside.changes)
                self.scorecard.show_lines(beside.scorecard, today.kpis.sal)
                self.changes.show()
                self.scorecard.show()

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                self._beside_job = None
                self.show_error(error)

        self._beside_job = self.session.read(work, show, failed)

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way."""
        return super().is_loading or self._beside_job is not None or not self._parts.is_done

    def _say_first(self, today: "Today") -> None:
        from funneldesk.operations.today_words import late_sentence, pilot_sentence

        text = sentences(late_sentence(today.duties), pilot_sentence(today.by_pilot))
        late = today.duties.late > 0
        count = len(today.to_call)
        link = ngettext("Show %(count)s to call", "Show %(count)s to call", count) % {"count": count}
        self.banner.say(text, "amber" if late else "green", link if count else "", self._open_waiting)

    def _open_waiting(self) -> None:
        if self.today is not None:
            self.navigate("leads", ids=self.today.to_call, title=_("Waiting for a call"))

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        self.missing.setVisible(bool(missing))
        if missing:
            said = {
                "deals": _("With the deal list of your SFA you see as far as deals and orders."),
                "activities": _("With the activity list of your MA tool, scores and MQLs are computed."),
                "leads": _("With your lead list, sources and industries can be compared."),
            }[missing[-1]]
            self.missing.setText(said)

    def _show_empty(self) -> None:
        self._parts.begin(())
        self.subtitle.setText("")
        state = EmptyState(
            _("Nothing to do yet"),
            _("Import a list of leads: who has to do what today appears here, with the reasons."),
        )
        state.add_button(_("Import my own Excel list"), self._import, primary=True)
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.banner.say("")
        self.set_empty(state)

    def _import(self) -> None:
        self.navigate("import", choose=True)

    def _open(self, duty: "Duty | None") -> None:
        if duty is None:
            return
        if duty.lead:
            self.navigate("lead", lead=duty.lead)
        elif duty.event == "list":
            self._import()
        elif duty.event in RHYTHMS:
            self.navigate("review", rhythm=duty.event)

    def _show_chosen(self) -> None:
        if self.today is not None:
            self.acts.show_duty(self.duties.chosen, self.today)
            self._moving.start()

    def _ask_score(self) -> None:
        """Ask where the points of the chosen lead come from."""
        duty, as_of = self.duties.chosen, self.session.today
        if self._score_job is not None:
            self._score_job.cancel()
            self._score_job = None
        if duty is None or not duty.lead:
            return
        lead = duty.lead

        def work(store: "Store", _task: Any) -> str:
            from funneldesk.operations.scoring import score_words

            return score_words(store, lead, as_of)

        def show(words: str) -> None:
            self._score_job = None
            self.acts.show_score(lead, words)

        self._score_job = self.session.read(work, show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for: the list and the buttons leave letters and digits to the page."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if self.empty is not None or not plain or not self.acts.press(event):
            super().keyPressEvent(event)

    def _act(self, act: str, reason: str, text: str, owner: str) -> None:
        from funneldesk.operations.duty_acts import Given, act_words, settles

        duty, as_of = self.duties.chosen, self.session.today
        if duty is None:
            return
        if act == "import":
            self._import()
            return
        if act == "duplicates":
            self.navigate("duplicates")
            return
        if act == "review":
            self._open(duty)
            return
        given = Given(reason, text, owner)
        words = act_words(duty, act, given)
        if settles(duty, act):
            self.duties.take_away(duty)
        self.duties.table.setFocus()
        self._write(duty, act, given, as_of, words)

    def _write(self, duty: "Duty", act: str, given: "Given", as_of: int, words: str) -> None:
        def work(store: "Store", _task: Any) -> int:
            from funneldesk.operations.duty_acts import act_on

            return act_on(store, duty, act, as_of, given)

        def done(number: int) -> None:
            self._unwritten.remove(words)
            self.duties.written(duty)
            self.steps.add(Step(words, number))
            self._say_last(_("Noted: {act}.").format(act=words))
            if not self._unwritten:
                wanted, self._take_back = self._take_back, 0
                for _time in range(wanted):
                    self.undo()

        def failed(error: Exception) -> None:
            self._unwritten.remove(words)
            self._take_back = 0
            self.duties.written(duty)
            self._say_fault(error)
            self._show_steps()
            self.refresh()

        self._unwritten.append(words)
        self._show_steps()
        self.session.write(work, done, failed)

    def _say_last(self, text: str) -> None:
        self.acts.say(text, can_undo=self.steps.last is not None)
        self._show_steps()

    def _say_fault(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.session.failed.emit(error)
            return
        text = sentences(error.message, error.next_step)
        self.acts.say(text, can_undo=self.steps.last is not None, is_fault=True)

    def _show_steps(self) -> None:
        self.name_steps(self.steps, self._unwritten)

    def undo(self) -> None:
        """Take the last act back; one that is still being written, as soon as it is."""
        if self._unwritten:
            self._take_back += 1
            return
        step = self.steps.last
        if step is not None:
            self.steps.undone(step)
            self._step(step, back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        step = self.steps.next
        if step is not None:
            self.steps.redone(step)
            self._step(step, back=False)

    def _step(self, step: Step, *, back: bool) -> None:
        # What can be taken back next is another step at once, also for somebody who presses the keys quickly.
        self._show_steps()

        def work(store: "Store", _task: Any) -> None:
            from funneldesk.operations.history_steps import step as stepped

            stepped(store, step.way, step.number, back=back)

        def done(_result: None) -> None:
            said = _("Taken back: {act}.") if back else _("Noted: {act}.")
            self._say_last(said.format(act=step.words))

        def failed(error: Exception) -> None:
            self.steps.forget(step)
            self._say_fault(error)
            self._show_steps()

        self.session.write(work, done, failed)
