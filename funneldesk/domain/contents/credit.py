"""Sharing each deal among the contents of its path: six models, side by side (DESIGN 6, Credit)."""

import numpy as np

from funneldesk.domain.contents.markov import Without, removal_effects
from funneldesk.domain.contents.paths import Paths
from funneldesk.domain.facts import Int32, Int64
from funneldesk.domain.scoring.matching import Float

_HALF_LIFE_DAYS = 7
_ENDS = 0.4
_SHORT = 2


def shares(paths: Paths, deal_day: Int32, without: Without, contents: int) -> dict[str, Float]:
    """Return for each model the share of its deal every step of `paths` gets; they sum to 1 along a path.

    `deal_day` is that of each path's deal; `without` are the paths that led to none (Markov needs them).
    """
    size = paths.sizes()[paths.path]
    place = _places(paths)
    effects = removal_effects(paths, without, contents)
    return {
        "first": (place == 0).astype(np.float64),
        "last": (place == size - 1).astype(np.float64),
        "linear": 1 / size,
        "position": _position(place, size),
        "decay": _normalised(paths, _decay(paths, deal_day)),
        "markov": _normalised(paths, effects[paths.content]),
    }


def by_content(paths: Paths, share: Float, contents: int, worth: Float | None = None) -> Float:
    """Return the credit of each content: the sum of its shares, each times its deal's `worth` (default 1)."""
    weights = share if worth is None else share * worth[paths.path]
    return np.bincount(paths.content, weights=weights, minlength=contents).astype(np.float64, copy=False)


def _places(paths: Paths) -> Int64:
    """Return each step's place in its path, from 0."""
    size = paths.sizes()
    start = np.cumsum(size) - size
    return np.arange(len(paths.path)) - start[paths.path]


def _position(place: Int64, size: Int64) -> Float:
    """40 / 20 / 40: first and last get 40 % each, those between share 20 %; two share by half."""
    at_end = (place == 0) | (place == size - 1)
    between = (1 - 2 * _ENDS) / np.maximum(size - _SHORT, 1)
    return np.where(size <= _SHORT, 1 / size, np.where(at_end, _ENDS, between))


def _decay(paths: Paths, deal_day: Int32) -> Float:
    """Return weights that halve with every seven days; from the path's last step on, so that none is 0/0."""
    age = deal_day[paths.path].astype(np.int64) - paths.day
    youngest = np.full(paths.count, np.iinfo(np.int64).max)
    np.minimum.at(youngest, paths.path, age)
    return np.asarray(0.5 ** ((age - youngest[paths.path]) / _HALF_LIFE_DAYS))


def _normalised(paths: Paths, weight: Float) -> Float:
    """Return weights as shares of their path; all zero: equal shares."""
    total = np.bincount(paths.path, weights=weight, minlength=paths.count)[paths.path]
    equal = 1 / paths.sizes()[paths.path]
    return np.where(total > 0, weight / np.where(total > 0, total, 1), equal)
