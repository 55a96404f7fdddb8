"""過去の振り返り: all reviews, newest first; one of them read as it was, its hypotheses beside how they stand today."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from funneldesk.domain.formats import day, number
from funneldesk.domain.reviews.review_headline import headline, period_words
from funneldesk.domain.reviews.review_sentences import judged_counts, rhythm_label, rhythm_words
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import GUTTER, Page, put_in
from funneldesk.ui.pages.knowledge_keeping import keep_decision
from funneldesk.ui.pages.review import see_live
from funneldesk.ui.pages.review_desk import ReviewDesk
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.pages.review_sheet import ReviewSheet, frozen_hint
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from funneldesk.operations.review_page import ListedReview, ReviewView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class ReviewsPage(Page):
    """The list, or one review of it."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.desk = ReviewDesk(session)
        self.desk.shown.connect(lambda _view: self.refresh())
        self.desk.faulted.connect(self._say_fault)
        self.desk.steps_changed.connect(self._show_steps)
        self._path = session.path
        self.back = self.add_button(f"{_('Back to the list')}　Esc", self.close_review)
        self.back.setAccessibleName(_("Back to the list"))
        self.again = self.add_button(_("Open again"), self._open_again)
        shortcut(self, "Esc", _("Back to the list"), self.close_review)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.setAccessibleName(_("Past reviews"))
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(lambda row: self.open_review(self.model.rows[row].review.id))
        self.card = Card(margin=1)
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(LeftOut(self.table))
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.parts = QStackedWidget()
        self.parts.addWidget(listed)
        session.theme_changed.connect(self._set_stale)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.parts)
        self.desk.change_store()

    @cached_property
    def sheet(self) -> ReviewSheet:
        """The review that is read: hundreds of widgets, made when it is first asked for."""
        sheet = ReviewSheet(Looks(self.session), self.desk, is_past=True)
        sheet.faulted.connect(lambda text: self._say_fault(text) if text else None)
        sheet.live_wanted.connect(self._see_live)
        sheet.frozen_asked.connect(self._offer_live)
        sheet.kept.connect(lambda item: keep_decision(self, item))
        return sheet

    def first_parts(self) -> tuple[Callable[[], object], ...]:
        """Return the building of the sheet."""
        return (lambda: self.sheet, lambda: put_in(self.parts, self.sheet))

    def open(self, **what: Any) -> None:
        """Come to read one `review`."""
        if "review" in what:
            self.open_review(int(what["review"]))

    def open_review(self, number: int) -> None:
        """Read one review."""
        self.desk.review = number
        self.refresh()

    def close_review(self) -> None:
        """Go back to the list."""
        if self.desk.review:
            self.desk.review = 0
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again each time: minutes written elsewhere do not make other pages old."""
        self._stale = True
        super().showEvent(event)

    def refresh(self) -> None:
        """Ask for the list, or for the review that is open."""
        if self._path != self.session.path:
            self._path = self.session.path
            self.desk.change_store()
        if not self.session.has_store:
            self._show_empty()
            return
        wanted, today = self.desk.review, self.session.today

        def work(store: "Store", _task: Any) -> "tuple[tuple[ListedReview, ...], ReviewView | None]":
            from funneldesk.operations.review_page import review_list, review_view

            listed = review_list(store, today)
            there = any(one.review.id == wanted for one in listed)
            return listed, review_view(store, wanted, today) if there else None

        self.load(work, self._show)

    def _show(self, found: "tuple[tuple[ListedReview, ...], ReviewView | None]") -> None:
        listed, view = found
        if not listed:
            self.desk.review = 0
            self._show_empty()
            return
        self.set_empty(None)
        for button in (self.back, self.again):
            button.setVisible(view is not None)
        if view is None:
            self._show_list(listed)
            return
        review = view.review
        self.again.setText(_("Write on") if review.is_open else _("Open again"))
        self.chip.set_chip(
            _("open") if review.is_open else _("closed"), "blue" if review.is_open else "green"
        )
        self.subtitle.setText(f"{rhythm_label(review.rhythm)}　{period_words(review.period)}")
        self.banner.say(headline(review.numbers))
        put_in(self.parts, self.sheet)
        self.sheet.show_view(view)
        self.parts.setCurrentWidget(self.sheet)

    def _show_list(self, listed: "tuple[ListedReview, ...]") -> None:
        self.chip.set_chip("", "plain")
        self.subtitle.setText("")
        late = sum(one.late for one in listed)
        judged = [judged for one in listed for judged in one.judged]
        kept, not_kept, still = judged_counts(judged)
        words = ngettext("%(count)s review.", "%(count)s reviews.", len(listed)) % {
            "count": number(len(listed))
        }
        if judged:
            said = _(
                "%(first)s Hypotheses as of today: %(kept)s kept, %(not_kept)s not kept, %(open)s cannot be said yet."
            )
            words = said % {
                "first": words, "kept": number(kept), "not_kept": number(not_kept), "open": number(still)
            }  # fmt: skip
        if late:
            more = _("%(first)s Decisions that are late: %(late)s.")
            words = more % {"first": words, "late": number(late)}
        self.banner.say(words, "amber" if late else "blue")
        self.model.show_rows(listed)
        self.table.size_columns(self.model.columns)
        self.table.fit_rows(20)
        self.parts.setCurrentIndex(0)
        if self.isVisible() and not self.tabs.hasFocus():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)

    def _open_again(self) -> None:
        view = self.sheet.view
        if view is None:
            return
        number_ = view.review.id
        if not view.review.is_open:
            self.desk.reopen()
        self.navigate("review", review=number_)

    def _offer_live(self, page_id: str) -> None:
        """Say that a frozen number has no people, and where they are."""
        self.banner.say(frozen_hint(), "blue", _("See it as of today"), lambda: self._see_live(page_id))

    def _see_live(self, page_id: str) -> None:
        if self.sheet.view is not None:
            see_live(self.navigate, page_id, self.sheet.view.review)

    def _say_fault(self, text: str) -> None:
        self.banner.say(text, "amber")

    def undo(self) -> None:
        """Take the last step back."""
        self.desk.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.desk.redo()

    def _show_steps(self) -> None:
        self.undo_words, self.redo_words = self.desk.undo_words, self.desk.redo_words
        self.steps_changed.emit()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way, or something is being written."""
        return super().is_loading or self.desk.is_writing

    def _show_empty(self) -> None:
        self.banner.say("")
        self.subtitle.setText("")
        self.chip.set_chip("", "plain")
        state = EmptyState(
            _("No review yet"),
            _("Reviews are kept here with their numbers, what was decided, and what became of it."),
        )
        state.add_button(_("Begin a review"), lambda: self.navigate("review"), primary=True)
        self.set_empty(state)


