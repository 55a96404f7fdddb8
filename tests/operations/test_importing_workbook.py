"""A workbook of several lists: which sheets are taken, in what order, each by itself."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from funneldesk.errors import UserError
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import imports, undo_import
from funneldesk.operations.importing_folder import import_folder
from funneldesk.operations.importing_workbook import WorkbookResult, import_workbook, inspect_lists, plan_of
from funneldesk.operations.stores import in_memory_store
from tests.files.workbooks_made import COMPANY, DEALS, LEADS, LEGEND, write_workbook

DAY = date(2026, 7, 1)


def kinds(done: WorkbookResult) -> list[tuple[str | None, str]]:
    return [(one.sheet, one.result.kind if one.result else "") for one in done.lists]


def test_every_list_comes_in_people_before_their_deals(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        done = import_workbook(store, path, list_date=DAY)
        assert kinds(done) == [("リード", "leads"), ("案件", "deals")]
        assert [one.sheet for one in done.passed_over] == ["凡例", "空"]
        assert all(one.reason for one in done.passed_over)
        assert facts_of(store).count == 2
        undo_import(store, done.lists[1].result.batch)  # type: ignore[union-attr, arg-type]
        assert [(batch.sheet, batch.hidden) for batch in imports(store)] == [
            ("案件", True),
            ("リード", False),
        ]


def test_a_hidden_sheet_stays_out_and_is_named(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", {"名簿": LEADS, "案件": DEALS, "昔の案件": DEALS})
    book = load_workbook(path)
    book["昔の案件"].sheet_state = "hidden"
    book.save(path)
    with in_memory_store("ja") as store:
        done = import_workbook(store, path, list_date=DAY)
        assert [one.sheet for one in done.lists] == ["名簿", "案件"]
        assert [(one.sheet, "in Excel" in one.reason) for one in done.passed_over] == [("昔の案件", True)]
        plan = plan_of(store, path, sheet="昔の案件")
    assert (plan.sheet, plan.kind) == ("昔の案件", "deals")


def test_the_same_workbook_again_changes_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        import_workbook(store, path, list_date=DAY)
        again = import_workbook(store, path, list_date=DAY)
        assert all(one.result and one.result.again for one in again.lists)
        assert len(imports(store)) == 2


def test_a_dry_run_of_several_lists_leaves_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        done = import_workbook(store, path, dry_run=True)
        assert [one.result.created for one in done.lists if one.result] == [2, 1]
        assert imports(store) == ()


def test_a_list_that_cannot_be_taken_does_not_keep_the_others_out(tmp_path: Path) -> None:
    unclear = [
        [cell.replace("2026-06-01", "06/01/2026") if isinstance(cell, str) else cell for cell in row]
        for row in DEALS
    ]
    path = write_workbook(tmp_path / "会社.xlsx", {"案件": unclear, "リード": LEADS})
    with in_memory_store("ja") as store:
        done = import_workbook(store, path)
        assert [one.error and one.error.code for one in done.lists] == [None, "ambiguous_dates"]
        decided = import_workbook(store, path, dates="mdy")
        assert [one.error for one in decided.lists] == [None, None]

        assert kinds(decided) == [("リード", "leads"), ("案件", "deals")]


def test_a_workbook_with_one_list_is_that_list(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "リード.xlsx", {"凡例": LEGEND, "リード": LEADS})
    with in_memory_store("ja") as store:
        assert kinds(import_workbook(store, path)) == [("リード", "leads")]


def test_a_sheet_whose_kind_is_unclear_is_named_and_not_guessed(tmp_path: Path) -> None:
    # As much a list of leads as of activities.
    unclear = (("会社名", "氏名", "来訪日", "備考"), ("株式会社東都", "高橋 翔太", "2026-05-01", "受付"))
    path = write_workbook(tmp_path / "会社.xlsx", {"リード": LEADS, "控え": unclear})
    found = inspect_lists(path)
    unsure = [preview.sheet for preview in found.lists if not preview.kind_sure]
    with in_memory_store("ja") as store:
        done = import_workbook(store, path)
    assert [one.sheet for one in done.passed_over] == unsure


def test_a_file_without_any_list_says_so(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "空.xlsx", {"A": (), "B": ()})
    with in_memory_store("ja") as store, pytest.raises(UserError):
        import_workbook(store, path)


def test_what_somebody_says_of_one_list_counts(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    with in_memory_store("ja") as store:
        plan = plan_of(store, path, sheet="案件", dates="dmy")
    assert (plan.sheet, plan.kind, plan.dates) == ("案件", "deals", {})


def test_a_folder_brings_all_lists_of_its_workbooks(tmp_path: Path) -> None:
    write_workbook(tmp_path / "会社.xlsx", COMPANY)
    (tmp_path / "費用.csv").write_text("月,媒体,広告費\n2026-04,検索,1000\n", encoding="utf-8")
    with in_memory_store("ja") as store:
        done = import_folder(store, tmp_path)
    assert [one.result.kind for one in done if one.result] == ["leads", "deals", "costs"]


def test_numbers_of_companies_are_not_those_of_people(tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    contacts.write_text(
        "Record ID,Contact owner,First Name,Last Name\n101,Tina,Gary,Denson\n", encoding="utf-8"
    )
    companies = tmp_path / "companies.csv"
    companies.write_text("Record ID,Company owner,Company name\n101,Tina,Chargepal\n", encoding="utf-8")
    with in_memory_store("en") as store:
        for path in (contacts, companies):
            import_workbook(store, path)
        assert facts_of(store).count == 2


def test_a_list_of_companies_makes_one_unnamed_contact_of_each(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("会社名,業種\n株式会社東都,製造業\n㈱東都,製造業\n青葉商事,卸売業\n", encoding="utf-8")
    with in_memory_store("ja") as store:
        import_workbook(store, path)
        assert facts_of(store).count == 2
