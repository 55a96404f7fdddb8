"""A member's table of leads as a file: the lines, columns and order on show, as far as they are published.

No line of an audit log says so: a member has no store, and what is written is what everybody who sees the shared folder
reads there, also as a workbook, unless it is sealed. The publication itself is in its owner's log.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.team.publication import table_named
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _
from funneldesk.operations.leads_written import LeadsWritten
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.operations.team_view import LeadQuery, PublishedLead, TeamView

Cell = str | float | date | None
#: So many rows are read at a time: each time the publication is put into order anew.
AT_ONCE = 20_000


def write_published_leads(
    view: "TeamView", path: Path, query: "LeadQuery", columns: Sequence[str], *, task: Task = NO_TASK
) -> LeadsWritten:
    """Write whom the query shows, in its order, with these columns; UserError where the file cannot be written."""
    from funneldesk.files.writing.plain_table import write_table

    headings = {column.name: _(column.heading) for column in table_named("leads").columns}
    contact = {column.name for column in table_named("leads").columns if column.told == "contact"}
    lines = _Lines(view, query, columns, task)
    write_table(path, _("Leads"), [headings[name] for name in columns], lines)
    personal = tuple(headings[name] for name in columns if name in contact)
    return LeadsWritten(path, len(lines), personal if view.level == "contact" else ())


class _Lines(Collection[Sequence[Cell]]):
    def __init__(self, view: "TeamView", query: "LeadQuery", names: Sequence[str], task: Task) -> None:
        self._view, self._query, self._names, self._task = view, query, names, task
        self._count = view.count_leads(query)

    def __len__(self) -> int:
        return self._count

    def __contains__(self, line: object) -> bool:
        return any(line == one for one in self)

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for first in range(0, self._count, AT_ONCE):
            self._task.report(first, self._count)
            for lead in self._view.leads(self._query, first, AT_ONCE):
                yield [_cell(lead, name) for name in self._names]


def _cell(lead: "PublishedLead", name: str) -> Cell:
    value = getattr(lead, name)
    if value is None or value == "":
        return None
    if name == "stage":
        return stage_label(value)
    if name == "score":
        return round(float(value))
    return date.fromordinal(value) if name in ("acquired_on", "last_on") else str(value)
