"""Which columns of a sheet are the list's."""

import csv

import pytest
from openpyxl import Workbook

from funneldesk.files.detection.beside import list_width, table_of_list
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.reading.lists import open_list

OURS = ["会社名", "氏名", "メールアドレス"]
ROW = ["東都", "高橋", "a@toto.co.jp"]
LEADS = [
    ["会社名", "氏名", "ステータス", "登録日"],
    *([f"会社{i}", f"氏名{i}", "新規" if i % 2 else "対応中", f"2026/4/{i}"] for i in range(1, 13)),
]
SUMMARY = [["ステータス", "件数"], ["新規", 6], ["対応中", 6]]
TEAM = [["担当者", "内線", "メール"], ["三宅", 101, "m@our.co.jp"], ["大西", 102, "o@our.co.jp"]]
DEALS = [["案件名", "金額", "確度"], *([f"案件{i}", i * 1000, "A"] for i in range(1, 31))]
WORK = [["対応日", "対応者", "結果"], *([f"2026/5/{i}", "三宅", "不在"] for i in range(1, 4))]
REMARKS = [["ヒアリングしたこと", "宿題"], ["要望A", "資料"], ["要望B", "見積"]]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        pytest.param(OURS, ROW, (3, None), id="one table"),
        pytest.param([*OURS, "", *OURS], [*ROW, "", *ROW], (3, 4), id="the same once more"),
        pytest.param([*OURS, "", "案件名", "金額"], [*ROW, "", "導入", 5], (6, None), id="other headings"),
        pytest.param([*OURS, "", "会社名", "氏名"], [*ROW, "課長", "北浜", "佐藤"], (6, None), id="a column without a heading"),
        pytest.param([*OURS, "対応日", "結果", "", "対応日", "結果"], [*ROW, 1, 2, "", 3, 4], (8, None), id="a second call"),
        pytest.param([*OURS, *[""] * 500, "x"], ROW, (3, None), id="a stray word"),
        pytest.param(["", "", *OURS], ["", "", *ROW], (5, None), id="empty columns in front"),
        pytest.param([], [], (0, None), id="nothing"),
    ],
)  # fmt: skip
def test_where_a_list_ends(headings, row, expected):
    assert list_width(headings, [row], is_known) == expected


def _sheet(*tables):
    """Return the rows of a sheet with tables at (row, column), 1-based."""
    cells = {
        (row + down, column + right): cell
        for table, row, column in tables
        for down, line in enumerate(table)
        for right, cell in enumerate(line)
    }
    height, width = (max(place[axis] for place in cells) for axis in (0, 1))
    return [[cells.get((row, column), "") for column in range(1, width + 1)] for row in range(1, height + 1)]


