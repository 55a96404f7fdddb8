"""Removal effects of contents in a first-order Markov chain over all leads' paths (DESIGN 6, Credit).

E. Anderl et al., "Mapping the customer journey", International Journal of Research in Marketing 33 (2016).
"""

from collections.abc import Callable, Iterable

import numpy as np

from funneldesk.domain.contents.paths import Paths
from funneldesk.domain.facts import Int64
from funneldesk.domain.scoring.matching import Float

#: Contents that have a state of their own in the chain.
MOST_STATES = 1500
#: Gives the paths that led to no deal, some at a time: they are walked twice, and all together may be most touches.
Without = Callable[[], Iterable[Paths]]


def removal_effects(converted: Paths, without: Without, contents: int) -> Float:
    """Return for each content the share of conversions lost if touching it led nowhere.

    Conversion without visiting c has the probability P - visit(c) · v(c), v(c) being the probability to
    convert from c; with N the fundamental matrix, visit(c) = (start · N)_c / N_cc: one inverse for all.
    """
    effects = np.zeros(contents)
    steps = np.bincount(converted.content, minlength=contents)
    for paths in without():
        steps += np.bincount(paths.content, minlength=contents)
    state, weight = _states(steps)
    if not len(weight):
        return effects
    moves, start, success = _counts(converted, without, state, int(state.max()) + 1)
    total = moves.sum(axis=1) + success[0] + success[1]
    fundamental = np.linalg.inv(np.eye(len(total)) - moves / total[:, None])
    converts = fundamental @ (success[0] / total)
    begins = start / start.sum()
    visits = (begins @ fundamental) / np.diag(fundamental)
    conversion = float(begins @ converts)
    if conversion > 0:
        used = steps > 0
        effects[used] = (visits * converts / conversion)[state[used]] * weight
    return effects


def _states(steps: Int64) -> tuple[Int64, Float]:
    """Return the state of each content in the chain, and the share of its state's effect each used one takes.

    The matrix grows with the square of the states. Beyond the most frequent contents all others are one state,
    whose effect they share by their steps: thousands of addresses of web pages are no reason to give up.
    """
    used = np.flatnonzero(steps)
    ranked = used[np.argsort(-steps[used], kind="stable")]
    state = np.zeros(len(steps), np.int64)
    state[ranked] = np.minimum(np.arange(len(ranked)), MOST_STATES)
    return state, steps[used] / np.bincount(state[used], weights=steps[used])[state[used]]


def _counts(
    converted: Paths, without: Without, state: Int64, size: int
) -> tuple[Float, Float, tuple[Float, Float]]:
    """Count moves between contents, starts, and ends (in a deal, in none) over all paths."""
    moves, start = np.zeros(size * size), np.zeros(size)
    ends = np.zeros(size), np.zeros(size)
    for given, ended in zip(((converted,), without()), ends, strict=True):
        for paths in given:
            content = state[paths.content]
            inner = paths.path[1:] == paths.path[:-1]
            # Some paths at a time: so many zeros as there are moves would be counted each time.
            np.add.at(moves, content[:-1][inner] * size + content[1:][inner], 1.0)
            first = np.ones(len(content), np.bool_)
            first[1:] = ~inner
            start += np.bincount(content[first], minlength=size)
            last = np.ones(len(content), np.bool_)
            last[:-1] = ~inner
            np.add.at(ended, content[last], 1.0)
    return moves.reshape(size, size), start, ends
