"""The workbook of problem rows: written as the original has them, corrected, imported again in their place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from funneldesk.domain.lists.corrections import note_headings
from funneldesk.errors import UserError
from funneldesk.operations import correcting
from funneldesk.operations.checking import check
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import (
    correction_words,
    import_list,
    imports,
    inspect_file,
    redo_import,
    undo_import,
)
from funneldesk.operations.problems_workbook import write_problems, write_problems_of
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.operations.taking import figures, take

LEADS = """氏名,会社名,メールアドレス,獲得日,郵便番号
高橋 翔太,㈱東都製作所,takahashi@toto.co.jp,2026-09-14,0010001
佐々木 美咲,北浜メディカル株式会社,sasaki@kitahama.co.jp,2026-09-31,0020002
,,,2026-09-16,0030003
山田 花子,,yamada@@,2026-09-17,0040004
山田 花子,,,2026/09/32,0050005
"""
#: Nobody gives these an id: what they say is all they are known by.
CALLS = """メールアドレス,日時,行動,コンテンツ,結果,備考
a@x.co.jp,2026-02-01,閲覧,料金,,1
a@x.co.jp,2026-02-30,閲覧,料金,,2
a@x.co.jp,2026-02-01,閲覧,料金,,3
a@x.co.jp,2026-02-30,閲覧,料金,,4
"""
DEALS = """会社名,案件名,商談日,結果,金額
東都製作所,A案件,2026-02-01,商談中,100
東都製作所,B案件,2026-02-31,失注,いくらか
北浜,C案件,2026-03-01,受注,300
"""
COSTS = """月,流入元,費用
2026-01,SEO,1000
2026-02,SEO,たくさん
2026-13,広告,500
"""


def written(folder: Path, name: str, text: str, right: dict[str, str]) -> tuple[Path, Path]:
    """Write a list and the same list as it would be right; return both."""
    paths = []
    for place, words in (("wrong", {}), ("right", right)):
        content = text
        for old, new in words.items():
            assert old in content
            content = content.replace(old, new)
        (folder / place).mkdir(exist_ok=True)
        path = folder / place / name
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1]


def corrected(path: Path, cells: dict[tuple[int, str], Any]) -> Path:
    """Correct cells of a problem workbook, by the row in the original and the heading; save it as Excel would."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    headings = [cell.value for cell in sheet[1]]
    lines = {sheet.cell(line, 1).value: line for line in range(2, sheet.max_row + 1)}
    for (row, heading), value in cells.items():
        sheet.cell(lines[row], headings.index(heading) + 1).value = value
    book.save(path)
    return path


CASES: list[Any] = [
    pytest.param(
        "leads.csv",
        LEADS,
        {
            "2026-09-31": "2026-09-30",
            ",,,2026-09-16": "鈴木 一,鈴木商店,,2026-09-16",
            "yamada@@": "yamada@x.co.jp",
            "2026/09/32": "2026/09/20",
        },
        {
            (3, "獲得日"): "2026-09-30",
            (4, "氏名"): "鈴木 一",
            (4, "会社名"): "鈴木商店",
            (5, "メールアドレス"): "yamada@x.co.jp",
            (6, "獲得日"): "2026/09/20",
        },
        (1, 3, 0),
        id="leads without ids, two of them without any key",
    ),
    pytest.param(
        "calls.csv",
        CALLS,
        {",2026-02-30,閲覧,料金,,2": ",2026-02-01,閲覧,料金,,2", ",2026-02-30,閲覧,料金,,4": ",2026-02-03,閲覧,料金,,4"},
        {(3, "日時"): "2026-02-01", (5, "日時"): "2026-02-03"},
        (0, 2, 0),
        id="activities alike",
    ),
    pytest.param(
        "deals.csv",
        DEALS,
        {"2026-02-31,失注,いくらか": "2026-02-28,失注,200"},
        {(3, "商談日"): "2026-02-28", (3, "金額"): 200},
        (0, 1, 0),
        id="deals of companies without ids",
    ),
    pytest.param(
        "costs.csv",
        COSTS,
        {"たくさん": "2000", "2026-13": "2026-03"},
        {(3, "費用"): 2000, (4, "月"): "2026-03"},
        (1, 1, 0),
        id="costs, one of them rejected first",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "right", "cells", "counts"), CASES)
