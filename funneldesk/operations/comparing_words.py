"""What a comparison of two books says, line by line."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, number, percent, percent_range
from funneldesk.domain.words import rate_label, stage_label
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.funnel.funnel import StageResult
    from funneldesk.operations.comparing import Comparison, Figures


def figure_rows(found: "Comparison", labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return (what, under the first book, under the second), in the order of the funnel."""
    sides = (found.one, found.other)
    return [
        _row(_("Reached %(stage)s") % {"stage": stage_label("mql", labels)}, sides, lambda s: _count(s.mql)),
        _row(_("Reached %(stage)s") % {"stage": stage_label("sal", labels)}, sides, lambda s: _count(s.sal)),
        _row(rate_label("mql", "sal", labels), sides, lambda s: _rate(s.sal)),
        _row(_("SAL candidates at its end"), sides, lambda s: number(s.candidates_then)),
        _row(_("SAL candidates today"), sides, lambda s: number(s.candidates)),
    ]


def quarter_words(found: "Comparison") -> str:
    """Return which quarter is counted, and what stays as it was."""
    words = _(
        "Quarter %(first)s to %(last)s, as if each had held all the time and for everybody. What people decided "
        "and what the SFA says stays as it was."
    )
    return words % {"first": day(found.quarter.from_day), "last": day(found.quarter.to_day)}


def movers_words(found: "Comparison") -> str:
    """Return how many candidates of today differ."""
    if not found.entering and not found.leaving:
        return _("The same people are SAL candidates today under both.")
    words = _("Today %(entering)s more people would be SAL candidates and %(leaving)s would no longer be.")
    return words % {"entering": number(found.entering), "leaving": number(found.leaving)}


def _row(
    name: str, sides: "tuple[Figures, Figures]", text: "Callable[[Figures], str]"
) -> tuple[str, str, str]:
    return name, text(sides[0]), text(sides[1])


def _count(stage: "StageResult") -> str:
    return number(stage.count) if stage.recorded else _("not recorded")


def _rate(stage: "StageResult") -> str:
    if stage.rate is None or stage.low is None or stage.high is None:
        return "–"
    told = {"rate": percent(stage.rate), "k": number(stage.k or 0), "n": number(stage.n or 0)}
    return _("%(rate)s (%(k)s of %(n)s)") % told + "  " + percent_range(stage.low, stage.high)
