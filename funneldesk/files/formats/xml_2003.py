"""Excel's XML of 2003, which some tools still write and call .xls.

Names: "XML Spreadsheet Reference", Microsoft, 2001.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.opendocument import moment
from funneldesk.files.formats.spans import carried_down
from funneldesk.files.formats.text_encoding import bom_encoding
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, unreadable

_SHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_COLUMNS, _ROWS = 16384, 1 << 20
_CHUNK = 1 << 16
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
#: What is declared so holds the letters of Windows as well.
_AS_WINDOWS = dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"), "cp932")


class Xml2003Book:
    """One such file; each sheet is parsed anew whenever its rows are asked for."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written_in = _declared(path)
        found: list[Sheet] = []
        for event, element in self._elements():
            if event == "end" and element.tag == _SHEET + "Worksheet":
                state = element.findtext(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible", "")
                found.append(Sheet(element.get(_SHEET + "Name", ""), not state.startswith("SheetHidden")))
        self.sheets = tuple(found)

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        spans: dict[int, list[tuple[int, int]]] = {}
        return LoadedSheet(lambda: carried_down(self._rows(name, spans), spans))

    def _elements(self) -> Iterator[tuple[str, Element]]:
        try:
            parser: ET.XMLPullParser[Element] = ET.XMLPullParser(("start", "end"))
            with self._path.open(encoding=self._written_in, newline="") as stream:
                while chunk := stream.read(_CHUNK):
                    parser.feed(chunk)
                    yield from _told(parser)
            parser.close()
            yield from _told(parser)
        except LIBRARY_FAULTS as error:
            raise unreadable(self._path) from error

    def _rows(self, name: str, spans: dict[int, list[tuple[int, int]]]) -> Iterator[list[Cell]]:
        """Yield the rows of a sheet; `spans` learns of each what it merges downwards before it is yielded."""
        sheet: str | None = None
        count = 0
        for event, element in self._elements():
            if event == "start":
                if element.tag == _SHEET + "Worksheet":
                    sheet, count = element.get(_SHEET + "Name", ""), 0
                continue
            if sheet != name or element.tag != _SHEET + "Row":
                continue
            wanted = min(_place(element, count), _ROWS)
            yield from ([] for _row in range(wanted - count))
            count = max(count, wanted) + 1
            down: list[tuple[int, int]] = []
            cells = _cells(element, down)
            if down:
                spans[count] = [(place, count + rows) for place, rows in down]
            yield cells


def _told(parser: "ET.XMLPullParser[Element]") -> Iterator[tuple[str, Element]]:
    """Yield what the parser has found, and forget the rows."""
    for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
        yield event, element
        if event == "end" and element.tag == _SHEET + "Row":
            element.clear()


def _declared(path: Path) -> str:
    """Return the encoding an XML file says it is written in; expat itself knows no Japanese ones."""
    with path.open("rb") as stream:
        head = stream.read(200)
    bom = bom_encoding(head)
    found = _DECLARED.match(head)
    name = bom or (found[1].decode("ascii", "replace").lower() if found else "utf-8")
    return _AS_WINDOWS.get(name, name)


def _place(element: Element, following: int) -> int:
    """Return the 0-based row or column an element says it stands in, else the following one."""
    written = element.get(_SHEET + "Index", "")
    return max(following, int(written) - 1) if written.isdecimal() else following


def _cells(row: Element, down: list[tuple[int, int]]) -> list[Cell]:
    """Return the cells of a row; `down` learns which of them go on below: place, number of further rows."""
    cells: list[Cell] = []
    for element in row:
        if element.tag != _SHEET + "Cell":
            continue
        place = min(_place(element, len(cells)), _COLUMNS)
        cells += [""] * (place - len(cells))
        cells.append(_value(element.find(_SHEET + "Data")))
        if below := _merged(element, "MergeDown"):
            down.append((place, below))
        cells += [""] * min(_merged(element, "MergeAcross"), _COLUMNS)
    return cells


def _merged(cell: Element, attribute: str) -> int:
    """Return how many further rows or columns a cell covers."""
    written = cell.get(_SHEET + attribute, "0")
    return int(written) if written.isdecimal() else 0


def _value(data: Element | None) -> Cell:
    if data is None:
        return ""
    text = "".join(data.itertext())
    with suppress(ValueError):
        match data.get(_SHEET + "Type"):
            case "Number":
                return float(text)
            case "DateTime":
                return moment(text)
            case "Boolean":
                return text == "1"
    return text
