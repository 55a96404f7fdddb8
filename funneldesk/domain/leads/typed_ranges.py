"""Ranges as people type them under a heading: 「60〜80」, "60 or more", 「2026/4〜2026/6」, 「2026年4月」."""

import calendar
import math
import re
from collections.abc import Callable
from datetime import date

from funneldesk.domain.book.phrases import normal, number_of
from funneldesk.domain.lists.dates import read_month, read_stamp
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: First and last value, both included.
Range = tuple[float, float]
_BETWEEN = r"\s*(?:~|〜|–|\.{2,}|から|\bto\b)\s*"
_AT_LEAST, _AT_MOST = r"(?:以上|以降|から|or more|or later)$", r"(?:以下|以前|まで|or less|or earlier)$"
_YEAR = re.compile(r"(\d{4})\s*年?")
#: 「令和8年」, "R8".
_ERA_YEAR = re.compile(r"([^\d\s]{1,2}\s*(?:元|\d{1,2}))\s*年?")
_LAST_MONTH = 12


def number_range(text: str) -> Range:
    """Return the numbers a text asks for; one number is a range of itself. UserError says what can be typed."""
    found = _range(text, _number, rf"(?<=\d)\s*-\s*(?=\d|$)|^-\s+(?=\d)|{_BETWEEN}")
    if found is None:
        raise UserError(
            "no_number_range",
            _("“%(text)s” is no number and no range.") % {"text": text.strip()[:40]},
            _("Type it like 60-80, 60 or more, or 80 or less."),
        )
    return found


def day_range(text: str) -> Range:
    """Return the days (ordinals) a text asks for: a day, a month, a year, or from one to another.

    UserError says what can be typed.
    """
    found = _range(text, _days, rf"(?<=[\d日月年])\s+-\s+(?=\S|$)|{_BETWEEN}")
    if found is None:
        raise UserError(
            "no_day_range",
            _("“%(text)s” is no date and no range.") % {"text": text.strip()[:40]},
            _("Type it like 2026/4/1 - 2026/6/30, 2026/4, or 2026/4 or later."),
        )
    return found


def plain_range(text: str, *, of_days: bool) -> str:
    """Return a range in one way of writing that anybody's program reads: 「60〜80」, 「2026/04/01〜」.

    UserError where the text is none.
    """
    low, high = (day_range if of_days else number_range)(text)
    ends = ["" if math.isinf(end) else _end_text(end, of_days=of_days) for end in (low, high)]
    return ends[0] if low == high else "〜".join(ends)


def _end_text(end: float, *, of_days: bool) -> str:
    return f"{date.fromordinal(int(end)):%Y/%m/%d}" if of_days else f"{end:.12g}"


def _range(text: str, read: Callable[[str], Range | None], between: str) -> Range | None:
    words = normal(text).replace("〜", "~")
    words = re.sub(r"^(?:>=|≧|≥)\s*(.+)$", r"\1~", words)
    words = re.sub(r"^(?:<=|≦|≤)\s*(.+)$", r"~\1", words)
    words = re.sub(r"^(.+から.+)まで$", r"\1", words)
    words = re.sub(rf"^(.+?)\s*{_AT_LEAST}", r"\1~", words)
    words = re.sub(rf"^(.+?)\s*{_AT_MOST}", r"~\1", words)
    whole = read(words)
    if whole is not None:
        return whole
    parts = re.split(between, words)
    if len(parts) != 2 or not any(parts):  # noqa: PLR2004 - from and to
        return None
    low = read(parts[0]) if parts[0] else (-math.inf, -math.inf)
    high = read(parts[1]) if parts[1] else (math.inf, math.inf)
    if low is None or high is None or low[0] > high[1]:
        return None
    return low[0], high[1]


def _number(words: str) -> Range | None:
    found = number_of(words.removesuffix("点").strip())
    return None if found is None else (found, found)


def _days(words: str) -> Range | None:
    year = _YEAR.fullmatch(words)
    if year:
        number = int(year[1])
        if not date.min.year <= number <= date.max.year:
            return None
        return _ordinals(date(number, 1, 1), date(number, _LAST_MONTH, 31))
    era = _ERA_YEAR.fullmatch(words)
    of_era = read_stamp(f"{era[1]}.1.1") if era else None
    if of_era is not None:
        return _ordinals(date(of_era.year, 1, 1), date(of_era.year, _LAST_MONTH, 31))
    stamp = read_stamp(words, "ymd")
    if stamp is not None:
        day = date(stamp.year, stamp.month, stamp.day)
        return _ordinals(day, day)
    month = read_month(words)
    if month is None:
        return None
    last = calendar.monthrange(month.year, month.month)[1]
    return _ordinals(date(month.year, month.month, 1), date(month.year, month.month, last))


def _ordinals(first: date, last: date) -> Range:
    return float(first.toordinal()), float(last.toordinal())
