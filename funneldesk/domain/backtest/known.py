"""Facts as they were known: a value of a lead counts from the day some list said it (DESIGN 6, Backtest).

Everywhere else the earliest value of a field holds from the beginning, so that the order of imports does not
matter. A backtest must not use that: a title a list gave in June says nothing about what anybody knew in March.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from funneldesk.domain.facts import Bool, Column, Facts, Int32
from funneldesk.domain.leads.fold import MADE_OF
from funneldesk.domain.moment import NEVER

#: Fields that are computed from others, which records name.
DERIVED_FROM = {"name": ("name", "last_name", "first_name")} | {
    name: (source,) for name, source in MADE_OF.items()
}
#: Fields of which the whole set of facts keeps a day of its own.
STATES = ("stage", "opt_out")


def sources_of(field: str) -> tuple[str, ...]:
    """Return the fields of records that a field of leads is made of."""
    return DERIVED_FROM.get(field, (field,))


class KnownColumns(Mapping[str, Column]):
    """Columns in which every value begins on the day it was first known, and nothing holds before.

    `first_known`: by field of records the day (n leads) some record first said anything, NEVER for none.
    `used` collects the names of the fields that were looked at.
    """

    def __init__(self, columns: Mapping[str, Column], first_known: Mapping[str, Int32]) -> None:
        self._columns = columns
        self._first_known = first_known
        self._made: dict[str, Column] = {}

    @property
    def used(self) -> Mapping[str, Column]:
        """Return the columns that were looked at so far."""
        return self._made

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Column:
        if name not in self._made:
            column = self._columns[name]
            count = len(column.codes)
            self._made[name] = _as_known(column, self._since(name, count), self._first(name, count))
        return self._made[name]

    def _first(self, field: str, count: int) -> Int32:
        known = self._first_known.get(MADE_OF.get(field, field))
        return np.full(count, NEVER, np.int32) if known is None else known

    def _since(self, name: str, count: int) -> Int32:
        """Return from when on the value of those holds whose value never changed."""
        if name not in DERIVED_FROM or name in MADE_OF:
            return self._first(name, count)
        # Of a name in parts only today's is kept: it holds from the last change of its parts.
        since = np.full(count, -1, np.int32)
        for source in sources_of(name):
            first = self._first(source, count)
            since = np.maximum(since, np.where(first == NEVER, -1, first)).astype(np.int32)
            if source in self._columns and source != name:
                column = self._columns[source]
                np.maximum.at(since, column.change_lead, column.change_day)
        return np.where(since < 0, NEVER, since).astype(np.int32)


def _as_known(column: Column, since: Int32, first: Int32) -> Column:
    unchanged: Bool = column.codes >= 0
    unchanged[column.change_lead] = False
    alone = np.flatnonzero(unchanged).astype(np.int32)
    begins = column.change_day == 0
    lead = np.concatenate([alone, column.change_lead])
    day = np.concatenate([since[alone], np.where(begins, first[column.change_lead], column.change_day)])
    code = np.concatenate([column.codes[alone], column.change_code])
    order = np.lexsort((day, lead))
    order = order[day[order] != NEVER]
    return Column(
        column.labels,
        np.full(len(column.codes), -1, np.int32),
        lead[order].astype(np.int32),
        day[order].astype(np.int32),
        code[order].astype(np.int32),
    )


def as_known(facts: Facts, first_known: Mapping[str, Int32]) -> Facts:
    """Return the facts in which lead values hold from the day they were known, and never earlier.

    What happened (activities, deals, hand-overs, dated claims) keeps its own date.
    """

    def since(day: Int32, field: str) -> Int32:
        first = first_known.get(field, np.full(facts.count, NEVER, np.int32))
        return np.where(day == 0, first, day).astype(np.int32)

    return replace(
        facts,
        columns=KnownColumns(facts.columns, first_known),
        disqualified_day=since(facts.disqualified_day, "stage"),
        opt_out_day=since(facts.opt_out_day, "opt_out"),
    )


def values_left_out(columns: KnownColumns, lead: Int32, day: Int32) -> int:
    """Return how many values, of the fields looked at so far, some list gave but nobody knew at these points."""
    total = 0
    for name, column in columns.used.items():
        if name not in STATES:
            given = np.zeros(len(column.codes), np.bool_)
            given[column.change_lead] = True
            total += int((given[lead] & (column.at_points(lead, day) < 0)).sum())
    return total
