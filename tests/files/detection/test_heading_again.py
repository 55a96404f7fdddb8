"""Further heading rows below the headings, and entries that only look like some."""

import pytest

from funneldesk.files.detection.heading_again import further_headings
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.reading.lists import open_list

HEADINGS = ["会社名", "氏名", "メールアドレス", "メモ"]
PEOPLE = [
    ["株式会社東都", "高橋 翔太", "s@toto.co.jp", "資料請求"],
    ["北浜物産", "佐々木 美咲", "m@kita.co.jp", "展示会"],
    ["青葉", "林 大地", "d@hayashi.jp", ""],
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["Company", "Name", "E-mail", "Memo"]], 1, id="English"),
        pytest.param([["company_name", "full_name", "email", "c_104"]], 1, id="names inside a tool"),
        pytest.param([["文字列", "文字列", "メール", "文字列"]], 1, id="types"),
        pytest.param(
            [["Company", "Name", "E-mail", "Memo"], ["text", "text", "email", "text"]], 2, id="both"
        ),
        pytest.param([[1, 2, 3, 4]], 1, id="numbers of the columns"),
        pytest.param([["①", "②", "③", "④"]], 1, id="numbers in circles"),
        pytest.param([], 0, id="none"),
        pytest.param([["Acme", "Smith", "s@acme.com", "demo"]], 0, id="an entry in English"),
        pytest.param([["テキスト", "文字", "a@text.co.jp", "日付"]], 0, id="an entry of such words"),
        pytest.param([["Company", "Name", "", ""]], 0, id="half a row"),
    ],
)
def test_rows_that_say_again_what_the_columns_are(rows, expected):
    assert further_headings(HEADINGS, [*rows, *PEOPLE], is_known) == expected


@pytest.mark.parametrize(
    ("headings", "below"),
    [
        pytest.param(["a", "b", "c"], [[1, 2, 3], [4, 5, 6], [7, 8, 9]], id="numbers among numbers"),
        pytest.param(["項目", "別名", "種類"], [["会社名", "社名", "企業名"], ["氏名", "名前", "担当者"]], id="a dictionary"),
        pytest.param(HEADINGS, [["Company", "Name", "E-mail", "Memo"]], id="nothing below"),
        pytest.param(["名前", "型", "値"], [["foo_a", "bar_b", "baz_c"], ["foo_d", "bar_e", "baz_f"]], id="names among names"),
        pytest.param(["名称", "型", "備考"], [["text", "date", "id"], ["text", "number", "id"]], id="types among types"),
    ],
)  # fmt: skip
def test_entries_stay_entries(headings, below):
    assert further_headings(headings, below, is_known) == 0


def test_they_are_left_out_and_told(tmp_path):
    rows = [HEADINGS, ["Company", "Name", "E-mail", "Memo"], *PEOPLE]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    with open_list(path) as opened:
        blocks = list(opened)
    assert [row for block in blocks for row in block.rows] == [3, 4, 5]
    assert [(item.row, item.code) for block in blocks for item in block.problems] == [(2, "repeated_heading")]
