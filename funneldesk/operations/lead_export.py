"""The table of leads as a file: exactly the lines, the columns and the order that are seen, as .xlsx or .csv."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.facts import Int64
from funneldesk.domain.fields import STAGES
from funneldesk.domain.leads.lead_columns import column_kind, column_label, sound_columns
from funneldesk.domain.leads.value_words import plain_count, value_text
from funneldesk.domain.moment import DEFAULT_ZONE, NEVER, NO_INSTANT, moment_of, zone_of
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.operations.auditing import note_export
from funneldesk.operations.book import book_in_force
from funneldesk.operations.leads import LeadList, LeadQuery, LeadRow, columns_to_choose, leads_of, rows_of
from funneldesk.operations.leads_written import LeadsWritten
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.store.store import Store

Cell = str | float | date | None
#: Columns that say who somebody is, or may.
PERSONAL = ("name", "last_name", "first_name", "email", "phone", "note")
#: So many rows are read at a time.
AT_ONCE = 2_000


def write_leads(
    store: "Store",
    path: Path,
    query: LeadQuery,
    columns: Sequence[str],
    as_of: int,
    *,
    before: Int64 | None = None,
    task: Task = NO_TASK,
) -> LeadsWritten:
    """Write whom the query shows, in its order, with these columns; UserError where the file cannot be written.

    `before`: those who stand in the table, in this order, whatever was changed about them (`leads_of`).
    """
    from funneldesk.files.writing.plain_table import write_table

    with store.one_view():
        found = leads_of(store, query, as_of, task, before)
        names = sound_columns(columns, columns_to_choose(store))
        lines = LeadLines(store, found, names, book_in_force(store, as_of).book.stage_labels, task)
        write_table(path, _("Leads"), [column_label(name) for name in names], lines)
    note_export(store, "leads", len(found.ids))
    personal = tuple(column_label(name) for name in names if name in PERSONAL)
    return LeadsWritten(path, len(found.ids), personal)


class LeadLines(Collection[Sequence[Cell]]):
    """The lines of the table, read some at a time: a million need the memory of two thousand.

    `labels`: of stages. `codes`: stages as codes, points with their fractions, and all else as it is stored.
    """

    def __init__(
        self,
        store: "Store",
        found: LeadList,
        names: Sequence[str],
        labels: Mapping[str, str],
        task: Task,
        *,
        codes: bool = False,
    ) -> None:
        self._store, self._found, self._names = store, found, names
        self._labels, self._task, self._codes = labels, task, codes

    def __len__(self) -> int:
        return len(self._found.ids)

    def __contains__(self, line: object) -> bool:
        return any(line == one for one in self)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for first in range(0, len(self), AT_ONCE):
            self._task.report(first, len(self))
            ids = self._found.ids[first : first + AT_ONCE].tolist()
            rows = rows_of(self._store, ids, self._names)
            for place, lead in enumerate(ids, start=first):
                yield [self._cell(place, name, rows[lead]) for name in self._names]

    def _cell(self, place: int, name: str, row: LeadRow) -> Cell:
        figures = self._found.figures
        position = int(self._found.positions[place])
        column = figures.column(name) if figures else None
        if figures and name == "stage":
            stage = "disqualified" if figures.disqualified[position] else STAGES[figures.stage[position]]
            return stage if self._codes else stage_label(stage, self._labels)
        if figures and name == "score":
            return figures.score(position) if self._codes else round(figures.score(position))
        if column is not None:
            value = int(column[position])
            return value if column_kind(name) == "number" else _day(value)
        value_said = row.values.get(name, "") or str(getattr(row, name, "") or "")
        if self._codes:
            return value_said or None
        if column_kind(name) == "day":
            return _moment(value_said)
        count = plain_count(name, value_said)
        return (value_text(name, value_said) or None) if count is None else count


def _day(ordinal: int) -> date | None:
    return None if ordinal == NEVER else date.fromordinal(ordinal)


def _moment(text: str) -> date | None:
    at = moment_of(text)
    if at.instant == NO_INSTANT:
        return _day(at.day)
    # Without its zone: cells have none, and show what the clock here shows.
    return datetime.fromtimestamp(at.instant, zone_of(DEFAULT_ZONE)).replace(tzinfo=None)
