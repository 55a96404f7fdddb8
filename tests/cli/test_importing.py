"""import, imports, undo-import, redo-import."""

from pathlib import Path

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
