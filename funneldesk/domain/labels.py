"""The texts of a field, each once: a million addresses in the memory their letters need."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Self, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


#: Texts that are encoded or copied in one go: other threads wait so long.
_AT_ONCE = 2**14
#: Letters (bytes) that are compared in one go.
_WORD = 8


class Labels(Sequence[str]):
    """Texts in a fixed order, kept as one block of UTF-8; each becomes a text again when it is looked at."""

    def __init__(self, texts: Iterable[str]) -> None:
        rest = iter(texts)
        blocks, ends, at = [b""], [np.zeros(1, np.int64)], 0
        while some := [*islice(rest, _AT_ONCE)]:
            letters, places = _block(some)
            blocks.append(letters)
            ends.append(places + at)
            at += len(letters)
        self._letters: bytes | memoryview = b"".join(blocks)
        self._ends = np.concatenate(ends)

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

    def order(self) -> "NDArray[np.intp]":
        """Return the places of the texts in ascending order, as `sorted` has it; those that are alike stay in place.

        A word of letters at a time is compared as one number, of those alone that are alike so far: that lets other
        threads run, which wait as long as `sorted` takes for a million texts.
        """
        return self._ordered()[0]

    def once(self) -> "tuple[Self, NDArray[np.int32]]":
        """Return the texts, each once where it stands first, and the place of each of these among them."""
        order, is_repeated = self._ordered()
        first = order[~is_repeated]
        rank = np.empty(len(first), np.int32)
        rank[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
        places = np.empty(len(self), np.int32)
        places[order] = rank[np.cumsum(~is_repeated) - 1]
        return self.taken(np.sort(first)), places

    def _ordered(self) -> "tuple[NDArray[np.intp], NDArray[np.bool_]]":
        """Return the order, and which in it are the same text as the one before."""
        order = np.arange(len(self))
        is_repeated = np.zeros(len(self), np.bool_)
        # Those that are still alike, as places in the order, and the run of such that each belongs to.
        open_, run = order.copy(), np.zeros(len(self), np.int64)
        offset = 0
        while len(open_):
            words, length = self._words(order[open_], offset)
            within = np.lexsort((length, words, run))
            order[open_] = order[open_][within]
            keys = run[within], words[within], length[within]
            differs = [key[1:] != key[:-1] for key in keys]
            new = np.append(True, np.logical_or.reduce(differs))
            is_repeated[open_] = ~new & (keys[2] < _WORD)
            run = np.cumsum(new)
            alike = (np.bincount(run)[run] > 1) & (keys[2] == _WORD)
            open_, run = open_[alike], run[alike]
            offset += _WORD
        return order, is_repeated

    def joined(self, others: "Sequence[Labels]") -> Self:
        """Return these texts and others after them."""
        parts: list[Labels] = [self, *others]
        lengths = np.concatenate([np.diff(part.ends) for part in parts])
        return self.of_letters(
            np.concatenate([part.letters for part in parts]), np.append(0, np.cumsum(lengths))
        )

    def _words(
        self, places: "NDArray[np.intp]", offset: int
    ) -> "tuple[NDArray[np.uint64], NDArray[np.int64]]":
        """Return the next letters of some texts as a number, and how many of them are there: eight at most."""
        begin = self._ends[places] + offset
        length = np.clip(self._ends[places + 1] - begin, 0, _WORD)
        words, letters = np.zeros(len(places), np.uint64), self.letters
        for byte in range(_WORD if len(letters) else 0):
            at = np.minimum(begin + byte, len(letters) - 1)
            words = (words << np.uint64(8)) | np.where(byte < length, letters[at], np.uint8(0))
        return words, length

    def taken(self, places: "NDArray[np.intp]") -> Self:
        """Return the texts at these places, in this order."""
        begins, lengths = self._ends[places], np.diff(self._ends)[places]
        ends = np.append(0, np.cumsum(lengths))
        letters = np.empty(int(ends[-1]), np.uint8)
        for first in range(0, len(places), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            at, count = int(ends[first]), int(lengths[some].sum())
            source = np.repeat(begins[some] - ends[some][: len(begins[some])] + at, lengths[some])
            letters[at : at + count] = self.letters[source + np.arange(count)]
        return self.of_letters(letters, ends)

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
        for start, end in pairwise(np.searchsorted(_begins(self.letters), self._ends).tolist()):
            yield whole[start:end]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(bytes(self._letters))

    def __repr__(self) -> str:
        return f"Labels({tuple(self)!r})"


def _block(texts: list[str]) -> "tuple[bytes, NDArray[np.int64]]":
    """Return some texts in UTF-8, one after the other, and where each ends."""
    # Encoded as one text: each by itself takes three times as long. Half a pair of surrogates is no text, but a list
    # may hold one.
    letters = "".join(texts).encode("utf-8", "surrogatepass")
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    return letters, np.append(_begins(np.frombuffer(letters, np.uint8)), len(letters))[ends]


def _begins(letters: "NDArray[np.uint8]") -> "NDArray[np.int64]":
    """Return the places of the first byte of each letter."""
    begins: NDArray[np.int64] = np.flatnonzero((letters & 0xC0) != 0x80)  # noqa: PLR2004 - 10xxxxxx goes on
    return begins
