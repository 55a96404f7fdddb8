"""Answers about each lead by itself, where facts are those of lists with a few leads changed by what people entered.

What was found for the facts of lists stays good for all leads nobody entered anything about.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from numpy.typing import NDArray

from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.funnel.selection import some

Result = TypeVar("Result")
_Array = TypeVar("_Array", bound=NDArray[Any])
#: Where more than one in so many leads are touched, all are asked anew.
_SHARE = 4


def by_lead(
    facts: Facts,
    before: Callable[[Facts], Result],
    compute: Callable[[Facts], Result],
    join: Callable[[Result, Result, Int32], Result],
) -> Result:
    """Return what `compute` gives for facts, asking it about the touched leads only where these are few.

    `before`: the answer for the facts of lists (remembered, or computed); `join`: puts the answer about the leads
    at the positions given into it, changing neither.
    """
    lists = facts.lists
    if lists is None or len(facts.touched) * _SHARE > facts.count:
        return compute(facts)
    return join(before(lists), compute(some(facts, facts.touched)), facts.touched)


def put(before: _Array, part: _Array, places: Int32) -> _Array:
    """Return an array by lead (its last axis) with the columns at `places` replaced by those of `part`."""
    found = before.copy()
    found[..., places] = part
    return found
