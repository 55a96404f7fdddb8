"""Breaking a funnel down: by month, quarter or year, by a field of the leads, by company size, content or score."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from funneldesk.domain.contents.contents import NOT_TOUCHES
from funneldesk.domain.facts import Column, Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, LEAD, OWN_PREFIX
from funneldesk.domain.funnel.periods import fiscal_year_of
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import MILLI, Scores
from funneldesk.errors import UserError
from funneldesk.i18n import _

TIMES = ("month", "quarter", "fiscal_year")
FIELDS = ("source", "industry", "size", "prefecture", "first_content", "score_band", "owner")
#: Company sizes by employees, each up to below the next.
_SIZES = ((1, "1-9"), (10, "10-49"), (50, "50-99"), (100, "100-299"), (300, "300-999"), (1000, "1000-"))
_BAND = 10


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """Groups of leads: `codes` (n leads) are positions in `values`, in the order to show.

    By time the group depends on the stage in a period: when that stage was reached.
    """

    field: str
    values: tuple[str | None, ...]
    codes: Int32
    by_stage: tuple[Int32, ...] | None = None

    def group_of(self, of: Selection, stage: int) -> Int32:
        """Return each lead's group as one who counts at `stage`."""
        if self.by_stage is None or of.mode == "cohort":
            return self.codes
        return self.by_stage[stage]


def breakdown(facts: Facts, days: StageDays, by: str, scores: Callable[[], Scores]) -> Breakdown:
    """Return the groups of `by`, one of TIMES or FIELDS or an own field "x.NAME"; others are a UserError.

    `scores` is asked for the scores of as-of where they are needed.
    """
    if by in TIMES:
        return _by_time(days, by)
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


def _by_time(days: StageDays, by: str) -> Breakdown:
    dated = days.day != NEVER
    first = int(days.day.min(initial=NEVER))
    seen = np.zeros(int(days.day[dated].max(initial=first)) - first + 1, np.bool_)
    seen[days.day[dated] - first] = True
    used = np.flatnonzero(seen)
    labels = [_time_label(int(day) + first, by) for day in used]
    values = tuple(dict.fromkeys(labels))
    place = {label: code for code, label in enumerate(values)}
    # A table over all days of the range: looking up is quicker than searching.
    table = np.zeros(len(seen), np.int32)
    table[used] = [place[label] for label in labels]
    none = np.int32(len(values))
    by_stage = tuple(
        np.where(known, table[np.where(known, day - first, 0)], none).astype(np.int32)
        for day, known in zip(days.day, dated, strict=True)
    )
    return Breakdown(by, (*values, None), by_stage[LEAD], by_stage)


def _time_label(day: int, by: str) -> str:
    if by == "fiscal_year":
        return f"FY{fiscal_year_of(day)}"
    at = date.fromordinal(day)
    return f"{at.year:04}-{at.month:02}" if by == "month" else f"{at.year:04}-Q{(at.month + 2) // 3}"


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
    touch = np.flatnonzero((events.content >= 0) & (events.day <= days.as_of) & kinds[events.kind])
    # Backwards, so that the earliest touch stays.
    codes[events.lead[touch[::-1]]] = events.content[touch[::-1]]
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
    table = np.array([*(place[label] for label in values), len(order)], np.int32)
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
