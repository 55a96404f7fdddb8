"""A table for another program: Japanese in Excel, formulas that stay text, whole or not at all."""

import csv
import tempfile
from datetime import datetime

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


def test_a_workbook_that_is_not_finished_leaves_no_temporary_file(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    class Stopped(list):
        def __iter__(self):
            yield from (["a@example.jp", "山田 太郎"] for _row in range(plain_table._LOOKED_AT + 1))
            assert list((tmp_path / "temporary").iterdir())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(tmp_path / "名簿.xlsx", "名簿", HEADINGS, Stopped())
    assert [*tmp_path.iterdir()] == [tmp_path / "temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_days_and_numbers_are_written_as_such(tmp_path):
    at = datetime.fromisoformat("2026-04-01T09:30")
    rows = [(1.5, at), (3, at.date()), (None, None)]
    for ending in ("xlsx", "csv"):
        write_table(tmp_path / f"数.{ending}", "数", HEADINGS, rows)
    sheet = load_workbook(tmp_path / "数.xlsx")["数"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        [1.5, at],
        [3, datetime.fromisoformat("2026-04-01")],
    ]
    assert [sheet["B2"].number_format, sheet["B3"].number_format] == ["yyyy/mm/dd hh:mm", "yyyy/mm/dd"]
    with (tmp_path / "数.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1:] == [["1.5", "2026/04/01 09:30"], ["3", "2026/04/01"], ["", ""]]
