"""The numbers of a publication: the funnel and the contents, as the pages show them."""

from typing import TYPE_CHECKING

from funneldesk.domain.funnel.periods import EVERYTHING
from funneldesk.domain.team.publication_words import BROKEN_DOWN_BY, RANGES
from funneldesk.domain.words import stage_label
from funneldesk.errors import UserError
from funneldesk.operations.contents import contents_of
from funneldesk.operations.facts import facts_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.funnel_view import MOST_GROUPS
from funneldesk.operations.publication_texts import Texts, day_cell
from funneldesk.operations.ranges import RangeChoice, period_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.funnel.funnel import Funnel, StageResult
    from funneldesk.domain.team.publication import Value
    from funneldesk.store.store import Store


def funnels_of(store: "Store", as_of: int) -> "dict[tuple[str, str], Funnel]":
    """Return the funnels of both ranges, by (range, what it is broken down by); those of too many groups are left out.

    The funnel itself, by ("all", ""), is always there.
    """
    found = {}
    for name in RANGES:
        period = period_of(RangeChoice(name), facts_of(store), as_of)[0] if name == "trailing" else EVERYTHING
        for by in ("", *BROKEN_DOWN_BY):
            try:
                found[name, by] = funnel_of(
                    store,
                    as_of,
                    from_day=period.from_day,
                    to_day=period.to_day,
                    by=by or None,
                    most_groups=MOST_GROUPS,
                )
            except UserError as error:
                if error.code != "too_many_groups":
                    raise
    return found


def funnel_rows(
    funnels: "Mapping[tuple[str, str], Funnel]", labels: "Mapping[str, str]", texts: Texts
) -> "list[tuple[Value, ...]]":
    """Return one row for each stage of each funnel; `labels`: what the book calls the stages."""
    rows: list[tuple[Value, ...]] = []
    for (name, by), found in funnels.items():
        days = day_cell(found.from_day), day_cell(found.to_day)
        told: list[tuple[str | None, tuple[StageResult, ...]]] = [(None, found.stages)]
        if by:
            values = texts.free_all([group.value or "" for group in found.groups])
            told = [(value or None, group.stages) for value, group in zip(values, found.groups, strict=True)]
        for value, stages in told:
            for stage in stages:
                rows.append((len(rows) + 1, name, *days, by, value, *_stage(stage, labels)))
    return rows


def _stage(stage: "StageResult", labels: "Mapping[str, str]") -> "tuple[Value, ...]":
    band, quartiles = stage.band or (None, None), stage.quartile_days or (None, None)
    return (
        stage.stage, stage_label(stage.stage, labels), int(stage.recorded), stage.count, stage.previous,
        stage.n, stage.k, stage.rate, stage.low, stage.high, *band, stage.verdict,
        None if stage.sure is None else int(stage.sure), stage.median_days, stage.maturity_days, *quartiles,
        stage.immature, stage.skipped, stage.undated, stage.needed,
    )  # fmt: skip


def content_rows(store: "Store", as_of: int, texts: Texts) -> "list[tuple[Value, ...]]":
    """Return all contents with their deal rate, in the order of the page."""
    found = contents_of(store, as_of).contents
    keys = texts.free_all([one.content for one in found])
    titles = texts.free_all([one.title for one in found])
    return [
        (
            number, key, title or None, one.type, one.phase, texts.free(one.theme) or None,
            one.touched, one.deals, one.rate, one.low, one.high, int(one.enough), one.baseline, one.won,
        )
        for number, (one, key, title) in enumerate(zip(found, keys, titles, strict=True), start=1)
    ]  # fmt: skip
