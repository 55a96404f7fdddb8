"""Lists people drop on the window or name on the command line: looked at first, then read block by block.

The one door of this package for reading. `preview` says what a list is; `open_list` streams it. Everything a file can
do happens in the reader child (`files.reading.child`); what goes wrong is a `UserError` with a next step.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from funneldesk.domain.fields import FIELDS, Kind
from funneldesk.domain.leads.arriving import Arriving, person_system
from funneldesk.domain.lists.cells import Cell, cell_text, says_nothing
from funneldesk.domain.lists.corrections import note_headings
from funneldesk.domain.lists.currencies import YEN
from funneldesk.domain.lists.mapping import (
    DateOrder,
    ImportPlan,
    ListPreview,
    Problem,
    UnderstoodBlock,
    names_only_companies,
    plan_from_json,
)
from funneldesk.domain.lists.money import stated_unit
from funneldesk.domain.lists.suggestions import SPELT_FIELDS, VOCABULARIES
from funneldesk.domain.lists.understanding import date_columns
from funneldesk.domain.lists.vocabulary import word_key
from funneldesk.domain.moment import DEFAULT_ZONE
from funneldesk.domain.worklist.worklist_columns import is_worklist
from funneldesk.errors import UserError
from funneldesk.files.detection.detection import LIST_SCORE, Detected, detect
from funneldesk.files.detection.headings import fingerprint, normal_heading
from funneldesk.files.detection.presets import name_space, recognised_tool
from funneldesk.files.reading.reader import ReaderChild, unpack
from funneldesk.i18n import _, language

#: Returns what was remembered for lists with a heading fingerprint, None if nothing was.
Remembered = Callable[[str], ImportPlan | None]
_SHOWN_SAMPLES = 20


class Progress(Protocol):
    """What reading sees of the task it runs in: `operations.tasks.Task` fits."""

    def report(self, done: int, total: int | None = None) -> None:
        """Say how many rows are read; raises `errors.Cancelled` when asked to stop."""


def preview(
    path: Path,
    *,
    sheet: str | None = None,
    kind: Kind | None = None,
    header_row: int | None = None,
    plan: ImportPlan | None = None,
    remembered: Remembered | None = None,
    task: Progress | None = None,
) -> ListPreview:
    """Look at a list: what it is, its first rows, how it would be understood, what is undecided.

    With `plan` that plan is looked at instead of a detected one. UserError if it cannot be read.
    """
    with OpenedList(
        path, plan, kind=kind, sheet=sheet, header_row=header_row, remembered=remembered, task=task
    ) as opened:
        return opened.preview_whole()


def open_list(
    path: Path,
    plan: ImportPlan | None = None,
    *,
    kind: Kind | None = None,
    sheet: str | None = None,
    zone: str = DEFAULT_ZONE,
    currency: str = YEN,
    remembered: Remembered | None = None,
    task: Progress | None = None,
) -> "OpenedList":
    """Open a list for reading: a context manager that iterates `UnderstoodBlock`s.

    Times without a zone are of `zone`, amounts without a mark in `currency`. Without `plan` it is what was
    remembered for lists with these headings, else what detection finds.
    """
    return OpenedList(
        path,
        plan,
        kind=kind,
        sheet=sheet,
        zone=zone,
        currency=currency,
        remembered=remembered,
        task=task,
    )


class OpenedList:
    """One list being read: `preview` (no row count), `plan`, `system`, `fingerprint`, `fields`, `total`, blocks."""

    def __init__(
        self,
        path: Path,
        plan: ImportPlan | None = None,
        *,
        kind: Kind | None = None,
        sheet: str | None = None,
        header_row: int | None = None,
        zone: str = DEFAULT_ZONE,
        currency: str = YEN,
        remembered: Remembered | None = None,
        task: Progress | None = None,
    ) -> None:
        self.path = path
        self._said = {"zone": zone, "currency": currency}
        self._task = task
        self._done = 0
        self.total: int | None = None
        self._child = ReaderChild(path, self._heartbeat)
        try:
            self._look = self._child.open(
                path=str(path.resolve()),
                sheet=plan.sheet if plan and plan.sheet else sheet,
                header_row=plan.header_row if plan and plan.header_row is not None else header_row,
                language=language(),
            )
            self.preview = self._understand(plan, kind, remembered)
        except BaseException:
            self._child.close()
            raise
        self.plan = self.preview.plan
        self.system = self.preview.system
        self.fingerprint = self.preview.fingerprint

    def _heartbeat(self) -> None:
        if self._task is not None:
            self._task.report(self._done, self.total)

    def _understand(
        self, plan: ImportPlan | None, kind: Kind | None, remembered: Remembered | None
    ) -> ListPreview:
        headings = tuple(self._look["headings"])
        sample = [[unpack(cell) for cell in cells] for _number, cells in self._look["sample"]]
        columns = [
            [row[index] if index < len(row) else "" for row in sample] for index in range(len(headings))
        ]
        mark = fingerprint(headings)
        if plan is None and kind is None and is_worklist(headings):
            raise _worklist(self.path)
        carried = self._carried(headings)
        if plan is None and carried is not None and kind in (None, carried.kind):
            plan = carried
        elif plan is not None and plan.correction is None and carried is not None:
            plan = replace(plan, correction=carried.correction)
        known = remembered(mark) if remembered is not None and plan is None else None
        if known is not None and (kind is None or known.kind == kind):
            plan = replace(known, sheet=None, header_row=None, money_unit=None)
        context = " ".join([self.path.stem, self._look["sheet"] or "", *self._look["titles"]])
        detected, sure = detect(headings, columns, context, plan.kind if plan else kind)
        tool = recognised_tool(headings)
        if plan is None:
            plan = ImportPlan(
                detected.kind, columns=detected.columns, values=detected.values, constants=detected.constants
            )
        plan = resolved(plan, headings)
        ignored = (*plan.ignored, *(note for note in note_headings(headings) if note not in plan.ignored))
        plan = replace(
            plan,
            sheet=self._look["sheet"],
            header_row=self._look["header_row"],
            ignored=ignored,
            money_unit=plan.money_unit or stated_unit(self._look["titles"]),
        )
        return ListPreview(
            path=self.path,
            sheets=tuple(self._look["sheets"]),
            hidden_sheets=tuple(self._look["hidden"]),
            sheet=self._look["sheet"],
            kind=plan.kind,
            kind_sure=sure,
            header_row=self._look["header_row"],
            headings=headings,
            samples=tuple(
                tuple(cell_text(cell) for cell in [*row, *[""] * len(headings)][: len(headings)])
                for row in sample[:_SHOWN_SAMPLES]
            ),
            fields=_guesses(plan, detected),
            system=plan.system or _name_space(plan, tool),
            tool=tool,
            fingerprint=mark,
            rows=None,
            undecided_dates=(),
            encoding=self._look["encoding"],
            delimiter=self._look["delimiter"],
            plan=plan,
            remembered=known is not None,
            is_list=known is not None or detected.score >= LIST_SCORE,
        )

    def _carried(self, headings: tuple[str, ...]) -> ImportPlan | None:
        """Return the plan that a workbook of ours brings along, without the columns that somebody removed.

        UserError where it was lost on the way: read as any list, its rows would be there twice.
        """
        notes = note_headings(headings)
        if not notes:
            return None
        try:
            plan = plan_from_json(self._look["plan"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UserError(
                "correction_lost",
                _("“%(name)s” holds rows to correct, but no longer says of which list.")
                % {"name": self.path.name},
                _(
                    "Save it as an Excel workbook (.xlsx), not as CSV or in another program. "
                    "Without the column “%(heading)s” it is imported as a list of its own."
                )
                % {"heading": notes[0]},
            ) from None
        columns = {name: heading for name, heading in plan.columns.items() if heading in headings}
        return replace(plan, sheet=None, header_row=None, columns=columns)

    def date_columns(self) -> tuple[dict[str, DateOrder], tuple[str, ...]]:
        """Return, of the mapped columns of dates, the order each as a whole tells, and which have times."""
        places = date_columns(self.plan, self.preview.headings)
        dates = self._child.ask(op="scan", columns=sorted(set(places.values())))["dates"]
        told = {name: dates[str(place)][0] for name, place in places.items() if dates[str(place)][0]}
        return told | dict(self.plan.dates), tuple(n for n, p in places.items() if dates[str(p)][2])

    def cells(self, rows: Collection[int]) -> Iterator[tuple[int, list[Cell]]]:
        """Yield these rows, by their numbers in the file, with their cells as they stand there."""
        answer = self._child.ask(op="cells", rows=sorted(rows))
        while "end" not in answer:
            for number, cells in answer["cells"]:
                yield number, [unpack(cell) for cell in cells]
            answer = next(self._child.answers(), {"end": True})

    def preview_whole(self) -> ListPreview:
        """Return the preview after a look at the whole list: with its number of rows and what its dates leave open."""
        places = {heading: index for index, heading in enumerate(self.preview.headings)}
        moments = {
            name: places[heading]
            for name, heading in self.plan.columns.items()
            if FIELDS[self.plan.kind].get(name) == "moment"
        }
        told = {
            name: places[heading]
            for name, heading in self.plan.columns.items()
            if name in SPELT_FIELDS or FIELDS[self.plan.kind].get(name) in VOCABULARIES
        }
        answer = self._child.ask(
            op="scan", columns=sorted(set(moments.values())), words=sorted(set(told.values()))
        )
        words = {name: answer["words"][str(place)] for name, place in told.items()}
        undecided = tuple(
            name
            for name, place in moments.items()
            if answer["dates"][str(place)][1] and name not in self.plan.dates
        )
        return replace(
            self.preview,
            rows=answer["rows"],
            undecided_dates=undecided,
            words={name: counted for name, counted in words.items() if counted is not None},
            unknown_values={
                name: missing
                for name, counted in words.items()
                if (missing := _unknown(self.plan, name, counted))
            },
        )

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields every block has, in order: a look at the columns of dates may be needed to know them."""
        from funneldesk.domain.lists.mapping import field_names

        places = date_columns(self.plan, self.preview.headings)
        found = self._child.ask(op="scan", columns=sorted(set(places.values())))["yearless"] if places else ()
        yearless = [name for name, place in places.items() if place in found]
        return field_names(self.plan, self.preview.headings, yearless)

    def __iter__(self) -> Iterator[UnderstoodBlock]:
        """Read the list; UserError where a column of dates does not say whether day or month comes first."""
        system = person_system(self.plan.kind, self.system or self.fingerprint, self.fingerprint)
        first = self._child.ask(op="read", plan=self.plan.to_json(), system=system, **self._said)
        if "undecided" in first:
            raise undecided_dates(first["undecided"], self.plan)
        self.total = first["total"]
        fields = tuple(first["fields"])
        for answer in self._child.answers():
            rows, problems, *kept = answer["block"]
            lines = self._child.lines()
            cells = json.loads(f"[{','.join(lines)}]")
            columns = tuple(map(list, zip(*cells, strict=True))) if cells else tuple([] for _name in fields)
            self._done += len(rows)
            self._heartbeat()
            found = [Problem(*item) for item in problems]
            yield UnderstoodBlock(fields, columns, rows, found, Arriving(system, lines, *kept))
        # The whole list is here: the child's memory is free before leads are settled.
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close()


