"""A review is begun: weekly or monthly, of which range; and what earlier ones left open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.reviews.review_sentences import rhythm_label
from funneldesk.domain.reviews.reviews import RHYTHMS, last_period, next_period, periods_to_review
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.review_minutes import CarriedSection
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.domain.reviews.reviews import Rhythm
    from funneldesk.operations.review_page import ReviewPage
    from funneldesk.ui.pages.review_desk import ReviewDesk

WIDTH = 720


class BeginReview(QWidget):
    """Asks for rhythm and range; `wanted` says which."""

    wanted = Signal(str, object)
    #: What matters now, in a sentence, and whether something is late.
    said_first = Signal(str, bool)

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        super().__init__()
        self._looks = looks
        self._page: ReviewPage | None = None
        self.rhythm = Choice([(one, rhythm_label(one)) for one in reversed(RHYTHMS)])
        self.rhythm.setAccessibleName(_("Weekly or monthly"))
        self.rhythm.chosen.connect(lambda _one: self._offer())
        self.range = Choice()
        self.range.setAccessibleName(_("Range"))
        self.range.chosen.connect(lambda _range: self._say_first())
        self.begin = QPushButton()
        self.begin.setProperty("primary", "true")
        self.begin.clicked.connect(self._begin)
        self.said = Label("", wrap=True)
        self.last = Label("", "secondary", wrap=True)
        card = Card(_("Begin a review"))
        card.body.addWidget(self.said)
        card.body.addLayout(row(self.rhythm, self.range, 1))
        card.body.addLayout(row(self.begin, 1))
        card.body.addWidget(self.last)
        self.carried = CarriedSection(looks, desk)
        self.waiting = Card(_("Decisions of earlier reviews"))
        self.waiting.body.addWidget(self.carried)
        column = QVBoxLayout()
        column.setSpacing(16)
        for one in (card, self.waiting):
            one.setMaximumWidth(WIDTH)
            column.addWidget(one)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))
        self._offer()

    def show_page(self, page: "ReviewPage") -> None:
        """Show what earlier reviews left open."""
        self._page = page
        self.carried.show_decisions(page.waiting)
        self.waiting.setVisible(bool(page.waiting))
        last = page.last
        words = _("This is the first review: the next one will measure what you expect now.")
        if last is not None:
            words = _("Last: %(review)s, %(range)s.") % {
                "review": rhythm_label(last.rhythm), "range": period_words(last.period)
            }  # fmt: skip
        self.last.setText(words)
        self._say_first()

    def _say_first(self) -> None:
        page = self._page
        if page is None:
            return
        rhythm: Rhythm = self.rhythm.value  # type: ignore[assignment]
        words = {"review": rhythm_label(rhythm), "range": period_words(self.period)}
        said = _("%(review)s of %(range)s: not held yet.")
        if (rhythm, self.period) in page.held:
            said = _(
                "%(review)s of %(range)s: held already; another one begins with the numbers as of today."
            )
        late = sum(one.is_late(self._looks.session.today) for one in page.waiting)
        more = ngettext("%(count)s decision is late.", "%(count)s decisions are late.", late)
        self.said_first.emit(
            sentences(said % words, more % {"count": number(late)} if late else ""), bool(late)
        )

    def choose(self, rhythm: "Rhythm") -> None:
        """Choose a rhythm."""
        self.rhythm.set_value(rhythm)
        self._offer()

    @property
    def period(self) -> "Period":
        """Return the chosen range."""
        found: Period = self.range.value  # type: ignore[assignment]
        return found

    def _offer(self) -> None:
        today = self._looks.session.today
        rhythm: Rhythm = self.rhythm.value  # type: ignore[assignment]
        running = last_period(rhythm, today, running=True)
        whole = periods_to_review(rhythm, today)
        options: list[tuple[object, str]] = [(one, period_words(one)) for one in whole]
        so_far = _("%(range)s (so far)") % {"range": period_words(running)}
        self.range.offer([options[0], (running, so_far), *options[1:]])
        self.range.set_value(next_period(rhythm, today))
        self._name_button()
        said = _(
            "The numbers are taken now and stay as they are: who reads the minutes later sees what you saw. What was"
            " decided and what you expect is written beside them, and the next review measures it."
        )
        self.said.setText(said)
        self._say_first()

    def _begin(self) -> None:
        self.wanted.emit(self.rhythm.value, self.period)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second click while the numbers are being taken."""
        self.begin.setEnabled(not busy)
        if busy:
            self.begin.setText(_("Taking the numbers …"))
        else:
            self._name_button()

    def _name_button(self) -> None:
        rhythm: Rhythm = self.rhythm.value  # type: ignore[assignment]
        self.begin.setText(
            {"weekly": _("Begin the weekly review"), "monthly": _("Begin the monthly review")}[rhythm]
        )
