"""Two versions of the book in numbers, as JSON and as a table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from funneldesk.cli.output import json_day
from funneldesk.cli.tables import table
from funneldesk.i18n import _
from funneldesk.operations.comparing_words import figure_rows, movers_words, quarter_words

if TYPE_CHECKING:
    from funneldesk.operations.comparing import Comparison, Figures


def comparison_data(found: "Comparison") -> dict[str, Any]:
    """Return the numbers as JSON has them, beside the differences in words."""
    return {
        "as_of": json_day(found.as_of),
        "quarter": {"from": json_day(found.quarter.from_day), "to": json_day(found.quarter.to_day)},
        "numbers": {"a": _figures_data(found.one), "b": _figures_data(found.other)},
        "entering": found.entering,
        "leaving": found.leaving,
        "people": [
            {"lead": one.lead, "name": one.name, "company": one.company, "enters": one.enters}
            for one in found.named
        ],
    }


def _figures_data(figures: "Figures") -> dict[str, Any]:
    sal = figures.sal
    return {
        "mql": figures.mql.count if figures.mql.recorded else None,
        "sal": sal.count if sal.recorded else None,
        "acceptance_rate": {"n": sal.n, "k": sal.k, "rate": sal.rate, "low": sal.low, "high": sal.high},
        "candidates_at_end": figures.candidates_then,
        "candidates": figures.candidates,
    }


def comparison_text(found: "Comparison", names: tuple[str, str], labels: Mapping[str, str]) -> str:
    """Return the numbers as a table, and who differs."""
    parts = [
        quarter_words(found),
        table(["", *names], [list(row) for row in figure_rows(found, labels)], right=" rr"),
        movers_words(found),
    ]
    if found.named:
        rows = [
            [_("enters") if one.enters else _("leaves"), one.name, one.company, str(one.lead)]
            for one in found.named
        ]
        parts.append(table(["", _("Name"), _("Company"), _("Lead")], rows, right="   r"))
    return "\n\n".join(parts)
