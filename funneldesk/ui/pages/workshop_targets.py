"""KPIワークショップ: so many wins a month, and what they need of every stage, beside one's own months."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider

from funneldesk.domain.book.book_targets import SAL_COUNT, Source, Targets, targets, wins_of_book, with_target
from funneldesk.domain.book.book_targets_sentences import (
    months_words,
    range_words,
    rate_source,
    reach_sentence,
    step_label,
    target_definition,
)
from funneldesk.domain.book.book_workshop import is_done
from funneldesk.domain.formats import colon, number
from funneldesk.domain.words import heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.fields import WholeBox
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.book.book import Book
    from funneldesk.ui.widgets.text import Tone

MOST_WINS = 9_999
#: The slider goes at least so far; one's own best month twice, where that is more.
LEAST_SPAN = 10
BOX_WIDTH = 96
_TONES: "dict[str, Tone]" = {"usual": "green", "rare": "amber", "never": "red"}
#: From the wins back; how many leads that takes is said below, nobody aims at them.
SHOWN = ("won", "deal", "sal", "mql")


class TargetsStep(WorkshopStep):
    """Works a month backwards while somebody types or drags the wins."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "How many wins a month do you want? This is what they need of every stage, at the rates you chose."
            )
        )
        self._touched = False
        self.found: Targets | None = None
        self._add_wins()
        #: Made when the step is first shown: the workshop opens without them.
        self.figures: dict[str, StageFigure] = {}
        self._arrows: dict[str, Label] = {}
        self._chain = QHBoxLayout()
        self._chain.setSpacing(8)
        self.column.addLayout(self._chain)
        self.reach, self.rates = Label("", "heading", wrap=True), Label("", "secondary", wrap=True)
        self.stops = Label("", "secondary", wrap=True)
        for widget in (self.reach, self.rates, self.stops):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _add_chain(self) -> None:
        for stage in SHOWN:
            if stage != SHOWN[0]:
                self._arrows[stage] = Label("←", "heading")
                self._chain.addWidget(self._arrows[stage])
            self.figures[stage] = StageFigure()
            self._chain.addWidget(self.figures[stage], 1)

    def _add_wins(self) -> None:
        self.wins = WholeBox()
        self.wins.setRange(1, MOST_WINS)
        self.wins.setFixedWidth(BOX_WIDTH)
        self.wins.setAccessibleName(_("Wins a month"))
        self.wins.setKeyboardTracking(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(1, LEAST_SPAN)
        self.slider.setAccessibleName(_("Wins a month, to drag"))
        self.source = Choice(
            [("bands", _("Rates: the middle of the bands")), ("own", _("Rates: your own last 12 months"))]
        )
        self.source.setAccessibleName(_("Rates to work with"))
        self.wins.valueChanged.connect(self._count)
        self.slider.valueChanged.connect(self._drag)
        self.source.chosen.connect(lambda _source: self._count(self.wins.value()))
        self.column.addLayout(row(Label(_("Wins a month")), self.wins, self.source, 1))
        self.column.addWidget(self.slider)

    def show_ground(self, ground: Ground) -> None:
        """Work backwards by another book; the wins stay once somebody chose them."""
        if not self.figures:
            self._add_chain()
        best = ground.known.months.get("won")
        span = max(LEAST_SPAN, 2 * best.best if best else 0, self.wins.value())
        with QSignalBlocker(self.wins), QSignalBlocker(self.slider):
            self.slider.setMaximum(span)
            if not self._touched:
                self.wins.setValue(wins_of_book(ground.book))
            self.slider.setValue(self.wins.value())
        self._show()

    def _drag(self, wins: int) -> None:
        self.wins.setValue(wins)

    def _count(self, wins: int) -> None:
        self._touched = True
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(max(self.slider.maximum(), wins))
            self.slider.setValue(wins)
        self._show()
        self.words_changed.emit()

    def _show(self) -> None:
        ground = self.ground
        if ground is None:
            return
        labels = ground.book.stage_labels
        source = cast("Source", self.source.value)
        self.found = found = targets(ground.book, ground.known, self.wins.value(), source)
        needed = {one.stage: one for one in found.needed}
        for stage, figure in self.figures.items():
            there = needed.get(stage)
            figure.setVisible(there is not None)
            if stage in self._arrows:
                self._arrows[stage].setVisible(there is not None)
            if there is not None:
                months = _("computing…") if ground.history is None else months_words(found.months.get(stage))
                figure.show_figure(
                    stage_label(stage, labels), number(there.count), range_words(there), months
                )
        computing = _("Computing your last 12 months…")
        self.reach.setText(computing if ground.history is None else reach_sentence(found, labels))
        self.reach.set_tone(_TONES[found.reach.verdict] if found.reach else "")
        lines = [f"{step_label(rate, labels)}{colon()}{rate_source(rate)}" for rate in found.rates]
        self.rates.setText("\n".join(lines))
        self.stops.setText(self._stop_words(found, labels))

    def _stop_words(self, found: Targets, labels: "Mapping[str, str]") -> str:
        """Return what lies before the MQLs, or where the way ends and why."""
        leads = found.count("lead")
        if leads is not None:
            words = _(
                "At your own rate of leads that become MQL this takes about %(leads)s new leads a month."
            )
            return words % {"leads": number(leads)}
        last = found.needed[-1].stage
        if last == "mql":
            return ""
        words = _("The way ends at %(stage)s: neither the book nor your lists give the rate before it.")
        return words % {"stage": stage_label(last, labels)}

    def state_words(self, ground: Ground) -> str:
        """Return the target of the book."""
        target = next((k.monthly_target for k in ground.book.kpis if k.code == SAL_COUNT), None)
        if target is None:
            return heading(_("no target yet"))
        words = (
            _("%(count)s SALs a month")
            if is_done(ground.book, "targets")
            else _("example: %(count)s SALs a month")
        )
        return heading(words % {"count": number(target)})

    @property
    def button_words(self) -> str:
        """Return the target that is taken over."""
        if not self._has_target:
            return _("On to where to begin")
        count = self.found.count("sal") if self.found else None
        return _("Aim at %(count)s SALs a month") % {"count": number(count or 0)}

    @property
    def _has_target(self) -> bool:
        """Whether there is a number of SALs, and a KPI of the book to keep it."""
        there = self.ground is not None and any(k.code == SAL_COUNT for k in self.ground.book.kpis)
        return there and self.found is not None and self.found.count("sal") is not None

    def take(self) -> bool:
        """Make the SALs needed the month's target."""
        if self.ground is not None and self.found is not None and self._has_target:
            book: Book = self.ground.book
            self.hand_on(with_target(book, self.found, target_definition(book, self.found)))
        return True

    def begin(self) -> None:
        """Begin with the wins."""
        self.wins.setFocus()
        self.wins.selectAll()


class StageFigure(Card):
    """How many of a stage a month needs, the range, and one's own months."""

    def __init__(self) -> None:
        super().__init__(margin=12, spacing=2)
        self.name, self.figure = Label("", "secondary", wrap=True), Label("", "figure")
        self.range, self.months = Label("", "secondary", wrap=True), Label("", "secondary", wrap=True)
        for label in (self.name, self.figure, self.range, self.months):
            self.body.addWidget(label)
        self.body.addStretch(1)

    def show_figure(self, name: str, figure: str, around: str, months: str) -> None:
        """Show another number; `around`: what it may be as well."""
        self.name.setText(name)
        self.figure.setText(figure)
        self.range.setText(around or " ")
        self.months.setText(months)
        self.setAccessibleName(f"{name} {figure} {around} {months}")
