"""What follows from a backtest, as the command says it: figures that moved, values rejected, weights suggested."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from funneldesk.cli.output import json_day
from funneldesk.cli.tables import table
from funneldesk.domain.backtest.backtest_sentences import rejected_sentence, suggestion_sentence
from funneldesk.domain.backtest.drift_sentences import drift_sentences
from funneldesk.domain.formats import number
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.backtest.drift import Drift
    from funneldesk.domain.backtest.rejections import RejectedValue
    from funneldesk.domain.backtest.suggestion import Suggestion


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it; `suggestion` only where it was asked for."""

    drift: "Drift | None"
    rejected: "tuple[RejectedValue, ...]"
    suggestion: "Suggestion | None"


def advice_data(advice: Advice) -> dict[str, Any]:
    """Return it as JSON has it."""
    return {
        "drift": None if advice.drift is None else _drift_data(advice.drift),
        "rejected": [_rejected_data(one) for one in advice.rejected],
        "suggestion": None if advice.suggestion is None else _suggestion_data(advice.suggestion),
    }


def _drift_data(found: "Drift") -> dict[str, Any]:
    return {
        "since": json_day(found.since),
        "from": json_day(found.from_day),
        "figures": [
            {
                "name": one.name, "n_before": one.n_before, "n_after": one.n_after, "before": one.before,
                "after": one.after, "chance": one.chance, "fires": one.fires,
            }
            for one in found.moved
        ],
    }  # fmt: skip


def _rejected_data(found: "RejectedValue") -> dict[str, Any]:
    return {
        "field": found.field, "value": found.value, "decided": found.decided, "rejected": found.rejected,
        "reasons": [{"reason": reason, "count": count} for reason, count in found.reasons],
        "points": found.points, "standing": found.standing, "deals_lost": found.deals_lost,
        "text": rejected_sentence(found),
    }  # fmt: skip


def _suggestion_data(found: "Suggestion") -> dict[str, Any]:
    return {
        "sentence": suggestion_sentence(found),
        "auc_now": found.auc_now,
        "auc_suggested": found.auc_suggested,
        "learned": {"leads": found.learned_leads, "deals": found.learned_deals},
        "tested": {
            "leads": found.tested_leads, "deals": found.tested_deals, "from": json_day(found.test_from),
            "to": json_day(found.test_to),
        },
        "lines": [
            {
                "signal": line.signal, "name": line.name, "now": line.now, "suggested": line.suggested,
                "seen": line.seen,
            }
            for line in found.lines
        ],
    }  # fmt: skip


def advice_text(advice: Advice) -> str:
    """Return it in words."""
    parts = ["\n".join(drift_sentences(advice.drift)), *map(rejected_sentence, advice.rejected)]
    if advice.suggestion is not None:
        rows = [
            [line.name, f"{line.now:g}", f"{line.suggested:g}", number(line.seen)]
            for line in advice.suggestion.lines
        ]
        headings = [_("Signal"), _("Points now"), _("Suggested"), _("Seen on")]
        parts += [
            suggestion_sentence(advice.suggestion),
            _("Suggested points:"),
            table(headings, rows, right=" rrr"),
        ]
    return "\n\n".join(parts)
