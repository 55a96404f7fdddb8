"""What a draft would do: how many reach the threshold, the histogram, who enters and who leaves."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.words import heading
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.histogram import DIMMED, Bars, Histogram
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import ElidedLabel, Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.book.book import Book
    from funneldesk.operations.weights import DealsSeen, Mover, Preview
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: Names are looked up once the drag rests so long.
NAMES_DELAY_MS = 120


class PreviewPane(QWidget):
    """Follows a draft on the real leads; what it computes on the GUI thread is one column and one sum."""

    threshold_moved = Signal(int)
    #: The preview of a draft, once the hand rests: time for what takes longer.
    settled = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.preview: Preview | None = None
        self._waiting: Book | None = None
        self._computing = False
        self._timer = QTimer(self, singleShot=True, interval=NAMES_DELAY_MS)
        self._timer.timeout.connect(self._ask_names)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._figures_card(), 3)
        column.addWidget(self._movers_card(), 4)
        session.theme_changed.connect(self._paint)

    def _figures_card(self) -> Card:
        card = Card()
        figures = QHBoxLayout()
        figures.setSpacing(16)
        self.candidates, self.weekly, self.deals = Figure(), Figure(), Figure()
        for figure in (self.candidates, self.weekly, self.deals):
            figures.addWidget(figure, 1)
        card.body.addLayout(figures)
        self.histogram = Histogram()
        self.histogram.threshold_moved.connect(self.threshold_moved)
        card.body.addWidget(self.histogram, 1)
        return card

    def _movers_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        self.moving = Label("", "heading", wrap=True)
        self.moving.setContentsMargins(16, 14, 16, 10)
        card.body.addWidget(self.moving)
        self.model = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        card.body.addWidget(self.table, 1)
        self.table.hide()
        self.rest = Label(_rest_words(anybody=True), "secondary", wrap=True)
        self.rest.setContentsMargins(16, 0, 16, 16)
        self.rest.setAlignment(Qt.AlignmentFlag.AlignTop)
        card.body.addWidget(self.rest, 1)
        return card

    def show_book(self, book: "Book", in_force: "Book") -> None:
        """Show the preview of `book`: at once where its amounts are known, else from the background."""
        if not self._session.has_store:
            return
        known = self.preview
        if known is not None and known.in_force == in_force and known.can_follow(book):
            self._take(known.with_book(book))
        # The store may have changed as well: what is not new is taken from what is known.
        if self._computing:
            self._waiting = book
        else:
            self._compute(book)

    def follow(self, book: "Book") -> None:
        """Show what the changed draft does, at once; where activities must be counted anew, soon."""
        preview = self.preview
        if preview is None or self._computing or not preview.can_follow(book):
            self._waiting = book
            if preview is not None and preview.can_follow(book):
                self._take(preview.with_book(book))
            elif not self._computing:
                self._compute(book)
            return
        self._take(preview.with_book(book))

    def _take(self, preview: "Preview") -> None:
        self.preview = preview
        self._paint()
        self._timer.start()

    def _compute(self, book: "Book") -> None:
        """Find the amounts of `book` in the background; what is on show stays, dimmed if it is of another book."""
        today, known = self._session.today, self.preview
        self._waiting = None
        self._computing = True
        self._dim(dimmed=known is not None and known.book != book)

        def work(store: "Store", _task: Any) -> "Preview":
            from funneldesk.operations.weights import preview_of

            return preview_of(store, book, today, known)

        self._session.read(work, self._show, self._fail)

    def _show(self, preview: "Preview") -> None:
        self._computing = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not preview.can_follow(waiting):
            self.preview = preview
            self._compute(waiting)
            return
        self._dim(dimmed=False)
        self.preview = preview.with_book(waiting) if waiting is not None else preview
        self._paint()
        self._ask_names()

    def _fail(self, error: Exception) -> None:
        self._computing = False
        self._dim(dimmed=False)
        self._session.failed.emit(error)

    def _dim(self, dimmed: bool) -> None:
        for widget in (self.candidates, self.weekly, self.deals, self.histogram, self.table):
            widget.setEnabled(not dimmed)

    def _paint(self) -> None:
        preview = self.preview
        if preview is None:
            return
        threshold = preview.book.threshold
        self._paint_figures(preview)
        low, high = preview.scale
        self.histogram.show_bars(Bars(preview.bins(), low, high, threshold.points), self._session.colours)
        self.rest.setText(_rest_words(anybody=any(preview.bins())))
        entering, leaving = preview.entering, preview.leaving
        self.moving.setText(
            _("%(entering)s would enter, %(leaving)s would leave")
            % {"entering": number(entering), "leaving": number(leaving)}
            if entering or leaving
            else _("Nobody would enter or leave")
        )

    def _paint_figures(self, preview: "Preview") -> None:
        threshold = preview.book.threshold
        now, was = preview.candidates, preview.candidates_before
        self.candidates.show_figure(
            _threshold_words(threshold.points, threshold.operator),
            ngettext("%(count)s person", "%(count)s people", now) % {"count": number(now)},
            _compared(number(now), number(was)),
        )
        weekly, weekly_before = f"{preview.weekly:,.1f}", f"{preview.weekly_before:,.1f}"
        self.weekly.show_figure(_("IS calls per week"), weekly, _compared(weekly, weekly_before))
        seen = preview.deals
        self.deals.show_figure(
            _("Seen before the deal"),
            _("%(caught)s of %(deals)s") % {"caught": number(seen.caught), "deals": number(seen.deals)}
            if seen.deals
            else "–",
            _("+%(gained)s −%(lost)s") % {"gained": number(seen.gained), "lost": number(seen.lost)}
            if seen.gained or seen.lost
            else (heading(_("as in force")) if seen.deals else heading(_("no deal in 12 months"))),
        )

    def _say_formulas(self, preview: "Preview") -> None:
        """Say on hover how the figures are computed; nobody reads that while something moves."""
        stays = _(
            "Points as of today. Whoever became a SAL candidate stays one until below %(points)s points."
        )
        leave = preview.book.threshold.leave
        self.candidates.setToolTip(plain_tip(stays % {"points": f"{leave:g}"}))
        self.weekly.setToolTip(plain_tip(weekly_tip(preview.weekly_share)))
        self.deals.setToolTip(plain_tip(deals_tip(preview.deals)))

    def _ask_names(self) -> None:
        from funneldesk.operations.weights import movers_of

        preview = self.preview
        if preview is not None:
            self._session.read(lambda store, _task: movers_of(store, preview), self._show_movers)
            self._say_formulas(preview)
            self.settled.emit(preview)

    def _show_movers(self, movers: "Sequence[Mover]") -> None:
        self.model.show_rows(movers)
        self.table.setVisible(bool(movers))
        self.rest.setVisible(not movers)


class Figure(QWidget):
    """A number with its name above and what it is compared with beside."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.caption = ElidedLabel("", "secondary")
        self.value = Label("–", "figure")
        self.beside = ElidedLabel("", "secondary")
        for label in (self.caption, self.value, self.beside):
            column.addWidget(label)
        column.addStretch(1)
        # The style sheet gives words their colour, enabled or not: this is what dims them.
        self._pale = QGraphicsOpacityEffect(self)
        self._pale.setOpacity(DIMMED)
        self._pale.setEnabled(False)
        self.setGraphicsEffect(self._pale)

    def changeEvent(self, event: QEvent) -> None:
        """Grow pale while the number is of another book."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._pale.setEnabled(not self.isEnabled())

    def show_figure(self, caption: str, value: str, beside: str) -> None:
        """Show a number; texts that stay the same are not laid out again."""
        self.caption.set_text(caption)
        self.beside.set_text(beside)
        if self.value.text() != value:
            self.value.setText(value)


def _rest_words(*, anybody: bool) -> str:
    if not anybody:
        return _("No leads yet: import a list to see how many reach the threshold, and who.")
    return _("Move a weight or the threshold: whoever enters or leaves is named here.")


def weekly_tip(share: int) -> str:
    """Return what exactly is counted as new candidates a week; `share`: every so many-th lead was looked at."""
    from funneldesk.operations.weights import WEEKS

    words = _(
        "Leads that were not at the threshold %(weeks)s weeks ago and came to it since, each once, divided by "
        "%(weeks)s: so many calls a week for inside sales. Both books are applied to the whole time."
    ) % {"weeks": WEEKS}
    if share == 1:
        return words
    return sentences(words, _("Estimated from every %(share)sth lead.") % {"share": share})


def deals_tip(seen: "DealsSeen") -> str:
    """Return what exactly is counted as deals seen."""
    return _(
        "%(deals)s leads had their first deal in the last 12 months. Counted is who stood at the threshold at the "
        "end of the day before: only activities until then, and values as known that day (a value no list ever "
        "changed counts as known all along). In force: %(before)s. Newly seen: %(gained)s, no longer seen: %(lost)s."
    ) % {
        "deals": number(seen.deals),
        "before": number(seen.caught_before),
        "gained": number(seen.gained),
        "lost": number(seen.lost),
    }


def _compared(now: str, was: str) -> str:
    if now == was:
        return heading(_("as in force"))
    return heading(_("in force: %(count)s") % {"count": was})


def _threshold_words(points: float, operator: str) -> str:
    words = _("%(points)s points or more") if operator == "ge" else _("More than %(points)s points")
    return words % {"points": f"{points:g}"}


def _columns() -> "list[RowsColumn[Mover]]":
    return [
        RowsColumn("", lambda m: _("enters") if m.enters else _("leaves"), width=64),
        RowsColumn(_("Name"), lambda m: m.name, width=104, bold=True),
        RowsColumn(_("Company"), lambda m: m.company, width=120, stretch=True),
        RowsColumn(
            _("Score"), lambda m: f"{m.before:.0f} → {m.after:.0f}", lambda m: m.after, width=96, right=True
        ),
    ]
