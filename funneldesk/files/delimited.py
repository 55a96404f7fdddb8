"""Delimited text (.csv, .tsv, .txt) as rows: encoding, delimiter and dialect found out, read without holding it."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from funneldesk.domain.cells import Cell
from funneldesk.files.text_encoding import detect_encoding

DELIMITERS = ",\t;|"
_HEAD_CHARACTERS = 1 << 17
_HEAD_ROWS = 200

# The default of 131,072 characters cuts honest fields: mails, HTML, answers to a questionnaire.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


class DelimitedSource:
    """One text file, opened to be read any number of times from its first row."""

    typed = False
    sheets: tuple[str, ...] = ()
    sheet: str | None = None
    first_column = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self.encoding = detect_encoding(path)
        head = self._head()
        self._nul = "\0" in head
        self._skip = 1 if re.match(r'"?sep=.', head) else 0
        self.delimiter = (
            head[: head.find("\n")].strip().strip('"')[-1:] if self._skip else find_delimiter(head)
        )
        if self.delimiter not in DELIMITERS:
            self.delimiter = find_delimiter(head)
        self._spaced = bool(re.search(rf'{re.escape(self.delimiter)} +"', head)) and self.delimiter != "\t"
        self._escaped = '\\"' in head and '""' not in head.replace('"""', "")
        self.size = path.stat().st_size

    def _head(self) -> str:
        with self._path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            return stream.read(_HEAD_CHARACTERS)

    def looks_binary(self) -> bool:
        """Whether this is no text at all: control characters that no list holds."""
        head = self._head()
        strange = sum(1 for letter in head if letter < " " and letter not in "\t\r\n\f\x0b\x00\x1a\x1b")
        return strange * 100 > len(head) or (head.count("\0") * 10 > len(head))

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Yield every row, blank ones as []; the n-th is row n of the file as Excel would count it."""
        with self._path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            lines: Iterator[str] = iter(stream)
            if self._nul:
                lines = (line.replace("\0", "") for line in lines)
            reader = csv.reader(
                lines,
                delimiter=self.delimiter,
                escapechar="\\" if self._escaped else None,
                skipinitialspace=self._spaced,
            )
            for _skipped in range(self._skip):
                next(reader, None)
                yield []
            yield from reader


def find_delimiter(head: str) -> str:
    """Return the delimiter under which most rows of `head` have the same number of cells, more than one."""
    best, best_score = ",", 0.0
    cut = head if len(head) < _HEAD_CHARACTERS else head[: max(head.rfind("\n"), head.rfind("\r")) + 1]
    lines = cut.replace("\0", "").splitlines(keepends=True)
    for delimiter in DELIMITERS:
        if delimiter not in cut:
            continue
        reader = csv.reader(lines, delimiter=delimiter)
        widths = [len(row) for _index, row in zip(range(_HEAD_ROWS), reader, strict=False) if row]
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        near = sum(count for other, count in counts.items() if abs(other - width) <= 1)
        score = (times + 0.3 * (near - times)) / len(widths) + min(width, 20) / 100
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best
