"""A table for another program: Japanese in Excel, formulas that stay text, whole or not at all."""

import csv

import pytest
from openpyxl import load_workbook

from funneldesk.errors import UserError
from funneldesk.files.writing import plain_table
from funneldesk.files.writing.plain_table import write_table

HEADINGS = ("メールアドレス", "氏名")
ROWS = [("a@example.jp", "山田 太郎"), ("=1+1@example.jp", '=HYPERLINK("x")'), ("", 'ろ"う\n, 二')]


def test_csv_begins_with_a_bom_and_says_formulas_as_text(tmp_path):
    path = tmp_path / "名簿.csv"
    write_table(path, "名簿", HEADINGS, ROWS)
    assert path.read_bytes().startswith("\ufeffメールアドレス,氏名\r\n".encode())
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [tuple(row) for row in csv.reader(stream)] == [
            HEADINGS,
            ROWS[0],
            ("'=1+1@example.jp", '\'=HYPERLINK("x")'),
            ROWS[2],
        ]


def test_a_workbook_holds_the_same_as_text(tmp_path):
    path = tmp_path / "名簿.xlsx"
    write_table(path, "名簿", HEADINGS, ROWS)
    sheet = load_workbook(path)["名簿"]
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == [
        list(r) for r in (HEADINGS, *ROWS)
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["B3"].data_type == "s"
    assert sheet.freeze_panes == "A2"


def test_what_cannot_be_written_is_said(tmp_path, monkeypatch):
    with pytest.raises(UserError, match="neither") as caught:
        write_table(tmp_path / "名簿.pdf", "名簿", HEADINGS, ROWS)
    assert caught.value.next_step
    monkeypatch.setattr(plain_table, "_MOST_ROWS", 3)
    with pytest.raises(UserError) as caught:
        write_table(tmp_path / "名簿.xlsx", "名簿", HEADINGS, ROWS)
    assert caught.value.code == "too_many_rows"
    with pytest.raises(UserError) as caught:
        write_table(tmp_path / "missing" / "名簿.csv", "名簿", HEADINGS, ROWS)
    assert caught.value.code == "no_folder"
    assert list(tmp_path.iterdir()) == []
