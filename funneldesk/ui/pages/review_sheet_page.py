"""What the pages of reviews share: the desk they write at, and the sheet that shows one review."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from funneldesk.i18n import _
from funneldesk.ui.page import Page, put_in
from funneldesk.ui.pages.knowledge_keeping import keep_decision
from funneldesk.ui.pages.review_desk import ReviewDesk
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.pages.review_sheet import ReviewSheet, frozen_hint

if TYPE_CHECKING:
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.ui.session import Session


class SheetPage(Page):
    """A page with a sheet among its `parts`; what stands in front of it is the page's own."""

    #: Whether reviews are read only, with what later days say.
    is_past = False

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.desk = ReviewDesk(session)
        self.desk.faulted.connect(self._say_fault)
        self.desk.steps_changed.connect(self._show_steps)
        self.looks = Looks(session)
        self.parts = QStackedWidget()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, or something is being written."""
        return super().is_loading or self.desk.is_writing

    @cached_property
    def sheet(self) -> ReviewSheet:
        """The sheet: hundreds of widgets, made when it is first asked for."""
        sheet = ReviewSheet(self.looks, self.desk, is_past=self.is_past)
        sheet.faulted.connect(self._say_fault_of_sheet)
        sheet.live_wanted.connect(self._see_live)
        sheet.frozen_asked.connect(self._offer_live)
        sheet.kept.connect(lambda item: keep_decision(self, item))
        return sheet

    def first_parts(self) -> tuple[Callable[[], object], ...]:
        """Return the building of the sheet."""
        return (lambda: self.sheet, lambda: put_in(self.parts, self.sheet))

    def show_on_sheet(self, view: "ReviewView") -> None:
        """Show a review in front of all else."""
        put_in(self.parts, self.sheet)
        self.sheet.show_view(view)
        self.parts.setCurrentWidget(self.sheet)

    def _say_fault(self, text: str) -> None:
        self.banner.say(text, "amber")

    def _say_fault_of_sheet(self, text: str) -> None:
        self._say_fault(text)

    def _offer_live(self, page_id: str) -> None:
        """Say that a frozen number has no people, and where they are."""
        self.banner.say(frozen_hint(), "blue", _("See it as of today"), lambda: self._see_live(page_id))

    def _see_live(self, page_id: str) -> None:
        """Open the funnel or the causes as they stand today, on the range of the review."""
        from funneldesk.domain.reviews.reviews import period_before

        if self.sheet.view is None:
            return
        review = self.sheet.view.review
        if page_id == "why":
            self.navigate("why", sides=(period_before(review.rhythm, review.period), review.period))
        else:
            self.navigate("funnel", mode="period", days=(review.period.from_day, review.period.to_day))

    def undo(self) -> None:
        """Take the last step back."""
        self.desk.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.desk.redo()

    def _show_steps(self) -> None:
        self.undo_words, self.redo_words = self.desk.undo_words, self.desk.redo_words
        self.steps_changed.emit()
