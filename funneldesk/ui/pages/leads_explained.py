"""Score lines of the domain as bars: alike ones together, with how they came about on hover."""

from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, signed
from funneldesk.domain.scoring.explanation import shown_points, tenths
from funneldesk.domain.words import component_words
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.score_bars import ScoreBar

if TYPE_CHECKING:
    from funneldesk.domain.scoring.explanation import Explanation, ScoreLine

MISSING_SHOWN = 3


def score_title(explanation: "Explanation") -> str:
    """Return the score with the threshold in words; the bars add up to it."""
    words = _("{total} points (SAL candidate from {threshold:g})")
    if explanation.pilot:
        words = _("{total} points (SAL candidate from {threshold:g}, by the pilot of v{version})")
    return words.format(
        total=f"{tenths(explanation.total):.1f}",
        threshold=explanation.threshold,
        version=explanation.version,
    )


def score_bars(explanation: "Explanation", *, each: bool = False) -> list[ScoreBar]:
    """Return a bar for each signal that counted (or `each` line), what was done first; limits last."""
    groups: dict[object, list[ScoreLine]] = {}
    for place, line in enumerate(explanation.lines):
        key = place if each else (line.signal, line.component, "" if line.signal else line.event)
        groups.setdefault(key, []).append(line)
    ordered = sorted(groups.values(), key=_order_of_signals) if not each else list(groups.values())
    shown = shown_points(sum(line.points for line in lines) for lines in ordered)
    return [_bar(lines, points, each=each) for lines, points in zip(ordered, shown, strict=True)]


def _order_of_signals(lines: "list[ScoreLine]") -> tuple[bool, bool, float]:
    points = sum(line.points for line in lines)
    return (points < 0, all(line.day is None for line in lines), -points)


def missing_words(explanation: "Explanation") -> list[str]:
    """Return the cheapest ways to the threshold, in words."""
    return [way.text for way in explanation.missing[:MISSING_SHOWN]]


def missing_title(explanation: "Explanation") -> str:
    """Return what the ways lead to; nothing where no points are missing."""
    ways = [way for way in explanation.missing[:MISSING_SHOWN] if way.steps]
    if not ways:
        return ""
    if len(ways) > 1 and all(way.reaches for way in ways):
        return _("Any one of these leads to {threshold:g} points").format(threshold=explanation.threshold)
    return _("What is missing to {threshold:g} points").format(threshold=explanation.threshold)


def _bar(lines: "list[ScoreLine]", points: float, *, each: bool) -> ScoreBar:
    first = lines[0]
    days = [line.day for line in lines if line.day is not None]
    limit = _("Limit of the {component}").format(component=component_words(first.component))
    # The effect of a cap is a line as well, but no activity.
    name = (first.name if first.signal else limit) + (f" ×{len(days)}" if len(days) > 1 else "")
    tip = "\n".join(map(_tip, lines))
    detail = " · ".join(filter(None, (first.event, _sum_words(first)))) if each else ""
    return ScoreBar(
        name, day(max(days)) if days else "", points, signed(points), tip, faded=not days, detail=detail
    )


def _sum_words(line: "ScoreLine") -> str:
    """Return how the points came about: "20 × 0.93 (cap 40)"."""
    if line.weight is None or line.decay is None:
        return ""
    words = f"{line.weight:g} × {line.decay:.2f}".replace("-", "−")
    return words if line.cap is None else f"{words} " + _("(cap {points:g})").format(points=abs(line.cap))


def _tip(line: "ScoreLine") -> str:
    parts = [day(line.day), line.event] if line.day is not None else [line.event]
    parts.append(
        ngettext("%(points)s point", "%(points)s points", round(abs(line.points)))
        % {"points": signed(line.points)}
    )
    if words := _sum_words(line):
        parts.append(words)
    if line.decay is not None and line.decay < 1:
        parts.append(_("faded to {share} %").format(share=f"{line.decay * 100:.0f}"))
    if line.capped:
        parts.append(_("limited by the cap"))
    return " · ".join(part for part in parts if part)
