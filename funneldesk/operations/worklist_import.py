"""A work list that comes back filled in: what each row would record, what is disputed or unclear, and recording it.

All acts of one file are one step: taken back together. What is not clear is named by sheet and row; the rest is taken.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from funneldesk.domain.formats import number
from funneldesk.domain.lists.cells import cell_text
from funneldesk.domain.worklist.worklist_columns import FILLED, column_heading
from funneldesk.domain.worklist.worklist_rows import FoundRow, FoundTables, rows_in_sheets
from funneldesk.domain.worklist.worklist_understanding import (
    Filled,
    Reading,
    RowProblem,
    comment_in,
    is_filled_in,
    understood,
)
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations.book import book_in_force, book_versions
from funneldesk.operations.by_hand import Entry, enter_together
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.operations.worklist import rejection_reasons
from funneldesk.operations.worklist_matching import Matching, Target
from funneldesk.operations.worklist_planning import ON_LEG, Planning, said_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.worklist.worklist_rows import Grid, Uncalculated
    from funneldesk.store.store import Store

#: new: would be recorded; known: is there already; conflict: decided otherwise meanwhile; problem: not taken.
Status = Literal["new", "known", "conflict", "problem"]


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One filled-in row. `said`: what it says in words; `here`: what was decided otherwise; `entries`: its acts."""

    sheet: str
    row: int
    person: str
    company: str
    lead: int
    status: Status
    said: str
    here: str = ""
    problem: RowProblem | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def key(self) -> str:
        """Return what names the row: sheet and number."""
        return f"{self.sheet}:{self.row}" if self.sheet else str(self.row)


@dataclass(frozen=True, slots=True)
class WorkListImport:
    """A work list before anything is recorded. `empty`: rows nobody filled in; `notes`: what else to know."""

    name: str
    lines: tuple[WorkLine, ...]
    empty: int
    notes: tuple[str, ...] = ()

    def of(self, status: Status) -> tuple[WorkLine, ...]:
        """Return the rows of one status, in the order of the file."""
        return tuple(line for line in self.lines if line.status == status)

    def chosen(self, keys: Collection[str]) -> "WorkListImport":
        """Return the same with the list's word taken in these conflicts, by the key of the row."""
        lines = (
            replace(line, status="new") if line.status == "conflict" and line.key in keys else line
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))


def look_into_worklist(
    store: "Store", path: Path, as_of: int, *, day: int = 0, task: Task = NO_TASK
) -> WorkListImport:
    """Return what a filled-in list would record; writes nothing. `day`: counts where a row has no date.

    Raises UserError where the file is no work list.
    """
    from funneldesk.files.reading.worklist import read_sheets

    sheets = read_sheets(path, lambda: task.report(0))
    return look_into_sheets(store, path.name, sheets, as_of, day=day, task=task)


def look_into_sheets(
    store: "Store",
    name: str,
    sheets: "Mapping[str, tuple[Grid, Uncalculated]]",
    as_of: int,
    *,
    day: int = 0,
    task: Task = NO_TASK,
) -> WorkListImport:
    """Return what the sheets of a filled-in list would record (see `look_into_worklist`)."""
    tables = rows_in_sheets(sheets)
    if not tables.sheets:
        raise UserError(
            "no_worklist",
            _("“{name}” is no work list: there is no column “{column}” beside people.").format(
                name=name, column=column_heading("result")
            ),
            _("Save the work list anew and fill that in; other lists are imported under “Import”."),
        )
    with store.one_view():
        found = _Lines(store, tables, as_of, day)
        lines = found.all(task)
    return WorkListImport(name, lines, len(tables.rows) - len(lines), _notes(tables, as_of))


def take_worklist(store: "Store", looked: WorkListImport) -> int:
    """Record every row that is new, as one step, and return its number; 0 where there is none."""
    entries = [entry for line in looked.of("new") for entry in line.entries]
    return enter_together(store, entries, "worklist") if entries else 0


def import_worklist(
    store: "Store",
    path: Path,
    as_of: int,
    *,
    day: int = 0,
    choices: Collection[str] = (),
    task: Task = NO_TASK,
) -> tuple[WorkListImport, int]:
    """Look into a list once more and record it; return what it came to, and the number of the step."""
    looked = look_into_worklist(store, path, as_of, day=day, task=task).chosen(choices)
    return looked, take_worklist(store, looked)


