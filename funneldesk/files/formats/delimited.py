"""Delimited text (.csv, .tsv, .txt) as rows: encoding, delimiter and dialect found out, read without holding it."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.delimited_rows import RowReader
from funneldesk.files.formats.text_encoding import detect_encoding
from funneldesk.files.formats.workbooks import Trouble

DELIMITERS = ",\t;|"
#: Looked for only where none of the usual ones parts anything; they must part nearly every row alike.
_RARE_DELIMITERS = "^~\x01\x1f，"
_HEAD_CHARACTERS = 1 << 17
_HEAD_ROWS = 200
#: Zeros that fill up a file whose end was never written.
_PADDING = re.compile("\0{8,}")
_WRAPPED = re.compile(r'"(?:[^"]|"")*"[\r\n]*')
#: A line in one pair of marks holds at least so many cells, or it is a sentence with commas.
_WRAPPED_CELLS = 3
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?\r?\n?', re.IGNORECASE)

# The default of 131,072 characters cuts honest fields: mails, HTML, answers to a questionnaire.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class DelimitedSource:
    """One text file, opened to be read any number of times from its first row."""

    typed = False
    sheets: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    sheet: str | None = None
    first_column = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self.encoding: str | None = detect_encoding(path)
        head = self._head()
        self._wrapped = _is_wrapped(head)
        if self._wrapped:
            head = "".join(map(_unwrapped, head.splitlines(keepends=True)))
        told = _SEPARATOR_LINE.match(head)
        self._skip = 1 if told else 0
        self.delimiter: str | None = told[1] if told else find_delimiter(head)
        parted = re.escape(self.delimiter or ",")
        self._spaced = bool(re.search(rf'{parted} +"', head)) and self.delimiter != "\t"
        # A backslash before the mark that ends its field escapes nothing: it is the end of a path.
        inside = re.search(rf'\\"(?! *(?:{parted}|[\r\n]|$))', head)
        self._escaped = bool(inside) and '""' not in head.replace('"""', "")
        self._as_formulas = '="' in head
        self._troubles: dict[int, tuple[str, str]] = {}

    def _head(self) -> str:
        with self._path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            return stream.read(_HEAD_CHARACTERS).lstrip("\ufeff")

    def looks_binary(self) -> bool:
        """Whether this is no text at all: control characters that no list holds."""
        head = _PADDING.sub("", self._head())
        strange = sum(
            1 for letter in head if letter < " " and letter not in "\t\r\n\f\x0b\x00\x1a\x1b\x01\x1f"
        )
        return strange * 100 > len(head) or (head.count("\0") * 3 > len(head))

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row, blank ones as []; the n-th is row n of the file as Excel would count it."""
        return map(_without_formulas, self._rows()) if self._as_formulas else self._rows()

    def _rows(self) -> Iterator[list[str]]:
        delimiter = self.delimiter or ","
        dialect = partial(
            csv.reader,
            delimiter=delimiter,
            escapechar="\\" if self._escaped else None,
            skipinitialspace=self._spaced,
        )
        with self._path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            lines = self._lines(stream)
            for _skipped in range(self._skip):
                next(lines, None)
                yield []
            if self._escaped:
                yield from dialect(lines)
            else:
                yield from RowReader(delimiter, dialect, self._note).rows(lines, self._skip + 1)

    def _lines(self, stream: Iterator[str]) -> Iterator[str]:
        """Yield the lines without what tools leave in them: zeros, the end mark of DOS, marks of files joined."""
        for line in map(_unwrapped, stream) if self._wrapped else stream:
            if "\0" in line or "\x1a" in line or "\ufeff" in line:
                yield from filter(None, [line.replace("\0", "").rstrip("\x1a").lstrip("\ufeff")])
            else:
                yield line

    def _note(self, row: int, code: str, text: str) -> None:
        self._troubles[row] = (code, text)

    def troubles(self, first: int, last: int) -> Iterator[Trouble]:
        """Yield what the reader found wrong with rows `first` to `last`, which have been read."""
        for row in sorted(self._troubles):
            if first <= row <= last:
                yield (row, None, *self._troubles[row])


def _is_wrapped(head: str) -> bool:
    """Whether each whole line stands in one pair of quotation marks, as lists saved once too often do."""
    lines = [line for line in head.splitlines(keepends=True)[:_HEAD_ROWS] if line.strip()]
    lines = lines[:-1] if len(head) >= _HEAD_CHARACTERS else lines
    if len(lines) < 2 or not all(map(_WRAPPED.fullmatch, lines)):  # noqa: PLR2004 - one line says nothing
        return False
    inner = list(map(_unwrapped, lines))
    delimiter = _best_delimiter(inner, DELIMITERS, 0.95)
    return bool(delimiter) and min(line.count(delimiter or ",") for line in inner) + 1 >= _WRAPPED_CELLS


def _unwrapped(line: str) -> str:
    """Return what stands between the marks around a line."""
    if not _WRAPPED.fullmatch(line):
        return line
    bare = line.rstrip("\r\n")
    return bare[1:-1].replace('""', '"') + line[len(bare) :]


def _without_formulas(row: list[str]) -> list[str]:
    """Return the texts of ="0123", as which many tools write numbers that are to keep their zeros."""
    return [cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell for cell in row]


def find_delimiter(head: str) -> str:
    """Return the delimiter under which most rows of `head` have the same number of cells, more than one."""
    cut = head if len(head) < _HEAD_CHARACTERS else head[: max(head.rfind("\n"), head.rfind("\r")) + 1]
    lines = cut.replace("\0", "").splitlines(keepends=True)
    return _best_delimiter(lines, DELIMITERS) or _best_delimiter(lines, _RARE_DELIMITERS, 0.9) or ","


def _best_delimiter(lines: list[str], delimiters: str, alike: float = 0.0) -> str | None:
    best, best_score = None, 0.0
    for delimiter in delimiters:
        if not any(delimiter in line for line in lines):
            continue
        rows = RowReader(delimiter, partial(csv.reader, delimiter=delimiter), lambda *_noted: None).rows(
            iter(lines)
        )
        widths = [len(row) for _index, row in zip(range(_HEAD_ROWS), rows, strict=False) if row]
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        if times < alike * len(widths):
            continue
        near = sum(count for other, count in counts.items() if abs(other - width) <= 1)
        score = (times + 0.3 * (near - times)) / len(widths) + min(width, 20) / 100
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best
