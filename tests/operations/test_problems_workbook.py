"""The workbook of problem rows: what it shows, what it carries along, and when there is none."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from funneldesk.domain.lists.corrections import note_headings
from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.errors import UserError
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import import_list, imports, undo_import
from funneldesk.operations.problems_workbook import write_problems
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.operations.taking import plain
from tests.operations.test_correcting import LEADS, corrected, exported

__all__ = ["exported"]


def test_the_workbook_shows_what_is_wrong_where_it_is(
    exported: Callable[[Store], tuple[Path, Path]],
) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
    sheet = openpyxl.load_workbook(out).active
    headings = [cell.value for cell in sheet[1]]
    assert note_headings(headings) == tuple(headings[:2])
    assert headings[2:] == ["氏名", "会社名", "メールアドレス", "獲得日", "郵便番号"]
    assert [sheet.cell(line, 1).value for line in range(2, sheet.max_row + 1)] == [3, 4, 5, 6]
    bad = sheet.cell(2, headings.index("獲得日") + 1)
    assert bad.value == "2026-09-31"
    assert "2026-09-31" in bad.comment.text
    assert bad.fill.fill_type == "solid"
    assert sheet.cell(2, headings.index("氏名") + 1).fill.fill_type is None
    assert "獲得日" in sheet.cell(2, 2).value
    # What belongs to the whole row is said at its number.
    assert sheet.cell(3, 1).comment is not None
    code = sheet.cell(2, headings.index("郵便番号") + 1)
    assert (code.value, code.data_type, code.number_format) == ("0020002", "s", "@")


def test_cells_beyond_the_headings_are_shown_and_not_imported(tmp_path: Path) -> None:
    path, out = tmp_path / "wide.csv", tmp_path / "out.xlsx"
    # Wider than its headings only where nobody looks for the width of the list.
    many = "".join(f"人 {number},社 {number},u{number}@x.co.jp\n" for number in range(600))
    text = f"氏名,会社名,メールアドレス\n{many}高橋 翔太,東都, Inc.,a@x.co.jp\n"
    path.write_text(text, encoding="utf-8")
    with in_memory_store("ja") as store:
        write_problems(store, import_list(store, path).batch or 0, out)
        row = [cell.value for cell in openpyxl.load_workbook(out).active[2]]
        assert row[2:] == ["高橋 翔太", "東都", " Inc.", "a@x.co.jp"]
        fixed = corrected(out, {(602, "会社名"): "東都, Inc.", (602, "メールアドレス"): "a@x.co.jp"})
        result = import_list(store, fixed)
        assert (result.updated, result.problems) == (1, ())
        assert "a@x.co.jp" in facts_of(store).columns["email"].labels
        assert not any(name.startswith("x.") for name in imports(store)[0].fields)


@pytest.mark.parametrize("what", ["gone", "changed", "moved"])
def test_a_file_that_is_gone_or_changed_is_said(
    what: str, exported: Callable[[Store], tuple[Path, Path]], tmp_path: Path
) -> None:
    with in_memory_store("ja") as store:
        path, out = exported(store)
        out.unlink()
        elsewhere = tmp_path / "elsewhere.csv"
        if what == "changed":
            path.write_text(LEADS + "x,y,z@z.co.jp,,\n", encoding="utf-8")
        else:
            path.rename(elsewhere)
        with pytest.raises(UserError) as error:
            write_problems(store, 1, out)
        assert error.value.code == ("original_changed" if what == "changed" else "original_gone")
        assert not out.exists()
        if what == "moved":
            assert write_problems(store, 1, out, original=elsewhere).rows == 4


def test_a_list_without_problems_has_nothing_to_correct(tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_text("氏名,会社名\n高橋 翔太,東都\n合計,1\n", encoding="utf-8")
    with in_memory_store("ja") as store:
        batch = import_list(store, path, ImportPlan("leads", columns={"name": "氏名", "company": "会社名"}))
        with pytest.raises(UserError) as error:
            write_problems(store, batch.batch or 0, tmp_path / "out.xlsx")
        assert error.value.code == "nothing_to_correct"


def test_what_only_the_whole_list_could_tell_is_carried_along(tmp_path: Path) -> None:
    # Alone, 01/02/2026 could be either day, and nothing would say that the column has times.
    text = "氏名,会社名,獲得日,メールアドレス\nA,X社,25/12/2025 10:00,a@x.co.jp\nB,Y社,01/02/2026 00:00,b@@\n"
    path, out = tmp_path / "dates.csv", tmp_path / "out.xlsx"
    path.write_text(text, encoding="utf-8")
    with in_memory_store("ja") as store:
        batch = import_list(store, path).batch or 0
        before = plain(facts_of(store))
        write_problems(store, batch, out)
        result = import_list(store, corrected(out, {(3, "メールアドレス"): "b@y.co.jp"}))
        assert (result.updated, result.problems) == (1, ())
        acquired = facts_of(store).columns["acquired_at"]
        assert sorted(acquired.labels) == ["2025-12-25T01:00:00Z", "2026-01-31T15:00:00Z"]
        undo_import(store, result.batch or 0)
        assert plain(facts_of(store)) == before


def test_a_list_without_headings_is_read_back_by_its_letters(tmp_path: Path) -> None:
    path, out = tmp_path / "bare.csv", tmp_path / "out.xlsx"
    path.write_text("高橋 翔太,a@x.co.jp\n佐藤 花子,b@@\n", encoding="utf-8")
    plan = ImportPlan("leads", header_row=0, columns={"name": "A", "email": "B"})
    with in_memory_store("ja") as store:
        write_problems(store, import_list(store, path, plan).batch or 0, out)
        result = import_list(store, corrected(out, {(2, "B"): "b@x.co.jp"}))
        assert (result.updated, result.problems) == (1, ())
        assert facts_of(store).columns["email"].labels == ("a@x.co.jp", "b@x.co.jp")


def test_a_workbook_that_lost_what_it_corrects_is_not_taken_for_a_list(
    exported: Callable[[Store], tuple[Path, Path]], tmp_path: Path
) -> None:
    with in_memory_store("ja") as store:
        out = exported(store)[1]
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active]
        text = tmp_path / "直す.csv"
        with text.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        state = store.state
        with pytest.raises(UserError) as error:
            import_list(store, text)
        assert error.value.code == "correction_lost"
        assert "Row in the original (FunnelDesk)" in error.value.next_step
        assert store.state == state
        with text.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(row[2:] for row in rows)
        assert import_list(store, text).corrects is None


def test_the_unit_of_money_said_above_the_headings_is_carried_along(tmp_path: Path) -> None:
    path, out = tmp_path / "deals.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    for row in (
        ("案件一覧", None, None, "（単位：千円）"),
        ("案件ID", "会社名", "商談日", "金額"),
        ("D1", "東都", "2026-02-01", 500),
        ("D2", "北浜", "2026-02-31", 700),
    ):
        book.active.append(row)
    book.save(path)
    with in_memory_store("ja") as store:
        write_problems(store, import_list(store, path).batch or 0, out)
        before = sorted(facts_of(store).deals.amount.tolist())
        result = import_list(store, corrected(out, {(4, "商談日"): "2026-02-28"}))
        assert (result.updated, result.problems) == (1, ())
        assert sorted(facts_of(store).deals.amount.tolist()) == before == [50_000_000, 70_000_000]
