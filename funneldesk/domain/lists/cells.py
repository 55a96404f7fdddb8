"""Cells of a list as a reader gives them, their plain text, and which texts say nothing."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

#: One cell as a reader gives it.
Cell = str | int | float | bool | date | datetime | time | timedelta | None

_NON_ANSWER_WORDS = (
    "|-|--|---|‐|－|ー|―|—|–|−|*|?|？|.|n/a|#n/a|n.a.|select|-select-|--select--|please select|\\n|undefined|"
    "選択|選択してください|選択して下さい|未選択|選択なし|未入力|未設定|未回答|未登録|未記入|(空白)|（空白）|空白|"
    "(blank)|blank|(empty)|(未設定)|（未設定）|(未入力)|--なし--|-なし-|--none--|-none-|(none)|[none]|"
    "#value!|#ref!|#name?|#div/0!|#null!|#num!|#spill!|#calc!|#getting_data"
)
#: What Excel shows in place of a result, also in what it exports as text.
ERROR_WORDS = frozenset(
    {"#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_EMPTY_WORD_LIST = "null|none|nil|nan|na|なし|無し|無|該当なし|特になし|0000-00-00|0000-00-00 00:00:00"
_NON_ANSWERS = frozenset(_NON_ANSWER_WORDS.split("|"))
#: Empty in a field of ours; in a column of somebody's own, and as a person's name (Null, Na), a value.
_EMPTY_WORDS = frozenset(_EMPTY_WORD_LIST.split("|"))
_LONGEST_NON_ANSWER = 19

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b-\u200f\u202a-\u202e\u2060\ud800-\udfff]")
_WIDE = re.compile(r"[\u3000\xa0０-９Ａ-Ｚａ-ｚ｡-ﾟ＠．＆]")
_KANA = re.compile(r"[｡-ﾟ]+")
#: Combining marks (NFD from a Mac) besides what is wide: only such texts need work.
_UNPLAIN = re.compile(r"[\u0300-\u036f\u3099\u309a\u200b-\u200f\xa0\u3000０-９Ａ-Ｚａ-ｚ｡-ﾟ＠．＆]")
_SPACES = re.compile(r"[ \t\r\n\v\f]+")
_LINE_SPACES = re.compile(r"[ \t\v\f]+")
_PLAIN = {0x3000: " ", 0xA0: " ", ord("＠"): "@", ord("．"): ".", ord("＆"): "&"}
_PLAIN |= {
    code: chr(code - 0xFEE0)
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}


def clean_text(text: str, *, lines: bool = False) -> str:
    """Return `text` without control characters, outer and repeated spaces, full-width letters and half-width kana.

    With `lines` its line breaks stay.
    """
    if text.isprintable() and "  " not in text and (text.isascii() or not _UNPLAIN.search(text)):
        return text.strip()
    if not text.isascii():
        if _WIDE.search(text):
            text = _KANA.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.translate(_PLAIN))
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = _CONTROL.sub("", text)
        if lines:
            text = _LINE_SPACES.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
            return text.strip()
    return _SPACES.sub(" ", text).strip()


def number_text(value: float) -> str:
    """Return a number as a person would write it: no ".0", no exponent."""
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN
            return ""
        if value == int(value):
            return str(int(value))
        return format(Decimal(repr(value)), "f")
    return str(value)


def cell_text(cell: Cell) -> str:  # noqa: PLR0911 - one line for each type a cell has
    """Return the text of any cell, dates and times in ISO form."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, timedelta):
        whole = round(cell.total_seconds())
        return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
    return cell.isoformat()


def says_nothing(text: str, *, words: bool) -> bool:
    """Whether a cleaned text is a non-answer; with `words` also なし, null and the like."""
    if len(text) > _LONGEST_NON_ANSWER:
        return False
    key = text.casefold()
    return key in _NON_ANSWERS or (words and key in _EMPTY_WORDS)
