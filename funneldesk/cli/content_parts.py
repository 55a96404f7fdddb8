"""What the command `contents` adds when asked: sets of contents, credit models side by side, sequences."""

from typing import TYPE_CHECKING, Any, NamedTuple

from funneldesk.cli.output import share_data
from funneldesk.cli.tables import shortened, table, units
from funneldesk.domain.contents.contents import CREDIT_MODELS, ContentResult, Contents
from funneldesk.domain.contents.credit_words import (
    apart_words,
    content_name,
    deals_words,
    interval_words,
    model_formula,
    model_name,
    path_words,
    sequence_label,
    sequences_words,
    share_words,
)
from funneldesk.domain.contents.sequences import Sequence, Sequences
from funneldesk.domain.formats import colon, number
from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.domain.contents.content_groups import By
    from funneldesk.domain.funnel.periods import Period

TITLE_COLUMNS = 40


class Asked(NamedTuple):
    """The options of the command; `within_days` None: no sequences."""

    window_days: int
    period: "Period"
    by: "By | None"
    within_days: int | None
    credit: bool


def more_data(asked: Asked, groups: tuple[ContentResult, ...], found: Sequences | None) -> dict[str, Any]:
    """Return what was asked for as JSON; a missing value of a set is null."""
    data: dict[str, Any] = {"groups": [_group_data(str(asked.by), group) for group in groups]}
    if asked.credit:
        data["models"] = [
            {"model": model, "name": model_name(model), "formula": model_formula(model)}
            for model in CREDIT_MODELS
        ]
    if found is not None:
        data["within_days"] = found.within_days
        data["sequences"] = [_sequence_data(one) for one in found.sequences]
    return data


def _group_data(by: str, group: ContentResult) -> dict[str, Any]:
    return {
        "by": by,
        "value": group.content or None,
        "touched": group.touched,
        "touched_all": group.touched_all,
        "deals": group.deals,
        "rate": group.rate,
        "low": group.low,
        "high": group.high,
        "enough": group.enough,
        "baseline": group.baseline,
        "won": group.won,
        "amount": units(group.amount),
        "cost": units(group.cost),
        "cost_per_deal": None if group.cost_per_deal is None else group.cost_per_deal / 100,
        "roi": group.roi,
        "won_deals": group.won_deals,
        "credit": {model: group.credit[model] for model in CREDIT_MODELS},
    }


def _sequence_data(found: Sequence) -> dict[str, Any]:
    return {
        "first": found.first,
        "second": found.second,
        **share_data(found.both),
        "without": share_data(found.only),
        "early": found.early,
        "enough": found.enough,
        "apart": found.apart,
    }


def credit_text(contents: Contents) -> str:
    """Return the credit of all models side by side, and how each shares a deal."""
    rows = [
        [
            shortened(content_name(content), TITLE_COLUMNS),
            *(deals_words(content.credit[model]) for model in CREDIT_MODELS),
        ]
        for content in (*contents.contents, *filter(None, [contents.uncredited]))
    ]
    rows.append([_("All deals"), *[number(contents.deals)] * len(CREDIT_MODELS)])
    names = [model_name(model) for model in CREDIT_MODELS]
    formulas = [
        f"{name}{colon()}{model_formula(model)}" for name, model in zip(names, CREDIT_MODELS, strict=True)
    ]
    return "\n".join(
        [table([_("Content"), *names], rows, right=" rrrrrr"), path_words(contents.window_days), *formulas]
    )


def sequences_text(found: Sequences) -> str:
    """Return what followed what, the rates side by side, and what they are of."""
    words = sequences_words(found.window_days, found.within_days)
    if not found.sequences:
        return "\n".join([_("Nobody followed one content by another or by a call yet."), words])
    headings = [
        _("Sequence"), _("With it"), _("95% interval"), _("Without it"), _("95% interval"), "",
    ]  # fmt: skip
    rows = [
        [
            sequence_label(one),
            share_words(one.both),
            interval_words(one.both),
            share_words(one.only),
            interval_words(one.only),
            apart_words(one),
        ]
        for one in found.sequences
    ]
    return "\n".join([table(headings, rows, right=" rrrr"), words])
