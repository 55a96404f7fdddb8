"""Days as people type them into fields and commands: 2026/12/10, 令和8年12月10日, R8.12.10, 12/10."""

import re
from datetime import date

from funneldesk.domain.formats import day
from funneldesk.domain.lists.dates import read_stamp
from funneldesk.domain.worklist.worklist_days import day_in
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: A day without a year is one of twelve months.
_AHEAD = 364
_DAY_NUMBER = re.compile(r"\d{8}")


def stated_day(text: str) -> int | None:
    """Return the day a text states with its year, by the calendar or by an era, as an ordinal; None where it does not.

    Numbers that only a cell of a workbook means as a day (46000) are none.
    """
    words = text.strip()
    if words.isdecimal() and not _DAY_NUMBER.fullmatch(words):
        return None
    stamp = read_stamp(words)
    return date(stamp.year, stamp.month, stamp.day).toordinal() if stamp is not None else None


def typed_day(text: str, as_of: int) -> int | None:
    """Return the day somebody typed, None for nothing; a day without a year is the next one. Else a UserError."""
    if not text.strip():
        return None
    found = day_in(text, as_of, as_of + _AHEAD, month_first=True)
    if found is None:
        raise UserError(
            "no_day",
            _("“%(text)s” is no day.") % {"text": text.strip()[:40]},
            _("Write it as 12/10 or 2026/12/10, or leave it empty."),
        )
    return found


def day_within(text: str, about: int, least: int | None = None, most: int | None = None) -> int:
    """Return the day somebody typed, not before `least` and not after `most`; else a UserError that says so.

    A day without a year is the first one from `least` on, the last one until `most`, or the one nearest to `about`.
    """
    first = least if least is not None else (most if most is not None else about + _AHEAD // 2) - _AHEAD
    found = stated_day(text) or (
        None if text.strip().isdecimal() else day_in(text, first, first + _AHEAD, month_first=True)
    )
    if found is None:
        raise UserError(
            "no_day",
            _("“%(text)s” is no day.") % {"text": text.strip()[:40]},
            _("Write a date such as %(day)s.") % {"day": day(about)},
        )
    if least is not None and found < least:
        raise UserError(
            "too_early",
            _("%(day)s is too early.") % {"day": day(found)},
            _("Write %(day)s or a later day.") % {"day": day(least)},
        )
    if most is not None and found > most:
        raise UserError(
            "too_late",
            _("%(day)s is too late.") % {"day": day(found)},
            _("Write %(day)s or an earlier day.") % {"day": day(most)},
        )
    return found
