"""Small tables above the headings of a list."""

import csv

import pytest

from funneldesk.files.detection.above import boxes_above, heading_below
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.reading.lists import open_list

HEADINGS = ["会社名", "氏名", "メールアドレス", "電話番号", "部署", "登録日"]
ROWS = [[f"東都{i}", f"高橋 {i}", f"t{i}@toto.co.jp", "", "営業部", f"2026/4/{i}"] for i in range(1, 9)]
STAMPS = ["", "", "", "承認", "確認", "作成"]


def _boxes(*above):
    rows = [list(row) for row in above]
    return [(box.first, box.end, box.row) for box in boxes_above([*rows, HEADINGS, *ROWS], len(rows) + 1)]


@pytest.mark.parametrize(
    ("above", "boxes"),
    [
        pytest.param([STAMPS, [], []], [(3, 6, 1)], id="stamps nobody has signed"),
        pytest.param([["見込客リスト", *STAMPS[1:]], ["", "", "", "三宅", "大西", "黒沢"]], [(3, 6, 1)], id="stamps beside a title"),
        pytest.param([["承認", "", "作成者"]], [(0, 3, 1)], id="stamps over merged columns"),
        pytest.param([["リスト"], ["総件数", 120], ["有効", 100], []], [(0, 2, 2)], id="totals below a title"),
        pytest.param([["", "ステータス", "件数"], ["", "新規", 3], [], ["A", "架電"], ["B", "メール"]], [(1, 3, 1), (0, 2, 4)], id="two boxes"),
        pytest.param([["見込客リスト"], ["※社外秘"], ["担当 三宅"], []], [], id="title and notes"),
        pytest.param([["リスト", "", "", "", "出力日", "2026/4/1"], []], [], id="one line of a title"),
        pytest.param([["基本情報", "", "", "連絡先"], ["会社", "本人", "", "電話"]], [], id="groups of columns"),
        pytest.param([["①", "②", "③", "④", "⑤", "⑥"], ["必須"] * 3 + ["任意"] * 3], [], id="what is said of each column"),
        pytest.param([[], []], [], id="blank rows"),
    ],
)  # fmt: skip
def test_what_stands_above_the_headings(above, boxes):
    assert _boxes(*above) == boxes


def test_a_list_without_headings_has_nothing_above_them():
    assert boxes_above([["総件数", 120], ["有効", 100]], 0) == []


@pytest.mark.parametrize(
    ("table", "entries", "row"),
    [
        pytest.param(
            [["年月", "リード"], ["2026年3月", 30], ["2026年4月", 41]], ROWS, 5, id="a small table first"
        ),
        pytest.param(
            [["年月", "リード"], ["2026年3月", 30], ["2026年4月", 41]], ROWS[:1], 1, id="of one entry below"
        ),
        pytest.param([HEADINGS[:5], *(row[:5] for row in ROWS)], ROWS, 1, id="a list first"),
    ],
)
def test_the_headings_of_a_small_table_are_not_those_of_the_list(table, entries, row):
    assert heading_below([*table, [], HEADINGS, *entries], 1, is_known) == row


def test_a_long_table_is_the_list_whatever_stands_below_it():
    table = [["氏名", "会社名"], *([f"高橋{i}", f"東都{i}"] for i in range(20))]
    assert heading_below([*table, [], HEADINGS, *ROWS * 9], 1, is_known) == 1


def test_a_box_is_told_and_no_lead(tmp_path):
    path = tmp_path / "list.csv"
    above = [["媒体", "獲得数", "単価"], ["展示会", 40, 12000], ["Web広告", 25, 8000], []]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([*above, HEADINGS, *ROWS])
    with open_list(path) as opened:
        blocks = list(opened)
    assert (opened.preview.header_row, sum(len(block.rows) for block in blocks)) == (5, 8)
    assert [(item.row, item.code) for block in blocks for item in block.problems] == [(1, "box_above")]
    assert "“A:C 媒体, 獲得数, 単価, 展示会" in blocks[0].problems[0].message
