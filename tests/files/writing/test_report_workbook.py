"""The report's workbook: formulas that come to the values stored beside them, native charts, text as text."""

import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from funneldesk.domain.reviews.reviews import Decision
from funneldesk.errors import UserError
from funneldesk.files.writing.report_workbook import write_report_workbook
from funneldesk.i18n import set_language
from funneldesk.operations.report import report_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.reported_company import TODAY, fill, hold_review

SHEETS = [
    "Summary", "Months", "Funnel", "What moved", "Contents", "Sources and ROI", "Promises", "Decisions",
    "How it is counted",
]  # fmt: skip


@pytest.fixture(scope="module")
def report():
    with in_memory_store("en") as store:
        fill(store)
        hold_review(store)
        yield report_of(store, TODAY)


@pytest.fixture(scope="module")
def path(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_report_workbook(report, path)
    assert [one.name for one in path.parent.iterdir()] == ["report.xlsx"]
    return path


@pytest.fixture(scope="module")
def formulas(path):
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def values(path):
    """The workbook as every viewer without a calculator reads it."""
    return openpyxl.load_workbook(path, data_only=True)


def computed(sheet, formula):
    """Compute a formula from the stored values of its sheet: + - * /, SUM and AVERAGE."""

    def of_range(found):
        left, top, right, bottom = range_boundaries(found[2])
        cells = [cell.value for row in sheet.iter_rows(top, bottom, left, right) for cell in row]
        numbers = [value for value in cells if isinstance(value, int | float)]
        total = sum(numbers)
        return repr(total if found[1] == "SUM" else total / len(numbers))

    text = re.sub(r"(SUM|AVERAGE)\(([A-Z]+\d+:[A-Z]+\d+)\)", of_range, formula.removeprefix("="))
    text = re.sub(r"[A-Z]+\d+", lambda found: repr(sheet[found[0]].value or 0), text)
    assert re.fullmatch(r"[-+*/().\de]+", text), formula
    return eval(text)  # noqa: S307 - digits and operators only


def test_every_formula_comes_to_the_value_beside_it(formulas, values):
    found = {}
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    stored = values[sheet.title][cell.coordinate].value
                    expected = pytest.approx(computed(values[sheet.title], cell.value), rel=1e-12, abs=1e-9)
                    assert stored == expected, (sheet.title, cell.coordinate, cell.value)
                    found[sheet.title] = found.get(sheet.title, 0) + 1
    assert {name: found.get(name, 0) > 3 for name in SHEETS[:7]} == dict.fromkeys(SHEETS[:7], True)


def test_every_part_has_its_sheet_and_charts_are_native(formulas):
    assert formulas.sheetnames == SHEETS
    charts = {sheet.title: len(sheet._charts) for sheet in formulas.worksheets}
    assert charts == {
        "Summary": 0, "Months": 1, "Funnel": 1, "What moved": 3, "Contents": 1, "Sources and ROI": 1, "Promises": 1,
        "Decisions": 0, "How it is counted": 0,
    }  # fmt: skip
    formats = {
        cell.number_format for sheet in formulas.worksheets for row in sheet.iter_rows() for cell in row
    }
    # Excel repairs a file whose formats have other signs than its own outside of quotes.
    assert [one for one in formats if not re.sub(r'"[^"]*"', "", one).isascii()] == []
    assert all(sheet.print_area and sheet.oddFooter.right.text == "&P / &N" for sheet in formulas.worksheets)


def test_figures_are_those_of_the_report(report, values):
    summary = {row[0].value: row for row in values["Summary"].iter_rows()}
    sal = next(step for step in report.rates if step.stage == "sal")
    assert summary["Acceptance rate"][1].value == pytest.approx(sal.rate)
    assert (summary["Acceptance rate"][2].value, summary["Acceptance rate"][3].value) == (sal.k, sal.n)
    first, second = report.overall
    assert summary["Deal rate"][1].value == pytest.approx(first.rate * second.rate)
    assert summary["Deal rate"][8].value == "Acceptance rate × Deal creation rate"
    sources = {row[0].value: row for row in values["Sources and ROI"].iter_rows()}
    total = report.campaigns.total
    assert sources["Total"][1].value == total.cost / 100
    assert sources["Total"][12].value == pytest.approx(total.roi)
    moved = [row[7].value for row in values["What moved"].iter_rows() if row[0].value == "SAL after"]
    assert moved == [pytest.approx(one.why.after) for one in report.movements if one.why.target == "sal"]
    decided = [[cell.value for cell in row] for row in values["Decisions"].iter_rows()]
    assert ["Call within a day", "Sato", "2026/11/05", "late", None] in decided
    expected = next(row for row in decided if row[0] == "More are accepted")
    assert expected[1:3] == [report.judged[0].measured.k, report.judged[0].measured.n]
    assert values["Contents"].max_row > len(report.contents.contents)


def test_what_people_wrote_stays_text(report, tmp_path):
    bad = '=HYPERLINK("http://x")'
    rows = [replace(report.campaigns.rows[0], value=bad), *report.campaigns.rows[1:]]
    written = replace(
        report, decisions=(Decision(1, 1, bad, "=1+1", None, None),), reviews=1,
        campaigns=replace(report.campaigns, rows=tuple(rows)),
    )  # fmt: skip
    write_report_workbook(written, tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [
        cell
        for name in ("Sources and ROI", "Decisions")
        for row in workbook[name].iter_rows()
        for cell in row
    ]
    found = [cell for cell in cells if cell.value in {bad, "=1+1"}]
    assert [(cell.data_type, cell.quotePrefix) for cell in found] == [("s", True)] * 3


def test_it_speaks_japanese_and_says_what_is_not_there(tmp_path):
    with in_memory_store("ja") as store:
        set_language("ja")
        write_report_workbook(report_of(store, TODAY), tmp_path / "空.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "空.xlsx")
    assert workbook.sheetnames == [
        "まとめ", "月別の件数", "ファネル", "動いた数字", "コンテンツ", "流入元とROI", "約束", "決めたこと", "数え方"
    ]  # fmt: skip
    said = [
        cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert "この月までの12か月にリードがありません。まずリストを取り込んでください。" in said
    assert "この月の振り返りは記録されていません。" in said
    assert not [cell for cell in said if isinstance(cell, str) and "None" in cell]


def test_a_file_that_cannot_be_written_is_said(report, tmp_path):
    with pytest.raises(UserError) as caught:
        write_report_workbook(report, tmp_path / "missing" / "a.xlsx")
    assert caught.value.code == "no_folder"
