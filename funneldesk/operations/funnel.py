"""The funnel of a store, and the people behind its numbers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import LEAD, MQL, SAL, STAGES
from funneldesk.domain.formats import number
from funneldesk.domain.funnel.acceptance import Acceptance, acceptance
from funneldesk.domain.funnel.breakdown import Breakdown, breakdown
from funneldesk.domain.funnel.funnel import Funnel, Mode, MqlDifference, StageResult
from funneldesk.domain.funnel.funnel_counting import Maturities, all_maturities, funnel, steps
from funneldesk.domain.funnel.maturity import mature
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.words import field_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.scoring import scores_on
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.facts import Bool, Facts
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store

#: The numbers of a stage that can be clicked.
Part = Literal["count", "skipped", "undated", "n", "k", "immature", "lost", "way_n", "way_k", "way_immature"]


def funnel_of(
    store: "Store",
    as_of: int,
    *,
    mode: Mode = "cohort",
    from_day: int | None = None,
    to_day: int | None = None,
    by: str | None = None,
    most_groups: int | None = None,
) -> Funnel:
    """Return the funnel as of a day; days are ordinals, None: open.

    An unknown `by`, or one with more than `most_groups` different values, is a UserError.
    """
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    groups = _groups(store, days, by, as_of) if by else None
    if groups and most_groups is not None and len(groups.values) > most_groups:
        raise UserError(
            "too_many_groups",
            _("“%(field)s” has %(count)s different values: too many to compare.")
            % {"field": field_label(groups.field), "count": number(len(groups.values))},
            _("Choose something whose values repeat, such as source or industry."),
        )
    selection = Selection(days, mode, from_day, to_day)
    book = version_in_force(versions, as_of).book
    return funnel(facts, selection, book, groups, _maturities(facts, versions, days))


def funnel_members(
    store: "Store",
    as_of: int,
    stage: str,
    *,
    part: Part = "count",
    mode: Mode = "cohort",
    from_day: int | None = None,
    to_day: int | None = None,
    by: str | None = None,
    value: str | None = None,
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number of a stage, or of its group `value` of `by`, ascending.

    `part`: count, skipped, undated; of the step that leads to the stage: n, k, immature, lost (n but not k); of the
    whole way from the first stage: way_n, way_k, way_immature.
    """
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    selection, place = Selection(days, mode, from_day, to_day), STAGES.index(stage)
    previous = {after: before for before, after in steps(days)}.get(place)
    if part in {"count", "skipped", "undated"}:
        previous = None
    elif previous is None:
        return ()
    if previous is None:
        chosen = _of_stage(selection, place, part)
    else:
        needed, is_way = _maturities(facts, versions, days), part.startswith("way_")
        previous = LEAD if is_way else previous
        old_enough = mature(days, previous, (needed.way if is_way else needed.step)[place])
        chosen = _of_step(selection, (previous, place), old_enough, part.removeprefix("way_"))
    if by:
        groups = _groups(store, days, by, as_of)
        codes = groups.group_of(selection, place if previous is None else previous)
        wanted = groups.values.index(value) if value in groups.values else -1
        chosen = chosen & (codes == wanted)
    return tuple(facts.lead_ids[np.flatnonzero(chosen)].tolist())


def _groups(store: "Store", days: "StageDays", by: str, as_of: int) -> Breakdown:
    facts, versions = facts_of(store), versions_of(store)
    return breakdown(facts, days, by, lambda: scores_on(facts, versions, as_of), fiscal_month(store))


def acceptance_of(store: "Store", as_of: int, **of: Any) -> tuple[StageResult, ...]:
    """Return 承認率 in its two legs, candidate ÷ MQL and SAL ÷ candidate; () where the step is not recorded.

    `of`: mode, from_day and to_day as `funnel_of` takes them. It asks for the score on every day that matters, so
    it takes its time: seconds at 100,000 leads.
    """

    def compute() -> tuple[StageResult, ...]:
        return acceptance_anew(store, as_of, of)

    return kept_answer(store, tuple[StageResult, ...], ("acceptance", of), as_of, compute)


def acceptance_anew(store: "Store", as_of: int, of: Mapping[str, Any]) -> tuple[StageResult, ...]:
    """Return the same without asking the cache file."""
    found = _acceptance(store, as_of, **of)
    return () if found is None else found.legs


def acceptance_members(store: "Store", as_of: int, stage: str, **of: Any) -> tuple[int, ...]:
    """Return the ids of those who made it through a leg, ascending: to "candidate", or from there to "sal"."""
    found, facts = _acceptance(store, as_of, **of), facts_of(store)
    if found is None:
        return ()
    chosen = found.accepted if stage == "sal" else found.candidates
    return tuple(facts.lead_ids[np.flatnonzero(chosen)].tolist())


def _acceptance(
    store: "Store",
    as_of: int,
    *,
    mode: Mode = "cohort",
    from_day: int | None = None,
    to_day: int | None = None,
) -> Acceptance | None:
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        days = stage_days_of(store, as_of)
        if (MQL, SAL) not in steps(days):
            return None
        selection = Selection(days, mode, from_day, to_day)
        needed = _maturities(facts, versions, days).step[SAL]
        key = ("acceptance", book_key(versions, as_of), as_of, mode, from_day, to_day)
        return remembered(facts, key, lambda: acceptance(facts, versions, selection, needed))


def mql_differences(store: "Store", as_of: int) -> tuple[MqlDifference, ...]:
    """Return the leads that the book and an imported list make MQL on different days; the book's day counts."""
    facts, days = facts_of(store), stage_days_of(store, as_of)
    return tuple(
        MqlDifference(int(facts.lead_ids[place]), int(days.book_mql[place]), int(days.listed_mql[place]))
        for place in days.mql_differences()
    )


def _maturities(facts: "Facts", versions: "tuple[BookVersion, ...]", days: "StageDays") -> Maturities:
    book = version_in_force(versions, days.as_of).book
    key = ("maturities", book_key(versions, days.as_of), days.as_of)
    return remembered(facts, key, lambda: all_maturities(days, book))


def _of_stage(selection: Selection, stage: int, part: Part) -> "Bool":
    if part == "undated":
        return selection.undated(stage)
    counted = selection.counted(stage)
    return np.logical_and(counted, selection.days.skipped[stage]) if part == "skipped" else counted


def _of_step(selection: Selection, step: tuple[int, int], old_enough: "Bool", part: str) -> "Bool":
    entrants, succeeded = selection.counted(step[0]), selection.succeeded(*step)
    if part == "immature":
        return entrants & ~old_enough
    if part == "k":
        return succeeded & old_enough
    return entrants & old_enough & ~succeeded if part == "lost" else entrants & old_enough
