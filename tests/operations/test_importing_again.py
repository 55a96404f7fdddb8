"""The same rows in another file: only what is new changes anything, and the counts say so."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.importing import ImportResult, import_list, imports
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import figures

LISTS: dict[str, list[list[str]]] = {
    "リード.csv": [
        ["氏名", "会社名", "メールアドレス", "獲得日", "役職", "メモ"],
        ["高橋 翔太", "㈱東都製作所", "takahashi@toto.co.jp", "2026-09-14", "部長", "a"],
        ["佐々木 美咲", "北浜メディカル", "", "2026-09-15", "課長", "b"],
        ["名前 だけ", "", "", "2026-09-16", "", "c"],
        ["名前 だけ", "", "", "2026-09-17", "", "d"],
    ],
    "行動履歴.csv": [
        ["メールアドレス", "日時", "行動", "コンテンツ"],
        ["takahashi@toto.co.jp", "2026-09-14", "ダウンロード", "導入ガイド"],
        ["takahashi@toto.co.jp", "2026-09-14", "ダウンロード", "導入ガイド"],
        ["sato@nankai.co.jp", "2026-09-20", "セミナー参加", "原価管理セミナー"],
    ],
    "案件.csv": [
        ["会社名", "案件名", "商談日", "結果", "金額"],
        ["東都製作所", "A案件", "2026-09-20", "商談中", "1000000"],
        ["東都製作所", "A案件", "2026-09-20", "商談中", "1000000"],
        ["北浜メディカル", "B案件", "2026-09-22", "受注", "2000000"],
    ],
    "引き渡し.csv": [
        ["メールアドレス", "引き渡し日", "判断", "判断日", "コメント"],
        ["takahashi@toto.co.jp", "2026-09-21", "受け入れる", "2026-09-22", "至急"],
        ["sato@nankai.co.jp", "2026-09-21", "見送る", "2026-09-23", ""],
    ],
    "費用.csv": [["月", "流入元", "費用"], ["2026-09", "SEO", "100000"], ["2026-09", "広告", "50000"]],
}
ONE_MORE = {
    "リード.csv": ["鈴木 一郎", "鈴木商事", "suzuki@suzuki.co.jp", "2026-09-30", "", "e"],
    "行動履歴.csv": ["takahashi@toto.co.jp", "2026-09-14", "ダウンロード", "導入ガイド"],
    "案件.csv": ["東都製作所", "A案件", "2026-09-20", "商談中", "1000000"],
    "引き渡し.csv": ["suzuki@suzuki.co.jp", "2026-09-25", "受け入れる", "2026-09-26", ""],
    "費用.csv": ["2026-10", "SEO", "120000"],
}


def as_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def as_cp932(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="cp932", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def as_workbook(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = path.with_suffix(".xlsx")
    book.save(path)
    return path


def counts(result: ImportResult) -> tuple[int, int, int]:
    assert result.rejected == result.skipped == 0, result.problems
    return result.created, result.updated, result.unchanged


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("save", [as_cp932, as_workbook])
def test_a_list_saved_in_another_form_changes_nothing(
    name: str, save: Callable[[Path, list[list[str]]], Path], tmp_path: Path
) -> None:
    (tmp_path / "again").mkdir()
    rows = LISTS[name]
    with in_memory_store("ja") as store:
        assert counts(import_list(store, as_csv(tmp_path / name, rows))) == (len(rows) - 1, 0, 0)
        before = figures(store)
        again = import_list(store, save(tmp_path / "again" / name, rows))
        assert counts(again) == (0, 0, len(rows) - 1)
        assert figures(store) == before
        assert check(store) == ()


@pytest.mark.parametrize("name", LISTS)
def test_an_export_with_one_row_more_brings_that_row(name: str, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    rows = LISTS[name]
    with in_memory_store("ja") as store, in_memory_store("ja") as other:
        import_list(store, as_csv(tmp_path / name, rows))
        whole = as_csv(tmp_path / "again" / name, [*rows, ONE_MORE[name]])
        again = import_list(store, whole)
        assert counts(again) == (1, 0, len(rows) - 1)
        import_list(other, whole)
        assert figures(store) == figures(other)


@pytest.mark.parametrize("name", LISTS)
def test_the_very_same_file_changes_nothing_and_says_so(name: str, tmp_path: Path) -> None:
    with in_memory_store("ja") as store:
        path = as_csv(tmp_path / name, LISTS[name])
        import_list(store, path)
        state, lists = store.state, imports(store)
        again = import_list(store, path)
        assert again.again
        assert counts(again) == (0, 0, len(LISTS[name]) - 1)
        assert (store.state, imports(store)) == (state, lists)
