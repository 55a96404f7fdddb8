"""Workbooks of several sheets, made for one test."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[object]]]

DEALS = (
    ("案件ID", "メールアドレス", "案件名", "商談日", "結果", "金額"),
    ("D1", "a@toto.co.jp", "導入", "2026-06-01", "受注", 1200000),
)
LEADS = (
    ("会社名", "氏名", "メールアドレス", "獲得日"),
    ("株式会社東都", "高橋 翔太", "a@toto.co.jp", "2026-04-01"),
    ("青葉㈱", "佐藤 恵", "b@aoba.co.jp", "2026-04-02"),
)  # fmt: skip
LEGEND = (("記号", "意味"), ("A", "至急"), ("B", "通常"))
COMPANY: Sheets = {"案件": DEALS, "凡例": LEGEND, "リード": LEADS, "空": ()}


def write_workbook(path: Path, sheets: Sheets) -> Path:
    """Write one workbook and return its path."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
