"""The reader child: the same program, started with a hidden argument, that reads one list and nothing else.

Whatever a hostile file does to the reading library (abort, endless memory, panic) happens here and is told to the
user as a sentence by the parent. Requests come as frames on stdin, answers go as frames to stdout:

open   {path, sheet, header_row, language}  -> {sheets, sheet, header_row, headings, sample, titles, ...}
scan   {columns, words}                     -> {rows, dates: {column: [order | null, undecided, timed]},
                                                words: {column: {text: count} | null if there are too many}}
cells  {rows}                               -> {"cells": [[number, cells], ...]} ..., then {"end": true}
read   {plan, zone}                         -> {"block": [rows, columns, problems]} ..., then {"end": true}

Any answer may be {"error": [code, message, next step]}. The child ends when stdin does.
"""

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from funneldesk.domain.cells import Cell, cell_text
from funneldesk.domain.dates import DateEvidence
from funneldesk.domain.mapping import plan_from_json
from funneldesk.domain.understanding import (
    BLOCK_ROWS,
    Row,
    Understanding,
    date_columns,
    missing_headings,
    row_noise,
)
from funneldesk.errors import UserError
from funneldesk.files.carried_plan import carried_plan
from funneldesk.files.frames import read_frame, write_frame
from funneldesk.files.list_source import Source, choose_sheet, open_source
from funneldesk.i18n import _, set_language

_SAMPLE_ROWS = 300
#: More different texts than this are no words of a pick-list.
_MOST_WORDS = 300
#: Address space beyond which a list is refused: what Python needs, and what calamine needs per byte of file.
_MEMORY, _MEMORY_PER_BYTE = 1 << 30, 40


def serve() -> int:
    """Answer requests until stdin ends; the exit code of the process."""
    import json

    # Ctrl+C reaches the whole group of processes; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, _private_stdout()
    session = _Session()
    while (data := read_frame(requests)) is not None:
        try:
            for answer in session.answer(json.loads(data)):
                write_frame(answers, answer)
        except UserError as error:
            write_frame(answers, {"error": [error.code, error.message, error.next_step]})
        except MemoryError:
            return 3
        except BrokenPipeError:
            return 0
    return 0


def _private_stdout() -> BinaryIO:
    """Return the real stdout and send whatever a library prints there to stderr instead."""
    private = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return private


def limit_memory(path: Path) -> None:
    """Limit the address space where the system can; elsewhere the parent watches."""
    try:
        import resource
    except ImportError:  # Windows
        return
    size = path.stat().st_size if path.exists() else 0
    limit = _MEMORY + _MEMORY_PER_BYTE * size
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
        self._headings: tuple[str, ...] = ()
        self._evidence: dict[int, DateEvidence] = {}

    def answer(self, request: dict[str, Any]) -> Iterator[Any]:
        operation = request["op"]
        if operation == "open":
            yield self._open(request)
        elif operation == "scan":
            yield self._scan(request["columns"], request.get("words", ()))
        elif operation == "cells":
            yield from self._cells(set(request["rows"]))
        else:
            yield from self._read(request)

    def _open(self, request: dict[str, Any]) -> dict[str, Any]:
        set_language(request["language"])
        path = Path(request["path"])
        limit_memory(path)
        self._source = source = open_source(path)
        look = choose_sheet(source, request["sheet"], request["header_row"])
        self._header_row, self._headings = look.header_row, look.headings
        sample = list(islice(self._rows(), _SAMPLE_ROWS))
        if not sample and not look.header_row:
            raise UserError(
                "no_rows",
                _("“%(name)s” holds no rows.") % {"name": path.name},
                _("Check that the right file or sheet was chosen."),
            )
        return {
            "sheets": source.sheets,
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

    def _rows(self) -> Iterator[Row]:
        """Yield the rows below the heading that hold anything, with their numbers in the file."""
        if self._source is None:
            return
        below = islice(self._source.rows(), self._header_row, None)
        for number, cells in enumerate(below, self._header_row + 1):
            if cells and (_holds(cells[0]) or any(map(_holds, cells))):
                yield number, cells

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
            plan, self._headings, evidence, zone=request["zone"], typed=source.typed
        )
        yield {"fields": understanding.fields, "total": total}
        for block in understanding.blocks(self._rows()):
            problems = [[item.row, item.column, item.code, item.message] for item in block.problems]
            yield {"block": [block.rows, block.columns, problems]}
        yield {"end": True}


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
