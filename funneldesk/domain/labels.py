"""The texts of a field, each once: a million addresses in the memory their letters need."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import overload

import numpy as np


class Labels(Sequence[str]):
    """Texts in a fixed order, kept as one block of UTF-8; each becomes a text again when it is looked at."""

    def __init__(self, texts: Iterable[str]) -> None:
        # Half a pair of surrogates is no text, but a list may hold one.
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        self._ends = np.array([*chain((0,), accumulate(map(len, encoded)))], np.int64)
        self._letters = b"".join(encoded)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[str, ...]: ...
    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        at = range(len(self))[place]
        return self._letters[self._ends[at] : self._ends[at + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        for start, end in pairwise(self._ends.tolist()):
            yield self._letters[start:end].decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._letters)

    def __repr__(self) -> str:
        return f"Labels({tuple(self)!r})"
