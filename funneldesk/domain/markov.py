"""Removal effects of contents in a first-order Markov chain over all leads' paths (DESIGN 6, Credit).

E. Anderl et al., "Mapping the customer journey", International Journal of Research in Marketing 33 (2016).
"""

import numpy as np

from funneldesk.domain.matching import Float
from funneldesk.domain.paths import Paths


def removal_effects(converted: Paths, without: Paths, contents: int) -> Float:
    """Return for each content the share of conversions lost if touching it led nowhere.

    Conversion without visiting c has the probability P - visit(c) · v(c), v(c) being the probability to
    convert from c; with N the fundamental matrix, visit(c) = (start · N)_c / N_cc: one inverse for all.
    """
    effects = np.zeros(contents)
    used = np.flatnonzero(
        np.bincount(converted.content, minlength=contents) + np.bincount(without.content, minlength=contents)
    )
    if not len(used):
        return effects
    place = np.zeros(contents, np.int64)
    place[used] = np.arange(len(used))
    moves, start, success = _counts(converted, without, place, len(used))
    total = moves.sum(axis=1) + success[0] + success[1]
    fundamental = np.linalg.inv(np.eye(len(used)) - moves / total[:, None])
    converts = fundamental @ (success[0] / total)
    begins = start / start.sum()
    visits = (begins @ fundamental) / np.diag(fundamental)
    conversion = float(begins @ converts)
    if conversion > 0:
        effects[used] = visits * converts / conversion
    return effects


def _counts(
    converted: Paths, without: Paths, place: np.ndarray, size: int
) -> tuple[Float, Float, tuple[Float, Float]]:
    """Count moves between contents, starts, and ends (in a deal, in none) over all paths."""
    moves, start = np.zeros(size * size), np.zeros(size)
    ends = np.zeros(size), np.zeros(size)
    for paths, ended in zip((converted, without), ends, strict=True):
        content = place[paths.content]
        inner = paths.path[1:] == paths.path[:-1]
        moves += np.bincount(content[:-1][inner] * size + content[1:][inner], minlength=size * size)
        first = np.ones(len(content), np.bool_)
        first[1:] = ~inner
        start += np.bincount(content[first], minlength=size)
        last = np.ones(len(content), np.bool_)
        last[:-1] = ~inner
        ended[:] = np.bincount(content[last], minlength=size)
    return moves.reshape(size, size), start, ends
