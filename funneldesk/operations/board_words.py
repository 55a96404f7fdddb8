"""The numbers of both sides in words: name, figure, k of n, verdict, formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from funneldesk.domain.formats import band_range, k_of_n, number, percent, percent_range
from funneldesk.domain.funnel.funnel_sentences import verdict_sentence
from funneldesk.domain.words import rate_label, stage_label, unrecorded_label, verdict_label
from funneldesk.i18n import _, ngettext
from funneldesk.operations.today_words import line_words

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import StageResult
    from funneldesk.domain.funnel.shares import Share
    from funneldesk.operations.boards import Number, Side
    from funneldesk.operations.kpis import CountKpi
    from funneldesk.operations.scorecard import Line

#: The step that leads to a stage, where nothing is recorded that would say another one.
_BEFORE = {"mql": "lead", "sal": "mql", "deal": "sal", "won": "deal"}
Tone = Literal["plain", "green", "amber"]
_AMBER: Tone = "amber"
_GREEN: Tone = "green"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What a card shows: the `figure` with its `detail`, a verdict in words, a note below, the formula on hover.

    `whose`: of a promise, who gave it.
    """

    name: str
    figure: str
    detail: str = ""
    verdict: str = ""
    tone: Tone = "plain"
    note: str = ""
    formula: str = ""
    whose: str = ""


def side_name(side: "Side") -> str:
    """Return whose board it is."""
    return {"marketing": _("Marketing"), "sales": _("Sales")}[side]


def number_words(one: "Number", labels: Mapping[str, str]) -> NumberWords:
    """Return a number in words; `labels` stage → the book's label."""
    if one.line is not None:
        return _promise(one.line)
    if one.step is not None:
        return _step(one.step, labels)
    if one.month is not None:
        return _month(one.month)
    name, formula = _named(one.code)
    if not one.recorded:
        return NumberWords(
            name, "–", verdict=_("Not recorded yet"), note=unrecorded_label("sal"), formula=formula
        )
    if one.share is not None:
        return _share(one.share, name, formula)
    return NumberWords(name, number(one.count or 0), *_beside(one), formula=formula)


def _named(code: str) -> tuple[str, str]:
    return {
        "lead": (_("Leads"), _("Leads acquired in the last 12 months, as on the funnel page.")),
        "handed": (_("Hand-overs made"), _("Hand-overs to inside sales and to sales in the last 12 months.")),
        "taken": (
            _("Hand-overs sales accepted"),
            _("Accepted hand-overs to sales ÷ those it answered in the last 12 months."),
        ),
        "waiting": (
            _("Hand-overs that wait for an answer"),
            _("Hand-overs to sales without a decision; late: the limit of the definition book is over."),
        ),
    }[code]


def _beside(one: "Number") -> tuple[str, str, Tone, str]:
    """Return what stands beside a count: the detail, the verdict with its tone, the note."""
    if one.code == "handed":
        sides = {"is": number(one.to_is), "sales": number(one.to_sales)}
        return "", "", "plain", _("to inside sales %(is)s, to sales %(sales)s") % sides
    if one.code == "waiting":
        if not one.late:
            return "", _("None late") if one.count else "", "green", ""
        words = ngettext("%(count)s late", "%(count)s late", one.late)
        return "", words % {"count": number(one.late)}, "amber", ""
    return "", "", "plain", ""


def _share(share: "Share", name: str, formula: str) -> NumberWords:
    if share.interval is None:
        return NumberWords(name, "–", verdict=_("no cases"), formula=formula)
    counted = k_of_n(share.k, share.n)
    interval = _("95 %% interval: %(range)s") % {"range": percent_range(*share.interval)}
    few = "" if share.enough else _("too few")
    return NumberWords(name, percent(share.rate, 0), counted, few, "plain", interval, formula)


def _step(step: "StageResult", labels: Mapping[str, str]) -> NumberWords:
    previous = step.previous or _BEFORE[step.stage]
    name = rate_label(previous, step.stage, labels)
    band = _("Band %(range)s") % {"range": band_range(step.band)} if step.band else ""
    if not step.recorded or step.rate is None:
        word = _("Under observation") if step.recorded else _("Not recorded yet")
        note = band if step.recorded else unrecorded_label(step.stage)
        return NumberWords(name, "–", verdict=word, note=note)
    counted = k_of_n(step.k or 0, step.n or 0)
    formula = _("%(stage)s ÷ %(previous)s, last 12 months, leads old enough to judge") % {
        "stage": stage_label(step.stage, labels), "previous": stage_label(previous, labels)
    }  # fmt: skip
    tones: dict[str, Tone] = {"below": "amber", "within": "green", "above": "green"}
    verdict = verdict_label(step.verdict) if step.band else ""
    said = "\n".join(filter(None, (formula, verdict_sentence(step))))
    return NumberWords(
        name, percent(step.rate, 0), counted, verdict, tones.get(step.verdict or "", "plain"), band, said
    )


def _month(month: "CountKpi") -> NumberWords:
    name = _("SALs this month")
    target = _("/ target %(count)s") % {"count": number(month.target)} if month.target else ""
    if month.count is None:
        formula = _("No record could give a SAL yet.")
        return NumberWords(name, "–", target, _("Not recorded yet"), formula=formula)
    formula = _("SALs = leads that sales accepted in this month. Tick: the target's share by today.")
    if month.expected is None:
        return NumberWords(name, number(month.count), target, formula=formula)
    behind = month.count < month.expected
    word, tone = (_("Behind"), _AMBER) if behind else (_("On track"), _GREEN)
    note = _("Target by today %(count)s") % {"count": f"{month.expected:.1f}"}
    return NumberWords(name, number(month.count), target, word, tone, note, formula)


def _promise(line: "Line") -> NumberWords:
    words, kept = line_words(line), line.kept
    whose = _("promise of sales") if line.side == "sales" else _("promise of marketing")
    if kept.rate is None:
        return NumberWords(
            words.name, "–", verdict=words.figure, note=words.below, formula=words.formula, whose=whose
        )
    counted = k_of_n(kept.k, kept.n)
    figure = percent(kept.rate, 0)
    if line.goal is None or line.verdict is None:
        return NumberWords(words.name, figure, counted, note=words.below, formula=words.formula, whose=whose)
    tone: Tone = "amber" if line.verdict == "below" else "green"
    band = _("Band %(range)s") % {"range": band_range((line.goal, 1.0))}
    note = " · ".join(filter(None, (band, words.below)))
    return NumberWords(
        words.name, figure, counted, verdict_label(line.verdict), tone, note, words.formula, whose
    )
