"""Words about one person in texts about anybody or anything: found however they are spelt, and blackened.

A full name, an address, a phone number say whom they mean; a family name alone does not, nor does what somebody else is
called as well. Names that only contain hers (田中一 in 田中一郎) are left alone.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from funneldesk.domain.leads.erased import BARS
from funneldesk.domain.leads.names import email_key, phone_key

#: What may stand between two characters of a name or a number.
_BETWEEN = r"[\s　・･.,，．、'’\-‐‑–—−－ー()（）/]{0,3}"
_BLANKS = r"[\s,.・]{1,3}"
_NAME_NOISE = re.compile(r"[\s　・･.,，．、'’\-‐‑–—_/()（）]+")
_KANA_ONLY = re.compile(r"[\u3040-\u30ff\uff66-\uff9f\s　・･]+")
_LEAST_WITHOUT_BLANK, _LEAST_DIGITS = 3, 9
_KANJI = r"\u3400-\u9fff\uf900-\ufaff"
_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


class Mentions:
    """Finds one person in texts. `names`: full names and readings as written; `emails`, `phones`: hers alone.

    `longer`: names of others that contain one of hers.
    """

    def __init__(
        self,
        names: Iterable[str],
        emails: Iterable[str] = (),
        phones: Iterable[str] = (),
        longer: Iterable[str] = (),
    ) -> None:
        spelt = {spelling for name in names for spelling in spellings(name)}
        patterns = [_spread(name) for name in spelt]
        written = {text.strip() for text in emails} | {email_key(text) for text in emails}
        patterns += [
            rf"(?<![A-Za-z0-9_.+-]){re.escape(email)}(?![A-Za-z0-9_-])" for email in written if "@" in email
        ]
        for phone in {phone_key(text) for text in phones}:
            if len(phone) >= _LEAST_DIGITS:
                patterns += [_number(phone), *([_number("81" + phone[1:])] if phone[0] == "0" else [])]
        self._hers = _any_of(patterns)
        self._others = _any_of(_spread(name) for name in {s for one in longer for s in spellings(one)})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known by which she could be found."""
        return self._hers is None

    def holds(self, text: str) -> bool:
        """Whether a text, or a JSON text, speaks of her."""
        return self.blackened(text) != text

    def blackened(self, text: str) -> str:
        """Return a text, or a JSON text with the same structure, without any word of her."""
        if self._hers is None or not text:
            return text
        if "\\" not in text and self._hers.search(text) is None:
            return text  # nearly all texts
        if text[0] in '{["':
            try:
                said = json.loads(text)
            except ValueError:
                return self._plain(text)
            made = self._inside(said)
            return text if made == said else json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        return self._plain(text)

    def _inside(self, said: Any) -> Any:
        if isinstance(said, str):
            # Some texts hold JSON themselves.
            return self.blackened(said)
        if isinstance(said, list):
            return [self._inside(one) for one in said]
        if isinstance(said, dict):
            return {self._plain(key): self._inside(one) for key, one in said.items()}
        return said

    def _plain(self, text: str) -> str:
        if self._hers is None or self._hers.search(text) is None:
            return text
        kept = [found.span() for found in self._others.finditer(text)] if self._others else []

        def exchanged(found: re.Match[str]) -> str:
            is_other = any(start <= found.start() and found.end() <= end for start, end in kept)
            return found[0] if is_other else BARS

        return self._hers.sub(exchanged, text)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str] | None:
    # The longest first: of two that begin alike the shorter one would leave a rest.
    ordered = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return re.compile("|".join(ordered), re.IGNORECASE) if ordered else None


def _spread(name: str) -> str:
    """Return the pattern of a name whose characters may stand apart; Latin letters do not."""
    if name.isascii():
        words = [re.escape(word) for word in name.split()]
        return rf"(?<![A-Za-z0-9]){_BLANKS.join(words)}(?![A-Za-z0-9])"
    spread = _BETWEEN.join(re.escape(letter) for letter in name)
    # Two characters stand within many words.
    return (
        spread
        if len(name) >= _LEAST_WITHOUT_BLANK
        else rf"(?<![{_KANJI}]){spread}(?![{_KANJI}])|{spread}(?=[様氏殿])"
    )


def _number(digits: str) -> str:
    wide = [f"[{digit}{chr(ord(digit) + 0xFEE0)}]" for digit in digits]
    return rf"(?<![0-9０-９])[+＋]?{_BETWEEN.join(wide)}(?![0-9０-９])"


def spellings(name: str) -> set[str]:
    """Return how a full name or a reading may be written, without what may stand between its characters.

    Nothing for a name that may be many people's: a family name alone.
    """
    found: set[str] = set()
    bare = _IN_BRACKETS.sub("", name)
    for part in (bare, *_IN_BRACKETS.findall(name)):
        plain = unicodedata.normalize("NFKC", part).strip()
        words = [word for word in _NAME_NOISE.split(plain) if word]
        if not words or (len(words) == 1 and len(words[0]) < _LEAST_WITHOUT_BLANK):
            continue
        if all(word.isascii() for word in words):
            if len(words) > 1:
                found |= {" ".join(words), " ".join(reversed(words))}
            continue
        whole = {"".join(words), *([words[1] + words[0]] if len(words) == 2 else [])}  # noqa: PLR2004
        found |= whole
        for one in whole:
            if _KANA_ONLY.fullmatch(one):
                found |= {one.translate(_HIRAGANA), one.translate(_KATAKANA), _half_width(one)}
        found |= {unicodedata.normalize("NFD", one) for one in whole}
    return found


_HALF = {
    ord(unicodedata.normalize("NFKC", chr(code))): chr(code) for code in range(0xFF66, 0xFF9E)
} | {0x3099: "ﾞ", 0x309A: "ﾟ"}  # fmt: skip


def _half_width(kana: str) -> str:
    return unicodedata.normalize("NFD", kana.translate(_KATAKANA)).translate(_HALF)
