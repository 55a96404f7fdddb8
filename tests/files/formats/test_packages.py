"""Zip packages that are no list, or not safe to open."""

import pytest

from funneldesk.errors import UserError
from funneldesk.files.formats.file_kinds import file_kind
from funneldesk.files.formats.packages import check_package
from funneldesk.files.reading.lists import preview
from tests.files.packages import ENTITIES, announce, flat_ods, save_ods, save_xlsx, save_zip, sheet_xml

ROW = "<row><c><v>1</v></c><c><v>2</v></c></row>"
CELL = '<table:table-row><table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell></table:table-row>'
MUCH = 1_700_000  # rows of two cells: 68 MB that pack to a few hundred KB


def _refused(path) -> str:
    with pytest.raises(UserError) as told:
        preview(path)
    assert told.value.next_step
    return told.value.code


def test_a_sheet_that_unpacks_to_monstrous_size(tmp_path):
    assert _refused(save_xlsx(tmp_path / "bomb.xlsx", sheet_xml(ROW * MUCH))) == "too_large"


def test_a_part_that_holds_more_than_it_announces(tmp_path):
    path = save_xlsx(tmp_path / "lie.xlsx", sheet_xml(ROW * MUCH))
    announce(path, "xl/worksheets/sheet1.xml", 1000)
    assert _refused(path) == "too_large"


def test_a_bomb_beside_honest_ballast(tmp_path):
    parts = {"xl/media/picture.png": bytes(range(256)) * 40_000, "xl/media/zeros.bin": b"\0" * (70 << 20)}
    assert _refused(save_xlsx(tmp_path / "bomb.xlsx", sheet_xml(ROW), parts)) == "too_large"


@pytest.mark.parametrize(
    "prologue",
    [
        ENTITIES,
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "<!--" + "x" * 3000 + "-->" + ENTITIES,
    ],
    ids=["a billion laughs", "a file of the machine", "behind a comment"],
)
def test_entities_are_refused_in_every_format(tmp_path, prologue):
    text = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    (tmp_path / "x.fods").write_text(prologue + flat_ods(CELL.format("", "&a;")), encoding="utf-8")
    spreadsheet = "urn:schemas-microsoft-com:office:spreadsheet"
    (tmp_path / "x.xls").write_text(
        f'{prologue}<Workbook xmlns="{spreadsheet}">&a;</Workbook>', encoding="utf-8"
    )
    paths = [
        save_xlsx(tmp_path / "x.xlsx", prologue + sheet_xml(text)),
        save_xlsx(
            tmp_path / "y.xlsx",
            sheet_xml(text),
            {"xl/sharedStrings.xml": (prologue + "<sst/>").encode("utf-16")},
        ),
        save_ods(tmp_path / "x.ods", CELL.format("", "&a;"), prologue),
        tmp_path / "x.fods",
        tmp_path / "x.xls",
    ]
    for path in paths:
        with pytest.raises(UserError) as told:
            file_kind(path)
        assert told.value.code == "unsafe_workbook"


def test_a_document_type_without_entities_is_honest(tmp_path):
    """OpenOffice wrote them."""
    parts = {
        "content.xml": flat_ods(CELL.format("", "x")),
        "Basic/lib.xml": '<!DOCTYPE l PUBLIC "-//x//y" "l.dtd"><l/>',
    }
    assert check_package(save_zip(tmp_path / "x.ods", parts)) == "opendocument"


@pytest.mark.parametrize(
    "attributes",
    [
        ' table:number-columns-repeated="16000"',
        "",
    ],
    ids=["across and down", "down"],
)
def test_a_cell_that_says_it_stands_there_a_million_times(tmp_path, attributes):
    row = CELL.format(attributes, "x").replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'
    )
    assert _refused(save_ods(tmp_path / "x.ods", row)) == "too_large"


@pytest.mark.parametrize(
    ("parts", "code", "named"),
    [
        ({"a.txt": "x"}, "not_a_list", "archive"),
        ({"word/document.xml": "<x/>", "[Content_Types].xml": "<x/>"}, "not_a_list", "Word"),
        ({"ppt/presentation.xml": "<x/>"}, "not_a_list", "PowerPoint"),
        ({"Index/Document.iwa": b"x"}, "not_a_list", "Numbers"),
    ],
)
def test_archives_that_are_something_else(tmp_path, parts, code, named):
    with pytest.raises(UserError, match=named) as told:
        check_package(save_zip(tmp_path / "x.xlsx", parts))
    assert told.value.code == code


def test_a_part_with_a_wrong_checksum_is_left_to_the_reader(tmp_path):
    path = save_xlsx(tmp_path / "x.xlsx", sheet_xml(ROW), {"docProps/app.xml": "<Properties>x</Properties>"})
    data = path.read_bytes()
    place = data.find(b"PK\3\4", data.find(b"docProps/app.xml") - 30)
    path.write_bytes(data[: place + 14] + b"\0\0\0\0" + data[place + 18 :])
    assert check_package(path) == "ooxml"
