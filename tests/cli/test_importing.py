"""import, imports, undo-import, redo-import."""

import os
from pathlib import Path

import openpyxl
import pytest

from tests.cli.lists import LEADS, LEADS_MAP, write
from tests.cli.running import CommandLine

COUNTS = ("created", "updated", "unchanged", "skipped", "rejected")


def counts(result: dict) -> tuple[int, ...]:
    """Return the five counts, which add up to the rows."""
    assert result["rows"] == sum(result[name] for name in COUNTS)
    return tuple(result[name] for name in COUNTS)


def test_an_import_makes_the_store_and_says_what_happened(line: CommandLine, tmp_path: Path) -> None:
    path, mapping = write(tmp_path, "leads.csv", LEADS), write(tmp_path, "map.toml", LEADS_MAP)
    result = line.json("import", path, "--map", mapping)
    assert (result["batch"], result["kind"], counts(result), result["problems"]) == (
        1,
        "leads",
        (3, 0, 0, 0, 0),
        [],
    )
    again = line.json("import", path, "--map", mapping)
    assert (again["batch"], counts(again)) == (1, (0, 0, 3, 0, 0))
    assert "imported before" in line.run("import", path, "--map", mapping).out


def test_a_dry_run_writes_nothing_not_even_a_store(line: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "leads.csv", LEADS)
    result = line.json("import", path, "--dry-run")
    assert (result["batch"], counts(result)) == (None, (3, 0, 0, 0, 0))
    assert not line.store.exists()
    line.json("import", path)
    more = write(tmp_path, "more.csv", LEADS.replace("3,鈴木 一郎", "4,田中 実").replace("suzuki", "tanaka"))
    before = line.store.read_bytes()
    assert counts(line.json("import", more, "--dry-run"))[0] == 1
    assert "Nothing was written." in line.run("import", more, "--dry-run").out
    assert line.store.read_bytes() == before
    assert len(line.json("imports")["imports"]) == 1


def test_people_matched_by_name_alone_are_counted_before_they_come_in(
    line: CommandLine, tmp_path: Path
) -> None:
    calls = "架電日,会社名,ご担当者様,コール結果\n2025-06-01,東都㈱,鈴木 一郎,不在\n2025-06-02,東都㈱,鈴木 一郎,通電\n"
    path = write(tmp_path, "calls.csv", calls)
    assert line.json("import", path, "--dry-run")["by_name"] == {"found": 0, "new": 1, "alone": 0}
    folder = tmp_path / "lists"
    folder.mkdir()
    workbook = openpyxl.Workbook()
    for sheet in (workbook.active, workbook.create_sheet("電話2")):
        for row in calls.splitlines():
            sheet.append(row.replace("鈴木", sheet.title).split(","))
    workbook.save(folder / "calls.xlsx")
    said = "by name and company only (known leads: 0, new leads: 1)"
    assert (
        f"電話2: Without an e-mail address or id, people are matched {said}"
        in line.run("import", folder / "calls.xlsx").out
    )
    (folder / "calls.csv").write_bytes(path.read_bytes())
    assert (
        f"calls.csv: Without an e-mail address or id, people are matched {said}"
        in line.run("import", folder).out
    )
    assert "(known leads: 1, new leads: 0)" in line.run("import", path, "--list-date", "2025-07-01").out
    assert line.json("import", write(tmp_path, "leads.csv", LEADS))["by_name"] is None


def test_bad_rows_are_named_by_line_and_column(line: CommandLine, tmp_path: Path) -> None:
    text = LEADS + "4,,,,SEO,2025-06-01\n5,山口 葵,山口商店,not an address,SEO,2025-06-02\n"
    path = write(tmp_path, "leads.csv", text)
    result = line.json(
        "import", path, "--map", write(tmp_path, "map.toml", LEADS_MAP.replace('external_id = "番号"', ""))
    )
    assert counts(result) == (4, 0, 0, 0, 1)
    assert [(p["row"], p["code"]) for p in result["problems"] if not p["column"]] == [(5, "nobody")]
    assert [(p["row"], p["column"]) for p in result["problems"] if p["column"]] == [(6, "メールアドレス")]
    assert all(p["message"] for p in result["problems"])


@pytest.mark.parametrize("text", ["氏名,会社名\n", "", "no table at all"])
def test_a_list_without_rows_is_at_fault_and_leaves_no_store(
    line: CommandLine, tmp_path: Path, text: str
) -> None:
    ran = line.run("import", write(tmp_path, "empty.csv", text), "--json")
    assert ran.code == 1
    assert ran.json["error"]["next"]
    assert not line.store.exists()


