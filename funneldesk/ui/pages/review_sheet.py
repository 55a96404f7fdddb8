"""A review as a page shows it: its frozen numbers on the left, its minutes beside them, or below where it is narrow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.reviews.review_headline import frozen_sentence
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.knowledge_keeping import keep_button, keep_shortcut
from funneldesk.ui.pages.review_hypotheses import HypothesesSection, JudgedSection
from funneldesk.ui.pages.review_minutes import (
    CarriedSection,
    DecisionsSection,
    PresentField,
    RemarksSection,
)
from funneldesk.ui.pages.review_numbers import NumbersSection, PromisesSection
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.pages.review_why import WhySection
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.reviews.reviews import Review
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.ui.pages.review_desk import ReviewDesk

#: From this width on the minutes stand beside the numbers.
WIDE = 1000
MARGIN = 16
#: How tall a link beside a heading is.
HEAD = 24


class ReviewSheet(QWidget):
    """Shows one `ReviewView`; `is_past`: read only, with what later days say."""

    faulted = Signal(str)
    #: The live pages are to be seen: their id.
    live_wanted = Signal(str)
    #: Somebody clicked a frozen number: the live page that can show its people.
    frozen_asked = Signal(str)
    #: A decision is to become a knowledge card: its item.
    kept = Signal(int)

    def __init__(self, looks: Looks, desk: "ReviewDesk", *, is_past: bool = False) -> None:
        super().__init__()
        self.view: ReviewView | None = None
        self._is_past, self._desk = is_past, desk
        self.frozen = Label("", "secondary", wrap=True)
        self.numbers, self.why = NumbersSection(looks), WhySection(looks)
        self.promises = PromisesSection(looks)
        self.judged = JudgedSection(
            looks, _("No earlier review made a hypothesis that is still to be judged.")
        )
        self.carried, self.decisions = CarriedSection(looks, desk), DecisionsSection(looks, desk)
        self.hypotheses, self.remarks = HypothesesSection(looks, desk), RemarksSection(looks, desk)
        self.own = JudgedSection(looks, _("No hypothesis was made."))
        self.present = PresentField(looks, desk)
        for table in (self.carried, self.decisions):
            table.faulted.connect(self.faulted)
        self.numbers.asked.connect(lambda: self.frozen_asked.emit("funnel"))
        self.why.asked.connect(lambda: self.frozen_asked.emit("why"))
        self.keep = keep_button(self._keep_decision)
        keep_shortcut(self, self._keep_decision)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._build()

    def _build(self) -> None:
        self.see_funnel, self.see_why = (self._link(one) for one in ("funnel", "why"))
        numbers = _card(_("Numbers"), self.frozen, self.numbers, beside=self.see_funnel)
        why = _card(_("Why they moved"), self.why, beside=self.see_why)
        promises = _card(_("Promises of both sides"), self.promises)
        judged = _card(_("What became of earlier hypotheses"), self.judged)
        self.carried_card = _card(_("Decisions of earlier reviews"), self.carried)
        decisions = _card(_("Decisions"), self.decisions, beside=self.keep)
        hypotheses = _card(_("Hypotheses"), self.own if self._is_past else self.hypotheses)
        notes = _card(_("Notes"), self.remarks, self.present)
        for card in (numbers, why, promises):
            self._left.addWidget(card)
        for card in (judged, self.carried_card, decisions, hypotheses, notes):
            self._right.addWidget(card)
        for column in (self._left, self._right):
            column.setSpacing(MARGIN)
            column.addStretch(1)
        self._minutes = QWidget()
        self._minutes.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._one = QVBoxLayout()
        self._one.addLayout(self._left)
        self._left_area = scrolled(self._one)
        self._one.setSpacing(MARGIN)
        self._beside = QVBoxLayout()
        self._right_area = scrolled(self._beside)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(6)
        self._across.addWidget(self._left_area, 7)
        self._across.addWidget(self._right_area, 5)
        self._one.addWidget(self._minutes)
        self._right_area.hide()

    def _link(self, page_id: str) -> QPushButton:
        link = QPushButton(_("See it as of today"))
        link.setProperty("link", "true")
        link.setToolTip(frozen_hint())
        link.clicked.connect(lambda: self.live_wanted.emit(page_id))
        return link

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the minutes beside the numbers where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= WIDE
        if is_wide != self._right_area.isVisibleTo(self):
            (self._beside if is_wide else self._one).addWidget(self._minutes)
            self._right_area.setVisible(is_wide)
        left = self.width() * 7 // 12 if is_wide else self.width()
        self.numbers.arrange(left - 3 * MARGIN)

    def show_view(self, view: "ReviewView") -> None:
        """Show another review, or the same after a step."""
        review = view.review
        first = self.view is None or self.view.review.id != review.id
        editable = review.is_open and not self._is_past
        self.view = view
        self.frozen.setText(frozen_sentence(review.as_of, review.version))
        if first:
            self.show_numbers(review)
        self.judged.show_judged(review.numbers.judged, review, view.live)
        self.carried.show_decisions(view.carried)
        self.carried_card.setVisible(bool(view.carried))
        self.keep.setVisible(bool(view.review.decisions))
        self.decisions.show_view(view, editable=editable)
        self.remarks.show_view(view, editable=editable)
        self.present.show_view(view, editable=editable)
        if self._is_past:
            self._show_own(view)
        else:
            self.hypotheses.show_view(view, editable=editable)

    def to_minutes(self) -> None:
        """Bring the minutes on screen, and type the next decision."""
        if self.view is not None and self.view.review.is_open and not self._is_past:
            area = self._right_area if self._right_area.isVisible() else self._left_area
            area.ensureWidgetVisible(self.decisions, 0, MARGIN)
            self.decisions.table.begin_line()

    def _keep_decision(self) -> None:
        """Offer the decision the keyboard is at, else the last one of this review."""
        tables = sorted((self.decisions.table, self.carried.table), key=lambda one: not one.hasFocus())
        item = next((found for one in tables if (found := self._desk.item_of(one.chosen_key()))), 0)
        decided = self.view.review.decisions if self.view is not None else ()
        if not item and decided:
            item = decided[-1].item
        if item:
            self.kept.emit(item)

    def show_numbers(self, review: "Review") -> None:
        """Draw the frozen numbers."""
        for section in (self.numbers, self.why, self.promises):
            section.show_review(review)

    def _show_own(self, view: "ReviewView") -> None:
        """Show its own hypotheses: as a later review found them where one did, and as they stand today."""
        judged = [
            view.found.get(one.item) or view.live[one.item]
            for one in view.review.hypotheses
            if one.item in view.found or one.item in view.live
        ]
        self.own.show_judged(
            judged, view.review, {item: view.live[item] for item in view.found if item in view.live}
        )


def frozen_hint() -> str:
    """Return why a frozen number has no people."""
    return _("These numbers are frozen: the people behind them can be seen as of today only.")


def _card(heading: str, *inside: QWidget, beside: QWidget | None = None) -> Card:
    card = Card(margin=MARGIN, spacing=10)
    head = row(Label(heading, "heading"), 1)
    # As tall as with a link: headings side by side stand in one line.
    head.addStrut(pixels(HEAD))
    if beside is not None:
        head.addWidget(beside)
    card.body.addLayout(head)
    for widget in inside:
        card.body.addWidget(widget)
    return card
