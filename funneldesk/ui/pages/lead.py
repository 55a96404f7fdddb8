"""リードの画面: everything about one person on one screen, beside it what happened and every hand-over."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from funneldesk.domain.leads.erased import ERASED, shown_name
from funneldesk.i18n import _
from funneldesk.ui.page import Page
from funneldesk.ui.pages.history_steps import recall_steps
from funneldesk.ui.pages.lead_acts import NextCard
from funneldesk.ui.pages.lead_colleagues import Colleagues
from funneldesk.ui.pages.lead_erasing import ErasingQuestion, ask_to_erase
from funneldesk.ui.pages.lead_handovers import HandoverList
from funneldesk.ui.pages.lead_history import HistoryCard
from funneldesk.ui.pages.lead_who import WhoCard
from funneldesk.ui.pages.leads_blocks import ScoreBlock, ValuesBlock
from funneldesk.ui.steps import Step, Steps
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.scrolling import ScrolledColumn, reserve_bar, scrolled
from funneldesk.ui.widgets.slices import Slices
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.errors import UserError
    from funneldesk.operations.company import CompanyPerson
    from funneldesk.operations.lead_page import WholeLead
    from funneldesk.ui.pages.lead_acts import Wanted
    from funneldesk.ui.session import Session
    from funneldesk.ui.tasks import Job

#: From this width on history and hand-overs stand side by side, else one of them at a time.
WIDE = 1180
HISTORY, HANDOVERS = range(2)
LEAST_COLUMN = 384
#: The longest name in the heading; a longer one is whole on hover and in the card below.
NAME_WIDTH = 420


class LeadPage(Page):
    """Shows one `WholeLead`."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.lead: int | None = None
        self.shown: WholeLead | None = None
        self._colleagues_job: Job | None = None
        self._parts = Slices(self)
        self.question: ErasingQuestion | None = None
        self.erase = self.add_button(_("Erase this person…"), self._ask_to_erase)
        self.add_button(_("Back to the leads"), self._back)
        self.who = WhoCard(session)
        self.who.company_wanted.connect(lambda: self.navigate("company", lead=self.lead))
        self.next = NextCard()
        self.next.act_wanted.connect(self._write)
        self.next.form_opened.connect(self._bring_into_view)
        self.next.suggestion_wanted.connect(lambda: self._ask_suggestion(patient=True))
        self.steps = Steps()
        self._stepping = False
        self.score = ScoreBlock(session)
        self.colleagues = Colleagues()
        self.colleagues.lead_wanted.connect(lambda lead: self.open(lead=lead))
        self.colleagues.company_wanted.connect(lambda: self.navigate("company", lead=self.lead))
        self.values = ValuesBlock()
        self.history = HistoryCard()
        self.handovers = HandoverList(session, self._explain)
        self._across = QHBoxLayout()
        self._across.setSpacing(16 - 10)  # a scroll bar's room stands between
        self._across.addWidget(self._about(), 1)
        self._across.addWidget(self._beside(), 2)
        self.body.addLayout(self._across, 1)
        session.store_changed.connect(self._forget)

    def _forget(self) -> None:
        """Forget whom another store knew, and what was entered there."""
        self.lead = self.shown = None
        self.steps.clear()
        self._show_steps()

    def _about(self) -> QScrollArea:
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.who)
        column.addWidget(self.next)
        score = Card(_("Score"))
        score.body.addWidget(self.score)
        column.addWidget(score)
        column.addWidget(self.colleagues)
        self.all_values = Folded(_("All values, and which list says so"))
        self.all_values.body.addWidget(self.values)
        card = Card()
        card.body.addWidget(self.all_values)
        column.addWidget(card)
        column.addStretch(1)
        area = scrolled(inside)
        area.setMinimumWidth(LEAST_COLUMN)
        area.setAccessibleName(_("Scrolls with the arrow keys"))
        reserve_bar(area)
        self.about = area
        return area

    def _beside(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.choice = QTabBar(expanding=False, drawBase=False)
        self.choice.addTab(_("History of the lead"))
        self.choice.addTab(_("Hand-overs and comments"))
        self.choice.currentChanged.connect(lambda _tab: self._arrange())
        column.addWidget(self.choice)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.history, 1)
        across.addWidget(self.handovers, 1)
        column.addLayout(across, 1)
        self._arrange()
        return holder

    def _arrange(self) -> None:
        """Show both columns where there is room for them, else the one that is chosen."""
        wide = self.width() >= WIDE
        self.choice.setVisible(not wide)
        self.history.setVisible(wide or self.choice.currentIndex() == HISTORY)
        self.handovers.setVisible(wide or self.choice.currentIndex() == HANDOVERS)
        if hasattr(self, "_across"):
            self._across.setStretch(1, 2 if wide else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._arrange()

    def step_tab(self, step: int) -> None:
        """Go to the other of the two columns where only one has room."""
        if self.choice.isVisible():
            self.choice.setFocus()
            self.choice.setCurrentIndex((self.choice.currentIndex() + step) % self.choice.count())

    def open(self, **what: Any) -> None:
        """`lead`: who is to be shown."""
        if what.get("lead") is not None:
            self.lead = int(what["lead"])
            self.banner.say("")
            self.refresh()

    def refresh(self) -> None:
        """Ask for the lead again."""
        if not self.session.has_store or self.lead is None:
            self._show_empty(_("No lead is chosen"), _("Open one from the table of leads with Enter."))
            return
        if self.shown is None:
            self.set_empty(EmptyState("", ""))  # nobody yet: neither others nor that nobody is chosen
        lead, as_of = self.lead, self.session.today

        def work(store: Any, _job: Any) -> "WholeLead":
            from funneldesk.operations.lead_page import whole_lead

            return whole_lead(store, lead, as_of)

        self.load(work, self._show)

    def _show(self, whole: "WholeLead") -> None:
        self.set_empty(None)
        if self.shown is None:
            recall_steps(self.session, self.steps, self._show_steps, of_leads=True)
        new = self.shown is None or self.shown.detail.id != whole.detail.id
        self.shown = whole
        lead = whole.detail
        name = lead.value("name") or lead.value("email") or _("Unnamed contact")
        self.title.setText(self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH))
        self.title.setToolTip(plain_tip(name))
        self.subtitle.setText(" · ".join(filter(None, (lead.value("company"), lead.value("title")))))
        self.who.show_lead(lead)
        erased = lead.value("name") == shown_name(ERASED)
        self.erase.setEnabled(not erased)
        self.next.setVisible(not erased)
        self._parts.begin(
            [
                lambda: self.next.show_lead(whole),
                lambda: self.score.show_score(lead.explanation),
                lambda: self.values.show_values(lead),
                lambda: self.history.show_lead(lead),
                lambda: self.handovers.show_lead(whole),
            ]
        )
        if new:
            self.next.show_suggestion("")
            self._ask_suggestion(patient=False)
            self.colleagues.show_waiting()
            for area in (self.about, self.history.area, self.handovers.area):
                area.verticalScrollBar().setValue(0)
            self.about.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_colleagues(lead.id, lead.as_of)

    def _ask_colleagues(self, lead: int, as_of: int) -> None:
        """Ask who else is at the company: their scores need everybody's facts, the page does not wait for that."""
        if self._colleagues_job:
            self._colleagues_job.cancel()

        def work(store: Any, _job: Any) -> "tuple[CompanyPerson, ...]":
            from funneldesk.operations.company import people_near

            return people_near(store, lead, as_of)

        def show(people: "tuple[CompanyPerson, ...]") -> None:
            self._colleagues_job = None
            if self.shown is not None and self.shown.detail.id == lead:
                self.colleagues.show_people(people, self.shown.detail)

        self._colleagues_job = self.session.search(work, show, self._no_colleagues)

    def _ask_suggestion(self, *, patient: bool) -> None:
        """Ask for the content to send next, where the answer keeps nobody waiting or somebody wants to wait."""
        lead, as_of = self.lead, self.session.today
        if lead is None:
            return

        def work(store: Any, _job: Any) -> str | None:
            from funneldesk.operations.lead_page import suggested

            return suggested(store, lead, as_of, patient=patient)

        def show(words: str | None) -> None:
            if self.lead == lead:
                self.next.show_suggestion(words)

        self.next.suggest.setVisible(False)
        self.session.read(work, show)

    def _no_colleagues(self, error: Exception) -> None:
        self._colleagues_job = None
        self.show_error(error)

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, the colleagues' included."""
        return super().is_loading or self._colleagues_job is not None or not self._parts.is_done

    def _explain(self, day: int, show: Callable[[Any], None]) -> None:
        """Fetch why the lead had its score on a day."""
        if self.lead is None:
            return
        lead = self.lead

        def work(store: Any, _job: Any) -> Any:
            from funneldesk.operations.lead_page import explained_on

            return explained_on(store, lead, day)

        self.session.fetch(work, show, self.show_error)

    def _bring_into_view(self, form: QWidget) -> None:
        """Scroll to a form; it has its place only after the layout."""
        QTimer.singleShot(0, form, lambda: self.about.ensureWidgetVisible(form, 0, 16))

    def _write(self, wanted: "Wanted") -> None:
        """Enter something about the lead; it can be taken back."""
        if self.lead is None or self.shown is None:
            return
        lead = self.lead
        words = _("{act} ({who})").format(act=wanted.words, who=self.title.text())

        def done(number: int) -> None:
            self.steps.add(Step(words, number, lead))
            self._say_steps(_("Entered: {step}. Ctrl+Z takes it back.").format(step=wanted.words))

        self.session.write(lambda store, _job: wanted.work(store), done, self._not_written)

    def undo(self) -> None:
        """Take back what was entered last."""
        self._step(self.steps.last, back=True)

    def redo(self) -> None:
        """Enter again what was taken back."""
        self._step(self.steps.next, back=False)

    def _step(self, step: "Step | None", *, back: bool) -> None:
        if step is None or self._stepping:
            return
        self._stepping = True

        def work(store: Any, _job: Any) -> None:
            from funneldesk.operations.history_steps import step as stepped

            stepped(store, step.way, step.number, back=back)

        def done(_none: None) -> None:
            self._stepping = False
            (self.steps.undone if back else self.steps.redone)(step)
            words = _("Taken back: {step}") if back else _("Entered again: {step}")
            self.open(lead=step.target)
            self._say_steps(words.format(step=step.words))

        def not_done(error: Exception) -> None:
            self._stepping = False
            self.steps.forget(step)
            self._not_written(error)
            self._show_steps()

        self.session.write(work, done, not_done)

    def _ask_to_erase(self) -> None:
        """Ask before somebody is erased for good."""
        if self.lead is not None and self.shown is not None:
            lead = self.lead
            self.question = ask_to_erase(self, self.title.text(), lambda: self._erase(lead))

    def _erase(self, lead: int) -> None:
        self.erase.setEnabled(False)
        self.banner.say(_("The person is being erased, also from the backups …"))

        def work(store: Any, job: Any) -> "tuple[UserError, ...]":
            from funneldesk.operations.erasing_rest import erase_person

            return erase_person(store, lead, task=job)[1]

        def done(problems: "tuple[UserError, ...]") -> None:
            # Steps name the person and cannot be taken back any more.
            self.steps.clear()
            self._say_steps(_("The person is erased. Every figure is what it was."))
            for one in problems[:1]:
                self.show_error(one)

        def not_done(error: Exception) -> None:
            self.erase.setEnabled(True)
            self._not_written(error)

        self.session.write(work, done, not_done, lambda _done, _total: None)

    def _say_steps(self, said: str) -> None:
        self.banner.say(said)
        self._show_steps()

    def _show_steps(self) -> None:
        """Name the steps in the Edit menu."""
        self.name_steps(self.steps)

    def _not_written(self, error: Exception) -> None:
        self.next.stop_waiting()
        self.show_error(error)

    def _back(self) -> None:
        if self.lead is None:
            self.navigate("leads")
        else:
            self.navigate("leads", lead=self.lead)

    def show_error(self, error: Exception) -> None:
        """Say in place of the lead that it is gone: what is shown would be another's."""
        from funneldesk.errors import UserError

        if isinstance(error, UserError) and error.code == "no_lead":
            self._job = None
            self._show_empty(error.message, error.next_step)
        else:
            super().show_error(error)

    def _show_empty(self, title: str, text: str) -> None:
        self.shown = None
        self.subtitle.setText("")
        self.title.setText(_("Lead"))
        state = EmptyState(title, text)
        state.add_button(_("Back to the leads"), lambda: self.navigate("leads"), primary=True)
        self.set_empty(state)
