"""The reader child: the same program, started with a hidden argument, that reads one list and nothing else.

Whatever a hostile file does to the reading library (abort, endless memory, panic) happens here and is told to the
user as a sentence by the parent. Requests come as frames on stdin, answers go as frames to stdout:

open   {path, sheet, header_row, language, second}
       -> {"allowance": bytes}, then {sheets, sheet, header_row, headings, sample, titles, ...}
scan   {columns, words}                     -> {rows, dates: {column: [order | null, undecided, timed]},
                                                words: {column: {text: count} | null if there are too many}}
cells  {rows}                               -> {"cells": [[number, cells], ...]} ..., then {"end": true}
read   {plan, zone, currency, system}       -> {"block": [rows, problems, keys, digests, computed columns]}, each
                                                followed by a frame of lines, the rows; then {"end": true}

sheets {path, language}                     -> {"allowance": bytes}, then {sheets}: every sheet of a workbook
grid   {sheet, most}                        -> {rows, uncalculated}: all of its cells, from row 1 and column A; where
                                               formulas (row, column) have no result. `most` cells, 0: those of a book

Any answer may be {"error": [code, message, next step]}. The child ends when stdin does.
"""

import gc
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.arriving import arriving
from funneldesk.domain.lists.cells import Cell, cell_text
from funneldesk.domain.lists.dates import DateEvidence
from funneldesk.domain.lists.mapping import SKIPPED_CODES, Problem, UnderstoodBlock, plan_from_json
from funneldesk.domain.lists.problems import problem
from funneldesk.domain.lists.understanding import (
    BLOCK_ROWS,
    Row,
    Understanding,
    date_columns,
    missing_headings,
    row_noise,
)
from funneldesk.errors import UserError
from funneldesk.files.detection.heading_row import begins_another_table
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.formats.file_kinds import file_kind
from funneldesk.files.formats.packages import announced_size
from funneldesk.files.formats.workbooks import WorkbookSource
from funneldesk.files.reading.carried_plan import carried_plan
from funneldesk.files.reading.frames import OUT_OF_MEMORY, read_frame, write_frame, write_words
from funneldesk.files.reading.list_source import Source, open_list
from funneldesk.i18n import _, set_language

_SAMPLE_ROWS = 300
#: More different texts than this are no words of a pick-list.
_MOST_WORDS = 300
_LAST_ROW = 1 << 31
#: A sheet of a definition book never holds more.
_GRID_CELLS, _GRID_ROWS = 50_000, 20_000
#: Rows of one cell that may stand above another table as its title.
_TITLES = 3
#: Objects made before the collector looks for cycles: a few blocks of rows, which hold none.
_COLLECTED = 100_000
#: Memory a list may take: so much, and so much per byte of the file and of what the file says it unpacks to.
_MEMORY, _PER_BYTE, _PER_UNPACKED_BYTE = 224 << 20, 40, 3


def serve() -> int:
    """Answer requests until stdin ends; the exit code of the process."""
    import json

    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    requests, answers = sys.stdin.buffer, _private_stdout()
    session = _Session()
    while (data := read_frame(requests)) is not None:
        try:
            for answer in session.answer(json.loads(data)):
                if isinstance(answer, str):
                    write_words(answers, answer)
                else:
                    write_frame(answers, answer)
        except UserError as error:
            write_frame(answers, {"error": [error.code, error.message, error.next_step]})
        except MemoryError:
            return OUT_OF_MEMORY
        except BrokenPipeError:
            return 0
    return 0


def _private_stdout() -> BinaryIO:
    """Return the real stdout and send whatever a library prints there to stderr instead."""
    private = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return private


def memory_allowance(path: Path) -> int:
    """Return how much memory reading `path` may take, in bytes."""
    size = path.stat().st_size if path.is_file() else 0
    return _MEMORY + _PER_BYTE * size + _PER_UNPACKED_BYTE * announced_size(path) if size else _MEMORY


