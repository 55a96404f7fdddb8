"""Rows of delimited text, also where quotation marks go wrong: one that is never closed must not swallow the list.

The csv module reads as spreadsheets do. Only rows that took several lines, or hold an odd number of quotation marks,
are looked at again here; well-formed ones (RFC 4180) stay as they are.
"""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice

#: A field of more lines than this was never closed.
_LONGEST = 5000
#: So many following lines may belong to a row whose field holds quotation marks nobody doubled.
_SEARCHED = 50
#: Lines read at once where nothing is odd about them.
_TOGETHER = 256

#: Called with the 1-based number of a row, a problem code of `domain.lists.problems` and the text in question.
Note = Callable[[int, str, str], None]
#: Makes a csv reader of lines.
Dialect = Callable[[Iterator[str]], Iterator[list[str]]]


class _RunawayError(Exception):
    """A field went on for too many lines."""


class _Lines:
    """Lines that remember which of them the present row took, and take some of them back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        taken = self.taken
        while True:
            line = self._again.popleft() if self._again else next(self._lines, None)
            if line is None:
                return
            taken.append(line)
            if len(taken) > _LONGEST:
                raise _RunawayError
            yield line

    def start_row(self) -> None:
        self.taken.clear()

    def some(self) -> list[str]:
        """Return the next lines, none while lines that were given back are left."""
        return [] if self._again else list(islice(self._lines, _TOGETHER))

    def give_back(self, lines: list[str]) -> None:
        self._again.extendleft(reversed(lines))


class RowReader:
    """Reads rows of lines parted by `delimiter`; `dialect` makes the csv reader, `note` hears what was repaired."""

    def __init__(self, delimiter: str, dialect: Dialect, note: Note) -> None:
        mark = re.escape(delimiter)
        # Atomic groups: Python before 3.11.5 is wrong about possessive quantifiers of groups (gh-106052).
        field = rf' *"(?>(?:[^"]++|"")*)" *|(?:[^{mark}"\r\n][^{mark}\r\n]*+)?'
        self._well_formed = re.compile(rf"(?:{field})(?>(?:{mark}(?:{field}))*)[\r\n]*")
        # A quotation mark ends its field only where a delimiter or the end of the line follows.
        tolerant = rf'"((?>(?:[^"]++|""|"(?! *(?:{mark}|[\r\n]|$)))*))" *(?={mark}|[\r\n]*$)'
        self._tolerant = re.compile(rf"{tolerant}|([^{mark}\r\n]*+)(?={mark}|[\r\n]*$)")
        self._delimiter = delimiter
        self._dialect = dialect
        self._note = note
        self._width = 0

    def rows(self, lines: Iterator[str], first_row: int = 1) -> Iterator[list[str]]:
        """Yield the rows of `lines`, the first of which is number `first_row`."""
        source = _Lines(lines)
        taken = source.taken
        number = first_row - 1
        reader = self._dialect(iter(source))
        while True:
            if plain := self._plain_rows(source):
                yield from plain
                number += len(plain)
                continue
            source.start_row()
            try:
                row = next(reader, None)
            except (_RunawayError, csv.Error):
                row = []
            if row is None:
                return
            number += 1
            if (len(taken) > 1 or taken[0].count('"') % 2) and not self._well_formed.fullmatch(
                "".join(taken)
            ):
                row, used = self._repaired(source, number)
                source.give_back(taken[used:])
                reader = self._dialect(iter(source))
            elif len(row) > 1:
                self._width = len(row)
            if "\ufffd" in taken[0]:
                self._note(number, "replaced_characters", taken[0])
            yield row

    def _plain_rows(self, source: _Lines) -> list[list[str]]:
        """Return the rows of the next lines at once where each line is a row; else none, and nothing is taken."""
        lines = source.some()
        odd = any(line.count('"') % 2 or "\ufffd" in line for line in lines)
        try:
            rows = [] if odd else list(self._dialect(iter(lines)))
        except csv.Error:
            rows = []
        if len(rows) != len(lines):
            source.give_back(lines)
            return []
        self._width = len(rows[-1]) if rows and len(rows[-1]) > 1 else self._width
        return rows

    def _repaired(self, source: _Lines, number: int) -> tuple[list[str], int]:
        """Return a row whose quotation marks are wrong, and how many lines it really takes."""
        taken = source.taken
        more = iter(source)
        if len(taken) == 1:
            next(more, None)
        alone = self._literal(taken[0])
        if not (len(alone) == self._width and len(taken) > 1 and len(self._literal(taken[1])) == self._width):
            for used in range(1, _SEARCHED):
                if used > len(taken) and next(more, None) is None:
                    break
                cells = self._split("".join(taken[:used]))
                if cells is not None and len(cells) == self._width:
                    return cells, used
                if cells is not None:
                    break
        self._note(number, "unclosed_quote", taken[0])
        return alone, 1

    def _literal(self, line: str) -> list[str]:
        """Return the cells of a line whose quotation marks mean nothing."""
        cells = [cell.strip().removeprefix('"') for cell in line.rstrip("\r\n").split(self._delimiter)]
        return [cell.removesuffix('"').replace('""', '"') for cell in cells]

    def _split(self, text: str) -> list[str] | None:
        """Return the cells of a row with stray quotation marks, None while a field is still open."""
        cells = []
        position = 0
        while True:
            found = self._tolerant.match(text, position)
            if found is None or (found[1] is None and text[position : position + 1] == '"'):
                return None
            cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
            position = found.end()
            if text[position : position + 1] != self._delimiter:
                return cells
            position += 1
