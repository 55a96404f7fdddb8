"""Texts without people: what looks like an address or a phone number is taken out, and so are the names of leads.

The list of columns (`domain.team.publication`) says what is published; this is the second line behind it, because any
column of a list may hold anything: an address in "source", a person's name as a company, a phone number in a title.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.leads.records import BETWEEN, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

#: Stands where something was taken out.
HIDDEN = "***"
_LETTERS_OF_KEY = 3
#: A name written as one word is looked for in texts of others from this length on: shorter ones are words as well.
_FEWEST_UNSPACED = 4
#: A name without its blanks is looked for inside its own lead's cells from this length on; shorter ones must be all.
_FEWEST_OWN = 3
_LONGEST_NAME = 60
_NO_MAIL = r"\s\0@＠()（）<>＜＞\[\]「」『』【】、。，,;；:：\"'“”/／|｜?？=＝&＆"
_MAIL = re.compile(
    rf"[^{_NO_MAIL}]+ ?(?:@|＠|%40|\(at\)|\[at\]|（at）|\(アット\)) ?[^{_NO_MAIL}]+[.．。][^{_NO_MAIL}.．]+",
    re.IGNORECASE,
)
_SEP = r"[-‐‑‒–—―−－ー－.．・/ \u3000()（）]{0,3}"
_PHONE = re.compile(
    # In Japan: 03-1234-5678, 0312345678, (03) 1234 5678; abroad: +81 3 1234 5678; the zero lost in Excel: 9012345678.
    rf"(?<![\d.])(?:[(（]?[0０]\d{{1,4}}{_SEP}\d{{1,4}}{_SEP}\d{{3,4}}"
    rf"|[+＋]\d{{1,3}}(?:{_SEP}\d){{7,12}}"
    r"|\d{9,11}"
    r"|[(（]?\d{2,4}[)）]?[-‐‑–―−－ー ]\d{3,4}[-‐‑–―−－ー ]\d{4})(?!\d)"
)
_DIGITS = re.compile(r"\d")
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15


#: What stands between the parts of a name, or does not.
_DOTS = "・･.,，．'’-"
_BLANKS = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace()) | frozenset(_DOTS)
_HALVES = re.compile("[\ud800-\udfff]")
#: Letters as numbers, in the order of bytes of this computer.
_CODES = f"utf-32-{sys.byteorder[0]}e"


def _codes(text: str) -> "Codes":
    return np.frombuffer(text.encode(_CODES, "surrogatepass"), np.uint32)


def _letters_among(letters: Iterable[str]) -> "NDArray[np.bool_]":
    """Return a table of all letters that says which are among some."""
    among = np.zeros(sys.maxunicode + 1, np.bool_)
    among[_codes("".join(letters))] = True
    return among


_IS_BLANK = _letters_among(_BLANKS)


def normal_names(names: Sequence[str]) -> list[str]:
    """Return names without blanks and dots between their parts, in one form of width and case."""
    return ["".join(parts) for parts in _parts_of(names)]


def _parts_of(names: Sequence[str]) -> list[list[str]]:
    # All at once: a hundred thousand names are one text.
    whole = _wide(joined(names))
    for dot in _DOTS:
        whole = whole.replace(dot, " ")
    return [name.split() for name in whole.split(BETWEEN)] if names else []


def _wide(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


class Names:
    """The names of all leads, to be found in texts. `ordinary`: texts whose words are no names."""

    def __init__(self, names: Sequence[str], ordinary: str = "") -> None:
        parts = _parts_of(names)
        #: The names as given, without blanks.
        self.bare = ["".join(one) for one in parts]
        # In texts that are not about their lead either part may stand first.
        spaced = [name for several, name in zip(parts, self.bare, strict=True) if len(several) > 1]
        turned = ["".join(several[::-1]) for several in parts if len(several) > 1]
        single = [
            name
            for several, name in zip(parts, self.bare, strict=True)
            if len(several) == 1 and len(name) >= _FEWEST_UNSPACED
        ]
        self._known = {
            name
            for name in (*spaced, *turned, *single)
            if _LETTERS_OF_KEY <= len(name) <= _LONGEST_NAME and not name.isdigit()
        }
        self._beginnings = {name[:_LETTERS_OF_KEY] for name in self._known}
        self._lengths = sorted(set(map(len, self._known)))
        #: Which letters the first, the second and the third of a name may be.
        self._letters = [_letters_among(column) for column in zip(*self._beginnings, strict=True)]
        self._ordinary = "".join(normal_names((ordinary,)))

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where names stand in a text, whatever blanks they are written with."""
        letters = _wide(text)
        if len(letters) != len(text):
            letters = "".join(_one_letter(letter) for letter in text)
        if not self._known:
            return
        codes = _codes(letters)
        places = np.flatnonzero(~_IS_BLANK[codes])
        codes = codes[places]
        bare = str(codes.tobytes(), _CODES, "surrogatepass")
        beginnings = self._beginnings
        for at in self._may_begin(codes):
            if bare[at : at + _LETTERS_OF_KEY] not in beginnings:
                continue
            for length in self._lengths:
                name = bare[at : at + length]
                if (
                    name in self._known
                    and self._is_whole(letters, places, at, len(name))
                    and not self._is_ordinary(name)
                ):
                    yield int(places[at]), int(places[at + len(name) - 1]) + 1

    def _may_begin(self, codes: "Codes") -> list[int]:
        """Return where three letters follow each other that names have at these places: only there is one sought."""
        last = len(codes) - _LETTERS_OF_KEY + 1
        if last <= 0:
            return []
        found = np.ones(last, np.bool_)
        for place, among in enumerate(self._letters):
            found &= among[codes[place : place + last]]
        return np.flatnonzero(found).tolist()

    def _is_ordinary(self, name: str) -> bool:
        return name in self._ordinary

    @staticmethod
    def _is_whole(letters: str, places: "NDArray[np.intp]", at: int, length: int) -> bool:
        """Whether a name in Latin letters is no part of a longer word."""
        first, last = places[at], places[at + length - 1]
        before = letters[first - 1] if first else " "
        after = letters[last + 1] if last + 1 < len(letters) else " "
        return not (_is_latin(before) and _is_latin(letters[first])) and not (
            _is_latin(after) and _is_latin(letters[last])
        )


