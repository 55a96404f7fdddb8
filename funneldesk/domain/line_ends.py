"""Where a line of Japanese may end: between phrases. Qt alone would end it between any two characters."""

import re
from functools import lru_cache

#: Holds what stands on its both sides in one line; it takes no room and is never copied.
JOIN = "\N{WORD JOINER}"
#: Words and what is attached to them: 「リストを」, 「引き渡した」, 「12件です」, 「取り込んで」 and then 「ください」.
_PHRASE = re.compile(
    r"ください(?:ませ)?|もう一度"
    r"|(?:[0-9A-Za-z,.%]+|[ァ-ヺー]+)?(?:[一-龯々]+(?:[りきけえちみいびれ][一-龯々]+)?)?(?:(?!ください|もう一度)[ぁ-ん])*"
)
#: A space at which no line ends; one that was in the text is none of ours.
_SPACE = JOIN + "\N{NO-BREAK SPACE}"
_PER_CENT = re.compile(r"(?<=[0-9]) (?=%)")
#: What belongs to both: 「具体期×生産管理」.
_CROSS = re.compile(r"(?<=\S)×(?=\S)")
#: A blank of a text to fill in: 「${company}」.
_BLANK = re.compile(r"\$\{[^{}\s]+\}")
#: Where a long phrase may end first: 「求められていることは」, 「ありません」.
_PARTICLE = re.compile("(?<=[はをがもにとで])(?=[ぁ-ん]{3})")
#: A longer phrase may end anywhere after so many characters: in a narrow place it would be cut.
_MOST = 8
#: What is one word to whoever reads it: Latin letters, a day, katakana.
WORD = re.compile("[!-~]+|[ァ-ヺー]+")
#: Between a number and what is counted, and within a short range: 「12点」, 「50〜999名」.
_COUNTED = re.compile(r"(?<=[0-9])(?=[一-龯々])|(?<=[0-9]〜)(?=[0-9]{1,4}(?![0-9/]))")
#: Counts of months, places, countries: 「3か月」.
_OF = re.compile(r"(?<=[0-9])か(?=[月所国年])")
#: Between two letters of ours a line never ends anyway.
_JOINT = re.compile(r"(?<=[^\x00-\x7f])(?=.)|(?<=[\x00-\x7f])(?=[^\x00-\x7f])")


@lru_cache(4096)
def phrased(text: str) -> str:
    """Return `text` with its phrases held together, and a number with its %."""
    text = _OF.sub(f"{JOIN}か{JOIN}", text)
    text = _BLANK.sub(lambda found: JOIN.join(found[0]), text)
    text = _CROSS.sub(f"{JOIN}×{JOIN}", _PER_CENT.sub(_SPACE, text))
    return counted(_PHRASE.sub(lambda found: _held(found[0]), text))


def _held(phrase: str) -> str:
    parts = [phrase] if len(phrase) <= _MOST else _PARTICLE.split(phrase)
    return "".join(_JOINT.sub(JOIN, part[:_MOST]) + part[_MOST:] for part in parts)


def counted(text: str) -> str:
    """Return `text` with numbers held to what they count: the least that is held where phrases have no room."""
    return _COUNTED.sub(JOIN, _PER_CENT.sub(_SPACE, _OF.sub(f"{JOIN}か{JOIN}", text)))


def unphrased(text: str) -> str:
    """Return a text as it was before."""
    return text.replace(_SPACE, " ").replace(JOIN, "")
