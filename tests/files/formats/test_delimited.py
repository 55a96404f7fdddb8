"""Delimited text: separators, quotation marks gone wrong, and what else tools do to it."""

from pathlib import Path

import pytest

from funneldesk.files.formats.delimited import DelimitedSource
from funneldesk.files.reading.lists import open_list


def _source(folder: Path, text: str | bytes) -> DelimitedSource:
    path = folder / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return DelimitedSource(path)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("a,b\n1,2\n", [["a", "b"], ["1", "2"]], id="comma"),
        pytest.param("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]], id="semicolon"),
        pytest.param("a|b\n1|2\n", [["a", "b"], ["1", "2"]], id="pipe"),
        pytest.param("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]], id="tab"),
        pytest.param("a^b\n1^2\n", [["a", "b"], ["1", "2"]], id="a rare one"),
        pytest.param("会社，担当\n東都，山田\n", [["会社", "担当"], ["東都", "山田"]], id="a wide comma"),
        pytest.param("sep=;\na;b\n1;2\n", [[], ["a", "b"], ["1", "2"]], id="sep= says it"),
        pytest.param("sep=#\na#b\n1#2\n", [[], ["a", "b"], ["1", "2"]], id="sep= with a mark of its own"),
        pytest.param("a,b\r1,2\r", [["a", "b"], ["1", "2"]], id="CR only"),
        pytest.param("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]], id="CRLF"),
        pytest.param("a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]], id="ragged"),
        pytest.param("a,b\n\0x\0,2\n", [["a", "b"], ["x", "2"]], id="zeros"),
        pytest.param("a,b\n1,2\n\x1a", [["a", "b"], ["1", "2"]], id="the end mark of DOS"),
        pytest.param('a,b\n"1\n2",3\n', [["a", "b"], ["1\n2", "3"]], id="a line break in a field"),
        pytest.param('a,b\n"1 ""x"" 2",3\n', [["a", "b"], ['1 "x" 2', "3"]], id="doubled marks"),
        pytest.param('a, "b"\n1, "2,3"\n', [["a", "b"], ["1", "2,3"]], id="spaces before the marks"),
        pytest.param(
            'a,b\n"1 \\"x\\" 2",3\n', [["a", "b"], ['1 "x" 2', "3"]], id="marks escaped by a backslash"
        ),
        pytest.param(
            'a,b\n1,"C:\\temp\\"\n2,"D:\\"\n',
            [["a", "b"], ["1", "C:\\temp\\"], ["2", "D:\\"]],
            id="a backslash at the end",
        ),
        pytest.param('"a,b,c"\n"1,2,3"\n', [["a", "b", "c"], ["1", "2", "3"]], id="whole lines in marks"),
        pytest.param(
            '"""a"",""b"",""c"""\n"""1"",""2,5"",""3"""\n',
            [["a", "b", "c"], ["1", "2,5", "3"]],
            id="marked twice",
        ),
        pytest.param(
            '"備考"\n"見積, 至急, 電話"\n"資料, 送付"\n',
            [["備考"], ["見積, 至急, 電話"], ["資料, 送付"]],
            id="sentences in marks",
        ),
        pytest.param(
            "\ufeff\ufeffa,b\n1,2\n\ufeff3,4\n",
            [["a", "b"], ["1", "2"], ["3", "4"]],
            id="files joined with their BOMs",
        ),
        pytest.param("a,b\n1,2\n" + "\0" * 600, [["a", "b"], ["1", "2"]], id="padded with zeros"),
        pytest.param('a,b\n="0123","=""04"""\n', [["a", "b"], ["0123", "04"]], id="numbers as formulas"),
        pytest.param('a,b\n15" disk,2\n', [["a", "b"], ['15" disk', "2"]], id="inches"),
    ],
)
def test_rows_as_a_spreadsheet_shows_them(tmp_path, text, rows):
    source = _source(tmp_path, text)
    assert [list(row) for row in source.rows()] == rows
    assert not source.looks_binary()
    assert not list(source.troubles(1, 9))


def test_commas_of_prose_part_no_list(tmp_path):
    rows = [
        list(row) for row in _source(tmp_path, "備考\n見積、至急\n来週、電話，折り返し\n資料請求\n").rows()
    ]
    assert [len(row) for row in rows] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "rows", "repaired"),
    [
        pytest.param('a,b\n1,"2\n3,4\n5,6\n', [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]], 2, id="to the end"),
        pytest.param('a,b\n1,"2\n3,"4"\n5,6\n', [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]], 2, id="to the next mark"),
        pytest.param('a,b\n1,2\n"3,4\n', [["a", "b"], ["1", "2"], ["3", "4"]], 3, id="in the last row"),
        pytest.param('"a,b\n1,2\n3,4\n', [["a", "b"], ["1", "2"], ["3", "4"]], 1, id="in the headings"),
        pytest.param('a,b\n1,"he said "yes" to me\nand left"\n3,4\n', [["a", "b"], ["1", 'he said "yes" to me\nand left'], ["3", "4"]], None, id="marks nobody doubled"),
    ],
)  # fmt: skip
def test_a_mark_that_is_never_closed_swallows_nothing(tmp_path, text, rows, repaired):
    source = _source(tmp_path, text)
    assert [list(row) for row in source.rows()] == rows
    told = [row for row, *_trouble in source.troubles(1, 9)]
    assert told == ([repaired] if repaired else [])


