"""Workbooks: what every reader of them must bring in, and what it must say."""

import struct
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from funneldesk.errors import UserError
from funneldesk.files.formats.file_kinds import file_kind
from funneldesk.files.formats.workbooks import WorkbookSource
from funneldesk.files.reading.list_source import open_list as open_source
from funneldesk.files.reading.lists import open_list, preview
from tests.files.packages import flat_ods, save_ods, save_xlsx, sheet_xml

HEADINGS = ["会社名", "氏名", "メールアドレス"]
DAY = datetime(2024, 4, 1)  # noqa: DTZ001 - cells know no time zone
PEOPLE = [["東都", "山田 太郎", "y@a.co.jp"], ["北浜", "鈴木 花子", "s@b.co.jp"]]


def _source(path, *, second=False, sheet=None):
    return open_source(path, file_kind(path), sheet, None, second=second)


def _rows(path, *, second=False):
    source, _look = _source(path, second=second)
    return [list(row) for row in source.rows()]


def _book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def _problems(path):
    with open_list(path) as opened:
        return [(item.row, item.column, item.code) for block in opened for item in block.problems]


@pytest.mark.parametrize("second", [False, True], ids=["calamine", "openpyxl"])
def test_both_readers_read_the_same(tmp_path, second):
    rows = [
        [*HEADINGS, "日付", "時刻", "数"],
        ["東都", "山田", "y@a.co.jp", DAY, time(9, 30), 1.5],
    ]
    path = tmp_path / "list.xlsx"
    _book(path, 一覧=rows)
    assert _rows(path, second=second)[1][:3] == ["東都", "山田", "y@a.co.jp"]
    day, at, number = _rows(path, second=second)[1][3:]
    assert (datetime.combine(day, time()) if type(day) is date else day) == DAY
    assert (at, number) == (time(9, 30), 1.5)


@pytest.mark.parametrize("second", [False, True], ids=["calamine", "openpyxl"])
@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsb", ".csv", ""])
def test_a_workbook_by_another_name(tmp_path, suffix, second):
    _book(tmp_path / "list.xlsx", 一覧=[HEADINGS, *PEOPLE])
    path = (tmp_path / "list.xlsx").rename(tmp_path / f"list{suffix}")
    assert _rows(path, second=second) == [HEADINGS, *PEOPLE]


def test_a_hidden_sheet_is_offered_but_not_chosen_by_itself(tmp_path):
    path = tmp_path / "list.xlsx"
    book = _book(path, 隠し=[HEADINGS, *PEOPLE, *PEOPLE], 一覧=[HEADINGS, *PEOPLE])
    book["隠し"].sheet_state = "hidden"
    book.save(path)
    seen = preview(path)
    assert (seen.sheet, seen.sheets, seen.rows) == ("一覧", ("一覧", "隠し"), 2)
    assert preview(path, sheet="隠し").rows == 4


def test_a_hidden_sheet_is_read_where_the_others_are_empty(tmp_path):
    path = tmp_path / "list.xlsx"
    book = _book(path, 表紙=[["作成: 営業部"]], 一覧=[HEADINGS, *PEOPLE])
    book["一覧"].sheet_state = "hidden"
    book.save(path)
    assert preview(path).sheet == "一覧"


def test_hidden_rows_and_columns_are_data(tmp_path):
    path = tmp_path / "list.xlsx"
    book = _book(path, 一覧=[HEADINGS, *PEOPLE])
    book["一覧"].row_dimensions[2].hidden = True
    book["一覧"].column_dimensions["C"].hidden = True
    book.save(path)
    seen = preview(path)
    assert (seen.rows, seen.headings) == (2, tuple(HEADINGS))


def test_the_sheet_that_looks_like_a_list_is_chosen(tmp_path):
    path = tmp_path / "list.xlsx"
    _book(
        path,
        説明=[["このファイルについて"], ["更新は毎週"]],
        **{f"表{number}": [] for number in range(9)},
        一覧=[HEADINGS, *PEOPLE],
    )
    assert preview(path).sheet == "一覧"


