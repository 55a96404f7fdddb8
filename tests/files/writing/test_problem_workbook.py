"""Cells of the workbook of problem rows: typed as in the original, coloured and explained where they are wrong."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from funneldesk.domain.lists.cells import Cell
from funneldesk.domain.lists.corrections import is_note_heading
from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.files.writing import problem_workbook
from funneldesk.files.writing.problem_workbook import ProblemRow, note_words, write_problem_workbook
from funneldesk.i18n import set_language

PLAN = ImportPlan("leads")
HALF_PAST = datetime.fromisoformat("2026-04-01T09:30")
MIDNIGHT = datetime.fromisoformat("2026-04-01")


def written(path: Path, headings: list[str], rows: list[ProblemRow]) -> Any:
    write_problem_workbook(path, headings, rows, PLAN)
    return openpyxl.load_workbook(path).active


@pytest.mark.parametrize(
    ("value", "shown", "form"),
    [
        ("0312345678", "0312345678", "@"),
        ("=1+1", "=1+1", "@"),
        ("#N/A", "#N/A", "@"),
        ("a\x00b", "ab", "@"),
        (12, 12, "General"),
        (1.5, 1.5, "General"),
        (True, True, "General"),
        (HALF_PAST, HALF_PAST, "yyyy-mm-dd hh:mm:ss"),
        (MIDNIGHT, MIDNIGHT, "yyyy-mm-dd"),
        (date(2026, 4, 1), MIDNIGHT, "yyyy-mm-dd"),
    ],
)
def test_a_cell_is_what_it_was(value: Cell, shown: object, form: str, tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ["X"], [ProblemRow(7, [value], {"X": ["wrong"]})])
    cell = sheet.cell(2, 3)
    assert (cell.value, cell.number_format) == (shown, form)
    assert cell.data_type == {str: "s", bool: "b", int: "n", float: "n"}.get(type(shown), "d")
    assert cell.comment.text == "wrong"


def test_a_missing_cell_at_the_end_of_a_short_row_is_coloured_too(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ["X", "Y"], [ProblemRow(7, ["x"], {"Y": ["empty", "odd"]})])
    assert sheet.cell(2, 4).comment.text == "empty\nodd"
    assert sheet.cell(2, 2).value == "Y: empty\nY: odd"
    assert sheet.cell(2, 1).comment is None


def test_what_is_wrong_with_a_row_stands_at_its_number(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ["X"], [ProblemRow(7, ["x"], {"": ["about nobody"]})])
    assert (sheet.cell(2, 1).value, sheet.cell(2, 1).comment.text) == (7, "about nobody")
    assert sheet.cell(2, 2).value == "about nobody"


def test_beyond_some_thousand_comments_the_words_beside_the_row_have_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_workbook, "_COMMENTS", 2)
    rows = [ProblemRow(number, ["x"], {"X": [f"wrong {number}"]}) for number in range(2, 6)]
    sheet = written(tmp_path / "a.xlsx", ["X"], rows)
    assert [sheet.cell(line, 3).comment is not None for line in range(2, 6)] == [True, True, False, False]
    assert all(sheet.cell(line, 3).fill.fill_type == "solid" for line in range(2, 6))
    assert sheet.cell(5, 2).value == "X: wrong 5"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_our_own_columns_are_known_in_every_language(language: str, tmp_path: Path) -> None:
    set_language(language)
    rows = [ProblemRow(7, ["x", "beyond", "and more"], {"X": ["wrong"]})]
    sheet = written(tmp_path / "a.xlsx", ["X"], rows)
    headings = [cell.value for cell in sheet[1]]
    assert [is_note_heading(heading) for heading in headings] == [True, True, False, True, True]
    assert len(set(headings)) == 5
    assert headings[0] == note_words()[0]
    assert sheet.cell(1, 1).comment is not None


def test_a_company_named_like_us_is_no_note() -> None:
    assert not is_note_heading("FunnelDesk")
    assert not is_note_heading("FunnelDesk ID")
    assert is_note_heading("元の行（FunnelDesk）")
