"""Error cells of an .xls too large for xlrd, found record by record."""

import struct

import pytest

from funneldesk.files.formats import sheet_binary

WORKBOOK, SHEET, CHART = 0x0005, 0x0010, 0x0020
BEGIN, END, BOUND, FORMULA, ERROR, NUMBER = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205, 0x0203


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _begin(part: int) -> bytes:
    return _record(BEGIN, struct.pack("<HH12x", 0x0600, part))


def _cell(kind: int, row: int, column: int, rest: bytes) -> bytes:
    return _record(kind, struct.pack("<HHH", row, column, 0) + rest)


def _stream(name: str, cells: bytes) -> bytes:
    """Return a workbook of an empty sheet and one of that name."""
    text = name.encode("utf-16-le")
    first = _record(BOUND, struct.pack("<IBBBB", 0, 0, 0, 5, 0) + b"Empty")
    size = len(_begin(WORKBOOK)) + len(first) + 12 + len(text) + len(_record(END))
    second = _record(BOUND, struct.pack("<IBBBB", size, 0, 0, len(name), 1) + text)
    return _begin(WORKBOOK) + first + second + _record(END) + _begin(SHEET) + cells + _record(END)


def _document(stream: bytes) -> bytes:
    """Return a compound file ([MS-CFB]) that holds `stream` as its workbook: a table of sectors, a directory, the rest."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )  # fmt: skip
    header += b"\xff" * (512 - len(header))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        no = 0xFFFFFFFF
        links = struct.pack("<HBBIII36xIII", len(text), kind, 1, no, no, child, start, size, 0)
        return text.ljust(64, b"\0") + links

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff") + directory.ljust(512, b"\0")
    return header + sectors + stream


@pytest.fixture(autouse=True)
def _every_workbook_is_large(monkeypatch):
    monkeypatch.setattr(sheet_binary, "_LARGEST", 0)


def test_errors_are_found_where_they_stand(tmp_path):
    cells = _cell(NUMBER, 0, 0, struct.pack("<d", 1.0)) + _cell(ERROR, 1, 2, b"\x2a\x01")
    cells += _begin(CHART) + _record(END)
    cells += _cell(ERROR, 1, 3, b"\x01\x00")  # the truth value TRUE
    cells += _cell(FORMULA, 2, 0, b"\x02\0\x07\0\0\0\xff\xff" + b"\0" * 8)
    cells += _cell(FORMULA, 3, 0, struct.pack("<d", 2.0) + b"\0" * 8)
    path = tmp_path / "list.xls"
    path.write_bytes(_document(_stream("一覧", cells)))
    faults = sheet_binary.look_into_binary(path, "一覧").faults
    assert faults == {2: [(2, "error_cell", "#N/A")], 3: [(0, "error_cell", "#DIV/0!")]}
    assert sheet_binary.look_into_binary(path, "ない").faults == {}


@pytest.mark.parametrize("end", [520, 1100, 1700])
def test_a_workbook_that_breaks_off_has_none(tmp_path, end):
    path = tmp_path / "list.xls"
    path.write_bytes(_document(_stream("一覧", _cell(NUMBER, 0, 0, b"\0" * 8) * 400))[:end])
    assert sheet_binary.look_into_binary(path, "一覧").faults == {}
