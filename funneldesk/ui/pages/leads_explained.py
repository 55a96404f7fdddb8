"""Score lines of the domain as bars: alike ones together, with how they came about on hover."""

from datetime import date
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, signed
from funneldesk.domain.words import component_words
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.score_bars import ScoreBar

if TYPE_CHECKING:
    from funneldesk.domain.scoring.explanation import Explanation, ScoreLine

MISSING_SHOWN = 3


def score_title(explanation: "Explanation") -> str:
    """Return the score with the threshold in words."""
    return _("{total} points (SAL candidate from {threshold:g})").format(
        total=f"{explanation.total:.0f}", threshold=explanation.threshold
    )


def score_bars(explanation: "Explanation") -> list[ScoreBar]:
    """Return a bar for each signal that counted, what was done first; limits of components last."""
    groups: dict[tuple[str | None, str, str], list[ScoreLine]] = {}
    for line in explanation.lines:
        key = (line.signal, line.component, "" if line.signal else line.event)
        groups.setdefault(key, []).append(line)
    bars = [_bar(lines) for lines in groups.values()]
    return sorted(bars, key=lambda bar: (bar.points < 0, bar.faded, -bar.points))


def missing_words(explanation: "Explanation") -> list[str]:
    """Return the cheapest ways to the threshold, in words."""
    return [way.text for way in explanation.missing[:MISSING_SHOWN]]


def _bar(lines: "list[ScoreLine]") -> ScoreBar:
    first = lines[0]
    days = [line.day for line in lines if line.day is not None]
    limit = _("Limit of the {component}").format(component=component_words(first.component))
    # The effect of a cap is a line as well, but no activity.
    name = (first.name if first.signal else limit) + (f" ×{len(days)}" if len(days) > 1 else "")
    points = sum(line.points for line in lines)
    short = f"{date.fromordinal(max(days)):%m/%d}" if days else ""
    return ScoreBar(name, short, points, signed(points), "\n".join(map(_tip, lines)), faded=not days)


def _tip(line: "ScoreLine") -> str:
    parts = [day(line.day), line.event] if line.day is not None else [line.event]
    parts.append(
        ngettext("%(points)s point", "%(points)s points", round(abs(line.points)))
        % {"points": signed(line.points)}
    )
    if line.decay is not None and line.decay < 1:
        parts.append(_("faded to {share} %").format(share=f"{line.decay * 100:.0f}"))
    if line.capped:
        parts.append(_("limited by the cap"))
    return " · ".join(part for part in parts if part)
