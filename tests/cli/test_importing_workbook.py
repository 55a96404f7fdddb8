"""`import` on workbooks of several sheets, and dates a column cannot decide."""

from pathlib import Path

import pytest

from tests.cli.lists import write
from tests.cli.running import CommandLine
from tests.files.workbooks_made import COMPANY, LEADS, LEGEND, write_workbook

COUNTS = ("created", "updated", "unchanged", "skipped", "rejected")


def test_all_sheets_with_lists_come_in_one_go(line: CommandLine, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    told = line.json("import", path, "--list-date", "2026-07-01")
    assert [(one["sheet"], one["kind"], one["batch"]) for one in told["lists"]] == [
        ("リード", "leads", 1),
        ("案件", "deals", 2),
    ]
    assert (told["batch"], told["kind"], told["rows"]) == (1, "leads", 3)
    assert told["rows"] == sum(told[name] for name in COUNTS)
    assert [one["sheet"] for one in told["passed_over"]] == ["凡例", "空"]
    text = line.run("import", path, "--list-date", "2026-07-01").out
    assert "案件" in text
    assert "凡例" in text


def test_a_file_of_one_list_says_what_it_always_said(line: CommandLine, tmp_path: Path) -> None:
    one = line.json("import", write_workbook(tmp_path / "a.xlsx", {"リード": LEADS}), "--dry-run")
    assert "lists" not in one
    with_legend = write_workbook(tmp_path / "b.xlsx", {"リード": LEADS, "凡例": LEGEND})
    told = line.json("import", with_legend, "--dry-run")
    assert "lists" not in told
    assert told["created"] == 2
    assert [entry["sheet"] for entry in told["passed_over"]] == ["凡例"]


def test_what_columns_became_is_said_with_how_sure_it_is(line: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "メールアドレス,ご担当の部署,好きな色\na@toto.co.jp,営業部,青\n")
    told = {one["heading"]: (one["field"], one["confidence"]) for one in line.json("import", path)["columns"]}
    assert told == {
        "メールアドレス": ("email", "certain"), "ご担当の部署": ("department", "unsure"), "好きな色": (None, "none")
    }  # fmt: skip
    assert "ご担当の部署 → Department" in line.run("import", path).out


def test_one_sheet_can_be_named(line: CommandLine, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "会社.xlsx", COMPANY)
    assert line.json("import", path, "--sheet", "案件", "--dry-run")["kind"] == "deals"


@pytest.fixture
def unclear(tmp_path: Path) -> Path:
    """Return a list whose dates could be read either way."""
    return write(
        tmp_path, "leads.csv", "email,created date\na@toto.co.jp,03/04/2026\nb@toto.co.jp,05/06/2026\n"
    )


@pytest.mark.parametrize(
    ("order", "months"), [("dmy", ["2026-04", "2026-06"]), ("mdy", ["2026-03", "2026-05"])]
)
def test_dates_that_can_be_read_two_ways_are_refused_with_the_flag(
    line: CommandLine, unclear: Path, order: str, months: list[str]
) -> None:
    ran = line.run("import", unclear, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "ambiguous_dates")
    assert f"--dates {order}" in ran.json["error"]["next"]
    assert not line.store.exists()
    line.json("import", unclear, "--dates", order)
    groups = line.json("funnel", "--by", "month", "--as-of", "2026-12-31")["groups"]
    assert [group["value"] for group in groups] == months


def test_the_flag_does_not_touch_what_a_column_decides(line: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "email,created date\na@toto.co.jp,03/14/2026\nb@toto.co.jp,05/06/2026\n")
    line.json("import", path, "--dates", "dmy")
    groups = line.json("funnel", "--by", "month", "--as-of", "2026-12-31")["groups"]
    assert [group["value"] for group in groups] == ["2026-03", "2026-05"]


def test_the_flag_goes_with_a_mapping_file_and_a_folder(
    line: CommandLine, unclear: Path, tmp_path: Path
) -> None:
    mapping = write(
        tmp_path, "map.toml", 'kind = "leads"\n[columns]\nemail = "email"\nacquired_at = "created date"\n'
    )
    assert line.json("import", unclear, "--map", mapping, "--dates", "mdy", "--dry-run")["created"] == 2
    folder = write(tmp_path / "folder", "leads.csv", unclear.read_text(encoding="utf-8")).parent
    assert line.json("import", folder, "--dates", "mdy")["created"] == 2


def test_one_list_at_fault_is_named_by_its_sheet(line: CommandLine, tmp_path: Path) -> None:
    deals = (("案件ID", "案件名", "商談日", "結果", "金額"), ("D1", "導入", "06/01/2026", "受注", 1200000))
    path = write_workbook(tmp_path / "会社.xlsx", {"リード": LEADS, "案件": deals})
    ran = line.run("import", path, "--json")
    assert ran.code == 1
    assert ran.json["error"]["code"] == "ambiguous_dates"
    assert [one.get("error", {}).get("code") for one in ran.json["lists"]] == [None, "ambiguous_dates"]
    assert "案件: " in line.run("import", path).out
    assert len(line.json("imports")["imports"]) == 1
