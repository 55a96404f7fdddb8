"""The texts of a field, each once: a million addresses in the memory their letters need."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Self, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Labels(Sequence[str]):
    """Texts in a fixed order, kept as one block of UTF-8; each becomes a text again when it is looked at."""

    def __init__(self, texts: Iterable[str]) -> None:
        kept = texts if isinstance(texts, list) else [*texts]
        # Encoded as one text: each by itself takes three times as long. Half a pair of surrogates is no text, but a
        # list may hold one.
        self._letters: bytes | memoryview = "".join(kept).encode("utf-8", "surrogatepass")
        lengths = np.fromiter(chain((0,), map(len, kept)), np.int64, len(kept) + 1)
        self._ends = np.append(self._begins(), len(self._letters))[np.cumsum(lengths)]

    @classmethod
    def of_letters(cls, letters: "NDArray[np.uint8]", ends: "NDArray[np.int64]") -> Self:
        """Return the texts of such a block; nothing is copied. `ends` (n + 1 places) begins with 0."""
        made = cls(())
        made._letters, made._ends = letters.data, ends
        return made

    @property
    def letters(self) -> "NDArray[np.uint8]":
        """The block: all texts in UTF-8, one after the other."""
        return np.frombuffer(self._letters, np.uint8)

    @property
    def ends(self) -> "NDArray[np.int64]":
        """Where each text ends in the block, after a first place that is 0."""
        return self._ends

    @property
    def nbytes(self) -> int:
        """The memory they take up."""
        return len(self._letters) + self._ends.nbytes

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
        return str(self._letters[self._ends[at] : self._ends[at + 1]], "utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        # Read as one text and cut: a tenth of the time that reading each by itself takes.
        whole = str(self._letters, "utf-8", "surrogatepass")
        for start, end in pairwise(np.searchsorted(self._begins(), self._ends).tolist()):
            yield whole[start:end]

    def _begins(self) -> "NDArray[np.int64]":
        """Return the places of the first byte of each letter."""
        begins: NDArray[np.int64] = np.flatnonzero((self.letters & 0xC0) != 0x80)  # noqa: PLR2004 - 10xxxxxx goes on
        return begins

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(bytes(self._letters))

    def __repr__(self) -> str:
        return f"Labels({tuple(self)!r})"
