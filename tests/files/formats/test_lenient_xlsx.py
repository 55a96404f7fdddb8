"""Packages that calamine and openpyxl refuse whole: read as far as nothing gets lost, else refused."""

import zipfile
from datetime import datetime

import pytest

from funneldesk.errors import UserError
from funneldesk.files.formats import second_books
from funneldesk.files.formats.file_kinds import file_kind
from funneldesk.files.formats.lenient_xlsx import LenientXlsxBook
from funneldesk.files.reading.list_source import open_list
from tests.files.packages import save_xlsx, save_zip, sheet_xml

HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>氏名</t></is></c><c r="B1" t="inlineStr"><is><t>獲得日</t></is></c></row>'
PERSON = '<row r="2"><c r="A2" t="inlineStr"><is><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></is></c><c r="B2"><v>45383</v></c></row>'
READ = [["氏名", "獲得日"], ["山田", 45383.0]]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _rows(path):
    source, _look = open_list(path, file_kind(path), None, None, second=False)
    return [list(row) for row in source.rows()]


def _renamed(path, rename):
    with zipfile.ZipFile(path) as package:
        parts = {rename(name): package.read(name) for name in package.namelist()}
    return save_zip(path, parts)


@pytest.mark.parametrize(
    "rename", [lambda name: "/" + name, lambda name: "book/" + name], ids=["leading slash", "in a folder"]
)
def test_parts_by_other_names(tmp_path, rename):
    path = _renamed(save_xlsx(tmp_path / "list.xlsx", sheet_xml(HEADING + PERSON)), rename)
    assert _rows(path) == READ


def test_a_column_beyond_the_sheet_follows_the_one_before(tmp_path):
    path = save_xlsx(tmp_path / "list.xlsx", sheet_xml(HEADING.replace('r="A1"', 'r="ZZZZ1"') + PERSON))
    assert _rows(path) == READ


def test_a_row_beyond_the_sheet_follows_the_one_before(tmp_path, monkeypatch):
    beyond = (
        PERSON.replace('r="2"', 'r="99999999999"').replace("A2", "A99999999999").replace("B2", "B99999999999")
    )
    path = save_xlsx(tmp_path / "list.xlsx", sheet_xml(HEADING + beyond))
    monkeypatch.setattr(second_books, "_ROWS", 100)
    with pytest.raises(UserError) as told:
        list(second_books.OpenpyxlBook(path).load("S").rows())
    assert told.value.code == "unreadable_workbook"
    assert list(LenientXlsxBook(path).load("S").rows()) == READ


def test_a_damaged_sheet_among_empty_ones_is_told(tmp_path):
    book = (
        f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
        '<sheet name="T" sheetId="2" r:id="rId3"/></sheets></workbook>'
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in (1, 3)
    )
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet3.xml": sheet_xml(""),
    }
    broken = sheet_xml(HEADING + PERSON).partition("<v>")[0]
    with pytest.raises(UserError) as told:
        _rows(save_xlsx(tmp_path / "list.xlsx", broken, parts))
    assert told.value.code == "unreadable_workbook"


def test_the_state_of_a_sheet_nobody_knows(tmp_path):
    book = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" state="odd" r:id="rId1"/></sheets></workbook>'
    path = save_xlsx(tmp_path / "list.xlsx", sheet_xml(HEADING + PERSON), {"xl/workbook.xml": book})
    assert _rows(path) == READ


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param('<c r="??" t="inlineStr"><is><t>x</t></is></c>', "x", id="no place"),
        pytest.param('<c r="XFE99" t="inlineStr"><is><t>x</t></is></c>', "x", id="a place beyond the sheet"),
        pytest.param('<c t="d"><v>no day</v></c>', "no day", id="a date that is none"),
        pytest.param('<c t="d"><v>2024-04-01T00:00:00</v></c>', datetime(2024, 4, 1), id="a date"),  # noqa: DTZ001
        pytest.param('<c s="0"><v>45383</v></c>', datetime(2024, 4, 1), id="a date by its style"),  # noqa: DTZ001
        pytest.param("<c><v>1,200</v></c>", "1,200", id="a number that is none"),
        pytest.param('<c t="b"><v>true</v></c>', True, id="a truth"),
        pytest.param('<c t="str"><f>A1</f><v>a_x30C7_b</v></c>', "aデb", id="an escaped letter"),
        pytest.param('<c t="s"><v>0</v></c>', "a", id="a shared text"),
    ],
)  # fmt: skip
def test_the_cells_of_a_sheet(tmp_path, cell, expected):
    styles = f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="176" formatCode="ge.m.d"/></numFmts><cellXfs><xf numFmtId="57"/></cellXfs></styleSheet>'
    path = save_xlsx(tmp_path / "list.xlsx", sheet_xml(f'<row r="3">{cell}</row>'), {"xl/styles.xml": styles})
    book = LenientXlsxBook(path)
    assert list(book.load("S").rows()) == [[], [], [expected]]


def test_formulas_without_results_are_told(tmp_path):
    path = save_xlsx(tmp_path / "list.xlsx", sheet_xml('<row r="1"><c r="B1"><f>1+1</f></c></row>'))
    sheet = LenientXlsxBook(path).load("S")
    assert list(sheet.rows()) == [["", ""]]
    assert sheet.faults == {1: [(1, "formula_without_value", "")]}


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(sheet_xml(HEADING + PERSON).partition("<v>")[0], id="broken off"),
        pytest.param(sheet_xml(HEADING + '<row><c t="s"><v>99</v></c></row>'), id="a text that is not there"),
    ],
)
def test_what_would_lose_rows_or_texts_is_refused(tmp_path, sheet):
    path = save_xlsx(tmp_path / "list.xlsx", sheet)
    with pytest.raises(UserError) as told:
        _rows(path)
    assert told.value.code == "unreadable_workbook"
