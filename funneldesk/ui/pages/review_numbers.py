"""The frozen numbers of a review: who reached what, the rates with their intervals, the promises of both sides."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from funneldesk.domain.formats import band_range
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.handovers.scorecard import Kept
from funneldesk.domain.reviews.measures import Measured
from funneldesk.domain.reviews.review_sentences import rate_words
from funneldesk.domain.words import rate_label, verdict_label
from funneldesk.i18n import _
from funneldesk.ui.pages.review_section import Looks, Said, Section, WordGrid
from funneldesk.ui.widgets.text import Label, Tone

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import Funnel, StageResult
    from funneldesk.domain.reviews.reviews import Numbers, Promise, Review

#: The least sizes at which the words of the pictures are whole.
REACHED_SIZE, RATES_SIZE = (430, 350), (350, 370)
#: On the projector's screen, which has no words below them.
LOW = 300
#: From this width on, in the window's own pixels, both pictures stand side by side.
BESIDE = REACHED_SIZE[0] + RATES_SIZE[0] + 40


class NumbersSection(Section):
    """Pictures of the counts and of the rates, and the rates of both ranges in words."""

    #: A frozen number was clicked: its people can only be seen as of today.
    asked = Signal()

    def __init__(self, looks: Looks, *, in_words: bool = True) -> None:
        super().__init__(looks)
        self.reached = looks.figure(REACHED_SIZE[0], REACHED_SIZE[1] if in_words else LOW)
        self.rates = looks.figure(RATES_SIZE[0], RATES_SIZE[1] if in_words else LOW)
        self.across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.across.setSpacing(looks.pixels(8))
        self.across.addWidget(self.reached, 5)
        self.across.addWidget(self.rates, 4)
        self.body.addLayout(self.across)
        self.about_rates = Label(
            _(
                "Right: rates of all leads acquired in the twelve months up to that day, against the agreed bands."
            ),
            "secondary",
            wrap=True,
        )
        self.body.addWidget(self.about_rates)
        self.words = WordGrid(looks, (3, 5, 5, 5, 4))
        self.body.addWidget(self.words)
        if not in_words:
            self.words.hide()
        for picture in (self.reached, self.rates):
            picture.clicked.connect(lambda _key: self.asked.emit())

    def show_review(self, review: "Review") -> None:
        """Show the numbers as they were frozen."""
        numbers = review.numbers

        def reached(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.review import reached_figure

            return reached_figure(numbers, colours, size)

        def rates(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.rates import rates_figure

            return rates_figure(numbers.year, colours, size, numbers.labels)

        self.reached.show_figure(reached, _("How many reached each stage, against the range before"))
        self.rates.show_figure(rates, _("Rates of twelve months against the agreed bands"))
        headings = (
            _("Rate"),
            _("This range"),
            _("The range before"),
            _("Twelve months"),
            _("Band and verdict"),
        )
        rows = _rate_rows(numbers)
        self.words.show_rows(headings if rows else (), rows)

    def arrange(self, width: int) -> None:
        """Put the pictures below each other where two have no room."""
        beside = width >= self.looks.pixels(BESIDE)
        directions = QBoxLayout.Direction
        self.across.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        words = _(
            "Right: rates of all leads acquired in the twelve months up to that day, against the agreed bands."
        )
        if not beside:
            words = _(
                "The lower picture: rates of all leads acquired in the twelve months up to that day, against the"
                " agreed bands."
            )
        self.about_rates.setText(words)


def _rate_rows(numbers: "Numbers") -> list[list[Said]]:
    steps = zip(numbers.funnel.stages[1:], numbers.before.stages[1:], numbers.year.stages[1:], strict=True)
    rows = []
    for now, before, year in steps:
        if not year.recorded and not now.recorded:
            continue
        name = rate_label(year.previous or now.previous or "lead", now.stage, numbers.labels)
        cells = [
            Said(_step_words(of, one), "secondary")
            for of, one in ((numbers.funnel, now), (numbers.before, before), (numbers.year, year))
        ]
        rows.append([Said(name), *cells, _band_said(year)])
    return rows


def _step_words(of: "Funnel", step: "StageResult") -> str:
    found = Measured(of.from_day, of.to_day, of.as_of, step.k or 0, step.n or 0, step.immature, step.recorded)
    return rate_words(found)


def _band_said(step: "StageResult") -> Said:
    if step.band is None:
        return Said(verdict_label(None), "secondary")
    words, tone = band_range(step.band), ""
    if step.n and step.n >= ENOUGH:
        words += "\n" + verdict_label(step.verdict)
        words += "" if step.sure else "\n" + _("not for sure")
        tone = "" if not step.sure else "amber" if step.verdict == "below" else "green"
    else:
        words += "\n" + _("Too few people to judge (fewer than %(enough)s).") % {"enough": ENOUGH}
    return Said(words, tone=_tone(tone))


def _tone(name: str) -> Tone:
    return "amber" if name == "amber" else "green" if name == "green" else ""


class PromisesSection(Section):
    """What both sides kept of what they owe each other, as it stood."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.words = WordGrid(looks, (5, 4, 4))
        self.body.addWidget(self.words)

    def show_review(self, review: "Review") -> None:
        """Show the promises as they were frozen."""
        from funneldesk.operations.today_words import side_heading

        rows: list[list[Said]] = []
        for side in ("marketing", "sales"):
            rows.append([Said(side_heading(side), "secondary")])
            rows += [_promise(one) for one in review.numbers.promises if one.side == side]
        self.words.show_rows((), rows)


def _promise(one: "Promise") -> list[Said]:
    from funneldesk.operations.scorecard import Line
    from funneldesk.operations.today_words import line_words

    kept = Kept(one.k, one.n, one.recorded)
    line = Line(one.code, one.side, kept, (), one.goal, one.days, one.calendar)
    said = line_words(line)
    below, tone = said.below, ""
    if line.verdict is not None:
        below = " · ".join(filter(None, (verdict_label(line.verdict), said.below)))
        tone = "amber" if line.verdict == "below" else "green"
    return [Said(said.name), Said(said.figure), Said(below, "secondary", _tone(tone))]