def test_a_list_of_nobody_leaves_no_import_behind(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    mapping = write(tmp_path, "map.toml", 'kind = "activities"\n[columns]\noccurred_at = "獲得日"\n')
    ran = line.run("import", write(tmp_path, "other.csv", LEADS), "--map", mapping, "--json")
    assert ran.code == 1
    assert (ran.json["batch"], ran.json["rejected"]) == (None, 3)
    assert ran.json["error"]["code"] == "nothing_taken"
    assert len(line.json("imports")["imports"]) == 1


def test_the_kind_can_be_said(line: CommandLine, tmp_path: Path) -> None:
    text = "番号,氏名,会社名,金額,日付\nA1,高橋 翔太,青葉,1000,2025-05-01\n"
    assert line.json("import", write(tmp_path, "list.csv", text), "--kind", "deals")["kind"] == "deals"


def test_undo_and_redo(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    assert line.json("undo-import", 1)["undone"] is True
    assert line.json("funnel")["stages"][0]["count"] == 0
    assert line.json("imports")["imports"][0]["undone"] is True
    assert "taken back" in line.run("imports").out
    assert line.json("redo-import", 1)["undone"] is False
    assert line.json("funnel")["stages"][0]["count"] == 3
    for wrong in (["undo-import", 7], ["redo-import", 1]):
        ran = line.run(*wrong, "--json")
        assert (ran.code, list(ran.json)) == (1, ["error"])


def test_a_folder_is_imported_list_by_list(line: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    write(folder, "leads.csv", LEADS)
    write(folder, "costs.csv", "月,流入元,費用\n2025-04,SEO,100000\n")
    write(folder, "notes.md", "no list")
    write(folder, "~$leads.xlsx", "open in Excel")
    result = line.json("import", folder)
    assert [(one["file"], one["kind"]) for one in result["imports"]] == [
        ("leads.csv", "leads"),
        ("costs.csv", "costs"),
    ]
    assert counts(result) == (4, 0, 0, 0, 0)
    write(folder, "empty.csv", "")
    ran = line.run("import", folder, "--json")
    assert ran.code == 1
    assert [one["file"] for one in ran.json["imports"] if "error" in one] == ["empty.csv"]
    assert "leads.csv" in line.run("import", folder).out


@pytest.mark.parametrize("option", [["--kind", "leads"], ["--sheet", "A"], ["--map", "a.toml"]])
def test_options_of_one_list_do_not_fit_a_folder(
    line: CommandLine, tmp_path: Path, option: list[str]
) -> None:
    write(tmp_path / "lists", "leads.csv", LEADS)
    assert line.run("import", tmp_path / "lists", *option, "--json").code == 2


def test_an_unclear_date_is_asked_about_by_its_entry(line: CommandLine, tmp_path: Path) -> None:
    text = (
        LEADS.replace("2025-04-01", "03/04/2025")
        .replace("2025-04-02", "05/04/2025")
        .replace("2025-05-10", "01/02/2025")
    )
    path = write(tmp_path, "leads.csv", text)
    ran = line.run("import", path, "--json")
    assert ran.code == 1
    assert 'acquired_at = "dmy"' in ran.json["error"]["next"]
    mapping = write(tmp_path, "map.toml", LEADS_MAP + '[dates]\nacquired_at = "dmy"\n')
    line.json("import", path, "--map", mapping)
    groups = line.json("funnel", "--by", "month")["groups"]
    assert [group["value"] for group in groups] == ["2025-02", "2025-04"]


def test_stopping_writes_nothing(line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from funneldesk.operations import importing

    def stop(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "import_list", stop)
    ran = line.run("import", write(tmp_path, "leads.csv", LEADS), "--json")
    assert (ran.code, ran.json["error"]["code"]) == (130, "stopped")
    assert ran.json["error"]["next"] == "Nothing was written."
    assert not line.store.exists()


def test_a_folder_is_quick_about_what_it_knows_and_leaves_out_what_was_taken_back(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lists"
    write(folder, "leads.csv", LEADS)
    write(folder, "costs.csv", "月,流入元,費用\n2025-04,SEO,100000\n")
    line.json("import", folder)
    line.json("undo-import", 2)
    write(folder, "costs2.csv", "月,流入元,費用\n2025-05,SEO,100000\n")
    write(folder, "broken.xlsx", "no workbook")
    from funneldesk.files.reading import lists

    opened: list[str] = []
    open_list = lists.open_list
    monkeypatch.setattr(
        lists, "open_list", lambda path, *a, **k: opened.append(path.name) or open_list(path, *a, **k)
    )
    ran = line.run("import", folder, "--json")
    assert ran.code == 1
    assert (ran.json["files"], ran.json["known"], ran.json["failed"]) == (4, 2, 1)
    found = {one["file"]: one for one in ran.json["imports"]}
    assert (found["leads.csv"]["again"], found["leads.csv"]["unchanged"]) == (True, 3)
    assert (found["costs.csv"]["undone"], found["costs.csv"]["batch"]) == (True, 2)
    assert found["costs2.csv"]["created"] == 1
    assert found["broken.xlsx"]["error"]["message"]
    assert not {"leads.csv", "costs.csv"} & set(opened)
    (folder / "broken.xlsx").unlink()
    ran = line.run("import", folder)
    assert (ran.code, "imported before" in ran.out, "redo-import 2" in ran.out) == (0, True, True)


def test_a_store_that_somebody_works_on_is_said_with_who_that_is(line: CommandLine, tmp_path: Path) -> None:
    from funneldesk.operations.stores import open_store

    path = write(tmp_path / "lists", "leads.csv", LEADS)
    line.json("import", path)
    with open_store(line.store):
        for what in (path, tmp_path / "lists"):
            ran = line.run("import", what, "--json")
            assert (ran.code, ran.json["error"]["code"]) == (1, "store_locked")
            assert f"process {os.getpid()}" in ran.json["error"]["message"]
            assert ran.json["error"]["next"]


PROBLEMS = LEADS + "4,,,,SEO,2025-06-01\n5,山口 葵,山口商店,a@@,SEO,2025-06-02\n"


def test_rows_with_problems_are_written_corrected_and_imported(line: CommandLine, tmp_path: Path) -> None:
    path = write(tmp_path, "leads.csv", PROBLEMS)
    mapping = write(tmp_path, "map.toml", LEADS_MAP)
    rehearsed, after = tmp_path / "rehearsed.xlsx", tmp_path / "after.xlsx"
    dry = line.json("import", path, "--map", mapping, "--dry-run", "--problems", rehearsed)
    assert (dry["problems_file"]["rows"], line.store.exists()) == (1, False)
    assert str(rehearsed) in line.run("import", path, "--map", mapping, "--problems", rehearsed).out
    written = line.json("problems", 1, after)
    assert (written["rows"], written["problems"]) == (1, 1)
    left = [one["detail"] for one in line.json("audit")["entries"] if one["operation"] == "export"]
    assert left == [{"what": "problems", "count": 1}] * 2
    book = openpyxl.load_workbook(after)
    headings = [cell.value for cell in book.active[1]]
    book.active.cell(2, headings.index("メールアドレス") + 1).value = "yamaguchi@yamaguchi.co.jp"
    book.save(after)
    result = line.json("import", after)  # without --map: the workbook knows
    assert (result["created"], result["updated"], result["corrects"]) == (0, 1, 1)
    newest, oldest = line.json("imports")["imports"]
    assert (oldest["replaced_by"], oldest["rows_to_correct"], newest["replaced_by"]) == (2, 1, None)
    assert "corrected by import 2" in line.run("imports").out
    assert line.json("explain", "ma:5")["lead"] == line.json("explain", "yamaguchi@yamaguchi.co.jp")["lead"]
    ran = line.run("problems", 2, after, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "nothing_to_correct")


def test_what_an_undo_would_change_is_said_first(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS), "--list-date", "2026-01-01")
    newer = write(tmp_path, "newer.csv", LEADS.replace("展示会", "紹介"))
    line.json("import", newer, "--list-date", "2026-02-01")
    before = line.store.read_bytes()
    effects = line.json("undo-import", 2, "--dry-run")
    assert effects["dry_run"] is True
    assert effects["undone"] is False
    assert [(v["field"], v["before"], v["after"]) for v in effects["values_back"]] == [
        ("source", "紹介", "展示会")
    ]
    assert effects["leads_gone"] == []
    first = line.json("undo-import", 1, "--dry-run")
    assert [(one["batch"], one["rows"]) for one in first["later_imports"]] == [(2, 3)]
    assert "newer.csv" in line.run("undo-import", 1, "--dry-run").out
    assert line.store.read_bytes() == before