def resolved(plan: ImportPlan, headings: tuple[str, ...]) -> ImportPlan:
    """Return `plan` with its headings as the list writes them; UserError if the list lacks one."""
    loose: dict[str, str] = {}
    for heading in headings:
        loose.setdefault(normal_heading(heading), heading)
    columns = {}
    for name, wanted in plan.columns.items():
        found = wanted if wanted in headings else loose.get(normal_heading(wanted))
        if found is None:
            raise UserError(
                "no_such_heading",
                _("The list has no column “%(heading)s” (for %(field)s).")
                % {"heading": wanted, "field": name},
                _("Its columns are: %(headings)s") % {"headings": _(", ").join(headings)},
            )
        columns[name] = found
    return replace(plan, columns=columns)


def _name_space(plan: ImportPlan, tool: str | None) -> str | None:
    heading = plan.columns.get("external_id" if plan.kind == "leads" else "lead_external_id")
    return name_space(tool, heading, only_companies=names_only_companies(plan))


def undecided_dates(names: list[str], plan: ImportPlan) -> UserError:
    """Return the error that asks whether day or month comes first."""
    shown = _(", ").join(f"{name} (“{plan.columns.get(name, '')}”)" for name in names)
    entries = ", ".join(f'{name} = "dmy"' for name in names)
    return UserError(
        "ambiguous_dates",
        _("Dates like 01/02/2026 in %(fields)s do not say whether day or month comes first.")
        % {"fields": shown},
        _(
            "Say it with --dates dmy (day first), --dates mdy (month first) or --dates ymd, or column by column "
            "in a mapping file (--map) whose [dates] says so: %(entries)s (or “mdy”, “ymd”)."
        )
        % {"entries": entries},
    )


