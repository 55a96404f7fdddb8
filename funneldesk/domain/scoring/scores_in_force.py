"""Everybody's score under the version that decides about each: the one for everybody, or a pilot's."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.scoring.scoring import Scores, features, scores_of


def scores_under(facts: Facts, deciding: InForce, day: int) -> Scores:
    """Return everybody's score on `day` under the version that decides about each.

    While a pilot runs `signals` is empty: the lines of two books are not one list. `scores` under the book of one
    lead (`InForce.version_of`) has them.
    """
    given = features(facts, deciding.everybody.book, day)
    found = scores_of(given, deciding.everybody.book)
    if deciding.pilot is None or deciding.inside is None:
        return found
    # Signals both books share are not counted again.
    book = deciding.pilot.book
    inside = scores_of(features(facts, book, day, given), book)
    return replace(
        found,
        signals={},
        raw=_merged(found.raw, inside.raw, deciding.inside),
        components=_merged(found.components, inside.components, deciding.inside),
        milli=np.where(deciding.inside, inside.milli, found.milli),
    )


def leaving_points(deciding: InForce) -> float | np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the leaving threshold that holds for each lead (or for all)."""
    everybody = deciding.everybody.book.threshold.leave
    if deciding.pilot is None or deciding.inside is None:
        return everybody
    return np.where(deciding.inside, deciding.pilot.book.threshold.leave, everybody)


def _merged(outside: Mapping[str, Int32], inside: Mapping[str, Int32], chosen: Bool) -> dict[str, Int32]:
    none = np.zeros(len(chosen), np.int32)
    names = dict.fromkeys((*outside, *inside))
    return {name: np.where(chosen, inside.get(name, none), outside.get(name, none)) for name in names}
