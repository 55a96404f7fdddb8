"""Formulas with their results: openpyxl writes the formula alone, which all but Excel show as an empty cell."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

_SHEET = "xl/worksheets/sheet{number}.xml"
#: A formula's cell as openpyxl writes it: its name, everything up to the value, an empty value.
_CELL = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)')


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of Excel (without "=") with the value it comes to; "{row}" in it stands for the row it is put in."""

    text: str
    value: float


def save_with_results(workbook: Workbook, results: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Save a workbook in which each formula has its result beside it; `results`: sheet → cell → value."""
    plain = io.BytesIO()
    workbook.save(plain)
    of_file = {
        _SHEET.format(number=number): results.get(sheet.title, {})
        for number, sheet in enumerate(workbook.worksheets, start=1)
    }
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _filled(data, of_file[name]) if of_file.get(name) else data)


def _filled(sheet: bytes, values: Mapping[str, float]) -> bytes:
    def with_value(found: "re.Match[bytes]") -> bytes:
        value = values.get(found[2].decode())
        return found[0] if value is None else found[1] + f"<v>{value!r}</v>".encode()

    return _CELL.sub(with_value, sheet)
