"""Filters of the table of leads by column: what somebody types under a heading, or picks from its values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Bool, Column, Facts
from funneldesk.domain.leads.records import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

#: So many different values are offered, the commonest.
MOST_VALUES = 300
#: Stands between texts that are searched at once: no text holds it.
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """Leads whose `field` holds `text` (blanks, width and case do not matter) and is one of `values`.

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


def fitting(facts: Facts, filters: Iterable[ColumnFilter]) -> Bool:
    """Return by position who passes all filters; those of fields that are not there any more ask for nothing."""
    fits = np.ones(facts.count, bool)
    for one in filters:
        if one.asks and one.field in facts.columns:
            fits &= _passes(facts.columns[one.field], one)
    return fits


def values_of(
    facts: Facts, field: str, filters: Sequence[ColumnFilter], among: Bool | None = None
) -> list[ValueCount]:
    """Return the values of a field and their numbers among those who pass all other filters, the commonest first.

    `among`: only these are counted. No more than MOST_VALUES; none where there is no such field.
    """
    if field not in facts.columns:
        return []
    here = fitting(facts, (one for one in filters if one.field != field))
    column = facts.columns[field]
    counted = np.bincount(
        np.asarray(column.codes)[here if among is None else here & among] + 1,
        minlength=len(column.labels) + 1,
    )
    order = np.lexsort((np.arange(len(counted)), -counted))[:MOST_VALUES]
    return [
        ValueCount(column.labels[place - 1] if place else "", int(counted[place]))
        for place in order.tolist()
        if counted[place]
    ]


def _passes(column: Column, asked: ColumnFilter) -> Bool:
    # The last place is that of no value: code -1.
    wanted = np.ones(len(column.labels) + 1, bool)
    if asked.text.strip():
        wanted[:-1] &= _holding(column.labels, asked.text)
        wanted[-1] = False
    if asked.values is not None:
        picked = np.zeros(len(wanted), bool)
        places = _places(column.labels)
        picked[[places[value] for value in asked.values if value in places]] = True
        picked[-1] = "" in asked.values
        wanted &= picked
    return np.asarray(wanted[column.codes])


def _places(labels: Sequence[str]) -> "Mapping[str, int]":
    return {label: place for place, label in enumerate(labels)}


def _holding(labels: Sequence[str], text: str) -> Bool:
    """Return which labels hold a text, whatever blanks, width and case either is written in."""
    sought = plain(text)
    if not len(labels):
        return np.zeros(0, bool)
    whole = plain(_BETWEEN.join(label.replace(_BETWEEN, " ") for label in labels))
    return np.fromiter((sought in label for label in whole.split(_BETWEEN)), bool, len(labels))
