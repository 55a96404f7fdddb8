"""Which values an array holds, each once: what `numpy.unique` says, as quickly as the values can be sorted."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value", bound=np.generic)


def unique(values: NDArray[Value]) -> NDArray[Value]:
    """Return the values of an array in ascending order, each once.

    Since numpy 2.3 `unique` asks a hash table of integers first: of three million different ones that takes forty
    times as long as sorting them, and the window waits for most of it, since no other thread may run meanwhile.
    """
    ordered = np.sort(values, axis=None)
    if len(ordered) < 2:  # noqa: PLR2004 - one value is one value
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
