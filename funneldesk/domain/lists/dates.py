"""Dates and times as people and tools write them, understood column by column (DESIGN 5 Time, DESIGN 7).

Whether 01/02/2021 is in January or February is never decided by the cell: `DateEvidence` looks at the whole column.
A column whose times are all 00:00 holds days, not instants.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from funneldesk.domain.lists.mapping import DATE_ORDERS, DateOrder

#: Excel's day 0; serials below 61 fall into its invented leap day of 1900 and are no dates of any list.
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serials have no zone
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73415  # 1950-01-01 to 2100-12-31
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LEAP_YEAR = 2000
_ERAS = {
    "明": 1867,
    "大": 1911,
    "昭": 1925,
    "平": 1988,
    "令": 2018,
    "m": 1867,
    "t": 1911,
    "s": 1925,
    "h": 1988,
    "r": 2018,
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TIME = (
    r"(?:\s*[t,]?\s*(?P<half>午前|午後|am|pm)?\s*(?P<hour>\d{1,2})(?:[:時](?P<minute>\d{1,2}))?(?:[:分](?P<second>\d{1,2}))?"
    r"(?:[.,]\d+)?\s*[時分秒]?\s*(?P<after>am|pm|a\.m\.|p\.m\.)?"
    r"\s*(?P<zone>z|utc|gmt|jst|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([^)]*\))?)?"
)
#: "2026-04-01", and the same with " 10:30" and " 10:30:00": what most exports write.
_ISO_LENGTHS = frozenset((10, 16, 19))
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?" + _TIME,
        (
            r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
            r"(?:[t ]?(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?(?P<zone>z)?)?"
        ),
        r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令mtshr])\s*\.?\s*(?P<ey>元|\d{1,2})\s*[-/.年]\s*"
        r"(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?" + _TIME,
        r"(?P<era>[mtshr])(?P<ey>\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*(?P<c>\d{4}|\d{2})(?!\d)" + _TIME,
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?"
        + _MONTH
        + r"[\s\-/.,]*(?P<y>\d{4}|\d{2})(?!\d)"
        + _TIME,
        _MONTH + r"[\s\-/.]*(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]+(?P<y>\d{4})" + _TIME,
        _MONTH + r"\s+(?P<d>\d{1,2})" + _TIME + r"\s+(?P<y>\d{4})",
    )
)
#: The one form whose order of numbers must be known: 01/02/2021.
_NUMBERS = next(form for form in _FORMS if "a" in form.groupindex)
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*月?度?分?",
        r"(?P<y>\d{4})(?P<m>\d{2})",
        r"(?P<era>明治|大正|昭和|平成|令和|[明大昭平令mtshr])\s*\.?\s*(?P<ey>元|\d{1,2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*月?度?分?",
        r"(?P<m>\d{1,2})\s*[-/.]\s*(?P<y>\d{4})",
        _MONTH + r"[\s\-/.,']*(?P<y>\d{4}|(?<=[-/.'])\d{2})",
    )
)
#: A day and a month without a year: 10月9日, 10/9, 9-Oct, Oct 9.
_YEARLESS_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<m>\d{1,2})\s*[-/月]\s*(?P<d>\d{1,2})\s*日?" + _TIME,
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?" + _MONTH + _TIME,
        _MONTH + r"[\s\-/.]*(?P<d>\d{1,2})(?:st|nd|rd|th)?" + _TIME,
    )
)
_WEEKDAY = re.compile(
    r"\s*\((?:[月火水木金土日祝・]+(?:曜日?)?|[a-z]{3,9})\)|[月火水木金土日]曜日?|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+"
)
#: The year said twice, 「平成31年(2019年)」, and what stands around a date without changing it.
_SAID_TWICE = re.compile(
    r"(?<=年)\((?:西暦)?\d{4}年?\)|(?<=\d{4})年?\((?:令和|平成|昭和)(?:元|\d{1,2})年?\)(?=年?)"
)
_AROUND = re.compile(r"^西暦\s*|(?<=[日\d])\s*(?:付け?|現在|時点|頃|ごろ|\.)$")
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")
_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=[年月日])")


class Stamp(NamedTuple):
    """One date as written: `seconds` of the day or None without a time, `offset` from UTC in minutes or None."""

    year: int
    month: int
    day: int
    seconds: int | None = None
    offset: int | None = None
    month_only: bool = False


@dataclass(slots=True)
class DateEvidence:
    """What the values of one column say about it; feed every value of the column through `see`.

    `yearless` are those that say no year.
    """

    orders: set[DateOrder] = field(default_factory=lambda: set(DATE_ORDERS))
    numeric: bool = False
    clashing: bool = False
    timed: bool = False
    yearless: bool = False

    def see(self, values: Iterable[object]) -> None:
        """Take note of these values (each different value needs to come once)."""
        for value in values:
            if isinstance(value, datetime):
                self.timed = self.timed or value.time().replace(microsecond=0).isoformat() != "00:00:00"
            elif isinstance(value, str):
                self._see_text(value)
            elif isinstance(value, float) and not self.timed:
                self.timed = _FIRST_SERIAL <= value <= _LAST_SERIAL and value % 1 > 1e-6  # noqa: PLR2004 - rounding

    def _see_text(self, text: str) -> None:
        if self.timed and text[:4].isdigit():
            return
        plain = _plain(text)
        match = _NUMBERS.fullmatch(plain)
        if match:
            self._see_numbers(match["a"], match["b"], match["c"])
        elif not self.yearless:
            self.yearless = lacks_year(text)
        if not self.timed:
            stamp = read_stamp(text, "dmy") or read_stamp(text, "mdy") or read_stamp(text, "ymd")
            self.timed = bool(stamp and stamp.seconds)

    def _see_numbers(self, first: str, second: str, third: str) -> None:
        self.numeric = True
        possible = {order for order in DATE_ORDERS if _ordered(first, second, third, order)}
        meanings = {_ordered(first, second, third, order) for order in possible}
        self.clashing = self.clashing or len(meanings) > 1
        self.orders &= possible or self.orders

    @property
    def order(self) -> DateOrder | None:
        """The order that fits every value; None where the column cannot decide or has no such values."""
        return None if self.undecided or not self.numeric else min(self.orders)

    @property
    def undecided(self) -> bool:
        """Whether the order matters for some value and the column does not tell it."""
        return self.numeric and (not self.orders or (self.clashing and len(self.orders) != 1))


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return year
    return year + (1900 if year >= 70 else 2000)  # noqa: PLR2004 - the usual pivot of two-digit years


def _ordered(first: str, second: str, third: str, order: DateOrder) -> tuple[int, int, int] | None:
    """Return (year, month, day) of three numbers read in `order`, None if that is no date."""
    if order == "ymd":
        if len(third) > 2 or len(first) < 2:  # noqa: PLR2004 - digits
            return None
        year, month, day = _year(first), int(second), int(third)
    else:
        day, month = (int(first), int(second)) if order == "dmy" else (int(second), int(first))
        year = _year(third)
    return (year, month, day) if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - calendar
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _kanji_number(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return match[0].translate(_KANJI_DIGITS)
    return f"{tens.translate(_KANJI_DIGITS) or '1'}{ones.translate(_KANJI_DIGITS) or '0'}"


def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("‐", "-").replace("―", "-")
        text = _KANJI_NUMBER.sub(_kanji_number, text)
        if "年" in text:
            text = _SAID_TWICE.sub(lambda match: "" if match[0].startswith("(") else "年", text)
        text = _AROUND.sub("", text.strip())
    return _WEEKDAY.sub("", text.strip().lower()).strip()


def read_stamp(text: str, order: DateOrder | None = None) -> Stamp | None:
    """Return the date `text` states, None if it states none.

    `order` says how 01/02/2021 and 01/02/21 are read; without it they are not.
    """
    if (
        len(text) in _ISO_LENGTHS
        and text[4] in "-/"
        and text[7] in "-/"
        and (len(text) == len("YYYY-MM-DD") or text[10] in " T")
    ):
        try:
            at = datetime.fromisoformat(text.replace("/", "-"))
        except ValueError:
            pass
        else:
            if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
                return None
            return object_stamp(at) if len(text) > len("YYYY-MM-DD") else Stamp(at.year, at.month, at.day)
    quick = _ISO.fullmatch(text)
    if quick:
        year, month, day, hour, minute, second = quick.groups()
        if not _exists(int(year), int(month), int(day)):
            return None
        seconds = None if hour is None else _seconds(int(hour), int(minute), int(second or 0))
        return None if seconds == -1 else Stamp(int(year), int(month), int(day), seconds)
    plain = _plain(text)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            stamp = _stamp(match, order)
            if stamp is not None:
                return stamp
    return _serial_stamp(plain)


def _stamp(match: re.Match[str], order: DateOrder | None) -> Stamp | None:
    parts = match.groupdict()
    if "a" in parts:
        ordered = _ordered(parts["a"], parts["b"], parts["c"], order) if order else None
        if ordered is None:
            return None
        year, month, day = ordered
    else:
        year, month, day = _match_year(parts), _match_month(parts), int(parts["d"])
    if not _exists(year, month, day):
        return None
    if not parts.get("hour"):
        return Stamp(year, month, day)
    seconds = _clock(parts)
    return None if seconds == -1 else Stamp(year, month, day, seconds, _offset(parts.get("zone")))


def _match_year(parts: dict[str, str]) -> int:
    if parts.get("era"):
        return _ERAS[parts["era"][0]] + (1 if parts["ey"] == "元" else int(parts["ey"]))
    return _year(parts["y"])


def _match_month(parts: dict[str, str]) -> int:
    return int(parts["m"]) if "m" in parts else _MONTHS.index(parts["name"]) + 1


def _clock(parts: dict[str, str]) -> int:
    """Return seconds of the day, -1 if that is no time."""
    hour, half = int(parts["hour"]), parts.get("half") or parts.get("after")
    if half:
        hour = hour % 12 + (12 if half in ("pm", "p.m.", "午後") else 0)
    elif parts.get("minute") is None:
        return -1
    return _seconds(hour, int(parts.get("minute") or 0), int(parts.get("second") or 0))


def _seconds(hour: int, minute: int, second: int) -> int:
    whole = hour * 3600 + minute * 60 + min(second, 59)
    return whole if hour <= 24 and minute < 60 and second <= 60 and whole <= 86400 else -1  # noqa: PLR2004 - clock


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone == "jst":
        return 540
    digits = re.sub(r"[^0-9+-]", "", zone)
    if not digits:
        return 0
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")  # noqa: PLR2004 - sign, hh, mm
    return (int(hours) * 60 + int(minutes)) * (-1 if digits[0] == "-" else 1)


def _serial_stamp(plain: str) -> Stamp | None:
    if _NUMBER.fullmatch(plain):
        return number_stamp(float(plain))
    if _UNIX.fullmatch(plain):
        return _unix(int(plain[:10]))
    return None


def _unix(seconds: int) -> Stamp:
    days, rest = divmod(seconds, 86400)
    day = date(1970, 1, 1) + timedelta(days=days)
    return Stamp(day.year, day.month, day.day, rest, 0)


def number_stamp(number: float) -> Stamp | None:
    """Return the date a bare number states: an Excel serial, YYYYMMDD or seconds since 1970; None if none."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        at = _EXCEL_EPOCH + timedelta(seconds=round(number * 86400))
        return Stamp(at.year, at.month, at.day, at.hour * 3600 + at.minute * 60 + at.second)
    if number == int(number) and 19000101 <= number <= 21001231:  # noqa: PLR2004 - YYYYMMDD
        return read_stamp(str(int(number)))
    if number == int(number) and _UNIX.fullmatch(str(int(number))):
        return _unix(int(str(int(number))[:10]))
    return None