def _worklist(path: Path) -> UserError:
    return UserError(
        "worklist",
        _("“%(name)s” is a work list that sales filled in, not a list to import.") % {"name": path.name},
        _("Import it with `funneldesk worklist import`, or drop it on the import page."),
    )


def _guesses(plan: ImportPlan, detected: Detected) -> tuple[Any, ...]:
    """Return what each heading is taken for under `plan`, with detection's reasons where they agree."""
    chosen = {heading: name for name, heading in plan.columns.items()}
    return tuple(
        guess
        if guess.field == chosen.get(guess.heading)
        else replace(
            guess,
            field=chosen.get(guess.heading),
            confidence="certain" if guess.heading in chosen else "none",
            reason=_("as you said") if guess.heading in chosen else guess.reason,
        )
        for guess in detected.guesses
    )


def _unknown(plan: ImportPlan, name: str, words: Iterable[str] | None) -> tuple[str, ...]:
    """Return the words of a column that no vocabulary knows: what a table of values should translate."""
    vocabulary = VOCABULARIES.get(FIELDS[plan.kind].get(name, "text"))
    if vocabulary is None:
        return ()
    told = set(map(word_key, plan.values.get(name, {})))
    return tuple(
        sorted(
            text
            for text in words or ()
            if word_key(text) not in told
            and vocabulary.find(text) is None
            and not says_nothing(text, words=True)
        )
    )
