"""The book goes out as a workbook and comes back: unchanged it is the same, edited it is that edit or a problem."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.book_carried import SHEET
from funneldesk.domain.book.book_diff import differences
from funneldesk.domain.book.book_found import book_in_grids
from funneldesk.domain.book.book_json import book_sha256
from funneldesk.domain.book.starter import starter_book
from funneldesk.errors import UserError
from funneldesk.files.formats.calamine_books import CalamineBook
from funneldesk.files.formats.workbooks import WorkbookSource
from funneldesk.files.reading.book_workbook import read_grids
from funneldesk.files.writing.book_workbook import write_book
from tests.domain.books import books

SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def write(book, path):
    version = BookVersion(0, book, book_sha256(book), "2026-06-01T00:00:00Z", 0)
    write_book(path, version, (version,), None, 739_000)
    return path


def grids_here(path):
    """Read a workbook as the child does, in this process: a child for each of hundreds would take minutes."""
    source = WorkbookSource(path, CalamineBook(path, "ooxml"))
    found = {}
    for sheet in source.sheets:
        source.choose(sheet)
        rows = [list(row) for row in source.rows()]
        found[sheet] = [[None] * source.first_column + row if row else [] for row in rows]
    return found


def read(path):
    _carried, book, problems = book_in_grids(path.name, read_grids(path))
    return book, problems


@pytest.fixture(params=["ja", "en"])
def starter(request, tmp_path):
    """Return the starter book and its workbook."""
    book = starter_book(request.param)
    return book, write(book, tmp_path / "book.xlsx")


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(books())
def test_any_book_comes_back_unchanged(tmp_path, book):
    _carried, again, problems = book_in_grids("b", grids_here(write(book, tmp_path / "any.xlsx")))
    assert problems == ()
    assert again == book


def test_the_starter_book_comes_back_through_the_reader_child(starter):
    book, path = starter
    assert read(path) == (book, ())


def cells_to_edit(workbook):
    """Return the open cells of the tables, as (sheet, cell)."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    ]