def test_a_corrected_list_is_as_if_it_had_been_right_at_once(
    name: str, text: str, right: dict[str, str], cells: dict[tuple[int, str], Any], counts: tuple[int, ...], tmp_path: Path
) -> None:  # fmt: skip
    wrong_file, right_file = written(tmp_path, name, text, right)
    shutil.copystat(wrong_file, right_file)
    out = tmp_path / "直す.xlsx"
    with in_memory_store("ja") as store, in_memory_store("ja") as other:
        before = figures(store)
        first = import_list(store, wrong_file)
        with_problems = figures(store)
        write_problems(store, first.batch or 0, out)
        result = import_list(store, corrected(out, cells))
        assert (result.created, result.updated, result.unchanged) == counts
        assert result.rejected == 0, result.problems
        assert result.corrects == first.batch
        import_list(other, right_file)
        assert figures(store) == figures(other)
        assert check(store) == ()
        # Taken back, the list is as wrong as it was; brought in again, as right.
        undo_import(store, result.batch or 0)
        assert figures(store) == with_problems
        redo_import(store, result.batch or 0)
        assert figures(store) == figures(other)
        undo_import(store, result.batch or 0)
        undo_import(store, first.batch or 0)
        assert figures(store) == before
        assert check(store) == ()


@pytest.fixture
def exported(tmp_path: Path) -> Callable[[Store], tuple[Path, Path]]:
    """Import the leads and return their file and the workbook of their problem rows."""

    def export(store: Store) -> tuple[Path, Path]:
        path, out = tmp_path / "leads.csv", tmp_path / "直す.xlsx"
        path.write_text(LEADS, encoding="utf-8")
        write_problems(store, import_list(store, path).batch or 0, out)
        return path, out

    return export


def test_an_uncorrected_workbook_changes_nothing_and_a_second_import_of_it_neither(
    exported: Callable[[Store], tuple[Path, Path]],
) -> None:
    with in_memory_store("ja") as store:
        _path, out = exported(store)
        before, state = figures(store), store.state
        result = import_list(store, out)
        assert (result.created, result.updated, result.unchanged, result.rejected) == (0, 0, 3, 1)
        assert (store.state, figures(store)) == (state, before)
        corrected(out, {(3, "獲得日"): "2026-09-30"})
        assert import_list(store, out).updated == 1
        after = figures(store)
        again = import_list(store, out)
        assert (again.created, again.updated, again.again) == (0, 0, True)
        assert figures(store) == after


def test_the_original_is_not_taken_again_while_its_correction_counts(
    exported: Callable[[Store], tuple[Path, Path]],
) -> None:
    with in_memory_store("ja") as store:
        path, out = exported(store)
        fixed = import_list(store, corrected(out, {(3, "獲得日"): "2026-09-30"}))
        after = figures(store)
        assert import_list(store, path).again
        assert figures(store) == after
        original = fixed.corrects or 0
        for change in (undo_import, redo_import):
            with pytest.raises(UserError) as error:
                change(store, original)
            assert error.value.code == "replaced"


def test_corrections_can_go_several_rounds(
    exported: Callable[[Store], tuple[Path, Path]], tmp_path: Path
) -> None:
    with in_memory_store("ja") as store:
        _path, out = exported(store)
        half = import_list(store, corrected(out, {(3, "獲得日"): "2026-09-30"}))
        assert {problem.row for problem in half.problems} == {3, 4, 5}
        second = tmp_path / "もう一度.xlsx"
        write_problems(store, half.batch or 0, second)
        numbers = [row[0].value for row in openpyxl.load_workbook(second).active.iter_rows(min_row=2)]
        assert numbers == [4, 5, 6]  # still those of the first list
        result = import_list(store, corrected(second, {(5, "メールアドレス"): "yamada@x.co.jp"}))
        assert (result.created, result.updated, result.corrects) == (0, 1, half.batch)
        emails = facts_of(store).columns["email"].labels
        assert "yamada@x.co.jp" in emails
        assert len([batch for batch in imports(store) if not batch.hidden]) == 1
        assert check(store) == ()


def test_other_lists_keep_what_they_said_later(
    exported: Callable[[Store], tuple[Path, Path]],
) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        newer = {"email": "sasaki@kitahama.co.jp", "name": "佐々木 美咲", "x.郵便番号": "9999999"}
        take(store, "leads", [newer], list_date="2099-01-01")
        import_list(store, corrected(out, {(3, "獲得日"): "2026-09-30", (3, "郵便番号"): "0020003"}))
        codes = facts_of(store).columns["x.郵便番号"]
        assert "9999999" in [codes.labels[code] for code in codes.codes]
        assert "0020003" not in [codes.labels[code] for code in codes.codes]


