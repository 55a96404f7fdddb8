"""Leads are found by what is typed: how texts are folded, and which pairs of letters stand in whose text.

Japanese has no gaps between words, and people look for two letters of a name: so the unit is the bigram, and one
letter is all bigrams that begin with it. Leads come in blocks of `BLOCK` neighbouring ids.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from funneldesk.domain.facts import Bool, Int64
from funneldesk.domain.leads.names import AS_COMPARED
from funneldesk.domain.unique import unique

#: Which bits of a key say which lead of its block it is.
_BITS = 15
BLOCK = 1 << _BITS
_FIELD_END, _LEAD_END = "\n", "\x1e"
#: So many texts are folded at once: Python lets nobody else work meanwhile.
_AT_ONCE = 512
#: Letters beyond the first plane share one bigram; texts are read again for them.
_BEYOND = 0xFFFF
_LONGEST_EXACT = 2
#: Of more candidates the whole block is read instead of each one's text.
_FEW = 2_000
_HYPHENS = "‐‑–—−ー-"
_IN_NUMBERS = re.compile(rf"(?<=\d)[{_HYPHENS}](?=\d)")
_NUMBER = re.compile(rf"[\d{_HYPHENS}]*\d[\d{_HYPHENS}]*")


def folded(text: str) -> str:
    """Return a text as it is compared: NFKC, no case, usual forms, hiragana as katakana, numbers in one piece."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(AS_COMPARED)
    return _IN_NUMBERS.sub("", plain)


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words of what was typed, folded; each of them has to be found."""
    words = folded(typed).split()
    # A number that is still being typed may end in a hyphen.
    return tuple(
        re.sub(f"[{_HYPHENS}]", "", word) if _NUMBER.fullmatch(word) else word
        for word in dict.fromkeys(words)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The folded texts of a block's leads: `numbers` are ids within the block, `ends` where each text ends in bytes."""

    numbers: Int64
    ends: Int64
    text: bytes

    def holding(self, word: str, among: Bool | None = None) -> Bool:
        """Return by number whether a lead's text holds a folded word; `among`: only these are looked at."""
        found = np.zeros(BLOCK, bool)
        sought = word.encode()
        few = None if among is None else np.flatnonzero(among[self.numbers])
        if few is not None and len(few) <= _FEW:
            for place in few.tolist():
                start = int(self.ends[place - 1]) if place else 0
                if self.text.find(sought, start, int(self.ends[place])) >= 0:
                    found[self.numbers[place]] = True
            return found
        places = _places(np.frombuffer(self.text, np.uint8), sought)
        found[self.numbers[np.searchsorted(self.ends, places, "right")]] = True
        return found if among is None else found & among


def block_of(texts: Iterable[tuple[int, Sequence[str | None]]]) -> Block:
    """Return the block of these leads: (number, the values that are searched) by ascending number."""
    numbers: list[int] = []
    pieces: list[bytes] = []
    rows = iter(texts)
    while some := list(islice(rows, _AT_ONCE)):
        numbers += (number for number, _values in some)
        joined = _LEAD_END.join(
            _FIELD_END.join(filter(None, values)).replace(_LEAD_END, " ") + _FIELD_END for _n, values in some
        )
        pieces.append((folded(joined) + _LEAD_END).encode())
    text = b"".join(pieces)
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == ord(_LEAD_END)) + 1
    return Block(np.array(numbers, np.int64), ends.astype(np.int64), text)


def bigrams_of(block: Block) -> Iterator[tuple[int, bytes]]:
    """Yield each bigram of a block with the numbers (16 bits each, ascending) of the leads whose text holds it."""
    letters = np.frombuffer(block.text.decode().encode("utf-32-le"), np.uint32)
    # Which lead a letter belongs to, by how many ended before it.
    lead = np.cumsum(letters == ord(_LEAD_END), dtype=np.int32)
    letters = np.minimum(letters, _BEYOND).astype(np.uint64)
    begins = np.flatnonzero((letters != ord(_FIELD_END)) & (letters != ord(_LEAD_END)))
    pairs = letters[begins] << np.uint64(16) | letters[begins + 1]
    keys = unique(pairs << np.uint64(_BITS) | block.numbers[lead[begins]].astype(np.uint64))
    bigrams = keys >> np.uint64(_BITS)
    numbers = (keys & np.uint64((1 << _BITS) - 1)).astype("<u2")
    starts = np.flatnonzero(np.diff(bigrams, prepend=np.uint64(0)))
    for start, end in pairwise([*starts.tolist(), len(keys)]):
        yield int(bigrams[start]), numbers[start:end].tobytes()


def ranges_of(word: str) -> list[tuple[int, int]]:
    """Return the bigrams a folded word asks for, as ranges (first, last): one letter is all that begin with it."""
    letters = [min(ord(letter), _BEYOND) for letter in word]
    if len(letters) == 1:
        return [(letters[0] << 16, letters[0] << 16 | 0xFFFF)]
    pairs = dict.fromkeys(a << 16 | b for a, b in pairwise(letters))
    return [(pair, pair) for pair in pairs]


def is_exact(word: str) -> bool:
    """Whether the bigrams alone say who has a word: longer ones may stand in pieces."""
    return len(word) <= _LONGEST_EXACT and all(ord(letter) < _BEYOND for letter in word)


def _places(text: NDArray[np.uint8], sought: bytes) -> Int64:
    """Return where `sought` begins in a text; numpy lets others work meanwhile, and many places cost no more."""
    places = np.flatnonzero(text[: max(len(text) - len(sought) + 1, 0)] == sought[0])
    for offset, byte in enumerate(sought[1:], 1):
        places = places[text[places + offset] == byte]
    return places