@pytest.mark.parametrize(
    ("tables", "columns", "header_row", "beside"),
    [
        pytest.param([(LEADS, 1, 1), (SUMMARY, 1, 6)], (0, 4), 1, [(5, 7, 1)], id="counts"),
        pytest.param([(LEADS, 1, 4), (SUMMARY, 1, 1)], (3, 7), 1, [(0, 2, 1)], id="counts to the left"),
        pytest.param([(LEADS, 2, 1), (TEAM, 5, 6)], (0, 4), 2, [(5, 8, 5)], id="headings in another row"),
        pytest.param([(LEADS, 3, 1), (TEAM, 1, 6)], (0, 4), 3, [(5, 8, 1)], id="begun above"),
        pytest.param([(LEADS, 1, 1), (DEALS, 1, 6)], (0, 4), 1, [(5, 8, 1)], id="a longer table"),
        pytest.param([(LEADS, 1, 1), ([["◎", "最優先"], ["○", "優先"], ["×", "対象外"]], 2, 6)], (0, 4), 1, [(5, 7, 2)], id="a legend"),
        pytest.param([(LEADS, 1, 1), ([["ステータス候補"], *([one] for one in ("新規", "対応中", "失注"))], 1, 6)], (0, 4), 1, [(5, 6, 1)], id="a pick-list"),
        pytest.param([(LEADS, 1, 1), (SUMMARY, 1, 6), (TEAM, 6, 6)], (0, 4), 1, [(5, 8, 1)], id="two below each other"),
        pytest.param([(SUMMARY, 1, 1), (LEADS, 1, 4), (SUMMARY, 1, 9)], (3, 7), 1, [(0, 2, 1), (8, 10, 1)], id="on both sides"),
        pytest.param([(LEADS, 1, 1), ([["業種"], *([f"業種{i}"] for i in range(12))], 1, 6)], (0, 6), 1, [], id="one list of two groups"),
        pytest.param([(LEADS, 1, 1), (WORK, 1, 6)], (0, 8), 1, [], id="work noted from the first row on"),
        pytest.param([(LEADS, 1, 1), (REMARKS, 1, 6)], (0, 7), 1, [], id="remarks on the first rows"),
        pytest.param([(LEADS, 1, 1), ([["案件名", "金額"], ["A", 1], ["B", 2]], 1, 6), ([["C", 3]], 9, 6)], (0, 7), 1, [], id="deals of some rows"),
        pytest.param([(LEADS, 1, 1), ([["済", "5/1"], ["済", "5/2"]], 3, 6)], (0, 7), 1, [], id="marks without headings"),
        pytest.param([(LEADS, 1, 3), ([["済"], ["✓"], ["✓"]], 1, 1)], (0, 6), 1, [], id="marks to the left"),
        pytest.param([(LEADS, 1, 1), (SUMMARY, 1, 5)], (0, 4), 1, [(4, 6, 1)], id="counts with no empty column between"),
        pytest.param([(LEADS, 1, 1), (TEAM, 4, 5)], (0, 4), 1, [(4, 7, 4)], id="lower, with no empty column between"),
        pytest.param([(LEADS, 1, 1), ([["東都", "高橋"]] * 6, 14, 1)], (0, 4), 1, [], id="last rows that say less"),
        pytest.param([(LEADS, 1, 1), ([["達成率"], *([f"{i}%"] for i in range(12))], 1, 5), ([["東都", "高橋", "新規"]] * 9, 14, 1)], (0, 5), 1, [], id="rates of the first half"),
        pytest.param([(LEADS, 1, 1), (WORK, 1, 5)], (0, 7), 1, [], id="work, with no empty column between"),
        pytest.param([(LEADS, 1, 1), ([["案件名", "金額"], ["A", 1], ["B", 2], ["C", 3]], 1, 5)], (0, 6), 1, [], id="known headings"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("told", [False, True])
def test_which_columns_are_the_list(tables, columns, header_row, beside, told):
    first, end, row, others = table_of_list(_sheet(*tables), header_row, is_known, told=told)
    assert ((first, end), row) == (columns, header_row)
    assert sorted((other.first, other.end, other.row) for other in others) == beside


@pytest.mark.parametrize("column", [5, 6])
def test_columns_that_are_perhaps_a_table_are_kept_and_told(column):
    signs = [["ランプ", "扱い"], ["緑", "通常"], ["橙", "注意"], ["赤", "停止"]]
    first, end, row, others = table_of_list(
        _sheet((LEADS, 1, 1), (signs, 1, column)), 1, is_known, told=False
    )
    assert ((first, end), row) == ((0, column + 1), 1)
    assert [(other.first, other.headings, other.doubtful) for other in others] == [
        (column - 1, "ランプ, 扱い", True)
    ]


def _read(path):
    with open_list(path) as opened:
        blocks = list(opened)
    rows = [row for block in blocks for row in zip(*block.columns, strict=True)]
    return opened.preview, rows, [item for block in blocks for item in block.problems]


def test_a_table_beside_the_list_is_told_and_not_mixed_in(tmp_path):
    path = tmp_path / "list.csv"
    lines = [
        "会社名,メールアドレス,,会社名,メールアドレス",
        "東都,a@toto.co.jp,,北浜,b@kita.co.jp",
        ",,,青葉,c@aoba.co.jp",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    _preview, rows, problems = _read(path)
    assert rows == [("東都", "a@toto.co.jp")]
    assert [(item.row, item.code) for item in problems] == [(1, "another_table")]
    assert "“D:E 会社名, メールアドレス”" in problems[0].message


def test_a_list_to_the_right_is_read_from_its_own_columns_and_rows(tmp_path):
    path = tmp_path / "list.xlsx"
    book = Workbook()
    for row in _sheet((DEALS[:4], 6, 2), (LEADS, 3, 6)):
        book.active.append([cell or None for cell in row])
    book.save(path)
    preview, rows, problems = _read(path)
    assert (preview.header_row, preview.headings) == (3, tuple(LEADS[0]))
    assert len(rows) == len(LEADS) - 1
    assert [(item.row, item.code) for item in problems if item.code == "another_table"] == [
        (6, "another_table")
    ]
    assert "“Sheet!B:D 案件名, 金額, 確度”" in problems[0].message


def test_text_with_an_empty_column_is_looked_at_as_well(tmp_path):
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_sheet((LEADS, 1, 1), (SUMMARY, 1, 6)))
    preview, rows, problems = _read(path)
    assert (preview.headings, len(rows)) == (tuple(LEADS[0]), 12)
    assert [item.code for item in problems] == ["another_table"]
