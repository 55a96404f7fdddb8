"""The last reader for .xlsx: it takes the parts by whatever names they have, and cells as well as they can be read.

For packages that other programs write not quite by the book, which calamine and openpyxl refuse whole. What would lose
rows or texts unseen (broken XML, texts that are not there) is refused here too. Names: ECMA-376, part 1, 18.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from funneldesk.domain.lists.cells import Cell
from funneldesk.files.formats.escaped_text import unescaped
from funneldesk.files.formats.opendocument import moment
from funneldesk.files.formats.sheet_xml import merged_down
from funneldesk.files.formats.spans import carried_down
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS, LoadedSheet, Sheet, unreadable

_COLUMNS, _ROWS = 16384, 1 << 20
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)")
#: Built-in formats of dates and times (18.8.30), the Japanese ones among them.
_DATE_FORMATS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_YES = ("1", "true")
Faults = dict[int, list[tuple[int, str, str]]]


class LenientXlsxBook:
    """One package; each sheet is parsed anew whenever its rows are asked for."""

    encoding: str | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._package() as package:
            self._names = {_plain(name): name for name in package.namelist()}
            self._parts = dict(self._sheets(package))
            self._texts = self._shared_texts(package)
            self._dates = self._date_styles(package)
        self.sheets = tuple(Sheet(name, shown) for name, (_part, shown) in self._parts.items())

    def load(self, name: str) -> LoadedSheet:
        """Return the sheet of that name."""
        faults: Faults = {}
        part = self._parts[name][0]
        with self._package() as package:
            spans = merged_down(package, part)
        return LoadedSheet(lambda: carried_down(self._rows(part, faults), spans), faults=faults)

    @contextmanager
    def _package(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(self._path) as package:
                yield package
        except LIBRARY_FAULTS as error:
            raise unreadable(self._path) from error

    def _sheets(self, package: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, bool]]]:
        """Yield the name of each sheet, its part, and whether it is shown."""
        book = next(name for name in self._names if name.endswith("workbook.xml"))
        folder = posixpath.dirname(book)
        root = _root(package, self._names[book])
        self._epoch = CALENDAR_WINDOWS_1900
        if any(_local(one) == "workbookPr" and one.get("date1904") in _YES for one in root):
            self._epoch = CALENDAR_MAC_1904
        targets = {}
        relations = self._names.get(f"{folder}/_rels/{posixpath.basename(book)}.rels".lstrip("/"))
        if relations is not None:
            targets = {one.get("Id"): _plain(one.get("Target", "")) for one in _root(package, relations)}
        for number, sheet in enumerate((one for one in root.iter() if _local(one) == "sheet"), 1):
            known = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            target = targets.get(known, f"worksheets/sheet{number}.xml")
            places = (target, posixpath.normpath(posixpath.join(folder, target)), f"xl/{target}")
            part = next((self._names[place] for place in places if place in self._names), None)
            if part is not None and _local(_beginning(package, part)) == "worksheet":
                shown = sheet.get("state", "visible").lower() not in ("hidden", "veryhidden")
                yield sheet.get("name", ""), (part, shown)

    def _part(self, ending: str) -> str | None:
        return next((real for name, real in self._names.items() if name.endswith(ending)), None)

    def _shared_texts(self, package: zipfile.ZipFile) -> list[str]:
        part = self._part("sharedstrings.xml")
        return [_text(one) for one in _root(package, part) if _local(one) == "si"] if part else []

    def _date_styles(self, package: zipfile.ZipFile) -> frozenset[str]:
        """Return the numbers of the cell styles that show dates or times."""
        part = self._part("styles.xml")
        codes: dict[str, str] = {}
        styles: list[str] = []
        with suppress(*LIBRARY_FAULTS):
            for element in _root(package, part) if part else ():
                if _local(element) == "numFmts":
                    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in element}
                elif _local(element) == "cellXfs":
                    styles = [one.get("numFmtId", "") for one in element]
        dates = {number for number, code in codes.items() if is_date_format(code)} | (
            _DATE_FORMATS - set(codes)
        )
        return frozenset(str(index) for index, number in enumerate(styles) if number in dates)

    def _rows(self, part: str, faults: Faults) -> Iterator[Sequence[Cell]]:
        count = 0
        with self._package() as package, package.open(package.getinfo(part)) as stream:
            for _event, element in ET.iterparse(stream):  # noqa: S314 - entities are refused before
                if _local(element) != "row":
                    continue
                written = element.get("r", "")
                number = int(written) if written.isdecimal() else count + 1
                number = number if count < number <= _ROWS else count + 1
                yield from ([] for _row in range(number - count - 1))
                count = number
                yield self._cells(element, count, faults)
                element.clear()

    def _cells(self, row: Element, number: int, faults: Faults) -> list[Cell]:
        cells: list[Cell] = []
        lacking: list[tuple[int, str, str]] = []
        for element in row:
            if _local(element) != "c":
                continue
            place = _column(element.get("r", ""), len(cells))
            cells += [""] * (place + 1 - len(cells))
            parts = {_local(one): one for one in element}
            cells[place] = self._value(element, parts)
            if "f" in parts and cells[place] == "" and element.get("t") != "str":
                lacking.append((place, "formula_without_value", ""))
        if lacking:
            faults[number] = lacking
        return cells

    def _value(self, cell: Element, parts: dict[str, Element]) -> Cell:
        if "is" in parts:
            return _text(parts["is"])
        text = "".join(parts["v"].itertext()) if "v" in parts else ""
        match cell.get("t", "n"):
            case "s":
                return self._texts[int(text)] if text else ""
            case "b":
                return text.strip().lower() in _YES
            case "d":
                with suppress(ValueError):
                    return moment(text)
            case "n":
                with suppress(ValueError, OverflowError, TypeError):
                    number = float(text)
                    return from_excel(number, self._epoch) if cell.get("s") in self._dates else number
        return unescaped(text)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _root(package: zipfile.ZipFile, part: str) -> Element:
    return ET.fromstring(package.read(part))  # noqa: S314 - entities are refused before


def _beginning(package: zipfile.ZipFile, part: str) -> Element:
    """Return the outermost element of a part, without its contents."""
    with package.open(package.getinfo(part)) as stream:
        _event, element = next(iter(ET.iterparse(stream, ("start",))))  # noqa: S314 - entities are refused before
    return cast("Element", element)


def _column(written: str, following: int) -> int:
    """Return the 0-based column a cell says it stands in, else the following one."""
    found = _PLACE.fullmatch(written)
    if found is None:
        return following
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1 if column <= _COLUMNS else following


def _text(element: Element) -> str:
    """Return the text of a string item without its reading (rPh)."""
    runs = (
        one
        for child in element
        if _local(child) != "rPh"
        for one in ([child] if _local(child) == "t" else child)
    )
    return unescaped("".join(run.text or "" for run in runs if _local(run) == "t"))
