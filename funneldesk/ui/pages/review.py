"""振り返り: the review of this week or month, its numbers frozen, its minutes typed beside them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from funneldesk.domain.reviews.review_headline import headline, period_words
from funneldesk.domain.reviews.review_sentences import rhythm_label
from funneldesk.domain.words import heading
from funneldesk.i18n import _
from funneldesk.ui.pages.review_begin import BeginReview
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.pages.review_sheet_page import SheetPage
from funneldesk.ui.theme import text_zoom
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import EmptyState
from funneldesk.ui.widgets.keys import shortcut

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.domain.reviews.reviews import Review, Rhythm
    from funneldesk.operations.review_page import ReviewPage as Shown
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.review_meeting import Meeting
    from funneldesk.ui.session import Session

#: Among the reviews that can be chosen: another one is to be begun.
ANOTHER = 0


class ReviewPage(SheetPage):
    """Shows the review that is open, else asks which one to begin."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.shown: Shown | None = None
        self.meeting: Meeting | None = None
        self._path = session.path
        self._begins = False
        self._rhythm: Rhythm | None = None
        self.desk.shown.connect(self._written)
        self.looks = Looks(session, text_zoom())
        self.which = Choice()
        self.which.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.which.setAccessibleName(_("Which review"))
        self.which.chosen.connect(self._choose)
        self.add_control(self.which)
        self.minutes = self.add_button(f"{_('Minutes')}　Ctrl+M", self._to_minutes)
        self.minutes.setAccessibleName(_("Minutes"))
        self.minutes.setToolTip(_("Write the next decision"))
        shortcut(self, "Ctrl+M", _("Minutes"), self._to_minutes)
        self.report = self.add_button(_("Save the monthly report…"), self._save_report)
        self.meet = self.add_button(f"{_('Meeting')}　F11", self.open_meeting)
        self.meet.setAccessibleName(_("Meeting"))
        self.meet.setToolTip(_("Full screen for the projector, by keyboard alone"))
        self.end = self.add_button(_("End the review"), self._end, primary=True)
        self.again = self.add_button(_("Open again"), self.desk.reopen)
        shortcut(self, "F11", _("Meeting"), self.open_meeting)
        for control in (self.which, self.minutes, self.report, self.meet, self.end, self.again):
            control.hide()  # until it is known what there is to hold
        self.parts.addWidget(QWidget())
        self.begin = BeginReview(self.looks, self.desk)
        self.begin.wanted.connect(self._begin)
        self.begin.said_first.connect(lambda text, late: self.banner.say(text, "amber" if late else "blue"))
        self.parts.addWidget(self.begin)
        session.theme_changed.connect(self._set_stale)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.parts)
        self.desk.change_store()

    def open(self, **what: Any) -> None:
        """Come to hold a review of a `rhythm`, or to a `review` by its number."""
        if "review" in what:
            self.desk.review, self._begins = int(what["review"]), False
            self.refresh()
        elif "rhythm" in what:
            self._rhythm = what["rhythm"]
            self.desk.review, self._begins = 0, False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again each time: minutes written elsewhere do not make other pages old."""
        self._stale = True
        super().showEvent(event)

    def refresh(self) -> None:
        """Ask for the review on show."""
        if self._path != self.session.path:
            self._path = self.session.path
            self.desk.change_store()
            self._begins = False
        if not self.session.has_store:
            self._show_empty()
            return
        if self.desk.is_writing:
            return  # it shows itself when it is written
        wanted, begins, rhythm = self.desk.review or None, self._begins, self._rhythm

        def work(store: "Store", _task: Any) -> "Shown":
            from funneldesk.operations.review_page import review_page

            return review_page(store, wanted, rhythm=rhythm, begins=begins)

        asked_at = self.desk.writes

        def show(shown: "Shown") -> None:
            if asked_at == self.desk.writes:
                self._show(shown)
            else:
                self.refresh()

        self.load(work, show)

    def _show(self, shown: "Shown") -> None:
        self.shown = shown
        if not shown.leads:
            self._show_empty()
            return
        self.set_empty(None)
        if shown.view is None:
            self._show_begin(shown)
        else:
            self.desk.review = shown.view.review.id
            self._show_review(shown.view)

    def _written(self, view: "ReviewView | None") -> None:
        if view is None:
            self.desk.review, self._begins = 0, True
            self.refresh()
            return
        self._begins, self._rhythm = False, None
        known = self.shown.view.review if self.shown and self.shown.view else None
        self._show_review(view)
        if known is None or known.id != view.review.id or known.is_open != view.review.is_open:
            self.refresh()

    def _show_begin(self, shown: "Shown") -> None:
        self.begin.set_busy(busy=False)
        self.begin.show_page(shown)
        if self._rhythm is not None:
            self.begin.choose(self._rhythm)
        self.parts.setCurrentWidget(self.begin)
        self._offer(shown.open, None)
        self.which.setVisible(bool(shown.open))
        for button in (self.minutes, self.report, self.meet, self.end, self.again):
            button.hide()
        self.chip.set_chip("", "plain")
        self.subtitle.setText("")
        self.begin.begin.setFocus()

    def _show_review(self, view: "ReviewView") -> None:
        review = view.review
        if self.shown is not None:
            self._offer(self.shown.open, review)
        self.which.show()
        self.meet.show()
        self.end.setVisible(review.is_open)
        self.minutes.setVisible(review.is_open)
        self.report.setVisible(review.rhythm == "monthly" and not review.is_open)
        self.again.setVisible(not review.is_open)
        self.chip.set_chip(
            heading(_("open") if review.is_open else _("closed")), "blue" if review.is_open else "green"
        )
        self.banner.say(headline(review.numbers))
        self.show_on_sheet(view)
        if self.meeting is not None:
            self.meeting.show_view(view)

    def _offer(self, still_open: "tuple[Review, ...]", chosen: "Review | None") -> None:
        offered = {one.id: one for one in still_open}
        if chosen is not None:
            offered[chosen.id] = chosen
        options: list[tuple[object, str]] = [
            (one.id, f"{rhythm_label(one.rhythm)} {period_words(one.period)}") for one in offered.values()
        ]
        another = _("Begin another review…") if chosen else _("A new review")
        self.which.offer([*options, (None, "---"), (ANOTHER, another)])
        self.which.set_value(chosen.id if chosen else ANOTHER)

    def _choose(self, number: int) -> None:
        self.desk.review, self._begins, self._rhythm = number, number == ANOTHER, None
        self.refresh()

    def _begin(self, rhythm: "Rhythm", period: "Period") -> None:
        self.begin.set_busy(busy=True)
        words = _("begun: %(review)s") % {"review": rhythm_label(rhythm)}
        self.desk.begin(words, rhythm, period, self.session.today)

    def _end(self) -> None:
        review = self.sheet.view.review if self.sheet.view else None
        if review is not None and review.is_open:
            words = _("ended: %(review)s") % {"review": rhythm_label(review.rhythm)}
            self.desk.close(words, self.session.today, self.sheet.present.text)

    def _say_fault(self, text: str) -> None:
        self.begin.set_busy(busy=False)
        view = self.sheet.view
        if text:
            self.banner.say(text, "amber")
        elif view is not None and self.parts.currentWidget() is self.sheet:
            self.banner.say(headline(view.review.numbers))
        if self.meeting is not None:
            self.meeting.say(text)

    def _save_report(self) -> None:
        """Save the report of the month that was looked back on."""
        from funneldesk.domain.funnel.periods import month_start
        from funneldesk.ui.pages.report_saving import ask_report

        view = self.sheet.view
        if view is not None:
            ask_report(self).months.set_value(month_start(view.review.period.from_day or self.session.today))

    def _to_minutes(self) -> None:
        """Write the next decision."""
        if self.parts.currentWidget() is self.sheet:
            self.sheet.to_minutes()

    def open_meeting(self) -> None:
        """Show the review on the whole screen."""
        view = self.sheet.view
        if view is None or self.parts.currentWidget() is not self.sheet or self.empty is not None:
            return
        if self.meeting is not None:
            # The window is in front again, on another screen perhaps: one meeting, not two.
            self.meeting.raise_()
            self.meeting.activateWindow()
            return
        from funneldesk.ui.pages.review_meeting import Meeting

        self.meeting = Meeting(self, self.desk, view)
        self.meeting.ended.connect(self._leave_meeting)
        self.meeting.close_wanted.connect(self._end)
        self.meeting.showFullScreen()

    def keep_now(self) -> None:
        """End the meeting with the window; what is being typed in it is taken."""
        super().keep_now()
        if self.meeting is not None:
            self.meeting.close()

    def _leave_meeting(self) -> None:
        self.meeting = None
        if self.sheet.view is not None:
            self.meet.setFocus()

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        self.chip.set_chip("", "plain")
        state = EmptyState(
            _("Reviews are held here"),
            _(
                "Import a list of leads first: a review looks at its numbers, and at what you decide about them."
            ),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        state.add_button(_("Look at the sample company"), lambda: self.navigate("welcome"))
        self.set_empty(state)
