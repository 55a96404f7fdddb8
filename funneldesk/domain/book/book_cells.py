"""Single cells of the book's tables: how a value is written for people, and how what they typed is read."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime

from funneldesk.domain.book.phrases import MisreadError, normal
from funneldesk.domain.lists.cells import Cell, number_text
from funneldesk.domain.lists.typed_days import stated_day
from funneldesk.i18n import N_, _

#: What is written into one cell.
Value = str | int | float | None
#: Excel holds no more in one cell, and none of these characters.
_LONGEST = 32_767
_IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER = re.compile(r"([-+]?[\d,]*\.?\d+)\s*(%|点|日|回|件|営業日|points?|pt|days?|times)?")
_SAME = 1e-9


def plain_number(value: float | None) -> Value:
    """Return whole numbers without a point, so that they read plainly."""
    return int(value) if value is not None and value == int(value) else value


def text_in(cell: Cell) -> str:
    """Return the text of a cell; raises MisreadError for what is no text (a date, a yes or no)."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _tidy(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return number_text(cell)
    raise MisreadError(N_("text"))


def number_in_cell(cell: Cell, *, share: bool = False) -> float | None:
    """Return the number a person typed, None for an empty cell.

    Full-width digits, thousands, and a unit behind it are understood; a `share` is a fraction or says "%".
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    expected = N_("a percentage, such as 35%") if share else N_("a number")
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        raise MisreadError(expected)
    if not isinstance(cell, str):
        if share and not 0 <= cell <= 1:
            raise MisreadError(expected)
        return float(cell)
    match = _NUMBER.fullmatch(normal(cell).removeprefix("約").strip())
    if match is None or (match[2] == "%") != share:
        raise MisreadError(expected)
    number = float(match[1].replace(",", ""))
    return round(number / 100, 12) if share else number


def whole_in_cell(cell: Cell) -> int | None:
    """Return the whole number a person typed, None for an empty cell."""
    number = number_in_cell(cell)
    if number is not None and number != int(number):
        raise MisreadError(N_("a whole number"))
    return None if number is None else int(number)


def code_in(cell: Cell, codes: Sequence[str], say: Callable[[str], str]) -> str:
    """Return which of `codes` a person chose by its words."""
    words = normal(text_in(cell))
    for code in codes:
        if words in {normal(say(code)), normal(code)}:
            return code
    raise MisreadError(N_("one of: %(choices)s"), choices=" / ".join(filter(None, map(say, codes))))


def yes_in(cell: Cell) -> bool:
    """Return whether a cell says yes: "○", "yes", 1; empty or "no" is no."""
    words = normal(number_text(int(cell)) if isinstance(cell, bool) else text_in(cell))
    if words in {"", "no", "×", "x", "0", "-", normal(_("no"))}:
        return False
    if words in {"○", "〇", "◯", "yes", "1", "o", normal(_("yes"))}:
        return True
    raise MisreadError(N_("“○” for yes, nothing for no"))


def day_in(cell: Cell) -> str:
    """Return the ISO day of a cell, or "" if it is empty."""
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()[:10]
    words = normal(text_in(cell))
    found = stated_day(words)
    return _no_day(words) if found is None else date.fromordinal(found).isoformat()


def _no_day(words: str) -> str:
    if words:
        raise MisreadError(N_("a date, such as 2026/11/22"))
    return ""


def lines_in(cell: Cell) -> tuple[str, ...]:
    """Return what stands in the lines of a cell, one item in each."""
    return tuple(filter(None, (line.strip() for line in text_in(cell).split("\n"))))


def same_cell(found: Cell, written: Value) -> bool:
    """Whether a cell still says what was written into it."""
    if isinstance(found, (int, float)) and isinstance(written, (int, float)):
        return not isinstance(found, bool) and abs(found - written) <= _SAME * max(1, abs(written))
    try:
        return text_in(found) == text_in(written)
    except MisreadError:
        return False


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _tidy(text: str) -> str:
    plain = _IMPOSSIBLE.sub("", text)[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in plain.split("\n"))).strip()
