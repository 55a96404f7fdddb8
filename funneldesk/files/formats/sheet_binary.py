"""What calamine does not tell of a sheet of an .xls: error cells, and numbers shown with zeros in front."""

import io
from contextlib import suppress
from pathlib import Path

from funneldesk.files.formats.sheet_xml import Untold, most_of, zero_format
from funneldesk.files.formats.workbooks import LIBRARY_FAULTS

#: xlrd takes about a second per megabyte; larger workbooks are left untold.
_LARGEST = 2 << 20
_LOOKED_AT = 200


def look_into_binary(path: Path, sheet: str) -> Untold:
    """Return what xlrd says of the sheet of that name beside what calamine tells."""
    import xlrd

    untold = Untold()
    if path.stat().st_size > _LARGEST:
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