def limit_memory(allowance: int) -> None:
    """Limit the address space where the system can; the parent watches besides."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + allowance
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(
        resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard)
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def pack(cell: Cell) -> Any:
    """Return a cell as JSON: dates and times tagged."""
    if isinstance(cell, datetime):
        return {"dt": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return cell_text(cell)
    return cell


class _Session:
    """One open list."""

    def __init__(self) -> None:
        self._source: Source | None = None
        self._header_row = 0
        #: Rows below it that say once more what the columns are.
        self._further = 0
        self._headings: tuple[str, ...] = ()
        self._evidence: dict[int, DateEvidence] = {}
        #: Tables that are none of the list's, see `Look`; its first column, and whether it is cut out of the rows.
        self._others: tuple[tuple[int, str, str], ...] = ()
        self._first, self._cut = 0, False
        #: Row and headings of a second table below the list.
        self._another: tuple[int, str] | None = None
        #: Rows that are the title of a part of the list: its headings follow once more.
        self._titles: list[int] = []

    def answer(self, request: dict[str, Any]) -> Iterator[Any]:
        operation = request["op"]
        if operation == "open":
            yield from self._open(request)
        elif operation == "scan":
            yield self._scan(request["columns"], request.get("words", ()))
        elif operation == "cells":
            yield from self._cells(set(request["rows"]))
        elif operation == "sheets":
            yield from self._sheets(request)
        elif operation == "grid":
            yield self._grid(request["sheet"], request.get("most", 0))
        else:
            yield from self._read(request)

    def _open(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        set_language(request["language"])
        path = Path(request["path"])
        kind = file_kind(path)
        allowance = memory_allowance(path)
        yield {"allowance": allowance}
        limit_memory(allowance)
        source, look = open_list(
            path, kind, request["sheet"], request["header_row"], second=request.get("second", False)
        )
        self._source, self._header_row, self._headings = source, look.header_row, look.headings
        self._further, self._first = look.further, look.first
        self._cut, self._others = look.cut, look.others
        sample = list(islice(self._rows(), _SAMPLE_ROWS))
        if not sample and not look.header_row:
            raise UserError(
                "no_rows",
                _("“%(name)s” holds no rows.") % {"name": path.name},
                _("Check that the right file or sheet was chosen."),
            )
        yield {
            "sheets": source.sheets,
            "hidden": [name for name in source.sheets if name not in source.shown],
            "sheet": source.sheet,
            "header_row": look.header_row,
            "headings": look.headings,
            "titles": look.titles,
            "sample": [[number, [pack(cell) for cell in cells]] for number, cells in sample],
            "encoding": source.encoding,
            "delimiter": source.delimiter,
            "typed": source.typed,
            "plan": carried_plan(path) if source.typed else None,
        }

    def _sheets(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        set_language(request["language"])
        path = Path(request["path"])
        kind = file_kind(path)
        allowance = memory_allowance(path)
        yield {"allowance": allowance}
        limit_memory(allowance)
        self._source, _look = open_list(path, kind, None, 0, second=False)
        yield {"sheets": self._source.sheets}

    def _grid(self, sheet: str, most: int) -> dict[str, Any]:
        source = self._source
        if isinstance(source, WorkbookSource):
            source.choose(sheet)
        elif source is None or not most:
            raise UserError(
                "not_a_workbook",
                _("The definition book is read from an Excel workbook only."),
                _("Save the book as Excel, edit that workbook, and take it in again."),
            )
        rows: list[list[Any]] = []
        cells, most_rows = 0, most or _GRID_ROWS
        for row in source.rows():
            cells += sum(map(_holds, row))
            if cells > (most or _GRID_CELLS) or len(rows) > most_rows:
                raise UserError(
                    "too_large",
                    _("Sheet “%(name)s” holds more than a work list does.") % {"name": sheet}
                    if most
                    else _("Sheet “%(name)s” holds more than a definition book does.") % {"name": sheet},
                    _("Delete empty rows and columns far below and beside the tables."),
                )
            filled = max((place for place, cell in enumerate(row, 1) if _holds(cell)), default=0)
            rows.append([None] * (source.first_column * bool(filled)) + [pack(cell) for cell in row[:filled]])
        lacking = [
            [row, source.first_column + place]
            for row, place, code, _text in source.troubles(1, len(rows))
            if place is not None and code in {"formula_without_value", "error_cell"}
        ]
        while rows and not rows[-1]:
            rows.pop()
        return {"rows": rows, "uncalculated": lacking}

    def _rows(self) -> Iterator[Row]:
        """Yield the rows below the heading that hold anything, with their numbers in the file.

        They end where, below a blank row, the headings of another table stand.
        """
        if self._source is None:
            return
        self._another = None
        self._titles = []
        blank = False
        titles: list[Row] = []
        begin = self._header_row + self._further
        found = islice(self._source.rows(), begin, None)
        first, end = self._first, self._first + len(self._headings)
        of_list = (cells[first:end] for cells in found) if self._cut else found
        for number, cells in enumerate(of_list, begin + 1):
            if not (cells and (_holds(cells[0]) or any(map(_holds, cells)))):
                blank = True
                continue
            if blank:
                if self._header_row and begins_another_table(cells, self._headings, is_known):
                    self._another = number, ", ".join(cell_text(cell) for cell in cells if _holds(cell))
                    return
                if len(titles) < _TITLES and sum(map(_holds, cells)) == 1 < len(self._headings):
                    # Perhaps the title of another table: the next row will show.
                    titles.append((number, cells))
                    continue
            if titles and row_noise(cells, self._headings) == "repeated_heading":
                self._titles += (row for row, _cells in titles)
            else:
                yield from titles
            titles.clear()
            blank = False
            yield number, cells
        yield from titles

    def _cells(self, wanted: set[int]) -> Iterator[Any]:
        """Yield these rows as they stand in the file."""
        found = ((number, cells) for number, cells in self._rows() if number in wanted)
        while part := list(islice(found, BLOCK_ROWS)):
            yield {"cells": [[number, [pack(cell) for cell in cells]] for number, cells in part]}
        yield {"end": True}

    def _scan(self, columns: Sequence[int], words: Sequence[int] = ()) -> dict[str, Any]:
        """Count the entries and look at whole columns: of dates, and of words that mean something."""
        counted: dict[int, Counter[Cell]] = {column: Counter() for column in words}
        evidence = {column: DateEvidence() for column in columns}
        count = 0
        seen: dict[int, set[Cell]] = {column: set() for column in columns}
        for _number, cells in self._rows():
            if row_noise(cells, self._headings) is not None:
                continue
            count += 1
            for column in columns:
                if column < len(cells):
                    seen[column].add(cells[column])
            for column, counter in counted.items():
                if column < len(cells) and len(counter) <= _MOST_WORDS:
                    counter[cells[column]] += 1
            if count % 5000 == 0:
                _weigh(evidence, seen)
        _weigh(evidence, seen)
        self._evidence |= evidence
        dates = {str(column): [item.order, item.undecided, item.timed] for column, item in evidence.items()}
        return {
            "rows": count,
            "dates": dates,
            "yearless": [column for column, item in evidence.items() if item.yearless],
            "words": {str(column): _texts(counter) for column, counter in counted.items()},
        }

    def _read(self, request: dict[str, Any]) -> Iterator[Any]:
        plan = plan_from_json(request["plan"])
        source = self._source
        if source is None:
            raise RuntimeError(request["op"])
        if missing_headings(plan, self._headings):
            raise RuntimeError(plan.columns)
        places = date_columns(plan, self._headings)
        unseen = sorted(set(places.values()) - set(self._evidence))
        total = self._scan(unseen)["rows"] if unseen else None
        evidence = {name: self._evidence[place] for name, place in places.items()}
        undecided = [name for name, item in evidence.items() if item.undecided and name not in plan.dates]
        if undecided:
            yield {"undecided": undecided}
            return
        understanding = Understanding(
            plan,
            self._headings,
            evidence,
            zone=request["zone"],
            typed=source.typed,
            currency=request["currency"],
        )
        yield {"fields": understanding.fields, "total": total}
        seen = self._header_row + self._further
        nothing = UnderstoodBlock(understanding.fields, tuple([] for _ in understanding.fields), [], [])
        first = [problem(row, "", "repeated_heading") for row in range(self._header_row + 1, seen + 1)]
        first += (problem(row, "", code, where) for row, code, where in self._others)
        if first:
            yield from _told(plan.kind, nothing, first, request["system"])
        for block in understanding.blocks(self._rows()):
            last = max([seen, *block.rows, *(item.row for item in block.problems)])
            left_out = {item.row for item in block.problems if item.code in SKIPPED_CODES}
            found = [item for item in self._troubles(seen + 1, last) if item.row not in left_out]
            yield from _told(plan.kind, block, [*block.problems, *found], request["system"])
            seen = last
        rest = list(self._troubles(seen + 1, self._another[0] - 1 if self._another else _LAST_ROW))
        rest += (problem(row, "", "note_row") for row in self._titles)
        if self._another is not None:
            rest.append(problem(self._another[0], "", "another_table", self._another[1]))
        if rest:
            yield from _told(plan.kind, nothing, rest, request["system"])
        yield {"end": True}

    def _troubles(self, first: int, last: int) -> Iterator[Problem]:
        """Yield what the reader itself found wrong with some rows, blank ones included."""
        if self._source is None:
            return
        for row, column, code, text in self._source.troubles(first, last):
            place = None if column is None else column - self._first
            named = place is not None and 0 <= place < len(self._headings)
            if place is None or named or not self._cut:
                yield problem(row, self._headings[place] if place is not None and named else "", code, text)


def _told(kind: Kind, block: UnderstoodBlock, problems: Sequence[Problem], system: str) -> Iterator[Any]:
    """Yield the two frames of a block: what is said of its rows, and the rows."""
    said = [[item.row, item.column, item.code, item.message] for item in problems]
    kept = arriving(kind, block.fields, block.columns, len(block.rows), system)
    yield {"block": [block.rows, said, *kept[2:]]}
    yield "\n".join(kept.values)


def _holds(cell: Cell) -> bool:
    return cell is not None and cell != "" and not (isinstance(cell, str) and cell.isspace())


def _texts(counter: Counter[Cell]) -> dict[str, int] | None:
    if len(counter) > _MOST_WORDS:
        return None
    texts: Counter[str] = Counter()
    for cell, count in counter.items():
        text = cell_text(cell).strip()
        if text:
            texts[text] += count
    return dict(texts)


def _weigh(evidence: dict[int, DateEvidence], seen: dict[int, set[Cell]]) -> None:
    for column, values in seen.items():
        evidence[column].see(values)
        values.clear()