@lru_cache(maxsize=4096)
def _one_letter(letter: str) -> str:
    wide = unicodedata.normalize("NFKC", letter).casefold()
    return wide if len(wide) == 1 else letter


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def scrubbed(texts: Sequence[str], names: Names) -> list[str]:
    """Return texts with whatever names a person replaced by HIDDEN; all at once, because there are many."""
    if not texts:
        return []
    # Half a pair of surrogates is no text, but a list may hold one.
    whole = _HALVES.sub("\ufffd", joined(texts))
    spans = sorted([*_contacts(whole), *names.found_in(whole)])
    return _without(whole, spans).split(BETWEEN)


def scrub(text: str, names: Names) -> str:
    """Return one text with whatever names a person replaced by HIDDEN."""
    return scrubbed((text,), names)[0]


def scrubbed_json(text: str, names: Names) -> str:
    """Return JSON with its texts scrubbed; keys and numbers stay as they are."""
    return json.dumps(_scrubbed_value(json.loads(text), names), ensure_ascii=False, sort_keys=True)


def _scrubbed_value(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return scrub(value, names)
    if isinstance(value, list):
        return [_scrubbed_value(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _scrubbed_value(one, names) for key, one in value.items()}
    return value


def may_hold(bare: Sequence[str], persons: AbstractSet[str], *, most: int) -> bool:
    """Whether any of these texts holds the name of any of these persons, both as `normal_names` has them.

    Found out by looking at each part of each text: where these are more than `most`, it is not found out, but True.
    """
    lengths = set(map(len, persons))
    if sum(map(len, bare)) * len(lengths) > most:
        return True
    return any(
        text[at : at + length] in persons
        for text in bare
        for length in lengths
        for at in range(len(text) - length + 1)
    )


def own_hidden(cells: Sequence[str | None], bare: Sequence[str], persons: Sequence[str]) -> list[str | None]:
    """Return one cell of each lead, hidden where it is, or holds, the name of that very lead.

    `bare` are the cells and `persons` the names of their leads, both as `normal_names` has them, "" for none.
    """
    return [
        HIDDEN if person and person in found and (len(person) >= _FEWEST_OWN or person == found) else cell
        for cell, found, person in zip(cells, bare, persons, strict=True)
    ]


def _contacts(text: str) -> Iterator[tuple[int, int]]:
    for found in _MAIL.finditer(text):
        yield found.span()
    for found in _PHONE.finditer(text):
        if _FEWEST_DIGITS <= len(_DIGITS.findall(found[0])) <= _MOST_DIGITS:
            yield found.span()


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, end = [], 0
    for first, last in spans:
        if first >= end:
            parts += [text[end:first], HIDDEN]
        end = max(end, last)
    return "".join((*parts, text[end:]))