def test_a_mark_that_is_never_closed_in_a_long_list_costs_one_row(tmp_path):
    lines = ["名前,備考", *(f"u{number},x" for number in range(20_000))]
    lines[5] = 'u4,"x'
    assert sum(1 for _row in _source(tmp_path, "\n".join(lines)).rows()) == 20_001


def test_marks_that_are_never_closed_in_every_row(tmp_path):
    source = _source(tmp_path, "a,b\n" + "".join(f'{number},"x\n' for number in range(20_000)))
    assert [row for row in source.rows() if list(row[1:]) != ["x"]] == [["a", "b"]]


def test_what_was_repaired_is_told_with_its_row(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('氏名,メールアドレス\n山田 太郎,"y@a.co.jp\n鈴木 花子,s@b.co.jp\n', encoding="utf-8")
    with open_list(path) as opened:
        blocks = list(opened)
    assert [(item.row, item.code) for block in blocks for item in block.problems] == [(2, "unclosed_quote")]
    assert sum(len(block.rows) for block in blocks) == 2


def test_characters_that_cannot_be_read_are_told(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("氏名,会社名\n".encode() + b"\xff\xfe" + ("山田 太郎,東都\n" * 200).encode())
    with open_list(path) as opened:
        problems = [item for block in opened for item in block.problems]
    assert [(item.row, item.code) for item in problems] == [(2, "replaced_characters")]


def test_a_field_longer_than_the_csv_module_likes(tmp_path):
    rows = list(_source(tmp_path, "a,b\n" + "x" * 300_000 + ",2\n").rows())
    assert len(rows[1][0]) == 300_000


def test_a_heading_as_long_as_a_book_is_cut(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"会社名,{'x' * 9000},{'x' * 9000}\n東都,1,2\n北浜,3,4\n", encoding="utf-8")
    with open_list(path) as opened:
        assert sum(len(block.rows) for block in opened) == 2
    assert [len(heading) for heading in opened.preview.headings] == [3, 501, 505]


def test_a_field_of_a_book_does_not_hold_up_its_list(tmp_path):
    """What a column holds, and which address stands in a cell, is asked of the beginning of a text only."""
    path = tmp_path / "list.csv"
    path.write_text(
        "氏名,メールアドレス,備考\n" + f"山田,{'a' * 300_000},{'b' * 300_000}\n" + "鈴木,s@a.co.jp,\n" * 3,
        encoding="utf-8",
    )
    with open_list(path) as opened:
        blocks = list(opened)
    assert {item.code for block in blocks for item in block.problems} == {"bad_email"}
    assert sum(len(block.rows) for block in blocks) == 4


def test_what_is_no_text(tmp_path):
    assert _source(tmp_path, bytes(range(256)) * 9).looks_binary()
    assert not _source(tmp_path, "a,b\n1,2\n").looks_binary()
