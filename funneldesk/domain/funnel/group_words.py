"""The groups a funnel is broken down by, in words: 「2026年度Q1（2026/04〜06）」, 「50〜99名」."""

import re
from collections.abc import Mapping

from funneldesk.domain.formats import stored_month
from funneldesk.domain.funnel.periods import FISCAL_MONTH, MONTHS, QUARTER_MONTHS
from funneldesk.domain.words import value_label
from funneldesk.i18n import _

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
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
    if by == "month":
        return stored_month(value)
    if by == "fiscal_year":
        return _("FY%(year)s") % {"year": value.removeprefix("FY")}
    if by == "quarter" and (found := _QUARTER.fullmatch(value)):
        return _quarter(int(found[1]), int(found[2]))
    if by == "size" and (found := _SIZE.fullmatch(value)):
        words = {"from": found[1], "to": found[2]}
        return (_("%(from)s–%(to)s people") if found[2] else _("%(from)s people or more")) % words
    if by == "score_band" and (found := _BAND.fullmatch(value)):
        return _("%(from)s to below %(to)s points") % {"from": found[1], "to": found[2]}
    return ""


def _quarter(year: int, quarter: int) -> str:
    """Return a quarter of the calendar by its name in the fiscal year from April, with its months."""
    first = (quarter - 1) * QUARTER_MONTHS + 1
    fiscal = year - (first < FISCAL_MONTH)
    place = (first - FISCAL_MONTH) % MONTHS // QUARTER_MONTHS + 1
    return _("FY%(fiscal)s Q%(quarter)s (%(year)s/%(first)s–%(last)s)") % {
        "fiscal": fiscal,
        "quarter": place,
        "year": year,
        "first": f"{first:02}",
        "last": f"{first + QUARTER_MONTHS - 1:02}",
    }
