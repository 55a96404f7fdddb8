"""Characters written as _xHHHH_: as Excel shows them, whichever reader opens the workbook."""

import pytest

from funneldesk.files.formats.calamine_books import CalamineBook
from funneldesk.files.formats.escaped_text import unescaped
from funneldesk.files.formats.lenient_xlsx import LenientXlsxBook
from funneldesk.files.formats.second_books import OpenpyxlBook
from funneldesk.files.formats.sheet_xml import look_into
from funneldesk.files.reading.lists import open_list
from tests.files.packages import save_xlsx, sheet_xml

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("_x30C7__x30fc_タ", "データ"),
        ("_x005F_x30BF_", "_x30BF_"),
        ("_x005F_", "_"),
        ("_xD840__xDC0B_", "𠀋"),
        ("_xD840_", "\N{REPLACEMENT CHARACTER}"),
        ("_X30C7_ _x30C_ _x30G7_", "_X30C7_ _x30C_ _x30G7_"),
        ("plan_x", "plan_x"),
    ],
)
def test_escapes_are_resolved_once(written, expected):
    assert unescaped(written) == expected


def _book(path):
    shared = "".join(
        f"<si>{text}</si>"
        for text in (
            "<t>_x30C7_ータ</t>",
            "<t>_x005F_x30BF_</t>",
            "<r><t>a_x000D_</t></r><r><t>_x30C7_</t></r>",
        )
    )
    cells = "".join(f'<c r="{letter}1" t="s"><v>{index}</v></c>' for index, letter in enumerate("ABC"))
    inline = (
        '<c r="D1" t="inlineStr"><is><t>_x884C_</t></is></c><c r="E1" t="str"><f>A1</f><v>_x5217_</v></c>'
    )
    return save_xlsx(
        path,
        sheet_xml(f'<row r="1">{cells}{inline}</row>'),
        {"xl/sharedStrings.xml": f"<sst {MAIN}>{shared}</sst>"},
    )


@pytest.mark.parametrize(
    "reader",
    [lambda path: CalamineBook(path, "ooxml", look_into), OpenpyxlBook, LenientXlsxBook],
    ids=["calamine", "openpyxl", "lenient"],
)
def test_every_reader_of_xlsx_resolves_them(tmp_path, reader):
    book = reader(_book(tmp_path / "list.xlsx"))
    (row,) = book.load("S").rows()
    assert list(row) == ["データ", "_x30BF_", "a\rデ", "行", "列"]


def test_in_text_they_are_what_somebody_wrote(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("会社名,氏名\n_x30C7_ータ,山田\n", encoding="utf-8")
    with open_list(path) as opened:
        assert next(iter(opened)).columns[0] == ["_x30C7_ータ"]