def test_a_workbook_from_a_dry_run_comes_in_before_or_after_its_list(tmp_path: Path) -> None:
    path, out = tmp_path / "leads.csv", tmp_path / "out.xlsx"
    path.write_text(LEADS, encoding="utf-8")
    with in_memory_store("ja") as store:
        dry = import_list(store, path, dry_run=True)
        write_problems_of(path, dry.problems, out, plan=None)
        corrected(out, {(3, "獲得日"): "2026-09-30"})
        preview = inspect_file(out, store=store)
        assert preview.fingerprint == inspect_file(path, store=store).fingerprint
        assert note_headings(preview.headings) == preview.plan.ignored
        alone = import_list(store, out)
        assert (alone.created, alone.corrects, alone.alone) == (3, None, True)
        assert "a list of their own" in correction_words(alone)
        assert not any("FunnelDesk" in name for name in imports(store)[0].fields)
        undo_import(store, alone.batch or 0)
        first = import_list(store, path)
        done = import_list(store, out)
        assert (done.corrects, done.alone) == (first.batch, False)
        assert "take the place" in correction_words(done)
        assert correction_words(first) == ""


def test_rows_deleted_copied_and_added_in_the_workbook(
    exported: Callable[[Store], tuple[Path, Path]],
) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        book = openpyxl.load_workbook(out)
        sheet = book.active
        sheet.delete_rows(4, 2)  # the two 山田 stay as they were
        sheet.delete_rows(3)
        sheet.append([3, None, "写し 太郎", "写し社", "utsushi@x.co.jp", "2026-09-01", ""])
        sheet.append([None, None, "足し 花子", "足し社", "tashi@x.co.jp", "2026-09-02", ""])
        book.save(out)
        result = import_list(store, out)
        assert (result.created, result.updated, result.unchanged) == (2, 0, 1)
        names = facts_of(store).columns["name"]
        held = [names.labels[code] for code in names.codes]
        assert sorted(held) == sorted(
            ["高橋 翔太", "佐々木 美咲", "山田 花子", "山田 花子", "写し 太郎", "足し 花子"]
        )


def test_a_row_made_empty_stays_as_it_was(exported: Callable[[Store], tuple[Path, Path]]) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        before = figures(store)
        empty = {(3, name): None for name in ("氏名", "会社名", "メールアドレス")}
        result = import_list(store, corrected(out, empty))
        assert (result.created, result.updated) == (0, 0)
        assert {problem.row for problem in result.problems if not problem.column} == {2, 3}
        assert figures(store) == before


def test_columns_removed_and_added_in_the_workbook(exported: Callable[[Store], tuple[Path, Path]]) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        corrected(out, {(3, "獲得日"): "2026-09-30"})
        book = openpyxl.load_workbook(out)
        sheet = book.active
        sheet.delete_cols([cell.value for cell in sheet[1]].index("会社名") + 1)
        sheet.cell(1, sheet.max_column + 1).value = "備考メモ"
        sheet.cell(2, sheet.max_column).value = "電話で確認"
        book.save(out)
        result = import_list(store, out)
        assert (result.created, result.updated) == (0, 1)
        columns = facts_of(store).columns
        assert "北浜メディカル株式会社" in columns["company"].labels
        assert "2026-09-30" in columns["acquired_at"].labels
        assert any("電話で確認" in columns[name].labels for name in columns)
        assert check(store) == ()


def test_people_named_by_an_id_of_unknown_origin_stay_together(tmp_path: Path) -> None:
    path, out = tmp_path / "calls.csv", tmp_path / "out.xlsx"
    path.write_text("リードID,日時,行動,メモ\n7,2026-02-01,閲覧,a\n7,2026-02-31,閲覧,b\n", encoding="utf-8")
    with in_memory_store("ja") as store:
        take(store, "leads", [{"external_id": "7", "email": "a@x.co.jp"}])
        batch = import_list(store, path).batch or 0
        write_problems(store, batch, out)
        book = openpyxl.load_workbook(corrected(out, {(3, "日時"): "2026-02-03"}))
        book.active.delete_cols([cell.value for cell in book.active[1]].index("メモ") + 1)
        book.save(out)
        assert import_list(store, out).updated == 1
        facts = facts_of(store)
        assert (facts.count, facts.events.lead.tolist()) == (1, [0, 0])


def test_long_lists_are_corrected_part_by_part(
    exported: Callable[[Store], tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correcting, "_AT_ONCE", 2)
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        assert import_list(store, corrected(out, {(3, "獲得日"): "2026-09-30"})).updated == 1
        assert facts_of(store).count == 4
        assert check(store) == ()
