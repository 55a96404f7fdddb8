"""The machinery that reads sentences of the definition book back: the templates they were made with, in reverse.

Texts that people wrote stand between quotation marks and are set aside first, so that nothing they say can be taken
for a word of the sentence. The rest is compared after NFKC, without regard to case and to how wide a gap is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from funneldesk.i18n import N_, _, language

#: Longer texts are no sentence of a definition book, and could take long to read.
LONGEST = 4000
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PLACE = re.compile(r"%\((\w+)\)s|(%%)")
#: What stands in the place of a number.
NUMBER = r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?"
#: Behind it stand the Japanese letters and marks.
_LAST_NARROW = 0x2E7F
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-"})


class MisreadError(Exception):
    """A text that cannot be understood.

    `message` (an English msgid) and its facts say what would be; `expected` is in the language in use when asked,
    which need not be that of the book.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self._message, self._facts = message, facts

    @property
    def expected(self) -> str:
        """Return what would be understood."""
        return _(self._message) % self._facts if self._facts else _(self._message)


def normal(text: str) -> str:
    """Return the words of a text for comparing: NFKC, one kind of dash, single gaps, lower case."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(plain.split()).casefold()


class Phrase:
    """A text with its quotations set aside: `words` to compare, `quotations` as they were written."""

    def __init__(self, text: str) -> None:
        if _OPEN in text or _CLOSE in text or len(text) > LONGEST:
            raise MisreadError(N_("a sentence"))
        self.quotations: list[str] = []
        self.words = normal(self._set_aside(text))

    def _set_aside(self, text: str) -> str:
        first, last = _("“%(text)s”")[0], _("“%(text)s”")[-1]
        pattern = f"{first}((?:[^{last}]|{last}{last})*){last}(?!{last})"
        if language() == "en":
            # Straight quotation marks are what keyboards have.
            pattern += '|"([^"]*)"'
        return re.sub(pattern, lambda match: self._token(match, last), text)

    def _token(self, match: re.Match[str], last: str) -> str:
        inside = next(group for group in match.groups() if group is not None)
        self.quotations.append(" ".join(inside.replace(last * 2, last).split()))
        return f"{_OPEN}{len(self.quotations) - 1}{_CLOSE}"

    def quotation(self, words: str) -> str | None:
        """Return the text that stands between the quotation marks, if `words` are one quotation and nothing else."""
        match = _TOKEN.fullmatch(words)
        return self.quotations[int(match[1])] if match else None

    def quotations_in(self, words: str) -> list[str]:
        """Return every quotation of `words`, in their order, as it is set aside."""
        return [match[0] for match in _TOKEN.finditer(words)]


def matches(message: str, words: str, *, loose: bool = False) -> dict[str, str] | None:
    """Return what stands in the places of the template `message` (an English msgid), if `words` are made of it.

    `loose`: any words may stand where numbers do.
    """
    found = _pattern(message, language(), loose).fullmatch(words)
    return found.groupdict() if found else None


@lru_cache(maxsize=512)
def _pattern(message: str, _language: str, loose: bool) -> re.Pattern[str]:
    pattern = ""
    at = 0
    template = _(message)
    for place in _PLACE.finditer(template):
        pattern += _literal(template[at : place.start()])
        name = place[1]
        numbers = not loose and name in {"count", "days", "points"}
        pattern += "%" if place[2] else f"(?P<{name}>{NUMBER if numbers else '.+?'})"
        at = place.end()
    return re.compile(pattern + _literal(template[at:]))


def _literal(text: str) -> str:
    """Return the pattern of the words between two places; gaps between Japanese words may be wider or missing."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    if not _is_wide(plain):
        return _spaced(plain)
    gap = r"\s*"
    return gap + gap.join(re.escape(part) for part in plain.split(" ")) + gap


def _is_wide(text: str) -> bool:
    return any(ord(letter) > _LAST_NARROW for letter in text)


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", text))


def number_of(words: str) -> float | None:
    """Return the number that `words` are, if they are one."""
    return float(words.replace(",", "")) if re.fullmatch(NUMBER, words) else None


def words_for(codes: Iterable[str], say: Callable[[str], str]) -> dict[str, str]:
    """Return codes by the words people read for them."""
    return {normal(say(code)): code for code in codes}


def in_a_row(
    words: str, read: Callable[[str], str | None], separators: Sequence[str], depth: int = 40
) -> list[str] | None:
    """Return the items that `words` list, each understood by `read` and set apart by one of `separators`."""
    only = read(words)
    if only is not None:
        return [only]
    if not depth:
        return None
    for separator in separators:
        at = words.find(separator)
        while at > 0:
            item = read(words[:at].strip())
            if item is not None:
                rest = in_a_row(words[at + len(separator) :].strip(), read, separators, depth - 1)
                if rest is not None:
                    return [item, *rest]
            at = words.find(separator, at + 1)
    return None


def separator(*messages: str) -> list[str]:
    """Return what stands between the two places of such templates ("%(a)s or %(b)s"), ready for comparing."""
    return [
        unicodedata.normalize("NFKC", re.split(r"%\(\w+\)s", _(message))[1]).casefold()
        for message in messages
    ]


def split_outside(words: str, separator: str) -> list[str]:
    """Split `words` at a separator, but not inside brackets."""
    parts, depth, begin, at = [], 0, 0, 0
    while at < len(words):
        letter = words[at]
        depth += (letter == "(") - (letter == ")")
        if not depth and words.startswith(separator, at):
            parts.append(words[begin:at].strip())
            at += len(separator)
            begin = at
            continue
        at += 1
    return [*parts, words[begin:].strip()]


def in_brackets(words: str) -> bool:
    """Whether one pair of brackets holds all of `words`."""
    depth = 0
    for at, letter in enumerate(words):
        depth += (letter == "(") - (letter == ")")
        if depth <= 0:
            return at > 0 and at == len(words) - 1
    return False
