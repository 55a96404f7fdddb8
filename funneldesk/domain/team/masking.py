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
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.leads.records import BETWEEN, joined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

#: Stands where something was taken out.
HIDDEN = "***"
_LETTERS_OF_KEY = 3
#: Texts are told apart by numbers below 2 to the power of this, made with 2 ** 64 / the golden ratio (Knuth 6.4).
_MARK_BITS, _FACTOR = 22, np.uint64(0x9E3779B97F4A7C15)
#: Fewer letters are looked at one by one sooner than a table of all letters is made for them.
_SHORT = 2_000
#: A name written as one word is looked for in texts of others from this length on: shorter ones are words as well.
_FEWEST_UNSPACED = 4
#: A name without its blanks is looked for inside its own lead's cells from this length on; shorter ones must be all.
_FEWEST_OWN = 3
_LONGEST_NAME = 60
#: One of these stands in every address.
_AT = ("@", "＠", "%40", "(at)", "[at]", "（at）", "(アット)")
_NO_MAIL = r"\s\0@＠()（）<>＜＞\[\]「」『』【】、。，,;；:：\"'“”/／|｜?？=＝&＆"
_ADDRESS = re.compile("|".join(map(re.escape, _AT)), re.IGNORECASE)
_MAIL = re.compile(
    rf"[^{_NO_MAIL}]+ ?(?:{'|'.join(map(re.escape, _AT))}) ?[^{_NO_MAIL}]+[.．。][^{_NO_MAIL}.．]+",
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
    return _among(_codes("".join(letters)))


def _among(codes: "Codes") -> "NDArray[np.bool_]":
    among = np.zeros(sys.maxunicode + 1, np.bool_)
    among[codes] = True
    return among


_IS_BLANK = _letters_among(_BLANKS)
_BLANK = re.compile(f"[{re.escape(''.join(sorted(_BLANKS)))}]+")


def normal_names(names: Sequence[str]) -> list[str]:
    """Return names without blanks and dots between their parts, in one form of width and case."""
    return _BLANK.sub("", _wide(joined(names))).split(BETWEEN) if names else []


def _parts_of(names: Sequence[str]) -> list[list[str]]:
    # All at once: a hundred thousand names are one text.
    whole = _BLANK.sub(" ", _wide(joined(names)))
    return [*map(str.split, whole.split(BETWEEN))] if names else []


def _wide(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _marks(codes: "Codes", begins: "NDArray[np.intp]", length: int) -> "NDArray[np.intp]":
    """Return a number below 2 ** _MARK_BITS for so many letters from each place on; few others have the same."""
    sums = np.full(len(begins), length, np.uint64)
    for place in range(length):
        sums = (sums + codes[begins + place]) * _FACTOR
    return (sums >> np.uint64(64 - _MARK_BITS)).astype(np.intp)


class Names:
    """The names of all leads, to be found in texts. `ordinary`: texts whose words are no names."""

    def __init__(self, names: Sequence[str], ordinary: str = "") -> None:
        parts = _parts_of(names)
        #: The names as given, without blanks.
        self.bare = [*map("".join, parts)]
        # In texts that are not about their lead either part may stand first.
        spaced = [name for several, name in zip(parts, self.bare, strict=True) if len(several) > 1]
        turned = ["".join(several[::-1]) for several in parts if len(several) > 1]
        single = [
            name
            for several, name in zip(parts, self.bare, strict=True)
            if len(several) == 1 and len(name) >= _FEWEST_UNSPACED
        ]
        self._known = {*spaced, *turned, *single}
        self._lengths: list[int] = []
        self._is_mark = np.zeros(1 << _MARK_BITS, np.bool_)
        for length, some in groupby(sorted(self._known, key=len), len):
            if _LETTERS_OF_KEY <= length <= _LONGEST_NAME:
                self._lengths.append(length)
                codes = _codes("".join(some))
                begins = np.arange(0, len(codes), length)
                for letters in (length, _LETTERS_OF_KEY):
                    self._is_mark[_marks(codes, begins, letters)] = True
        self._ordinary = "".join(normal_names((ordinary,)))

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where names stand in a text, whatever blanks they are written with."""
        if not self._lengths:
            return
        codes = _one_by_one(_codes(text))
        letters = str(codes.tobytes(), _CODES, "surrogatepass")
        places = np.flatnonzero(~_IS_BLANK[codes])
        codes = codes[places]
        bare = str(codes.tobytes(), _CODES, "surrogatepass")
        for at, length in self._may_stand(codes):
            name = bare[at : at + length]
            if (
                name in self._known
                and not name.isdigit()
                and self._is_whole(letters, places, at, length)
                and not self._is_ordinary(name)
            ):
                yield int(places[at]), int(places[at + length - 1]) + 1

    def _may_stand(self, codes: "Codes") -> Iterator[tuple[int, int]]:
        """Yield where a name may begin and how many letters it has: what has no name's number is none.

        Three letters with which a name begins are sought first; numbered names begin with what numbered companies have.
        """
        begins = np.arange(len(codes) - _LETTERS_OF_KEY + 1)
        begins = begins[self._is_mark[_marks(codes, begins, _LETTERS_OF_KEY)]]
        for length in self._lengths if len(begins) else ():
            here = begins[: np.searchsorted(begins, len(codes) - length, "right")]
            for at in here[self._is_mark[_marks(codes, here, length)]].tolist():
                yield at, length

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


def _one_by_one(codes: "Codes") -> "Codes":
    """Return letters in one form of width and case, each in its place: what becomes several letters stays."""
    if len(codes) < _SHORT:
        return np.array([ord(_one_letter(chr(code))) for code in codes.tolist()], np.uint32)
    different = _different(codes)
    one_form = np.zeros(sys.maxunicode + 1, np.uint32)
    one_form[different] = [ord(_one_letter(chr(code))) for code in different]
    return one_form[codes]


def _different(codes: "Codes") -> list[int]:
    """Return which letters there are, each once."""
    return np.flatnonzero(_among(codes)).tolist()


@lru_cache(maxsize=4096)
def _one_letter(letter: str) -> str:
    wide = _wide(letter)
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
    value = json.loads(text)
    texts = iter(scrubbed([*_texts_in(value)], names))
    return json.dumps(_with_texts(value, texts), ensure_ascii=False, sort_keys=True)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value if isinstance(value, list) else value.values():
            yield from _texts_in(one)


def _with_texts(value: Any, texts: Iterator[str]) -> Any:
    """Return a value with other texts, in the order in which `_texts_in` yields them."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, list):
        return [_with_texts(one, texts) for one in value]
    if isinstance(value, dict):
        return {key: _with_texts(one, texts) for key, one in value.items()}
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


def _contacts(whole: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses and phone numbers stand; neither reaches from one of the joined texts into the next."""
    for first, last in _with_address(whole):
        for found in _MAIL.finditer(whole, first, last):
            yield found.span()
    for first, last in _with_digits(whole):
        for found in _PHONE.finditer(whole, first, last):
            if _FEWEST_DIGITS <= len(_DIGITS.findall(found[0])) <= _MOST_DIGITS:
                yield found.span()


def _with_address(whole: str) -> Iterator[tuple[int, int]]:
    """Yield the joined texts that may hold an address: where they begin and end."""
    last = -1
    for found in _ADDRESS.finditer(whole):
        if found.start() > last:
            first = whole.rfind(BETWEEN, 0, found.start()) + 1
            end = whole.find(BETWEEN, found.start())
            last = len(whole) if end < 0 else end
            yield first, last


def _with_digits(whole: str) -> Iterator[tuple[int, int]]:
    """Yield the joined texts that have as many digits as a phone number, or more; of few letters all."""
    if len(whole) < _SHORT:
        yield 0, len(whole)
        return
    codes = _codes(whole)
    digits = _letters_among(letter for letter in map(chr, _different(codes)) if letter.isdecimal())[codes]
    before = np.concatenate(((0,), np.cumsum(digits)))
    ends = np.append(np.flatnonzero(codes == ord(BETWEEN)), len(codes))
    begins = np.concatenate(((0,), ends[:-1] + 1))
    many = before[ends] - before[begins] >= _FEWEST_DIGITS
    yield from zip(begins[many].tolist(), ends[many].tolist(), strict=True)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    parts, end = [], 0
    for first, last in spans:
        if first >= end:
            parts += [text[end:first], HIDDEN]
        end = max(end, last)
    return "".join((*parts, text[end:]))
