"""What somebody types to find a name: letters in their order, kana of either kind, romaji of a Japanese name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: What a typed word is worth: the whole name, its beginning, that of a word in it, anywhere in one piece, the first
#: letters of words, scattered letters.
WHOLE, BEGINS, WORD, WITHIN, INITIALS, SCATTERED = 100.0, 80.0, 70.0, 55.0, 45.0, 30.0
#: A name that is read so, or called so in another language, counts a little less than one that is written so.
READ = 0.9
#: Letters may lie this many times as far apart as they would in one piece; further, and anything fits anything.
_SPREAD = 3
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_BOUNDARY = re.compile(r"[\s/・:,、。()「」『』“”&.-]")
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ",
    "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SYLLABLES = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "wo", "ん": "n", "ゔ": "vu", "っ": "", "ー": ""}
#: Small letters take the place of the vowel before them.
_SMALL = {
    "ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o",
}  # fmt: skip
#: Hepburn's spelling and what people type into an input method, as one; letters said twice or long count once.
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("sh(?=i|$)", "s"), ("sh", "sy"), ("ch(?=i|$)", "t"), ("ch", "ty"), ("ts(?=u|$)", "t"), ("jy", "zy"),
        ("j(?=i|$)", "z"), ("j", "zy"), ("f", "h"), ("-", ""), ("ou", "o"), (r"([a-z])\1", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name fits what was typed (more is better), and which of its letters do (none where it is read so)."""

    score: float
    places: tuple[int, ...] = ()


def folded(text: str) -> str:
    """Return `text` as it is compared: NFKC, without regard to case, katakana as hiragana."""
    # The mark of what asks first is no letter; as three full stops it would move the places of the letters before it.
    return unicodedata.normalize("NFKC", text.replace("…", " ")).casefold().translate(_KATAKANA)


def romaji(text: str) -> str:
    """Return kana and Latin letters of `text` in one plain spelling; other letters stay."""
    said = ""
    for letter in folded(text):
        small = _SMALL.get(letter)
        said = said[:-1] + small if small and said else said + (_SYLLABLES.get(letter, small or letter))
    for pattern, plain in _SPELLINGS:
        said = pattern.sub(plain, said)
    return said


def match(typed: str, name: str, others: Iterable[str] = (), reading: str = "") -> Match | None:
    """Return how well `name` fits what was typed, None where it does not: each word must be found in it.

    `others`: what it is called besides; `reading`: how it is read, in kana or Latin letters.
    """
    words = folded(typed).split()
    if not words:
        return Match(0.0)
    plain = folded(name)
    found = _all(words, plain)
    best = Match(found[0], found[1] if len(plain) == len(name) else ()) if found else None
    for other in others:
        best = _better(best, _all(words, folded(other)))
    if reading and all(map(_is_said, words)):
        said, spoken = [romaji(word) for word in words], romaji(reading)
        for way in (spoken, spoken.replace(" ", "")):
            best = _better(best, _all(said, way))
    return best


def _better(best: Match | None, found: tuple[float, tuple[int, ...]] | None) -> Match | None:
    if found is None or (best is not None and best.score >= found[0] * READ):
        return best
    return Match(found[0] * READ)


def _is_said(word: str) -> bool:
    return all(letter.isascii() or letter in _SYLLABLES or letter in _SMALL for letter in word)


def _all(words: list[str], name: str) -> tuple[float, tuple[int, ...]] | None:
    """Return the mean score of the words in a name and the places of their letters, None where one is missing."""
    total, places = 0.0, set[int]()
    for word in words:
        found = _one(word, name)
        if found is None:
            return None
        total += found[0]
        places.update(found[1])
    return total / len(words), tuple(sorted(places))


def _one(word: str, name: str) -> tuple[float, tuple[int, ...]] | None:
    if not word:
        return None
    # Of two names that begin alike the shorter one fits better.
    close = len(word) / (len(name) + 1)
    best: tuple[float, int] | None = None
    place = name.find(word)
    while place >= 0:
        starts = place == 0 or bool(_BOUNDARY.match(name[place - 1]))
        value = WHOLE if word == name else BEGINS if place == 0 else WORD if starts else WITHIN
        best = max(best or (0.0, 0), (value + close, place), key=lambda one: one[0])
        place = name.find(word, place + 1)
    if best is not None:
        return best[0], tuple(range(best[1], best[1] + len(word)))
    return _initials(word, name) or _scattered(word, name)


def _initials(word: str, name: str) -> tuple[float, tuple[int, ...]] | None:
    starts = [
        place
        for place, letter in enumerate(name)
        if not _BOUNDARY.match(letter) and (place == 0 or _BOUNDARY.match(name[place - 1]))
    ]
    found: list[int] = []
    for letter in word:
        following = next((p for p in starts if name[p] == letter and p > (found[-1] if found else -1)), None)
        if following is None:
            return None
        found.append(following)
    return INITIALS, tuple(found)


def _scattered(word: str, name: str) -> tuple[float, tuple[int, ...]] | None:
    """Return the closest way in which the letters of a word follow each other in a name."""
    best: tuple[int, ...] | None = None
    start = name.find(word[0])
    while start >= 0:
        places = [start]
        for letter in word[1:]:
            following = name.find(letter, places[-1] + 1)
            if following < 0:
                break
            places.append(following)
        if len(places) < len(word):
            break  # what is missing behind this place is missing behind all later ones
        if best is None or places[-1] - places[0] < best[-1] - best[0]:
            best = tuple(places)
        start = name.find(word[0], start + 1)
    if best is None or len(word) == 1:
        return None
    span = best[-1] - best[0] + 1
    return (SCATTERED * len(word) / span, best) if span <= _SPREAD * len(word) else None
