"""What calamine does not tell of a sheet of an .xls: error cells, and numbers shown with zeros in front."""

import io
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from funneldesk.files.formats.sheet_xml import Untold, most_of, zero_format
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS

#: xlrd takes about a second per megabyte; in larger workbooks only the errors are looked for, record by record.
_LARGEST = 2 << 20
_LOOKED_AT = 200
#: Records of a workbook stream ([MS-XLS] 2.3): a number and a size, then the data.
_FORMULA, _END, _SHEET, _ERROR, _BEGIN = 0x0006, 0x000A, 0x0085, 0x0205, 0x0809


def look_into_binary(path: Path, sheet: str) -> Untold:
    """Return what xlrd says of the sheet of that name beside what calamine tells."""
    import xlrd

    untold = Untold()
    if path.stat().st_size > _LARGEST:
        with suppress(*LIBRARY_FAULTS, struct.error, xlrd.XLRDError, xlrd.compdoc.CompDocError):
            document = xlrd.compdoc.CompDoc(path.read_bytes(), logfile=io.StringIO())
            _find_errors(document.get_named_stream("Workbook") or b"", sheet, untold)
        return untold
    with suppress(*LIBRARY_FAULTS, xlrd.XLRDError, xlrd.compdoc.CompDocError):
        book = xlrd.open_workbook(
            str(path), logfile=io.StringIO(), on_demand=True, ragged_rows=True, formatting_info=True
        )
        cells = book.sheet_by_name(sheet)
        formats: dict[int, list[str | None]] = {}
        for index in range(cells.nrows):
            types = cells.row_types(index)
            if xlrd.XL_CELL_ERROR in types:
                untold.faults[index + 1] = [
                    (column, "error_cell", xlrd.error_text_from_code.get(cells.cell_value(index, column), ""))
                    for column, kind in enumerate(types)
                    if kind == xlrd.XL_CELL_ERROR
                ]
            if index < _LOOKED_AT:
                for column, kind in enumerate(types):
                    if kind == xlrd.XL_CELL_NUMBER:
                        style = book.xf_list[cells.cell_xf_index(index, column)]
                        code = book.format_map[style.format_key].format_str
                        formats.setdefault(column, []).append(zero_format(code))
        untold.padded = most_of(formats)
    return untold


def _find_errors(data: bytes, sheet: str, untold: Untold) -> None:
    import xlrd

    for kind, place in _records(data, _beginning(data, sheet)):
        code = None
        if kind == _ERROR and data[place + 7]:
            code = data[place + 6]
        elif kind == _FORMULA and data[place + 6] == 2 and data[place + 12 : place + 14] == b"\xff\xff":  # noqa: PLR2004 - an error
            code = data[place + 8]
        if code is not None:
            row, column = struct.unpack_from("<HH", data, place)
            text = xlrd.error_text_from_code.get(code, "")
            untold.faults.setdefault(row + 1, []).append((column, "error_cell", text))


def _beginning(data: bytes, sheet: str) -> int:
    """Return where the records of the sheet of that name begin; the end of the stream if there is none."""
    for kind, place in _records(data, 0):
        if kind == _SHEET:
            length, wide = data[place + 6], data[place + 7] & 1
            text = data[place + 8 : place + 8 + length * (1 + wide)]
            if text.decode("utf-16-le" if wide else "latin-1", "replace") == sheet:
                return int(struct.unpack_from("<I", data, place)[0])
    return len(data)


def _records(data: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Yield (number, where its data begins) of the records of one part, those of charts inside it included."""
    depth = 0
    while place + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, place)
        place += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        yield kind, place
        place += size
