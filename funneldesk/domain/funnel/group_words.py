"""The groups a funnel is broken down by, in words: 「2026年度Q1（2026/04〜06）」, 「50〜99名」."""

import re
from collections.abc import Mapping
from datetime import date

from funneldesk.domain.formats import fiscal_year_name, month, stored_month
from funneldesk.domain.funnel.breakdown import TIMES
from funneldesk.domain.funnel.periods import (
    FISCAL_MONTH,
    HALF_MONTHS,
    MONTHS,
    QUARTER_MONTHS,
    fiscal_year_of,
    month_start,
)
from funneldesk.domain.words import value_label
from funneldesk.i18n import _

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_PART = re.compile(r"FY(\d{4})-([QH])([1-4])/(\d{4}-\d\d)")
_FISCAL = re.compile(r"FY(\d{4})")
_YEAR = re.compile(r"\w+[/.]")
_SIZE = re.compile(r"(\d+)-(\d*)")
_BAND = re.compile(r"(-?\d+)-(-?\d+)")


def group_words(by: str, value: str | None, names: Mapping[str, str] | None = None) -> str:
    """Return one group in words; `names`: the titles of contents, where groups are contents."""
    if value is None:
        return _("(none)")
    words = _in_words(by, value)
    return words or (names or {}).get(value) or value_label(by, value)


def _in_words(by: str, value: str) -> str:
    """Return a class of the program's own in words; "" for what is a word already."""
    if by in TIMES:
        return _time(by, value)
    if by == "size" and (found := _SIZE.fullmatch(value)):
        words = {"from": found[1], "to": found[2]}
        return (_("%(from)s–%(to)s people") if found[2] else _("%(from)s people or more")) % words
    if by == "score_band" and (found := _BAND.fullmatch(value)):
        return _("%(from)s to below %(to)s points") % {"from": found[1], "to": found[2]}
    return ""


def _time(by: str, value: str) -> str:
    """Return a label of `breakdown.time_label` in words."""
    if by == "month":
        return stored_month(value)
    if found := _QUARTER.fullmatch(value):
        return _quarter(int(found[1]), int(found[2]))
    if found := _PART.fullmatch(value):
        return _part(int(found[1]), found[2], int(found[3]), date.fromisoformat(found[4] + "-01"))
    found = _FISCAL.fullmatch(value)
    return _("FY%(year)s") % {"year": fiscal_year_name(int(found[1]))} if found else ""


def _quarter(year: int, quarter: int) -> str:
    """Return a quarter of the calendar by its name in the fiscal year from April."""
    first = date(year, (quarter - 1) * QUARTER_MONTHS + 1, 1)
    place = (first.month - FISCAL_MONTH) % MONTHS // QUARTER_MONTHS + 1
    return _part(fiscal_year_of(first.toordinal()), "Q", place, first)


def _part(fiscal: int, kind: str, place: int, first: date) -> str:
    """Return a quarter or half of a fiscal year by its name, with its months."""
    last = month_start(first.toordinal(), 1 - (QUARTER_MONTHS if kind == "Q" else HALF_MONTHS))
    begins, ends = month(first.toordinal()), month(last)
    # A year that is the same at both ends is said once.
    year = _YEAR.match(begins)
    if year and ends.startswith(year[0]):
        ends = ends.removeprefix(year[0])
    words = {"fiscal": fiscal_year_name(fiscal), "quarter": place, "from": begins, "last": ends}
    if kind == "Q":
        return _("FY%(fiscal)s Q%(quarter)s (%(from)s–%(last)s)") % words
    if place == 1:
        return _("FY%(fiscal)s first half (%(from)s–%(last)s)") % words
    return _("FY%(fiscal)s second half (%(from)s–%(last)s)") % words
