"""Why the numbers of a review moved, as it was frozen: sentence, factors, segments."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.why_sentences import cannot_say, caution, headline, target_label
from funneldesk.domain.reviews.review_headline import main_movement, period_words
from funneldesk.domain.words import field_words
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.review_section import Looks, Section
from funneldesk.ui.pages.why import EDGE_PIXELS, MOST_ROWS, ROW_PIXELS
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.funnel.why import Why
    from funneldesk.domain.reviews.reviews import Movement, Numbers, Review

LEAST_WIDTH = 430


class WhySection(Section):
    """One movement at a time, the one that matters most first."""

    #: A frozen number was clicked.
    asked = Signal()

    def __init__(self, looks: Looks, *, with_segments: bool = True) -> None:
        super().__init__(looks)
        self._numbers: Numbers | None = None
        self._as_of = 0
        self._with_segments = with_segments
        self.target = Choice()
        self.target.setAccessibleName(_("Which number"))
        self.target.chosen.connect(lambda _target: self._show())
        self.about = Label("", "secondary", wrap=True)
        head = row(self.about, self.target)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.said = Label("", wrap=True)
        self.body.addWidget(self.said)
        self.way = looks.figure(LEAST_WIDTH, 200)
        self.body.addWidget(self.way)
        self.by = Choice()
        self.by.setAccessibleName(_("By which field"))
        self.by.chosen.connect(lambda _by: self._show_segments())
        self.about_segments = Label(_("What each of them did to the number."), "secondary", wrap=True)
        between = row(self.about_segments, self.by)
        between.setStretch(0, 1)
        self.body.addLayout(between)
        self.segments = looks.figure(LEAST_WIDTH, 100)
        self.body.addWidget(self.segments)
        for picture in (self.way, self.segments):
            picture.clicked.connect(lambda _key: self.asked.emit())

    @property
    def movement(self) -> "Movement | None":
        """Return the movement on show."""
        found = self._numbers.movements if self._numbers else ()
        return next((one for one in found if one.target == self.target.value), None)

    def step(self, step: int) -> None:
        """Show the number before or after."""
        if self.target.count():
            self.target.setCurrentIndex((self.target.currentIndex() + step) % self.target.count())
            self._show()

    def show_review(self, review: "Review") -> None:
        """Show why the numbers moved, as it was frozen."""
        first = self._numbers is not review.numbers and self._numbers != review.numbers
        self._numbers, self._as_of = review.numbers, review.as_of
        if not first:
            return
        self.target.offer(
            [
                (one.target, target_label(one.target, review.numbers.labels))
                for one in review.numbers.movements
            ]
        )
        main = main_movement(review.numbers)
        if main is not None:
            self.target.set_value(main.target)
        self._show()

    def _show(self) -> None:
        found = self.movement
        self.target.setVisible(found is not None)
        if found is None or self._numbers is None:
            self.about.setText(_("Nothing is recorded whose movement could be explained."))
            self.said.setText("")
            self._show_pictures(shown=False)
            return
        why, labels = found.why, self._numbers.labels
        sides = sides_of(found.before, found.after, self._as_of, same_age=True)
        self.about.setText(_acquired(found) + "\n" + caution((0, 0), sides))
        self.said.setText(headline(why, labels))
        shown = not cannot_say(why)
        self._show_pictures(shown=shown)
        if not shown:
            return

        def draw(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.why import why_figure

            return why_figure(why, colours, size, labels)

        self.way.setFixedHeight(self.looks.pixels(EDGE_PIXELS + ROW_PIXELS * (len(why.parts) + 2)))
        self.way.show_figure(draw, _("What moved the number, factor by factor"))
        fields = list(dict.fromkeys(segment.by for segment in why.segments))
        before = self.by.value
        self.by.offer([(by, _("By %(field)s") % {"field": field_words(by)}) for by in fields])
        self.by.set_value(before)
        self._show_segments()

    def _show_pictures(self, *, shown: bool) -> None:
        self.way.setVisible(shown)
        for widget in (self.about_segments, self.by, self.segments):
            widget.setVisible(shown and self._with_segments)

    def _show_segments(self) -> None:
        found, by = self.movement, str(self.by.value)
        if found is None or self._numbers is None:
            return
        why: Why = found.why
        labels = self._numbers.labels
        rows = sum(segment.by == by for segment in why.segments)

        def draw(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.why import segments_figure

            return segments_figure(why, by, colours, size, labels)

        height = EDGE_PIXELS + ROW_PIXELS * max(min(rows, MOST_ROWS), 1)
        self.segments.setFixedHeight(self.looks.pixels(height))
        self.segments.show_figure(draw, _("What each segment did"))


def _acquired(found: "Movement") -> str:
    return _("Acquired %(before)s → %(after)s") % {
        "before": period_words(found.before), "after": period_words(found.after)
    }  # fmt: skip
