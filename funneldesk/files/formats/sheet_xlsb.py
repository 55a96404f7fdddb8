"""What calamine does not tell of a sheet of an .xlsb: its error cells.

The parts of such a workbook are records: a number and a size, each in bytes of seven bits, then the data
([MS-XLSB] 2.1.4).
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from funneldesk.files.formats.sheet_xml import Untold
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS

_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
#: Bytes of a sheet's entry before its texts.
_SHEET_BYTES = 8
_SIZE_BITS = 28
#: Some seconds; larger sheets are left untold.
_LARGEST = 64 << 20
_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


def look_into_xlsb(path: Path, sheet: str) -> Untold:
    """Return which cells of the sheet of that name hold an error."""
    untold = Untold()
    try:
        with zipfile.ZipFile(path) as package:
            part = _part_of(package, sheet)
            if part is not None and package.getinfo(part).file_size <= _LARGEST:
                _find_errors(package.read(part), untold)
    except (*LIBRARY_FAULTS, struct.error):
        return untold
    return untold


def _find_errors(data: bytes, untold: Untold) -> None:
    row = 0
    for kind, place in _records(data, frozenset((_ROW, _ERROR, _FORMULA_ERROR))):
        if kind == _ROW:
            row = struct.unpack_from("<I", data, place)[0]
        else:
            # The column, four bytes of style, the error.
            column, code = struct.unpack_from("<I4xB", data, place)
            untold.faults.setdefault(row + 1, []).append((column, "error_cell", _WORDS.get(code, "#N/A")))


def _part_of(package: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the part of the package that holds the sheet of that name."""
    data = package.read("xl/workbook.bin")
    for _kind, place in _records(data, frozenset((_SHEET,))):
        link, after = _text(data, place + _SHEET_BYTES)
        name, _end = _text(data, after)
        if name == sheet:
            return _target(package, link)
    return None


def _target(package: zipfile.ZipFile, link: str) -> str | None:
    links = ET.fromstring(package.read("xl/_rels/workbook.bin.rels"))  # noqa: S314 - entities are refused before
    for one in links:
        if one.get("Id") == link:
            target = (one.get("Target") or "").lstrip("/")
            return target if target.startswith("xl/") else f"xl/{target}"
    return None


def _text(data: bytes, place: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, place)[0]
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _records(data: bytes, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield (number, where its data begins) of the records of these numbers; a broken one ends the part."""
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[place] & 0x7F) << 7
            place += 1
        size = shift = 0
        while True:
            size |= (data[place] & 0x7F) << shift
            shift += 7
            place += 1
            if not data[place - 1] & 0x80 or shift == _SIZE_BITS:
                break
        if kind in wanted:
            yield kind, place
        place += size