def test_dates_of_1904_and_rich_text(tmp_path):
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["会社名", "獲得日"])
    book.active.append(["東都", DAY])
    book.active["A2"].font = Font(bold=True)
    book.save(path)
    with open_list(path) as opened:
        assert [block.columns for block in opened] == [(["東都"], ["2024-04-01"])]


def test_dates_of_strict_workbooks(tmp_path):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>獲得日</t></is></c></row>'
    cells += '<row r="2"><c r="A2" t="d"><v>2024-04-01T00:00:00</v></c></row>'
    with open_list(save_xlsx(tmp_path / "strict.xlsx", sheet_xml(cells))) as opened:
        assert [block.columns for block in opened] == [(["2024-04-01"],)]


def test_rows_far_below_are_found(tmp_path):
    rows = '<row r="70000"><c r="A70000" t="inlineStr"><is><t>会社名</t></is></c></row><row r="70001"><c r="A70001" t="inlineStr"><is><t>東都</t></is></c></row>'
    seen = preview(save_xlsx(tmp_path / "deep.xlsx", sheet_xml(rows)))
    assert (seen.header_row, seen.headings, seen.rows) == (70000, ("会社名",), 1)


def test_a_sheet_that_claims_a_billion_cells(tmp_path):
    """calamine would hold them all: the child ends, and the second reader reads what is there."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="XFD9000"><v>2</v></c></row>'
    path = save_xlsx(tmp_path / "vast.xlsx", sheet_xml(rows, '<dimension ref="A1:XFD1048576"/>'))
    assert preview(path).rows == 2


def test_what_calamine_refuses_the_second_reader_reads(tmp_path):
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>山田</t></is></c></row>'
    path = save_xlsx(tmp_path / "odd.xlsx", sheet_xml(rows, '<dimension ref="1:2"/>'))
    assert _rows(path) == [["氏名"], ["山田"]]


def test_rows_that_hold_only_errors_are_rows(tmp_path):
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="e"><f>X</f><v>#REF!</v></c></row>' for n in (2, 3))
    path = save_xlsx(
        tmp_path / "errors.xlsx",
        sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c></row>' + cells),
    )
    assert _problems(path) == [(2, "氏名", "error_cell"), (3, "氏名", "error_cell")]


def test_a_row_of_errors_among_others_is_told(tmp_path):
    cells = "".join(
        f'<row r="{number}"><c r="A{number}" t="{kind}"><v>{value}</v></c></row>'
        for number, kind, value in [(2, "n", 7), (3, "e", "#N/A"), (4, "n", 8), (5, "e", "#REF!")]
    )
    heading = '<row r="1"><c r="A1" t="inlineStr"><is><t>従業員数</t></is></c></row>'
    path = save_xlsx(tmp_path / "errors.xlsx", sheet_xml(heading + cells))
    assert _problems(path) == [(3, "従業員数", "error_cell"), (5, "従業員数", "error_cell")]


def test_the_formula_of_a_total_is_no_trouble(tmp_path):
    path = tmp_path / "list.xlsx"
    _book(path, 一覧=[["会社名", "従業員数"], ["東都", 5], ["北浜", 6], ["合計", "=SUM(B2:B3)"]])
    assert [code for _row, _column, code in _problems(path)] == ["total_row"]


def test_errors_and_formulas_without_results_are_told_by_cell(tmp_path):
    path = tmp_path / "list.xlsx"
    book = _book(path, 一覧=[["会社名", "従業員数", "備考"], ["東都", "=1+1", "x"], ["北浜", 3, "#N/A"]])
    book["一覧"]["C3"].data_type = "e"
    book.save(path)
    assert sorted(_problems(path)) == [(2, "従業員数", "formula_without_value"), (3, "備考", "error_cell")]


def test_a_workbook_of_formulas_nobody_calculated(tmp_path):
    path = tmp_path / "list.xlsx"
    _book(path, 一覧=[["=A1", "=B1"], ["=A2", "=B2"]])
    with pytest.raises(UserError, match="formulas") as told:
        preview(path)
    assert told.value.code == "not_calculated"


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000", 42, "00042"),
        ("000-0000", 600000, "060-0000"),
        ("000\\-0000", 1000001, "100-0001"),
        ("[<=999]000;[<=9999]000\\-00;000\\-0000", 600000, "060-0000"),
        ('0000"-"00', 1234, "0012-34"),
        ("0000", 123456, "123456"),
        ("0", 42, "42"),
        ("0.00", 42, "42"),
        ("#,##0", 42, "42"),
        ("General", 42, "42"),
    ],
)
def test_numbers_keep_the_zeros_they_are_shown_with(tmp_path, code, number, shown):
    path = tmp_path / "list.xlsx"
    book = _book(path, 一覧=[["会社名", "番号"], ["東都", number], ["北浜", number]])
    for row in (2, 3):
        book["一覧"].cell(row, 2).number_format = code
    book.save(path)
    with open_list(path) as opened:
        assert [block.columns[-1] for block in opened] == [[shown, shown]]


def test_texts_that_look_like_numbers_stay_as_they_are(tmp_path):
    path = tmp_path / "list.xlsx"
    _book(path, 一覧=[["会社名", "整理番号"], ["東都", "0010"], ["北浜", "0600001"]])
    with open_list(path) as opened:
        assert [block.columns[-1] for block in opened] == [["0010", "0600001"]]


ODS_ROWS = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>会社名</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>日付</text:p></table:table-cell></table:table-row>'
    '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>東<text:s text:c="2"/>都</text:p><text:p>本社</text:p></table:table-cell>'
    '<table:table-cell office:value-type="date" office:date-value="2024-04-01"><text:p>x</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="1.5"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
    '<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/></table:table-row>'
)  # fmt: skip


def test_opendocument_in_both_forms(tmp_path):
    (tmp_path / "flat.fods").write_text(flat_ods(ODS_ROWS), encoding="utf-8")
    for path in (tmp_path / "flat.fods", save_ods(tmp_path / "list.ods", ODS_ROWS)):
        rows = _rows(path, second=True)
        assert rows == [
            ["会社名", "日付"],
            [],
            [],
            ["東  都\n本社", date(2024, 4, 1), 1.5, True, time(9, 30)],
        ]


def test_opendocument_that_calamine_refuses(tmp_path):
    path = save_ods(tmp_path / "list.ods", ODS_ROWS.replace("</table:table-row>", "\n</table:table-row>\n").replace("<table:table-cell", "\n <table:table-cell"))  # fmt: skip
    assert len(_rows(path)) == 4


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="一覧"><Table>
<Row><Cell><Data ss:Type="String">会社名</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">数</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">東都</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="Number">2</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-04-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="別"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet>
</Workbook>"""


