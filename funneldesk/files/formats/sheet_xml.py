"""What calamine does not tell of a sheet of an .xlsx: errors, formulas without results, zeros in front, escapes.

calamine gives errors and formulas that were never calculated as empty cells, 0600000 as 600000, and _x30C7_ as it is
written. The sheet's own XML (ECMA-376, part 1, 18.3.1.4 "c") says more. Nothing here fails: what cannot be found out
stays untold.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from funneldesk.files.formats.escaped_text import Escapes
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS

_CHUNK = 1 << 20
#: Larger sheets are read a second time only if their beginning holds formulas, errors or escapes.
_WHOLE = 16 << 20
_MOST_FAULTS = 20_000
_CELL = re.compile(
    rb"<c\b([^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))(?:<v\s*/>|<v></v>)?</c>|<c\b([^>]*\bt=\"e\"[^>]*)>.*?</c>",
    re.DOTALL,
)
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLED = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})\d+")(?=[^>]*\bs="(\d+)")(?![^>]*\bt="(?!n"))[^>]*><v>')
_MERGED = re.compile(r"([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)")
#: In UTF-16 as well; without any the rows need not be parsed.
_MERGES = re.compile(rb"m\0?e\0?r\0?g\0?e\0?C\0?e\0?l\0?l")
#: A format of zeros and separators only: 00000, 000-0000.
_ZEROS = re.compile(r"0[0\- ]*0")


@dataclass(slots=True)
class Untold:
    """`faults`: row (1-based) -> (0-based column of the sheet, problem code, text); `padded`: column -> format.

    `escapes` are those to resolve in the sheet's texts; see `escaped_text`.
    """

    faults: dict[int, list[tuple[int, str, str]]] = field(default_factory=dict)
    padded: dict[int, str] = field(default_factory=dict)
    escapes: frozenset[str] = frozenset()


def look_into(path: Path, sheet: str) -> Untold:
    """Return what the XML of the sheet of that name says beside what calamine tells."""
    untold = Untold()
    try:
        with zipfile.ZipFile(path) as package:
            part = _part_of(package, sheet)
            if part is not None:
                formats = _zero_formats(package)
                escapes = Escapes()
                _look(package, part, formats, untold, escapes)
                for name in package.namelist():
                    if name.lower().endswith("sharedstrings.xml"):
                        escapes.see_part(package, name)
                untold.escapes = escapes.codes
    except LIBRARY_FAULTS:
        return untold
    return untold


def merged_down(package: zipfile.ZipFile, part: str) -> dict[int, list[tuple[int, int]]]:
    """Return the cells of a sheet that are merged over several rows, as `spans.Spans` of the whole sheet.

    They stand behind all rows (18.3.1.55).
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    if not any(_MERGES.search(text) for text in _chunks(package, part)):
        return spans
    with package.open(package.getinfo(part)) as stream:
        for _event, element in ET.iterparse(stream):  # noqa: S314 - entities are refused before
            if _local(element) == "row":
                element.clear()
            found = _MERGED.fullmatch(element.get("ref", "")) if _local(element) == "mergeCell" else None
            if found and int(found[2]) < int(found[3]):
                column = _column(found[1].encode("ascii"))
                spans.setdefault(int(found[2]), []).append((column, int(found[3])))
    return spans


def merged_down_of(path: Path, sheet: str) -> dict[int, list[tuple[int, int]]]:
    """Return the cells merged over several rows of the sheet of that name, none if they cannot be found out."""
    with suppress(*LIBRARY_FAULTS), zipfile.ZipFile(path) as package:
        part = _part_of(package, sheet)
        return merged_down(package, part) if part is not None else {}
    return {}


def padded(number: float, pattern: str) -> str | None:
    """Return a whole number as a format of zeros shows it (600000 under 000-0000: 060-0000), None if too long."""
    if number < 0 or number != int(number):
        return None
    digits = str(int(number)).zfill(pattern.count("0"))
    if len(digits) > pattern.count("0"):
        return None
    following = iter(digits)
    return "".join(next(following) if sign == "0" else sign for sign in pattern)


