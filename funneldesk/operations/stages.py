"""When every lead of a store reached every stage: computed once, kept in the cache file beside the store."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import alone
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.stages import (
    StageDays,
    recorded_stages,
    stage_days,
    stage_days_joined,
    stage_days_side_by_side,
)
from funneldesk.domain.touched import by_lead, in_stretches
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.store import caches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.facts import Facts, Int32
    from funneldesk.store.store import Store

_FORMAT = "4"
_BY_STAGE = ("day", "reached", "undated", "skipped")
_BY_LEAD = ("acquired", "deal_instant", "book_mql", "listed_mql")


def stage_days_of(store: "Store", as_of: int) -> StageDays:
    """Return the stage dates as of a day, under the versions in force up to then."""
    facts, versions = facts_of(store), versions_of(store)
    key = book_key(versions, as_of)

    def find() -> StageDays:
        # What the facts hold already is not kept once more.
        return replace(_found(store, facts, versions, as_of), acquired=facts.acquired_day)

    return remembered(facts, ("stages", key, as_of), find)


def _found(store: "Store", facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> StageDays:
    def of_lists(lists: "Facts") -> StageDays:
        # Once in memory is enough: these are in the cache file, unless that has them as of another day.
        if store.in_file and not _is_of_another_day(store, _stamp(lists, versions, as_of)):
            return _kept(store, lists, versions, as_of)
        key = book_key(versions, as_of)
        return remembered(lists, ("stages", key, as_of), lambda: _kept(store, lists, versions, as_of))

    def join(before: StageDays, part: StageDays, places: "Int32") -> StageDays:
        return stage_days_joined(before, part, places, recorded=recorded_stages(facts, versions, as_of))

    if facts.lists is None:
        return _kept(store, facts, versions, as_of)
    return by_lead(facts, of_lists, lambda given: stage_days(given, versions, as_of), join)


def _kept(store: "Store", facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> StageDays:
    """Take the stage dates from the cache file, or compute them and keep them there."""
    # What is being written may never come to be; looking at one state of the store does no harm.
    if not facts.stamp or not store.in_file or store.writing:
        return _computed(facts, versions, as_of)
    stamp = _stamp(facts, versions, as_of)
    data = caches.read(store.path, "stages", stamp)
    if data is not None:
        return _unpacked(data, as_of)
    found = _computed(facts, versions, as_of)
    caches.write(store.path, "stages", stamp, _packed(found))
    return found


def _computed(facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> StageDays:
    def side_by_side(parts: "Sequence[StageDays]") -> StageDays:
        return stage_days_side_by_side(parts, recorded_stages(facts, versions, as_of))

    return in_stretches(facts, lambda given: stage_days(given, versions, as_of), side_by_side)


def cache_is_right(store: "Store", facts: "Facts") -> bool:
    """Whether stage dates in the cache file, if they are of this state of the store, are those of `facts`."""
    if not store.in_file or not facts.stamp:
        return True
    stamp, versions = caches.stamp_of(store.path, "stages"), versions_of(store)
    day = stamp.partition("@")[0]
    if not day.isdigit() or stamp != _stamp(facts, versions, int(day)):
        return True
    data = caches.read(store.path, "stages", stamp)
    return data is None or bytes(data) == bytes(_packed(stage_days(facts, versions, int(day))))


def _stamp(facts: "Facts", versions: "tuple[BookVersion, ...]", as_of: int) -> str:
    return f"{as_of}@{_FORMAT}:{facts.stamp}:{book_key(versions, as_of)}"


def _is_of_another_day(store: "Store", stamp: str) -> bool:
    day, _, rest = caches.stamp_of(store.path, "stages").partition("@")
    return rest == stamp.partition("@")[2] and day != stamp.partition("@")[0]


def _packed(days: StageDays) -> memoryview:
    arrays = {name: getattr(days, name).ravel() for name in _BY_STAGE}
    arrays |= {name: getattr(days, name) for name in _BY_LEAD}
    return caches.packed(arrays, days.recorded)


def _unpacked(data: memoryview, as_of: int) -> StageDays:
    arrays, recorded = caches.unpacked(data)
    by_stage = {name: alone(np.reshape(arrays[name], (len(STAGES), -1))) for name in _BY_STAGE}
    by_lead = {name: arrays[name] for name in _BY_LEAD}
    return StageDays(as_of=as_of, recorded=tuple(recorded), **by_stage, **by_lead)
