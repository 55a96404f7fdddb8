"""過去の振り返り: all reviews, newest first; one of them read as it was, its hypotheses beside how they stand today."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.formats import day, number
from funneldesk.domain.reviews.review_headline import headline, period_words
from funneldesk.domain.reviews.review_sentences import judged_counts, rhythm_label, rhythm_words
from funneldesk.domain.words import heading
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import GUTTER
from funneldesk.ui.pages.review_sheet_page import SheetPage
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table

if TYPE_CHECKING:
    from funneldesk.operations.review_page import ListedReview, ReviewView
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class ReviewsPage(SheetPage):
    """The list, or one review of it."""

    is_past = True

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.desk.shown.connect(lambda _view: self.refresh())
        self._path = session.path
        self.back = self.add_button(f"{_('Back to the list')}　Esc", self.close_review)
        self.back.setAccessibleName(_("Back to the list"))
        self.again = self.add_button(_("Open again"), self._open_again)
        for button in (self.back, self.again):
            button.hide()
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
        self.parts.addWidget(listed)
        session.theme_changed.connect(self._set_stale)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.parts)
        self.desk.change_store()

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
            heading(_("open") if review.is_open else _("closed")), "blue" if review.is_open else "green"
        )
        self.subtitle.setText(f"{rhythm_label(review.rhythm)}　{period_words(review.period)}")
        self.banner.say(headline(review.numbers))
        self.show_on_sheet(view)

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

    def _say_fault_of_sheet(self, text: str) -> None:
        if text:
            self._say_fault(text)

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
            _("Range"), lambda r: period_words(r.review.period), lambda r: r.review.period.from_day, 192,
            bold=True, is_whole=True
        ),
        RowsColumn(_("Rhythm"), lambda r: rhythm_words(r.review.rhythm), width=76),
        RowsColumn(_("Numbers as of"), lambda r: day(r.review.as_of), lambda r: r.review.as_of, 96),
        RowsColumn(_("State"), lambda r: heading(_("open") if r.review.is_open else _("closed")), width=64),
        RowsColumn(_("Decisions"), _decided, lambda r: len(r.review.decisions), 156, stretch=True, is_whole=True),
        RowsColumn(
            _("Hypotheses today"), _hypotheses, lambda r: len(r.judged), 196, stretch=True, is_whole=True
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