class _Lines:
    """Makes lines of the rows that somebody filled in."""

    def __init__(self, store: "Store", tables: FoundTables, as_of: int, day: int) -> None:
        # A list may have been made under an older version, whose headings stand in it.
        versions = book_versions(store)
        template = frozenset(line for one in versions for line in one.book.data_rules.comment_template)
        self._filled = [row for row in tables.rows if is_filled_in(row, template)]
        self._matching = Matching(store, tables.rows)
        self._planning = Planning(store, self._matching)
        made = {row.ids.made.toordinal() for row in tables.rows if row.ids}
        reasons = [one for then in (as_of, *sorted(made)) for one in rejection_reasons(store, then)]
        book = book_in_force(store, as_of).book
        self._reading = Reading(
            tuple(dict.fromkeys(reasons)),
            template,
            as_of,
            day,
            month_first=book.language == "ja",
        )
        self._taken: dict[tuple[int, int, str], tuple[int, Filled]] = {}

    def all(self, task: Task) -> tuple[WorkLine, ...]:
        """Return the lines in the order of the file; rows about the same that say different things are none."""
        lines: list[WorkLine] = []
        for place, row in enumerate(self._filled):
            task.report(place, len(self._filled))
            self._add(lines, row)
        return tuple(lines)

    def _add(self, lines: list[WorkLine], row: FoundRow) -> None:
        target = self._matching.target(row)
        filled = understood(row, self._reading) if isinstance(target, Target) else target
        if isinstance(target, RowProblem) or isinstance(filled, RowProblem):
            problem = target if isinstance(target, RowProblem) else filled
            lead = target.lead if isinstance(target, Target) else 0
            lines.append(_line(row, lead, "problem", self._as_written(row), problem=problem))
            return
        said = _said(filled)
        before = next((self._taken[key] for key in _keys(target, filled) if key in self._taken), None)
        if before is not None:
            self._add_again(lines, row, target, before[0], same=before[1] == filled)
            return
        self._taken |= dict.fromkeys(_keys(target, filled), (len(lines), filled))
        plan = self._planning.plan(target, filled)
        status: Status = "problem" if plan.problem else "new" if plan.entries else "known"
        if plan.entries and plan.here:
            status = "conflict"
        lines.append(
            _line(row, target.lead, status, said, here=plan.here, problem=plan.problem, entries=plan.entries)
        )

    def _add_again(
        self, lines: list[WorkLine], row: FoundRow, target: Target, place: int, *, same: bool
    ) -> None:
        """Add a second row about the same: as good as the first if it says the same, else neither is taken."""
        first = lines[place]
        if same:
            status: Status = "known" if first.status == "new" else first.status
            lines.append(_line(row, target.lead, status, first.said, here=first.here, problem=first.problem))
            return
        where = first.key
        written = self._as_written(row)
        lines.append(_line(row, target.lead, "problem", written, problem=_two_rows(where)))
        if first.status != "problem":
            other = _two_rows(lines[-1].key)
            lines[place] = replace(first, status="problem", problem=other, entries=(), here="")

    def _as_written(self, row: FoundRow) -> str:
        """Return what somebody filled in, as it stands there; the headings that stood there are nobody's words."""
        written = {code: row.text(code) or cell_text(row.cells.get(code)) for code in FILLED}
        if row.text("comment"):
            written["comment"] = comment_in(row, self._reading.template)
        return _(", ").join(" ".join(text.split()) for text in written.values() if text.strip())


def _keys(target: Target, filled: Filled) -> list[tuple[int, int, str]]:
    """Return what a second row about the same has too: the row itself, and the hand-over it decides about."""
    lead, leg, _side = target.key
    return [target.key, (lead, leg, "decision")] if filled.result in ON_LEG else [target.key]


def _line(row: FoundRow, lead: int, status: Status, said: str, **more: object) -> WorkLine:
    return WorkLine(row.sheet, row.row, row.text("name"), row.text("company"), lead, status, said, **more)  # type: ignore[arg-type]


def _two_rows(where: str) -> RowProblem:
    return RowProblem(
        "two_rows",
        _("Row {other} is about the same and says something else.").format(other=where),
        _("Delete one of the two rows; neither is taken now."),
    )


def _said(filled: Filled) -> str:
    """Return what a row says in words."""
    parts = []
    if filled.result or filled.recheck_at:
        parts.append(
            said_words(filled.result, filled.reason, filled.day if filled.result else 0, filled.recheck_at)
        )
    if filled.comment:
        parts.append(_("Comment: {text}").format(text=" ".join(filled.comment.split())))
    return " / ".join(parts)


def _notes(tables: FoundTables, as_of: int) -> tuple[str, ...]:
    notes = []
    days = sorted({as_of - row.ids.made.toordinal() for row in tables.rows if row.ids})
    if days and days[-1] > 0:
        words = ngettext(
            "The list is %(days)s day old; what happened since is taken into account.",
            "The list is %(days)s days old; what happened since is taken into account.",
            days[-1],
        )
        notes.append(words % {"days": number(days[-1])})
    lost = sum(row.ids is None for row in tables.rows)
    if lost:
        words = ngettext(
            "%(count)s row lost its hidden ids: it is found by address, or name and company.",
            "%(count)s rows lost their hidden ids: they are found by address, or name and company.",
            lost,
        )
        notes.append(words % {"count": number(lost)})
    for sheet, code in tables.lacking:
        notes.append(
            _("Sheet “{sheet}” has no column “{column}” any more.").format(
                sheet=sheet, column=column_heading(code)
            )
        )
    return tuple(notes)
