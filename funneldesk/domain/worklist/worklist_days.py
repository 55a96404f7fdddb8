"""Days as people write them into a work list: date cells, 令和8年4月3日, 2026.4.3, 4/3.

A day without a year is read as the only one that fits between two days; where several fit, it is not read.
"""

import re
import unicodedata
from datetime import date, datetime

from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.dates import Stamp, number_stamp, object_stamp, read_stamp

_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*[/.月-]\s*(\d{1,2})\s*日?\s*(?:\([^)]*\)|[月火水木金土日]曜日?)?")


def day_in(cell: Cell, first: int, last: int, *, month_first: bool) -> int | None:
    """Return the day a cell states, as an ordinal; None where it states none, or not which.

    `first`, `last`: between which days one without a year is looked for; `month_first`: 4/3 is in April, else either.
    """
    stamp = _stamp(cell)
    if stamp is not None:
        return date(stamp.year, stamp.month, stamp.day).toordinal()
    found = _WITHOUT_YEAR.fullmatch(unicodedata.normalize("NFKC", cell_text(cell)).strip())
    if not found:
        return None
    parts = int(found[1]), int(found[2])
    orders = {parts} if month_first or "月" in found[0] else {parts, parts[::-1]}
    possible = {
        day
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        for month, number in orders
        if (day := _ordinal(year, month, number)) and first <= day <= last
    }
    return possible.pop() if len(possible) == 1 else None


def _stamp(cell: Cell) -> Stamp | None:
    if isinstance(cell, date | datetime):
        return object_stamp(cell)
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return number_stamp(float(cell))
    return read_stamp(cell.strip()) if isinstance(cell, str) else None


def _ordinal(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return 0