def _columns() -> "list[RowsColumn[ListedReview]]":
    return [
        RowsColumn(
            _("Range"), lambda r: period_words(r.review.period), lambda r: r.review.period.from_day, 192, bold=True
        ),
        RowsColumn(_("Rhythm"), lambda r: rhythm_words(r.review.rhythm), width=76),
        RowsColumn(_("Numbers as of"), lambda r: day(r.review.as_of), lambda r: r.review.as_of, 96),
        RowsColumn(_("State"), lambda r: _("open") if r.review.is_open else _("closed"), width=64),
        RowsColumn(_("Decisions"), _decided, lambda r: len(r.review.decisions), 156, stretch=True),
        RowsColumn(
            _("Hypotheses today"), _hypotheses, lambda r: len(r.judged), 196, stretch=True
        ),
        RowsColumn(_("Present"), lambda r: r.review.present, width=232, gives_way=1),
    ]  # fmt: skip


def _decided(listed: "ListedReview") -> str:
    count = len(listed.review.decisions)
    if not count:
        return "–"
    words = {"count": number(count), "done": number(listed.done), "late": number(listed.late)}
    if listed.late:
        return _("%(done)s of %(count)s done, %(late)s late") % words
    return _("%(done)s of %(count)s done") % words


def _hypotheses(listed: "ListedReview") -> str:
    if not listed.judged:
        return "–"
    kept, not_kept, still = judged_counts(listed.judged)
    words = {"kept": number(kept), "not_kept": number(not_kept), "open": number(still)}
    return _("%(kept)s kept, %(not_kept)s not kept, %(open)s open") % words
