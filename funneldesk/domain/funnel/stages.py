"""Stage dates: when each lead reached each stage, by what the records and the book say (DESIGN 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_claims import mql_claims
from funneldesk.domain.book.book_pilots import spans
from funneldesk.domain.book.conditions import Activity, All, Any_, Condition, DaysSince, Not
from funneldesk.domain.facts import Bool, Facts, Int32, Int64, alone
from funneldesk.domain.fields import ACTIVITY_KINDS, DEAL, LEAD, MQL, STAGES
from funneldesk.domain.moment import NEVER, NO_INSTANT
from funneldesk.domain.scoring.breakpoints import exists_from, needs_activity
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.domain.scoring.matching import matches_kinds
from funneldesk.domain.touched import along, put

#: Activities looked at in one go: numpy lets nobody else run meanwhile.
_ROWS = 2**18


@dataclass(frozen=True, slots=True, eq=False)
class StageDays:
    """Stages reached by `as_of`. Arrays over (stage, lead position), stages as in `domain.fields.STAGES`.

    `day`: the date, NEVER without one; `reached`: with a date or by an undated claim; `undated`: only by one;
    `skipped`: a later stage is reached, but nothing ever claimed this one. `deal_instant`: of the first deal.
    `book_mql`, `listed_mql`: what the book and the lists say where they differ is their difference.
    """

    as_of: int
    day: Int32
    reached: Bool
    undated: Bool
    skipped: Bool
    recorded: tuple[bool, ...]
    acquired: Int32
    deal_instant: Int64
    book_mql: Int32
    listed_mql: Int32

    @property
    def count(self) -> int:
        """Return the number of leads."""
        return int(self.day.shape[1])

    def day_of(self, stage: int) -> Int32:
        """Return the dates of one stage (n leads)."""
        return np.asarray(self.day[stage])

    def is_reached(self, stage: int) -> Bool:
        """Return who reached the stage by as-of."""
        return np.asarray(self.reached[stage])

    def is_dated(self, stage: int) -> Bool:
        """Return who reached the stage by as-of, with a date."""
        return np.asarray(self.day[stage] != NEVER)

    def is_undated(self, stage: int) -> Bool:
        """Return who reached the stage by an undated claim only."""
        return np.asarray(self.undated[stage])

    def mql_differences(self) -> NDArray[np.intp]:
        """Return the leads for which the book and an imported list give different MQL dates."""
        both = (self.book_mql != NEVER) & (self.listed_mql != NEVER)
        return np.flatnonzero(both & (self.book_mql != self.listed_mql))


def stage_days(facts: Facts, versions: tuple[BookVersion, ...], as_of: int) -> StageDays:
    """Return when every lead reached every stage, by what had happened up to the end of `as_of`."""
    dated, undated = _claims(facts, as_of)
    book = mql_claims(facts, versions, as_of)
    listed_mql = dated[MQL].copy()
    # Where both give a date the book's counts: it is the definition both sides agreed on.
    dated[MQL] = np.where(book.day != NEVER, book.day, dated[MQL])
    undated[MQL] |= book.undated
    lead_day = np.where(facts.acquired_day != NEVER, facts.acquired_day, exists_from(facts)).astype(np.int32)
    known = (dated != NEVER) | undated
    # A later stage implies the earlier ones.
    day = np.minimum.accumulate(dated[::-1], axis=0)[::-1].copy()
    implied = np.logical_or.accumulate(undated[::-1], axis=0)[::-1].copy()
    day[LEAD] = np.where(lead_day <= as_of, lead_day, NEVER)
    implied[LEAD] = lead_day == NEVER
    undated_only = implied & (day == NEVER)
    reached = (day != NEVER) | undated_only
    later = np.zeros_like(reached)
    later[:-1] = np.logical_or.accumulate(known[::-1], axis=0)[::-1][1:]
    skipped = later & ~known
    skipped[LEAD] = False
    return StageDays(
        as_of,
        day,
        reached,
        undated_only,
        skipped,
        recorded_stages(facts, versions, as_of),
        facts.acquired_day,
        _deal_instants(facts, day[DEAL]),
        book.day,
        listed_mql,
    )


def stage_days_joined(
    before: StageDays, part: StageDays, places: Int32, *, recorded: tuple[bool, ...]
) -> StageDays:
    """Return the stage dates with those of the leads at `places` replaced by `part`; `recorded` of all together."""
    arrays: dict[str, Any] = {
        name: alone(put(getattr(before, name), getattr(part, name), places))
        for name in StageDays.__slots__
        if name not in ("as_of", "recorded")
    }
    return replace(before, **arrays, recorded=recorded)


def stage_days_side_by_side(parts: Sequence[StageDays], recorded: tuple[bool, ...]) -> StageDays:
    """Return the stage dates of all leads from those of stretches; `recorded` of all together."""
    arrays: dict[str, Any] = {
        name: alone(along([getattr(part, name) for part in parts]))
        for name in StageDays.__slots__
        if name not in ("as_of", "recorded")
    }
    return replace(parts[0], **arrays, recorded=recorded)


def _claims(facts: Facts, as_of: int) -> tuple[Int32, Bool]:
    """Return the earliest dated claim (stages × leads) and whether an undated claim holds, up to `as_of`."""
    claims = facts.claims
    dated = np.full((len(STAGES), facts.count), NEVER, np.int32)
    undated = np.zeros((len(STAGES), facts.count), np.bool_)
    seen = claims.day <= as_of
    np.minimum.at(dated, (claims.stage[seen], claims.lead[seen]), claims.day[seen])
    acquired = facts.acquired_day[claims.lead]
    holds = (claims.day == NEVER) & ((acquired <= as_of) | (acquired == NEVER))
    undated[claims.stage[holds], claims.lead[holds]] = True
    return dated, undated


def _deal_instants(facts: Facts, deal_day: Int32) -> Int64:
    """Return the instant of each lead's first deal; NO_INSTANT where a claim of that day has only the day."""
    claims = facts.claims
    first = (claims.stage >= DEAL) & (claims.day == deal_day[claims.lead]) & (claims.day != NEVER)
    instant = np.full(facts.count, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(instant, claims.lead[first], claims.instant[first])
    instant[deal_day == NEVER] = NO_INSTANT
    return instant


def recorded_stages(facts: Facts, versions: tuple[BookVersion, ...], as_of: int) -> tuple[bool, ...]:
    """Return for each stage whether any record could ever give a claim of it."""
    recorded = [stage == "lead" or stage in facts.claimable for stage in STAGES]
    for span in spans(facts, versions, as_of):
        criterion = criteria_of(span.book, "mql")
        if criterion is not None and _could_be_found(facts, criterion):
            recorded[MQL] = True
    return tuple(recorded)


def _could_be_found(facts: Facts, criterion: Condition) -> bool:
    """Whether any record is of a kind the criterion looks at.

    A list of calls, or the page each lead came by, could never make an MQL: then nothing is known of this
    stage, and a rate of 0 % would be a lie.
    """
    if not needs_activity(criterion):
        return True
    return any(
        (facts.events.part("kind", slice(begin, begin + _ROWS)) == ACTIVITY_KINDS.index(kind)).any()
        for kind in _kinds_in(criterion)
        for begin in range(0, len(facts.events), _ROWS)
    )


def _kinds_in(condition: Condition) -> frozenset[str]:
    match condition:
        case Activity() | DaysSince():
            return matches_kinds(condition.match)
        case All() | Any_():
            return frozenset().union(*(_kinds_in(part) for part in condition.parts))
        case Not():
            return _kinds_in(condition.part)
    return frozenset()
