"""Breaking a funnel down: by month, a part of the fiscal year, a field of the leads, company size, content or score."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.contents.touches import blocks
from funneldesk.domain.facts import Column, Facts, Int32, Whole
from funneldesk.domain.fields import ACTIVITY_KINDS, LEAD, OWN_PREFIX
from funneldesk.domain.funnel.periods import FISCAL_MONTH, HALF_MONTHS, MONTHS, QUARTER_MONTHS
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import MILLI, Totals
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: The day numpy counts from, as an ordinal.
EPOCH = date(1970, 1, 1).toordinal()
TIMES = ("month", "quarter", "half", "fiscal_year")
FIELDS = ("source", "industry", "size", "prefecture", "first_content", "score_band", "owner")
#: Company sizes by employees, each up to below the next.
_SIZES = ((1, "1-9"), (10, "10-49"), (50, "50-99"), (100, "100-299"), (300, "300-999"), (1000, "1000-"))
_BAND = 10


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """The group of each day from `first` on, and last of all that of what has no day."""

    first: int
    codes: Int32

    def of(self, day: Int32) -> Int32:
        """Return the group of each lead by these days; NEVER lies behind them all."""
        places: Int32 = np.minimum(day - np.int32(self.first), np.int32(len(self.codes) - 1))
        return np.asarray(self.codes[places])


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """Groups of leads: `codes` (n leads) are positions in `values`, in the order to show.

    By time the group depends on the stage in a period: when that stage was reached.
    """

    field: str
    values: tuple[str | None, ...]
    codes: Whole
    times: Times | None = None

    def group_of(self, of: Selection, stage: int) -> Whole:
        """Return each lead's group as one who counts at `stage`."""
        if self.times is None or of.mode == "cohort":
            return self.codes
        return self.times.of(of.days.day_of(stage))


