"""Where the headings of a list stand."""

from datetime import date
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.files.detection.heading_row import find_header_row
from funneldesk.files.detection.synonyms import is_known
from funneldesk.files.reading.reader import ReaderChild

PEOPLE = [
    ["高橋 翔太", "s@toto.co.jp", 200],
    ["佐々木 美咲", "m@kita.co.jp", 35],
    ["林 大地", "d@hayashi.jp", 8],
]
PLAIN = [["alpha", "beta"], ["gamma", "delta"], ["epsilon", "zeta"]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["氏名", "メール", "従業員数"], *PEOPLE], 1, id="on top"),
        pytest.param([["展示会リスト", "", ""], [], ["氏名", "メール", "従業員数"], *PEOPLE], 3, id="below a title"),
        pytest.param([["出力日", date(2024, 4, 1)], ["氏名", "メール", "従業員数"], *PEOPLE], 2, id="below a label and its date"),
        pytest.param([["期間:", "4月"], ["担当:", "営業部"], ["A", "B", "C"], *PEOPLE], 3, id="below labels of a form"),
        pytest.param([["連絡先", "", "会社"], ["氏名", "メール", "従業員数"], *PEOPLE], 2, id="two rows of headings"),
        pytest.param([["会社", "担当者", "", "連絡先", ""], ["名称", "姓", "名", "メールアドレス", "電話番号"], *[["東都", "山田", "太郎", "y@a.co.jp", "03-1234-5678"]] * 3], 2, id="two rows of headings, both known"),
        pytest.param(PEOPLE, 0, id="nowhere"),
        pytest.param([["pi", 3.14], ["e", 2.72], ["half of", "tau"], ["phi", 1.62]], 0, id="a text among the entries"),
        pytest.param([["col1", "col2"], *PLAIN], 1, id="only texts"),
        pytest.param([["支店", 2023, 2024], ["東京", 12, 14], ["大阪", 8, 9], ["福岡", 3, 2]], 1, id="years"),
        pytest.param([["", "2023", "2024"], ["東京", "12", "14"], ["大阪", "8", "9"]], 1, id="years over named rows"),
        pytest.param([["2023", "2024"], ["2022", "2021"], ["2020", "2019"]], 0, id="years below years"),
        pytest.param([["見出し", "見出し"], ["見出し", "見出し"], ["見出し", "見出し"]], 0, id="the same row again and again"),
        pytest.param([["会議", "開始"], ["定例", "10:00"], ["商談", "13:30"]], 1, id="times"),
        pytest.param([["会社名", "電話"]], 1, id="nothing below"),
        pytest.param([], 0, id="no rows"),
    ],
)  # fmt: skip
def test_the_heading_row_of_small_lists(rows, expected):
    assert find_header_row(rows, is_known) == expected


def test_a_ragged_row_does_not_hide_the_headings():
    wide = ["x"] * 30
    assert find_header_row([["氏名", "メール", "従業員数"], *PEOPLE, wide, *PEOPLE], is_known) == 1


def test_the_heading_rows_of_real_tables(shared_data):
    """`heading_rows.txt` holds what a person saw: row and file; 0 where a table has no headings."""
    table = Path(__file__).with_name("heading_rows.txt").read_text(encoding="utf-8")
    wrong, seen = [], 0
    first = shared_data / "csv_odd"
    with ReaderChild(first, lambda: None) as child:
        for line in table.splitlines():
            row, _space, name = line.partition(" ")
            path = shared_data / name
            if not path.is_file():
                continue
            seen += 1
            try:
                found = child.open(path=str(path), sheet=None, header_row=None, language="en")["header_row"]
            except UserError as error:
                found = error.code
            if found != int(row):
                wrong.append(f"{name}: {found}, not {row}")
    assert seen > 100
    assert len(wrong) <= seen * 0.05, "\n".join(wrong)