def read_month(text: str) -> Stamp | None:
    """Return the month `text` states (day 1, `month_only`), also that of a whole date; None if it states none."""
    plain = _plain(text)
    for form in _MONTH_FORMS:
        match = form.fullmatch(plain)
        if match:
            parts = match.groupdict()
            year, month = _match_year(parts), _match_month(parts)
            if _exists(year, month, 1):
                return Stamp(year, month, 1, month_only=True)
    return read_stamp(text)


def lacks_year(text: str) -> bool:
    """Whether `text` states a day and a month, but no year. Nothing in a list says for certain which one it was."""
    plain = _plain(text)
    for form in _YEARLESS_FORMS:
        match = form.fullmatch(plain)
        if match:
            month, day = _match_month(match.groupdict()), int(match["d"])
            return _exists(_LEAP_YEAR, month, day) or _exists(_LEAP_YEAR, day, month)
    return False


def object_stamp(value: date) -> Stamp:
    """Return the stamp of a date cell of a workbook; such cells always carry a time, midnight if none was typed."""
    if isinstance(value, datetime):
        return Stamp(value.year, value.month, value.day, value.hour * 3600 + value.minute * 60 + value.second)
    return Stamp(value.year, value.month, value.day, 0)


def moment_text(stamp: Stamp, zone: tzinfo, *, timed: bool) -> str:
    """Return the stored text of a stamp: an instant in UTC if it has a time and its column is `timed`, else a day.

    A time without an offset is local time of `zone`.
    """
    if stamp.seconds is None or not timed:
        return f"{stamp.year:04}-{stamp.month:02}-{stamp.day:02}"
    at = datetime(stamp.year, stamp.month, stamp.day) + timedelta(seconds=stamp.seconds)  # noqa: DTZ001 - see below
    offset = zone.utcoffset(at) if stamp.offset is None else timedelta(minutes=stamp.offset)
    return (at - (offset or timedelta())).isoformat() + "Z"
