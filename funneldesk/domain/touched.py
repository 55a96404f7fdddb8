"""Answers about each lead by itself: about a million leads some at a time, and anew only about those that changed.

Facts may be those of lists with a few leads changed by what people entered: what was found for the facts of lists
stays good for all leads nobody entered anything about.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.funnel.selection import some, stretch

Result = TypeVar("Result")
_Array = TypeVar("_Array", bound=NDArray[Any])
#: Where more than one in so many leads are touched, all are asked anew.
_SHARE = 4
#: So many leads are looked at in one go: what is found on the way to an answer is in memory of so many only.
_STRETCH = 100_000


def by_lead(
    facts: Facts,
    before: Callable[[Facts], Result],
    compute: Callable[[Facts], Result],
    join: Callable[[Result, Result, Int32], Result],
    side_by_side: Callable[[Sequence[Result]], Result] | None = None,
) -> Result:
    """Return what `compute` gives for facts, asking it about the touched leads only where these are few.

    `before`: the answer for the facts of lists (remembered, or computed); `join`: puts the answer about the leads
    at the positions given into it, changing neither; `side_by_side`: makes one of the answers about stretches of leads
    that follow each other (none: it is asked about all at once).
    """
    lists = facts.lists
    if lists is None or len(facts.touched) * _SHARE > facts.count:
        return compute(facts) if side_by_side is None else in_stretches(facts, compute, side_by_side)
    return join(before(lists), compute(some(facts, facts.touched)), facts.touched)


def in_stretches(
    facts: Facts, compute: Callable[[Facts], Result], side_by_side: Callable[[Sequence[Result]], Result]
) -> Result:
    """Return what `compute` gives for facts, asking it about so many leads at a time."""
    parts = [compute(some) for some in stretches(facts)]
    return parts[0] if len(parts) == 1 else side_by_side(parts)


def stretches(facts: Facts) -> Iterator[Facts]:
    """Yield the facts of so many leads after the other; all of them, where they are few."""
    if facts.count <= _STRETCH:
        yield facts
        return
    for begin in range(0, facts.count, _STRETCH):
        yield stretch(facts, begin, min(begin + _STRETCH, facts.count))


def of_these(facts: Facts, lead: Int32) -> tuple[Facts, Int32]:
    """Return facts that hold the leads at these positions, and where each stands in them.

    Few of many are taken out: what is found on the way to an answer about them is kept of all leads otherwise.
    """
    places, at = np.unique(lead, return_inverse=True)
    if facts.count <= _STRETCH or len(places) * _SHARE > facts.count:
        return facts, lead
    return some(facts, places.astype(np.int32)), at.astype(np.int32)


def along(parts: Sequence[_Array]) -> _Array:
    """Return arrays by lead (their last axis) of stretches that follow each other as one."""
    found: _Array = np.concatenate(parts, axis=-1)  # type: ignore[assignment]
    return found


def put(before: _Array, part: _Array, places: Int32) -> _Array:
    """Return an array by lead (its last axis) with the columns at `places` replaced by those of `part`."""
    found = before.copy()
    found[..., places] = part
    return found
