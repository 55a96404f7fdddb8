"""Cells merged over several rows: each of the rows has what the sheet shows beside it."""

import zipfile

import pytest
from openpyxl import Workbook

from funneldesk.files.formats.second_books import OpenpyxlBook
from funneldesk.files.formats.spans import carried_down
from funneldesk.files.reading.lists import open_list
from tests.files.packages import save_ods, save_zip

EXPECTED = [("東都", "a@toto.co.jp"), ("東都", "b@toto.co.jp"), ("北浜", "c@kita.co.jp")]
_XML_2003 = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet></Workbook>'
)


def _read(path):
    with open_list(path) as opened:
        blocks = list(opened)
    found = [dict(zip(block.fields, row, strict=True)) for block in blocks for row in zip(*block.columns, strict=True)]  # fmt: skip
    return [(row.get("company"), row.get("email")) for row in found], blocks


def _xlsx(path):
    book = Workbook()
    for row in [
        ["会社名", "メールアドレス"],
        ["東都", "a@toto.co.jp"],
        [None, "b@toto.co.jp"],
        ["北浜", "c@kita.co.jp"],
    ]:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def _ods(path):
    def cell(text, more=""):
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
        )

    rows = [
        cell("会社名") + cell("メールアドレス"),
        cell("東都", ' table:number-rows-spanned="2"') + cell("a@toto.co.jp"),
        "<table:covered-table-cell/>" + cell("b@toto.co.jp"),
        cell("北浜") + cell("c@kita.co.jp"),
    ]
    return save_ods(
        path.with_suffix(".ods"), "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    )


def _html(path):
    written = path.with_suffix(".xls")
    written.write_text(
        "<table><tr><th>会社名<th>メールアドレス</tr><tr><td rowspan=2>東都<td>a@toto.co.jp</tr>"
        "<tr><td>b@toto.co.jp</tr><tr><td>北浜<td>c@kita.co.jp</tr></table>",
        encoding="utf-8",
    )
    return written


def _xml_2003(path):
    def cell(text, more=""):
        return f'<Cell{more}><Data ss:Type="String">{text}</Data></Cell>'

    rows = [
        cell("会社名") + cell("メールアドレス"),
        cell("東都", ' ss:MergeDown="1"') + cell("a@toto.co.jp"),
        cell("b@toto.co.jp", ' ss:Index="2"'),
        cell("北浜") + cell("c@kita.co.jp"),
    ]
    written = path.with_suffix(".xls")
    written.write_text(_XML_2003.format(rows="".join(f"<Row>{row}</Row>" for row in rows)), encoding="utf-8")
    return written


def _xlsx_of_another_program(path):
    """Return a workbook that calamine and openpyxl refuse: its parts have a slash in front."""
    with zipfile.ZipFile(_xlsx(path)) as package:
        parts = {"/" + name: package.read(name) for name in package.namelist()}
    return save_zip(path.with_suffix(".xlsx"), parts)


@pytest.mark.parametrize("write", [_xlsx, _xlsx_of_another_program, _ods, _html, _xml_2003])
def test_a_company_merged_over_its_people_is_the_company_of_each(tmp_path, write):
    assert _read(write(tmp_path / "list"))[0] == EXPECTED


def test_the_second_reader_carries_down_as_well(tmp_path):
    rows = list(OpenpyxlBook(_xlsx(tmp_path / "list")).load("Sheet").rows())
    assert [list(row) for row in rows[1:3]] == [["東都", "a@toto.co.jp"], ["東都", "b@toto.co.jp"]]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param("rowspan=0", ["東京", "東京"], id="to the end of the table"),
        pytest.param("rowspan=999999999999", ["東京", "東京"], id="longer than any table"),
        pytest.param("rowspan=x", ["東京", None], id="no number"),
    ],
)
def test_the_rows_a_cell_of_a_web_page_spans(tmp_path, span, expected):
    path = tmp_path / "list.xls"
    rest = "<td>大阪" if expected[1] is None else ""
    path.write_text(
        f"<table><tr><th>メールアドレス<th>都道府県<tr><td>a@toto.co.jp<td {span}>東京"
        f"<tr><td>b@toto.co.jp{rest}</table>",
        encoding="utf-8",
    )
    with open_list(path) as opened:
        fields, columns = [(block.fields, block.columns) for block in opened][0]  # noqa: RUF015 - all are read
    second = expected[1] or "大阪"
    assert [text[:2] for text in columns[fields.index("prefecture")]] == [expected[0], second]


def test_numbers_are_not_carried_down():
    rows = [["東都", 500], ["", ""], ["x", ""]]
    spans = {1: [(0, 3), (1, 3)]}
    assert list(carried_down(iter(rows), spans)) == [["東都", 500], ["", ""], ["x", ""]]


def test_totals_get_nothing_from_above():
    rows = [["東京", "a", 1], ["", "小計", 1], ["", "b", 2]]
    assert list(carried_down(iter(rows), {1: [(0, 3)]})) == [rows[0], rows[1], ["東京", "b", 2]]