TYPED = st.sampled_from(
    [
        "x",
        "",
        "７",
        12,
        0.4,
        "-3",
        "よくわからない文。",
        "○",
        "業種が「小売」である。",
        "The industry is “x”.",
        "35%",
        2.5,
    ]
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Return the starter books, each open as a workbook; whoever edits a cell puts it back."""
    folder, found = tmp_path_factory.mktemp("opened"), {}
    for language in ("ja", "en"):
        book = starter_book(language)
        workbook = openpyxl.load_workbook(write(book, folder / f"{language}.xlsx"))
        found[language] = (book, workbook, cells_to_edit(workbook))
    return found


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(st.sampled_from(["ja", "en"]), st.integers(0, 10_000), TYPED)
def test_one_edited_cell_is_one_edit_or_a_problem(tmp_path, opened, language, place, typed):
    book, workbook, cells = opened[language]
    sheet, cell = cells[place % len(cells)]
    before = workbook[sheet][cell].value
    workbook[sheet][cell] = typed
    edited = tmp_path / "edited.xlsx"
    workbook.save(edited)
    workbook[sheet][cell] = before
    _carried, again, problems = book_in_grids("b", grids_here(edited))
    found = differences(book, again)
    if problems:
        assert not found, "what cannot be understood changes nothing"
        assert {problem.sheet for problem in problems} == {sheet}
        row = "".join(filter(str.isdigit, cell))
        assert all(problem.cell.endswith(row) for problem in problems)
    elif str(before or "") == str(typed):
        assert again == book
    else:
        # "x" says no as an empty cell does; numbers may be written in several ways.
        assert again != book or {before or "", typed} <= NO or as_number(before) == as_number(typed)
        assert len({d.part for d in found}) <= 2


NO = {"", "x"}


def as_number(value):
    text = str(value or 0)
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def change(path, edit):
    workbook = openpyxl.load_workbook(path)
    edit(workbook)
    workbook.save(path)


def table_of(workbook, name):
    """Return the sheet of a table, the row of its headings and the column of its ids."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == f"fd:{name}":
                    return sheet, cell.row, cell.column
    raise KeyError(name)


def test_a_new_line_gets_an_id_a_cleared_one_goes_and_a_moved_one_keeps_its_own(starter):
    book, path = starter

    def edit(workbook):
        sheet, head, ids = table_of(workbook, "terms")
        first, second = ([sheet.cell(head + n, column).value for column in range(1, ids + 1)] for n in (1, 2))
        for column, (one, two) in enumerate(zip(first, second, strict=True), start=1):
            sheet.cell(head + 1, column).value = two
            sheet.cell(head + 2, column).value = one
        for column in range(1, ids):
            sheet.cell(head + 3, column).value = None
        sheet.cell(head + len(book.terms) + 1, 1).value = "Churn"
        sheet.cell(head + len(book.terms) + 1, 4).value = sheet.cell(head + 1, 4).value

    change(path, edit)
    again, problems = read(path)
    assert problems == ()
    old = [term.id for term in book.terms]
    assert [t.id for t in again.terms] == [old[1], old[0], *old[3:], "terms-1"]
    assert again.terms[-1].name == "Churn"
    assert again.terms[0] == book.terms[1]


def test_a_sentence_typed_anew_is_the_new_condition(tmp_path):
    book = starter_book("ja")
    path = write(book, tmp_path / "b.xlsx")

    def edit(workbook):
        sheet, head, _ids = table_of(workbook, "criteria")
        sheet.cell(head + 1, 2).value = "従業員数が１００以上であり、かつ業種が「小売」である。"

    change(path, edit)
    again, problems = read(path)
    assert problems == ()
    assert len(differences(book, again)) == 1
    assert again.criteria[0].when.parts[0].values == ("100",)


def test_ids_that_are_unknown_or_stand_twice_are_named(starter):
    book, path = starter

    def edit(workbook):
        sheet, head, ids = table_of(workbook, "reasons")
        sheet.cell(head + 1, ids).value = "nobody"
        sheet.cell(head + 3, ids).value = sheet.cell(head + 2, ids).value

    change(path, edit)
    again, problems = read(path)
    assert [p.code for p in problems] == ["unknown_id", "repeated_id"]
    assert all(p.cell for p in problems)
    assert again.reasons == book.reasons


def test_a_renamed_heading_and_a_deleted_sheet_are_named(starter):
    _book, path = starter
    named = {}

    def edit(workbook):
        sheet, head, _ids = table_of(workbook, "terms")
        sheet.cell(head, 2).value = "???"
        named["terms"] = sheet.title
        named["scope"] = table_of(workbook, "scope")[0].title
        del workbook[named["scope"]]

    change(path, edit)
    _again, problems = read(path)
    assert [(p.sheet, p.code) for p in problems] == [
        (named["terms"], "heading"),
        (named["scope"], "missing_table"),
    ]


def test_a_renamed_sheet_and_a_sorted_workbook_do_not_matter(starter):
    book, path = starter

    def edit(workbook):
        workbook[table_of(workbook, "terms")[0].title].title = "abc"
        workbook.move_sheet("abc", 3)

    change(path, edit)
    assert read(path) == (book, ())


@pytest.mark.parametrize("damage", ["gone", "changed", "shortened"])
def test_without_its_hidden_copy_a_workbook_is_refused(starter, damage):
    _book, path = starter

    def edit(workbook):
        sheet = workbook[SHEET]
        if damage == "gone":
            del workbook[SHEET]
        elif damage == "changed":
            sheet["A3"] = "sha256 " + "0" * 64
        else:
            sheet["A4"] = sheet["A4"].value[:-9]

    change(path, edit)
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.code in {"not_a_book", "book_copy_damaged"}
    assert caught.value.next_step


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_saved_by_libreoffice_it_is_still_the_same(starter, tmp_path):
    book, path = starter
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert read(out / Path(path).name) == (book, ())


def test_it_is_protected_but_open_where_people_write(starter):
    _book, path = starter
    workbook = openpyxl.load_workbook(path)
    sheet, head, ids = table_of(workbook, "signals")
    letter = openpyxl.utils.get_column_letter(ids)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.column_dimensions[letter].hidden
    assert sheet.cell(head + 1, ids).protection.locked
    assert not sheet.cell(head + 1, 2).protection.locked
    assert sheet.cell(head, 3).comment.text
    assert sheet.data_validations.dataValidation


def test_a_new_scenario_takes_its_new_steps(starter):
    book, path = starter

    def edit(workbook):
        sheet, head, _ids = table_of(workbook, "scenarios")
        sheet.cell(head + len(book.scenarios) + 1, 1).value = "Webinar"
        sheet, head, _ids = table_of(workbook, "steps")
        row = head + sum(len(scenario.steps) for scenario in book.scenarios) + 1
        for column, value in enumerate(("Webinar", "Send the recording", None, "３日"), start=1):
            sheet.cell(row, column).value = value

    change(path, edit)
    again, problems = read(path)
    assert problems == ()
    (step,) = again.scenarios[-1].steps
    assert (again.scenarios[-1].name, step.text, step.after_days) == ("Webinar", "Send the recording", 3)
    assert again.scenarios[:-1] == book.scenarios