def test_the_xml_of_2003(tmp_path):
    path = tmp_path / "list.xls"
    path.write_text(XML_2003, encoding="utf-8")
    assert _rows(path) == [["会社名", "", "数"], [], ["東都", 2.0, "", DAY, True]]
    assert preview(path).sheets == ("一覧", "別")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "<table:table-cell><text:p><text:ruby><text:ruby-base>山田</text:ruby-base><text:ruby-text>ヤマダ</text:ruby-text></text:ruby></text:p></table:table-cell>",
            "山田",
        ),
        (
            '<table:table-cell office:value-type="time" office:time-value="PT26H05M00S"><text:p>26:05</text:p></table:table-cell>',
            timedelta(hours=26, minutes=5),
        ),
        (
            '<table:table-cell office:value-type="float" office:value="600000"><text:p>060-0000</text:p></table:table-cell>',
            "060-0000",
        ),
    ],
    ids=["a reading over a name", "longer than a day", "zeros in front"],
)
def test_what_the_quick_reader_of_opendocument_gets_wrong(tmp_path, cell, expected):
    path = save_ods(tmp_path / "list.ods", f"<table:table-row>{cell}</table:table-row>")
    assert _rows(path) == [[expected]]


PAGE = """<html><head><meta charset="shift_jis"><style>td{x}</style></head><body><p>report</p>
<table border=1><tr><th>会社名<th>氏名<th colspan=2>連絡先</tr>
<tr><td>東都<br>本社</td><td>山田&nbsp;太郎</td><td>03</td><td>y@a.co.jp</td></tr></table>
<table><tr><td>二つ目</td></tr></table></body></html>"""


