"""OpenDocument spreadsheets (.ods and the flat .fods), read element by element: the second reader for them.

Names and attributes: OASIS OpenDocument 1.3, part 3, chapter 9 (tables) and 19.385 (value types).
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, cast
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.spans import carried_down
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, unreadable

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
#: What a sheet has room for; the format itself lets a cell be repeated without end.
_COLUMNS, _ROWS = 16384, 1 << 20
#: What calamine gets wrong: cells merged downwards, readings over names, times longer than a day, numbers that are
#: shown with zeros in front.
_UNTOLD = re.compile(
    rb'number-rows-spanned="(?!1")|<text:ruby\b|time-value="P(?:\d+D|T(?:2[4-9]|[3-9]\d|\d{3,})H)'
    rb'|office:value="\d+"[^>]*>\s*<text:p>0\d'
)
_CHUNK, _LONGEST_UNTOLD = 1 << 20, 40
_ZEROS = re.compile(r"0\d[\d-]*")
_DURATION = re.compile(r"-?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?")


class OpenDocumentBook:
    """One .ods or .fods; each sheet is parsed anew whenever its rows are asked for."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        hidden: set[str] = set()
        found: list[Sheet] = []
        with self._elements() as events:
            for event, element in events:
                if event == "end":
                    if element.tag == _STYLE + "style" and any(
                        child.get(_TABLE + "display") == "false" for child in element
                    ):
                        hidden.add(element.get(_STYLE + "name", ""))
                    if element.tag == _TABLE + "table-row":
                        element.clear()
                elif element.tag == _TABLE + "table" and element.get(_TABLE + "name") is not None:
                    found.append(
                        Sheet(
                            element.get(_TABLE + "name", ""), element.get(_TABLE + "style-name") not in hidden
                        )
                    )
        self.sheets = tuple(found)

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        spans: dict[int, list[tuple[int, int]]] = {}
        return LoadedSheet(lambda: carried_down(self._rows(name, spans), spans))

    @contextmanager
    def _elements(self) -> Iterator[Iterator[tuple[str, Element]]]:
        try:
            with self._open() as stream:
                yield cast("Iterator[tuple[str, Element]]", ET.iterparse(stream, ("start", "end")))  # noqa: S314 - entities are refused before
        except LIBRARY_FAULTS as error:
            raise unreadable(self._path) from error

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        if not zipfile.is_zipfile(self._path):
            with self._path.open("rb") as stream:
                yield stream
            return
        with zipfile.ZipFile(self._path) as package, package.open(package.getinfo("content.xml")) as part:
            yield part

    def _rows(self, name: str, spans: dict[int, list[tuple[int, int]]]) -> Iterator[list[Cell]]:
        """Yield the rows of a sheet; `spans` learns of each what it merges downwards before it is yielded."""
        blank = count = 0
        inside = False
        with self._elements() as events:
            for event, element in events:
                if element.tag == _TABLE + "table" and element.get(_TABLE + "name") == name:
                    inside = event == "start"
                if event == "start" or element.tag != _TABLE + "table-row":
                    continue
                down: list[tuple[int, int]] = []
                cells = self._cells(element, down) if inside else []
                times = _repeated(element, "number-rows-repeated")
                element.clear()
                if not cells:
                    blank += times if inside else 0
                    continue
                count += blank + times
                times = min(times, _ROWS - count + times)
                if down:
                    spans[count] = [(place, count + rows - 1) for place, rows in down]
                yield from ([] for _row in range(min(blank, _ROWS)))
                yield from (cells for _row in range(times))
                blank = 0

    def _cells(self, row: Element, down: list[tuple[int, int]]) -> list[Cell]:
        """Return the cells of a row; `down` learns which of them stand for several rows: place, number of rows."""
        cells: list[Cell] = []
        blank = 0
        for element in row:
            if element.tag not in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
                continue
            times = _repeated(element, "number-columns-repeated")
            value = cell_value(element)
            if value in ("", None):
                blank += times
                continue
            cells += [""] * min(blank, _COLUMNS - len(cells))
            if (spanned := _repeated(element, "number-rows-spanned")) > 1:
                down.append((len(cells), spanned))
            cells += [value] * min(times, _COLUMNS - len(cells))
            blank = 0
        return cells


def needs_this_reader(path: Path) -> bool:
    """Whether a package holds what calamine does not tell or gets wrong; see `_UNTOLD`."""
    kept = b""
    with (
        suppress(*LIBRARY_FAULTS),
        zipfile.ZipFile(path) as package,
        package.open(package.getinfo("content.xml")) as part,
    ):
        while chunk := part.read(_CHUNK):
            if _UNTOLD.search(kept + chunk):
                return True
            kept = chunk[-_LONGEST_UNTOLD:]
    return False


def _repeated(element: Element, attribute: str) -> int:
    written = element.get(_TABLE + attribute, "1")
    return max(1, int(written)) if written.isdecimal() else 1


def cell_value(element: Element) -> Cell:
    """Return what a table cell holds, by the type it declares; what cannot be read that way is its text."""
    with suppress(ValueError, OverflowError):
        match element.get(_OFFICE + "value-type"):
            case "float" | "percentage" | "currency":
                number = float(element.get(_OFFICE + "value", ""))
                shown = _shown(element)
                # Postal codes, numbers of customers: 060-0000 is kept as 600000.
                return shown if _ZEROS.fullmatch(shown) and int(_digits(shown)) == number else number
            case "boolean":
                return element.get(_OFFICE + "boolean-value") == "true"
            case "date":
                return moment(element.get(_OFFICE + "date-value", ""))
            case "time":
                return _duration(element.get(_OFFICE + "time-value", ""))
    return _shown(element)


def _shown(element: Element) -> str:
    return "\n".join(_text(child) for child in element if child.tag in (_TEXT + "p", _TEXT + "h"))


def _digits(text: str) -> str:
    return text.replace("-", "")


def moment(text: str) -> date | datetime:
    """Return an ISO date or date and time; ValueError if it is none."""
    found = datetime.fromisoformat(text)
    return found if "T" in text else found.date()


def _duration(text: str) -> time | timedelta:
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    days, hours, minutes = (int(part or 0) for part in found.groups()[:3])
    seconds = float((found[4] or "0").replace(",", "."))
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if span >= timedelta(days=1):
        return span
    return (datetime(1900, 1, 1) + span).time()  # noqa: DTZ001 - only its time is taken


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == _TEXT + "s":
            parts.append(" " * min(1000, int(child.get(_TEXT + "c", "1"))))
        elif child.tag == _TEXT + "tab":
            parts.append("\t")
        elif child.tag == _TEXT + "line-break":
            parts.append("\n")
        elif child.tag not in (_OFFICE + "annotation", _TEXT + "note", _TEXT + "ruby-text"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
