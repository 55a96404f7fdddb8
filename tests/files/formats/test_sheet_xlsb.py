"""Error cells of .xlsb, which calamine gives as empty."""

import struct
from pathlib import Path

from funneldesk.files.formats.sheet_xlsb import look_into_xlsb
from funneldesk.files.reading.reader import ReaderChild
from tests.files.packages import save_zip

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.bin"/>'
    '<Relationship Id="rId7" Target="/xl/worksheets/other.bin"/></Relationships>'
)


def _record(kind: int, data: bytes) -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _sheet(link: str, name: str) -> bytes:
    return _record(156, struct.pack("<II", 0, 1) + _text(link) + _text(name))


def _row(number: int) -> bytes:
    return _record(0, struct.pack("<I", number) + bytes(300))


def _save(path: Path, sheet: bytes) -> Path:
    book = _record(131, b"") + _sheet("rId7", "別") + _sheet("rId1", "名簿")
    return save_zip(
        path,
        {
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": RELATIONS.encode(),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/worksheets/other.bin": b"",
        },
    )


def test_errors_and_failed_formulas_are_told_by_row_and_column(tmp_path):
    cells = (
        _row(0)
        + _record(7, struct.pack("<III", 0, 0, 1))
        + _row(4)
        + _record(3, struct.pack("<IIB", 2, 0, 0x2A))
        + _record(11, struct.pack("<IIB", 5, 0, 0x07) + bytes(200))
    )
    path = _save(tmp_path / "a.xlsb", cells)
    assert look_into_xlsb(path, "名簿").faults == {
        5: [(2, "error_cell", "#N/A"), (5, "error_cell", "#DIV/0!")]
    }
    assert look_into_xlsb(path, "別").faults == {}
    assert look_into_xlsb(path, "ない").faults == {}


def test_a_sheet_that_breaks_off_tells_what_came_before(tmp_path):
    whole = _row(0) + _record(3, struct.pack("<IIB", 1, 0, 0x17)) + _row(1)
    told = {1: [(1, "error_cell", "#REF!")]}
    for cut in range(len(whole) - 20, len(whole) + 1):
        assert look_into_xlsb(_save(tmp_path / "b.xlsb", whole[:cut]), "名簿").faults == told
    assert (
        look_into_xlsb(_save(tmp_path / "c.xlsb", whole + b"\xff\xff\xff\xff\xff\xff"), "名簿").faults == told
    )


def test_an_error_in_a_real_workbook_is_a_problem_of_its_row(shared_data):
    path = shared_data / "hostile/ExcelDataReader+ExcelDataReader/Test_git_issue_635.xlsb"
    with ReaderChild(path, lambda: None) as child:
        look = child.ask(op="open", path=str(path), sheet=None, header_row=0, language="en", second=False)
        assert look["sheet"] == "Лист2"
    assert look_into_xlsb(path, "Лист2").faults == {2: [(5, "error_cell", "#DIV/0!")]}
