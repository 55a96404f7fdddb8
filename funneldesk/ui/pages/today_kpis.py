"""The strip of shared KPIs: SALs of the month against the target, three rates against their bands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from funneldesk.domain.formats import band_range, k_of_n, number, percent
from funneldesk.domain.funnel.funnel_sentences import verdict_sentence
from funneldesk.domain.words import rate_label, stage_label, verdict_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.kpi_card import KpiCard
from funneldesk.ui.widgets.ranges import Range
from funneldesk.ui.widgets.text import ChipTone

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import StageResult
    from funneldesk.operations.kpis import CountKpi, Kpis
    from funneldesk.ui.session import Session

BEFORE = {"sal": "mql", "deal": "sal", "won": "deal"}


class KpiStrip(QWidget):
    """Four cards side by side; a click opens the funnel."""

    opened = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._shown: Kpis | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        across = self._across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        self.sal = KpiCard(_("SALs this month"))
        self.rates = {stage: KpiCard(rate_label(before, stage)) for stage, before in BEFORE.items()}
        for card in (self.sal, *self.rates.values()):
            card.clicked.connect(self.opened)
            across.addWidget(card, 1)
        # No lambda: it would live on with the session when the window is built anew, and paint what is gone.
        session.theme_changed.connect(self._repaint)

    def _repaint(self) -> None:
        if self._shown is not None:
            self.show_kpis(self._shown)

    def show_kpis(self, kpis: "Kpis") -> None:
        """Show the strip."""
        self._shown = kpis
        self._show_count(kpis.sal)
        for step in kpis.steps:
            self._show_rate(self.rates[step.stage], step, kpis)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every word readable in a narrow window."""
        super().resizeEvent(event)
        self._arrange()

    def show_compact(self, *, compact: bool) -> None:
        """Leave more of a low window to what stands below."""
        self._across.setSpacing(8 if compact else 16)
        for card in (self.sal, *self.rates.values()):
            card.show_compact(compact=compact)
        self._arrange()

    def _arrange(self) -> None:
        cards = (self.sal, *self.rates.values())
        # All the same way: cards of different heights side by side look like a mistake.
        stacked = any(card.verdict_width() > card.width() for card in cards)
        for card in cards:
            card.stack_verdict(stacked=stacked)

    def _show_count(self, kpi: "CountKpi") -> None:
        target = _("/ target %(count)s") % {"count": number(kpi.target)} if kpi.target else ""
        if kpi.count is None:
            self.sal.show_value("–", target, Range(), self._session.colours)
            self.sal.show_verdict(_("Not recorded yet"), "plain", "", _("No record could give a SAL yet."))
            return
        share = kpi.count / kpi.target if kpi.target else None
        due = kpi.expected / kpi.target if kpi.target and kpi.expected is not None else None
        shown = Range(point=share, target=due, filled=True)
        self.sal.show_value(number(kpi.count), target, shown, self._session.colours)
        if kpi.expected is None:
            self.sal.show_verdict("", "plain", "", "")
            return
        behind = kpi.count < kpi.expected
        word, tone = (_("Behind"), "amber") if behind else (_("On track"), "green")
        note = _("Target by today %(count)s") % {"count": f"{kpi.expected:.1f}"}
        formula = _("SALs = leads that sales accepted in this month. Tick: the target's share by today.")
        self.sal.show_verdict(word, _tone(tone), note, formula)

    def _show_rate(self, card: KpiCard, step: "StageResult", kpis: "Kpis") -> None:
        colours = self._session.colours
        band = _("Band %(range)s") % {"range": band_range(step.band)} if step.band else ""
        card.name.set_text(rate_label(step.previous or BEFORE[step.stage], step.stage, kpis.labels))
        if not step.recorded or step.rate is None:
            word = _("Under observation") if step.recorded else _("Not recorded yet")
            card.show_value("–", "", Range(band=step.band), colours)
            card.show_verdict(word, "plain", band, _("No lead is old enough yet, or no record was imported."))
            return
        counted = k_of_n(step.k or 0, step.n or 0)
        shown = Range(step.rate, step.low, step.high, step.band)
        card.show_value(percent(step.rate, 0), counted, shown, colours)
        formula = _("%(stage)s ÷ %(previous)s, last 12 months, leads old enough to judge") % {
            "stage": stage_label(step.stage, kpis.labels),
            "previous": stage_label(step.previous or BEFORE[step.stage], kpis.labels),
        }
        tone = {"below": "amber", "within": "green", "above": "green"}.get(step.verdict or "", "plain")
        word = verdict_label(step.verdict)
        card.show_verdict(word, _tone(tone), band, f"{formula}\n{verdict_sentence(step)}")


def _tone(name: str) -> ChipTone:
    tones: dict[str, ChipTone] = {"amber": "amber", "green": "green", "plain": "plain"}
    return tones[name]
