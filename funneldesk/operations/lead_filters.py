"""Filters of the table of leads by column: what somebody types under a heading, or picks from its values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Column, Facts, Int32
from funneldesk.domain.fields import OWN_PREFIX, STAGES
from funneldesk.domain.leads.lead_columns import column_kind
from funneldesk.domain.leads.records import BETWEEN, joined, plain
from funneldesk.domain.leads.typed_ranges import day_range, number_range
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.errors import UserError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.operations.lead_figures import LeadFigures

    Float = NDArray[np.float64]

#: So many different values are offered, the commonest.
MOST_VALUES = 300
#: Of more different values than these none is looked at for a number.
MOST_NUMBERED = 5_000
#: The share of values that state a number where a column of texts is one of numbers.
MOSTLY = 0.9
#: The values of the column of stages; the last: of those nobody works on any more.
STAGE_VALUES = (*STAGES, "disqualified")


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """Leads whose `field` holds `text` (blanks, width and case do not matter) and is one of `values`.

    Of a column of numbers or days `text` is a range (`domain.leads.typed_ranges`); of employees and of own fields of
    lists it may be one, where their values state numbers (「1,200名」). A stage is found by `values` alone, which are
    codes of STAGE_VALUES.
    An empty `text` asks for nothing, nor does `values` None; "" among the values is no value at all.
    """

    field: str
    text: str = ""
    values: tuple[str, ...] | None = None

    @property
    def asks(self) -> bool:
        """Whether it leaves anybody out."""
        return bool(self.text.strip()) or self.values is not None


@dataclass(frozen=True, slots=True)
class ValueCount:
    """A value of a column and how many leads have it; "" for those that have none."""

    value: str
    count: int


def require_readable(one: ColumnFilter) -> None:
    """Raise UserError where the text of a filter is no range, and its column has numbers or days."""
    kind = column_kind(one.field)
    if one.text.strip() and kind in ("number", "day"):
        (number_range if kind == "number" else day_range)(one.text)


def fitting(facts: Facts, filters: Iterable[ColumnFilter], figures: "LeadFigures | None" = None) -> Bool:
    """Return by position who passes all filters.

    Those of fields that are not there any more ask for nothing, nor do those of what is computed without `figures`.
    """
    fits = np.ones(facts.count, bool)
    for one in filters:
        if not one.asks:
            continue
        kind = column_kind(one.field)
        if kind == "stage":
            passing = None if figures is None else _of_stages(figures, one)
        elif kind == "text":
            passing = _passes(facts.columns[one.field], one) if one.field in facts.columns else None
        else:
            numbers = _numbers(facts, figures, one.field) if one.text.strip() else None
            passing = None if numbers is None else _in_range(numbers, one)
        if passing is not None:
            fits &= passing
    return fits


def values_of(
    facts: Facts,
    field: str,
    filters: Sequence[ColumnFilter],
    among: Bool | None = None,
    figures: "LeadFigures | None" = None,
) -> list[ValueCount]:
    """Return the values of a field and their numbers among those who pass all other filters, the commonest first.

    `among`: only these are counted. No more than MOST_VALUES; none where there is no such field. Stages come in
    their order.
    """
    if field == "stage" and figures is not None:
        labels: Sequence[str] = STAGE_VALUES
        codes: Int32 = figures.shown_stage.astype(np.int32)
    elif field in facts.columns:
        labels, codes = facts.columns[field].labels, np.asarray(facts.columns[field].codes)
    else:
        return []
    here = fitting(facts, (one for one in filters if one.field != field), figures)
    counted = np.bincount(codes[here if among is None else here & among] + 1, minlength=len(labels) + 1)
    order = np.arange(len(counted)) if field == "stage" else np.lexsort((np.arange(len(counted)), -counted))
    return [
        ValueCount(labels[place - 1] if place else "", int(counted[place]))
        for place in order[:MOST_VALUES].tolist()
        if counted[place]
    ]


def _of_stages(figures: "LeadFigures", asked: ColumnFilter) -> Bool:
    if asked.values is None:
        return np.ones(len(figures.ids), bool)
    codes = [place for place, stage in enumerate(STAGE_VALUES) if stage in asked.values]
    return np.asarray(np.isin(figures.shown_stage, codes))


def _numbers(facts: Facts, figures: "LeadFigures | None", field: str) -> "Float | None":
    """Return the numbers or days of a column by position, NaN for none; None where nobody knows them."""
    found = None if figures is None else figures.column(field)
    if found is not None:
        numbers = np.where(found == NEVER, np.nan, found)
        return numbers / MILLI if field == "score" else numbers
    if field not in facts.columns:
        return None
    column = facts.columns[field]
    days = [moment_of(label).day for label in column.labels]
    # The last place is that of no value: code -1.
    return np.array([*(np.nan if day == NEVER else day for day in days), np.nan])[column.codes]


def _in_range(numbers: "Float", asked: ColumnFilter) -> Bool:
    """Return who is in the range; one number is meant as it is shown, without its decimals."""
    is_number = column_kind(asked.field) == "number"
    low, high = (number_range if is_number else day_range)(asked.text)
    shown = np.rint(numbers) if is_number and low == high else numbers
    return np.asarray((shown >= low) & (shown <= high))


def _passes(column: Column, asked: ColumnFilter) -> Bool:
    # The last place is that of no value: code -1.
    wanted = np.ones(len(column.labels) + 1, bool)
    if asked.text.strip():
        wanted[:-1] &= _holding(column.labels, asked.text) | _stating(column.labels, asked)
        wanted[-1] = False
    if asked.values is not None:
        picked = frozenset(asked.values)
        wanted &= np.fromiter((label in picked for label in (*column.labels, "")), bool, len(wanted))
    return np.asarray(wanted[column.codes])


def _holding(labels: Sequence[str], text: str) -> Bool:
    """Return which labels hold a text, whatever blanks, width and case either is written in."""
    sought = plain(text)
    if not len(labels):
        return np.zeros(0, bool)
    whole = plain(joined(labels))
    return np.fromiter((sought in label for label in whole.split(BETWEEN)), bool, len(labels))


def _stating(labels: Sequence[str], asked: ColumnFilter) -> Bool:
    """Return which labels state a number of the range that a filter asks for, read as scoring reads them."""
    nobody = np.zeros(len(labels), bool)
    # Other fields have numbers in their words: 「第3営業部」.
    if asked.field != "employees" and not asked.field.startswith(OWN_PREFIX):
        return nobody
    try:
        low, high = number_range(asked.text)
    except UserError:
        return nobody
    # One number is looked for as a text, as it always was.
    if low == high or not 0 < len(labels) <= MOST_NUMBERED:
        return nobody
    found = (number_in(label) for label in labels)
    numbers = np.fromiter((np.nan if one is None else one for one in found), float, len(labels))
    if np.count_nonzero(~np.isnan(numbers)) < MOSTLY * len(labels):
        return nobody
    return np.asarray((numbers >= low) & (numbers <= high))