def breakdown(
    facts: Facts, days: StageDays, by: str, scores: Callable[[], Totals], first_month: int = FISCAL_MONTH
) -> Breakdown:
    """Return the groups of `by`, one of TIMES or FIELDS or an own field "x.NAME"; others are a UserError.

    `scores` is asked for the scores of as-of where they are needed; `first_month`: in which fiscal years begin.
    """
    if by in TIMES:
        return _by_time(days, by, first_month)
    if by == "score_band":
        milli = scores().milli
        return _grouped(by, np.asarray(milli // (_BAND * MILLI)), _band_label)
    if by == "size":
        return _by_column(facts, days, by, "employees", _size_of)
    if by == "first_content":
        return _by_first_content(facts, days)
    if by in FIELDS or by in facts.columns:
        return _by_column(facts, days, by, by, lambda label: label)
    if by.startswith(OWN_PREFIX):
        named = ", ".join(sorted(name for name in facts.columns if name.startswith(OWN_PREFIX)))
        raise UserError(
            "unknown_field",
            _("No list has a column “%(name)s”.") % {"name": by.removeprefix(OWN_PREFIX)},
            _("Own columns there are: %(names)s.") % {"names": named or "-"},
        )
    raise UserError(
        "unknown_field",
        _("A funnel cannot be broken down by “%(name)s”.") % {"name": by},
        _("Choose one of: %(names)s.") % {"names": ", ".join((*TIMES, *FIELDS, OWN_PREFIX + "NAME"))},
    )


def _by_time(days: StageDays, by: str, first_month: int) -> Breakdown:
    first = min(int(days.day.min(initial=NEVER)), days.as_of)
    every = np.arange(first, days.as_of + 1)
    month = (every - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    span = {"month": 1, "quarter": QUARTER_MONTHS, "half": HALF_MONTHS, "fiscal_year": MONTHS}[by]
    # Counted from a month in which a fiscal year and each of its parts begin.
    used, codes = np.unique((month - first_month + 1) // span, return_inverse=True)
    values = tuple(time_label(int(place) * span + first_month - 1, by, first_month) for place in used)
    times = Times(first, np.append(codes, len(values)).astype(np.int32))
    return Breakdown(by, (*values, None), times.of(days.day_of(LEAD)), times)


def time_label(month: int, by: str, first_month: int) -> str:
    """Return the label of the time that begins with a month, counted from January 1970.

    "2026-04", "2026-Q2" (of the calendar, where fiscal years begin in April), "FY2026"; and where that says too
    little, the part of the fiscal year with its first month: "FY2026-Q1/2026-02", "FY2026-H2/2026-10".
    """
    first = f"{1970 + month // MONTHS:04}-{month % MONTHS + 1:02}"
    year = f"FY{1970 + (month - first_month + 1) // MONTHS}"
    into = (month - first_month + 1) % MONTHS
    if by == "quarter" and first_month == FISCAL_MONTH:
        return f"{first[:4]}-Q{month % MONTHS // QUARTER_MONTHS + 1}"
    parts = {"quarter": f"Q{into // QUARTER_MONTHS + 1}", "half": f"H{into // HALF_MONTHS + 1}"}
    return {"month": first, "fiscal_year": year}.get(by) or f"{year}-{parts[by]}/{first}"


def _by_column(
    facts: Facts, days: StageDays, by: str, name: str, label_of: Callable[[str], str | None]
) -> Breakdown:
    column = facts.columns.get(name, Column((), np.full(days.count, -1, np.int32)))
    wanted = [label_of(label) for label in column.labels]
    values = sorted({label for label in wanted if label})
    place = {label: code for code, label in enumerate(values)}
    table = np.array([*(place.get(label or "", -1) for label in wanted), -1], np.int32)
    codes = table[column.at(days.as_of)]
    if by == "size":
        order = [label for _, label in _SIZES if label in place] + [v for v in values if v not in _SIZE_NAMES]
        return _ordered(by, order, values, codes)
    return _by_frequency(by, values, codes)


def _by_first_content(facts: Facts, days: StageDays) -> Breakdown:
    """Group by the content a list names as the first, else by that of the earliest touch up to as-of."""
    keys = {content.key: code for code, content in enumerate(facts.contents)}
    codes = np.full(days.count, -1, np.int32)
    events = facts.events
    kinds = np.array([kind not in NOT_TOUCHES for kind in ACTIVITY_KINDS])
    for rows in blocks(events):
        lead, content = events.part("lead", rows), events.part("content", rows)
        dated = events.part("day", rows) <= days.as_of
        touch = np.flatnonzero((content >= 0) & dated & kinds.take(events.part("kind", rows)))
        # Backwards, so that the earliest touch stays.
        codes[lead[touch[::-1]]] = content[touch[::-1]]
    values = list(keys)
    column = facts.columns.get("first_content")
    if column is not None:
        table = [keys.setdefault(label, len(keys)) for label in column.labels]
        values = list(keys)
        stated = np.array([*table, -1], np.int32)[column.at(days.as_of)]
        codes = np.where(stated >= 0, stated, codes)
    return _by_frequency("first_content", values, codes)


def _by_frequency(by: str, values: list[str], codes: Int32) -> Breakdown:
    """Return the groups, the greatest first; leads without a value (code -1) are the last."""
    counts = np.bincount(codes[codes >= 0], minlength=len(values))
    order = [values[place] for place in np.lexsort((np.arange(len(values)), -counts))]
    return _ordered(by, order, values, codes)


def _ordered(by: str, order: list[str], values: list[str], codes: Int32) -> Breakdown:
    place = {label: code for code, label in enumerate(order)}
    # No wider than they have to be: pages keep several of them, a number for each of a million leads.
    table = np.array([*(place[label] for label in values), len(order)], np.min_scalar_type(-len(order) - 1))
    return Breakdown(by, (*order, None), table[codes])


def _grouped(by: str, numbers: Int32, label_of: Callable[[int], str]) -> Breakdown:
    found, codes = np.unique(numbers, return_inverse=True)
    return Breakdown(by, tuple(label_of(int(n)) for n in found), codes.astype(np.int32))


def _band_label(band: int) -> str:
    """Return "60-70" for 60 <= score < 70."""
    return f"{band * _BAND}-{(band + 1) * _BAND}"


def _size_of(label: str) -> str | None:
    """Return the size class of a number of employees in words; what has no number stays as it is written."""
    number = number_in(label)
    if number is None:
        return label
    return next((name for least, name in reversed(_SIZES) if number >= least), None)


_SIZE_NAMES = frozenset(name for _, name in _SIZES)
