"""How far to the right a list goes."""

import pytest

from funneldesk.files.detection.beside import list_width
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.reading.lists import open_list

OURS = ["会社名", "氏名", "メールアドレス"]
ROW = ["東都", "高橋", "a@toto.co.jp"]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        pytest.param(OURS, ROW, (3, ""), id="one table"),
        pytest.param([*OURS, "", *OURS], [*ROW, "", *ROW], (3, "会社名, 氏名, メールアドレス"), id="the same once more"),
        pytest.param([*OURS, "", "案件名", "金額"], [*ROW, "", "導入", 5], (6, ""), id="other headings"),
        pytest.param([*OURS, "", "会社名", "氏名"], [*ROW, "課長", "北浜", "佐藤"], (6, ""), id="a column without a heading"),
        pytest.param([*OURS, *[""] * 500, "x"], ROW, (3, ""), id="a stray word"),
        pytest.param(["", "", *OURS], ["", "", *ROW], (5, ""), id="empty columns in front"),
        pytest.param([], [], (0, ""), id="nothing"),
    ],
)  # fmt: skip
def test_where_a_list_ends(headings, row, expected):
    assert list_width(headings, [row], is_known) == expected


def test_a_table_beside_the_list_is_told_and_not_mixed_in(tmp_path):
    path = tmp_path / "list.csv"
    lines = [
        "会社名,メールアドレス,,会社名,メールアドレス",
        "東都,a@toto.co.jp,,北浜,b@kita.co.jp",
        ",,,青葉,c@aoba.co.jp",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with open_list(path) as opened:
        blocks = list(opened)
    assert [list(zip(*block.columns, strict=True)) for block in blocks if block.rows] == [
        [("東都", "a@toto.co.jp")]
    ]
    assert [(item.row, item.code) for block in blocks for item in block.problems] == [(1, "another_table")]