def zero_format(code: str) -> str | None:
    """Return a number format as zeros and separators if it is nothing else, None otherwise."""
    sections = code.split(";")
    # Excel's own format of postal codes: [<=999]000;[<=9999]000\-00;000\-0000
    section = sections[-1] if code.startswith("[<") else sections[0]
    plain = re.sub(r'\\(.)|"([- ]*)"|\[\$[^\]]*\]', lambda found: found[1] or found[2] or "", section).strip()
    return plain if _ZEROS.fullmatch(plain) else None


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _part_of(package: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the part that holds a sheet, by way of the workbook's relationships."""
    names = {name.lower(): name for name in package.namelist()}
    book = next((name for name in names.values() if name.endswith("workbook.xml")), None)
    if book is None:
        return None
    folder = posixpath.dirname(book)
    relations = ET.fromstring(package.read(f"{folder}/_rels/workbook.xml.rels"))  # noqa: S314 - entities are refused before
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    for element in ET.fromstring(package.read(book)).iter():  # noqa: S314 - entities are refused before
        if _local(element) == "sheet" and element.get("name") == sheet:
            known = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
            target = posixpath.normpath(posixpath.join(folder, targets.get(known, ""))).lstrip("/")
            return names.get(target.lower())
    return None


def _zero_formats(package: zipfile.ZipFile) -> dict[int, str]:
    """Return the cell styles whose numbers are shown with zeros in front, with their format."""
    part = next((name for name in package.namelist() if name.endswith("styles.xml")), None)
    if part is None:
        return {}
    codes: dict[str, str] = {}
    styles: list[str] = []
    for element in ET.fromstring(package.read(part)):  # noqa: S314 - entities are refused before
        if _local(element) == "numFmts":
            codes = {item.get("numFmtId", ""): item.get("formatCode", "") for item in element}
        elif _local(element) == "cellXfs":
            styles = [item.get("numFmtId", "") for item in element]
    found = {index: zero_format(codes.get(number, "")) for index, number in enumerate(styles)}
    return {index: pattern for index, pattern in found.items() if pattern is not None}


def _look(
    package: zipfile.ZipFile, part: str, formats: Mapping[int, str], untold: Untold, escapes: Escapes
) -> None:
    size = package.getinfo(part).file_size
    count = 0
    for number, text in enumerate(_chunks(package, part)):
        if number == 0:
            untold.padded = _padded_columns(text, formats) if formats else {}
            if size > _WHOLE and not any(sign in text for sign in (b"<f", b't="e"', b"_x")):
                return
        escapes.see(text)
        if b"<f" not in text and b't="e"' not in text:
            continue
        for column, row, code, shown in _faults(text):
            untold.faults.setdefault(row, []).append((column, code, shown))
            count += 1
        if count > _MOST_FAULTS:
            return


def _chunks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the part in pieces that end between two cells."""
    kept = b""
    with package.open(package.getinfo(part)) as stream:
        while chunk := stream.read(_CHUNK):
            text = kept + chunk
            cut = text.rfind(b"<c ")
            cut = cut if cut > 0 else len(text)
            yield text[:cut]
            kept = text[cut:]
    yield kept


def _faults(text: bytes) -> Iterator[tuple[int, int, str, str]]:
    """Yield column, row, problem code and text of cells without a value."""
    for found in _CELL.finditer(text):
        attributes = found[2] or found[1]
        place = _PLACE.search(attributes)
        if place is None:
            continue
        column, row = _column(place[1]), int(place[2])
        if found[2] is not None:
            value = _VALUE.search(found[0])
            yield column, row, "error_cell", value[1].decode("utf-8", "replace") if value else ""
        elif b't="str"' not in attributes:  # that one has the empty text as its result
            yield column, row, "formula_without_value", ""


def _padded_columns(text: bytes, formats: Mapping[int, str]) -> dict[int, str]:
    """Return the columns most of whose numbers stand in one of `formats`."""
    styles: dict[int, list[str | None]] = {}
    for found in _STYLED.finditer(text):
        styles.setdefault(_column(found[1]), []).append(formats.get(int(found[2])))
    return most_of(styles)


def most_of(formats: Mapping[int, list[str | None]]) -> dict[int, str]:
    """Return the columns most of whose numbers are shown with zeros in front, from the format of each number."""
    columns = {}
    for column, patterns in formats.items():
        often = max(set(patterns), key=patterns.count)
        if often is not None and patterns.count(often) * 2 > len(patterns):
            columns[column] = often
    return columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