def test_a_web_page_called_xls(tmp_path):
    path = tmp_path / "report.xls"
    path.write_bytes(PAGE.encode("cp932"))
    source, _look = _source(path)
    assert isinstance(source, WorkbookSource)
    assert (source.encoding, len(source.sheets)) == ("cp932", 2)
    assert _rows(path) == [["会社名", "氏名", "連絡先", ""], ["東都\n本社", "山田 太郎", "03", "y@a.co.jp"]]


def test_a_page_that_breaks_off_keeps_its_last_cell_and_says_so(tmp_path):
    path = tmp_path / "list.xls"
    path.write_text(
        "<table><tr><th>会社名<th>メールアドレス<tr><td>東都<script>x()</script><td>a@toto.co.jp",
        encoding="utf-8",
    )
    assert _rows(path)[1] == ["東都", "a@toto.co.jp"]
    assert [(row, code) for row, _column, code in _problems(path)] == [(2, "broken_off")]


def test_letters_of_a_page_that_cannot_be_read_are_told(tmp_path):
    path = tmp_path / "report.xls"
    path.write_bytes(PAGE.replace("山田", "@@").encode("cp932").replace(b"@@", b"\x81 "))
    assert [(row, code) for row, _column, code in _problems(path)] == [(2, "replaced_characters")]


def test_a_web_page_without_tables_is_refused(tmp_path):
    path = tmp_path / "page.xls"
    path.write_text("<html><body><form><p>Please log in,\nagain</p></form></body></html>", encoding="utf-8")
    with pytest.raises(UserError, match="without a table") as told:
        _source(path)
    assert told.value.code == "not_a_list"


def test_a_second_table_on_the_sheet_is_told_and_not_mixed_in(tmp_path):
    path = tmp_path / "list.xlsx"
    second = [["案件名", "商談日", "金額"], ["導入A", "2024-04-01", 100], ["導入B", "2024-05-01", 200]]
    _book(path, 一覧=[HEADINGS, *PEOPLE, [], ["案件一覧"], [], *second])
    seen = preview(path)
    with open_list(path) as opened:
        blocks = list(opened)
    assert [item.row for block in blocks for item in block.problems if item.code == "another_table"] == [7]
    assert sum(len(block.rows) for block in blocks) == len(PEOPLE)
    assert seen.rows == sum(len(block.rows) for block in blocks)


def test_blank_rows_and_repeated_headings_do_not_end_a_list(tmp_path):
    path = tmp_path / "list.xlsx"
    _book(path, 一覧=[HEADINGS, *PEOPLE, [], HEADINGS, *PEOPLE, [], ["南", "佐藤 健", "k@c.co.jp"]])
    with open_list(path) as opened:
        assert sum(len(block.rows) for block in opened) == 5


def test_an_excel_2_workbook_that_does_not_say_its_encoding_is_japanese(tmp_path):
    cells = [(0, 0, "会社名"), (0, 1, "氏名"), (1, 0, "株式会社東都"), (1, 1, "山田 太郎")]
    stream = struct.pack("<HHHH", 0x0009, 4, 2, 0x10)
    for row, column, text in cells:
        data = text.encode("cp932")
        stream += struct.pack("<HHHH3xB", 4, 8 + len(data), row, column, len(data)) + data
    path = tmp_path / "list.xls"
    path.write_bytes(stream + struct.pack("<HH", 0x0A, 0))
    assert _rows(path) == [["会社名", "氏名"], ["株式会社東都", "山田 太郎"]]
