"""The numbers of a publication: the funnel and the contents, as the pages show them."""

from typing import TYPE_CHECKING

from funneldesk.domain.funnel.periods import EVERYTHING
from funneldesk.domain.team.levels import FEWEST_TOLD, Level
from funneldesk.domain.team.publication_sums import broken_down, untold_of_content, untold_of_funnels
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
    funnels: "Mapping[tuple[str, str], Funnel]", labels: "Mapping[str, str]", texts: Texts, level: Level
) -> "list[tuple[Value, ...]]":
    """Return one row for each stage of each funnel; `labels`: what the book calls the stages."""
    rows: list[tuple[Value, ...]] = []
    is_sums = level == "aggregate"
    untold = untold_of_funnels(funnels) if is_sums else {}
    for (name, by), found in funnels.items():
        if is_sums and by and by not in broken_down(funnels):
            continue
        days = day_cell(found.from_day), day_cell(found.to_day)
        told: list[tuple[str | None, tuple[StageResult, ...]]] = [(None, found.stages)]
        if by:
            told = [(group.value, group.stages) for group in found.groups]
        values = texts.free_all([value or "" for value, _stages in told])
        for words, (value, stages) in zip(values, told, strict=True):
            for stage in stages:
                hidden = untold.get((name, by, value, stage.stage), frozenset())
                cells = _stage(stage, labels, hidden if is_sums else None)
                rows.append((len(rows) + 1, name, *days, by, words or None, *cells))
    return rows


def _stage(
    stage: "StageResult", labels: "Mapping[str, str]", untold: frozenset[str] | None
) -> "tuple[Value, ...]":
    """Return the cells of a stage; `untold`: which numbers of people are left out, None: nobody asks."""
    band, quartiles = stage.band or (None, None), stage.quartile_days or (None, None)
    hidden = untold or frozenset()
    judged = (
        stage.rate,
        stage.low,
        stage.high,
        *band,
        stage.verdict,
        None if stage.sure is None else int(stage.sure),
    )
    if hidden & {"n", "k"}:
        judged = (None, None, None, *band, None, None)
    # The middle of a few durations is told no more than how many they are.
    few = untold is not None and (hidden or (stage.k or 0) - stage.undated < FEWEST_TOLD)
    return (
        stage.stage, stage_label(stage.stage, labels), int(stage.recorded),
        None if "count" in hidden else stage.count, stage.previous,
        None if "n" in hidden else stage.n, None if "k" in hidden else stage.k, *judged,
        None if few else stage.median_days, stage.maturity_days, *quartiles,
        stage.immature, stage.skipped, stage.undated, stage.needed,
    )  # fmt: skip


def content_rows(store: "Store", as_of: int, texts: Texts, level: Level) -> "list[tuple[Value, ...]]":
    """Return all contents with their deal rate, in the order of the page."""
    found = contents_of(store, as_of).contents
    keys = texts.free_all([one.content for one in found])
    titles = texts.free_all([one.title for one in found])
    rows: list[tuple[Value, ...]] = []
    for number, (one, key, title) in enumerate(zip(found, keys, titles, strict=True), start=1):
        untold = untold_of_content(one) if level == "aggregate" else frozenset()
        rate = (None,) * 3 if untold & {"touched", "deals"} else (one.rate, one.low, one.high)
        counts = [None if name in untold else getattr(one, name) for name in ("touched", "deals", "won")]
        rows.append(
            (
                number, key, title or None, one.type, one.phase, texts.free(one.theme) or None,
                *counts[:2], *rate, int(one.enough), one.baseline, counts[2],
            )
        )  # fmt: skip
    return rows
