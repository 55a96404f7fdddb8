"""KPIワークショップ: the bands of the rates, each beside what one's own last twelve months were."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from funneldesk.domain.book.book_edit import with_kpi
from funneldesk.domain.book.book_targets import STEPS
from funneldesk.domain.book.book_targets_sentences import own_rate_words
from funneldesk.domain.book.book_workshop import is_done, rate_kpis, with_bands_agreed
from funneldesk.domain.book.sentences import band_words
from funneldesk.domain.formats import percent_range, sentences
from funneldesk.domain.funnel.funnel_counting import band_of
from funneldesk.domain.funnel.own_history import proposed_band
from funneldesk.domain.words import heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.pages.book_kpi_card import KpiBox
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.widgets.ranges import Range, RangeBar
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.book.book import Kpi

#: The KPI of each step of the funnel, in the order people go.
_STEP_OF = {"acceptance_rate": STEPS[2], "deal_creation_rate": STEPS[1], "win_rate": STEPS[0]}
_WHOLE = "deal_rate"
#: Free pixels at the sides of a rate, and above and below it.
EDGES = (16, 8, 16, 8)


class BandsStep(WorkshopStep):
    """Shows each rate's band as the book has it, what happened, and what follows for the whole way."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Which rate is normal? Take over what your own last 12 months say, keep what the book says,"
                " or type what you want to reach."
            )
        )
        #: Made when the step is first shown: the workshop opens without them.
        self.boxes: dict[str, BandBox] = {}
        self._rates = QVBoxLayout()
        self.column.addLayout(self._rates)
        self.whole = Label("", wrap=True)
        self.column.addWidget(self.whole)
        self.column.addStretch(1)

    def show_ground(self, ground: Ground) -> None:
        """Show the bands of a book beside one's history."""
        if not self.boxes:
            self.boxes = {code: BandBox(self._change) for code in _STEP_OF}
            for box in self.boxes.values():
                self._rates.addWidget(box)
        kpis = {kpi.code: kpi for kpi in rate_kpis(ground.book)}
        for code, box in self.boxes.items():
            box.setVisible(code in kpis)
            if code in kpis:
                box.show_rate(kpis[code], ground, _STEP_OF[code])
        whole = next((kpi for kpi in ground.book.kpis if kpi.code == _WHOLE), None)
        self.whole.setText("")
        if whole is not None and whole.low is not None and whole.high is not None:
            words = _("From MQL to deal that makes %(name)s %(band)s: the band both sides share.")
            self.whole.setText(words % {"name": whole.name, "band": band_words(whole.low, whole.high)})

    def _change(self, kpi: "Kpi") -> None:
        if self.ground is not None:
            self.hand_on(with_kpi(self.ground.book, kpi))

    def state_words(self, ground: Ground) -> str:
        """Return whether the bands are chosen."""
        return heading(_("chosen") if is_done(ground.book, "bands") else _("as in the example"))

    @property
    def button_words(self) -> str:
        """Return what follows."""
        return _("These bands it is: on to the targets")

    def take(self) -> bool:
        """Take the bands as they stand."""
        if self.ground is not None:
            self.hand_on(with_bands_agreed(self.ground.book))
        return True

    def begin(self) -> None:
        """Begin at the first rate."""
        next(
            (box for box in self.boxes.values() if not box.isHidden()), next(iter(self.boxes.values()))
        ).low.setFocus()


class BandBox(KpiBox):
    """One rate: its band to type, one's own history, and a band to take over."""

    def __init__(self, changed: "Callable[[Kpi], None]") -> None:
        super().__init__(changed, lambda _id: None, lambda _id, _step: None)
        self._band: tuple[float, float] | None = None
        self.bar, self.own = RangeBar(), Label("", wrap=True)
        self.proposal = QPushButton()
        self.proposal.clicked.connect(lambda: self._take_proposal())
        self.none = Label(_("Too little to propose a band from."), "secondary", wrap=True)
        for widget in (self.definition, self.formula, self.change, self.owner):
            widget.hide()
        self.body.insertWidget(1, self.own)
        self.body.insertWidget(2, self.bar)
        # All three rates at once, in the smallest window as well.
        self.body.setContentsMargins(*EDGES)
        self.body.setSpacing(4)
        # Beside the band it would replace.
        for widget in (self.proposal, self.none):
            self._goal.insertWidget(self._goal.count() - 2, widget)

    def show_rate(self, kpi: "Kpi", ground: Ground, step: tuple[str, str]) -> None:
        """Show a rate beside one's own history of the step between two stages."""
        self.show_kpi(kpi, [])
        self.shared.hide()
        happened = ground.known.step(*step)
        said = _("Computing your last 12 months…")
        if ground.history is not None:
            said = own_rate_words(happened, ground.known)
        self.own.setText(sentences(said, _before_words(kpi, ground)))
        rate, low, high = (
            (None, None, None) if happened is None else (happened.rate, happened.low, happened.high)
        )
        band = band_of(ground.book, *step)
        self.bar.show_range(Range(rate, low, high, band), ground.colours)
        self._band = proposed_band(happened)
        is_taken = self._band == (kpi.low, kpi.high)
        self.proposal.setVisible(self._band is not None and not is_taken)
        self.none.setVisible(ground.history is not None and (self._band is None or is_taken))
        self.none.setText(
            _("This is what your own months say.") if is_taken else _("Too little to propose a band from.")
        )
        if self._band is not None:
            words = _("Take over %(band)s from your own months") % {"band": percent_range(*self._band, 0)}
            self.proposal.setText(words)
            self.proposal.setAccessibleName(f"{kpi.name}: {words}")
        stages = {"before": stage_label(step[0], ground.book.stage_labels)}
        stages["after"] = stage_label(step[1], ground.book.stage_labels)
        self.bar.setAccessibleName(_("%(before)s → %(after)s") % stages)

    def _take_proposal(self) -> None:
        if self._kpi is not None and self._band is not None:
            low, high = self._band
            self._changed(replace(self._kpi, low=low, high=high, origin="own"))
            self.low.setFocus()


def _before_words(kpi: "Kpi", ground: Ground) -> str:
    """Return the band of the version the draft was begun from, where the draft has another one."""
    base = ground.view.draft.base
    before = next((one for one in base.book.kpis if one.id == kpi.id), kpi)
    if (before.low, before.high) == (kpi.low, kpi.high):
        return ""
    words = _("Band in v%(number)s: %(band)s.")
    return words % {"number": base.number, "band": band_words(before.low, before.high)}
