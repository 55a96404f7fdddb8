"""book, check, backup, restore, demo: what goes out and what is kept."""

from pathlib import Path

import pytest

from funneldesk.cli import demo
from funneldesk.operations.demo import DemoResult
from tests.cli.conftest import AS_OF
from tests.cli.lists import LEADS, write
from tests.cli.running import CommandLine


def test_the_book_in_force_becomes_a_workbook(company: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert company.json("book", "export", path, "--as-of", AS_OF) == {
        "file": str(path),
        "version": 0,
        "from": None,
    }
    assert path.read_bytes()[:2] == b"PK"
    ran = company.run("book", "export", tmp_path / "book.pdf", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "book_format")


def test_the_log_lists_the_versions(company: CommandLine) -> None:
    (version,) = company.json("book", "log")["versions"]
    assert (version["version"], version["in_force"], version["from"], version["signatures"]) == (
        0,
        True,
        None,
        [],
    )
    assert "not signed" in company.run("book", "log").out


def test_differences_between_versions(company: CommandLine) -> None:
    same = company.json("book", "diff", 0, 0)
    assert same["differences"] == []
    assert same["numbers"]["a"] == same["numbers"]["b"]
    assert set(same["numbers"]["a"]) == {"mql", "sal", "acceptance_rate", "candidates_at_end", "candidates"}
    assert (same["entering"], same["leaving"], same["people"]) == (0, 0, [])
    assert "say the same" in company.run("book", "diff", 0, 0).out
    ran = company.run("book", "diff", 0, 7, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_version")


def test_check_is_silent_when_all_agrees(company: CommandLine) -> None:
    ran = company.run("check")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert company.json("check") == {"differences": []}


def test_a_backup_comes_back(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    backup = Path(line.json("backup")["file"])
    line.json("undo-import", 1)
    result = line.json("restore", backup)
    assert Path(result["kept"]).exists()
    assert line.json("funnel")["stages"][0]["count"] == 3
    elsewhere = CommandLine(tmp_path / "elsewhere" / "funneldesk.db")
    assert elsewhere.json("restore", backup)["kept"] is None
    assert elsewhere.json("funnel")["stages"][0]["count"] == 3


def test_a_daily_backup_that_cannot_be_made_is_said_beside_the_result(
    line: CommandLine, tmp_path: Path
) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    (line.store.parent / "FunnelDesk backups").write_text("in the way", encoding="utf-8")
    ran = line.run("import", write(tmp_path, "more.csv", LEADS.replace("3,", "4,")), "--json")
    assert (ran.code, ran.json["created"]) == (0, 0)
    assert "Today's backup could not be made." in ran.err
    assert "→ What you do is saved all the same." in ran.err


def test_what_is_no_backup_is_refused(line: CommandLine, tmp_path: Path) -> None:
    for path in (tmp_path / "missing.db", write(tmp_path, "leads.csv", LEADS)):
        ran = line.run("restore", path, "--json")
        assert (ran.code, list(ran.json)) == (1, ["error"])
        assert not line.store.exists()


def test_a_damaged_store_is_said_with_the_command_that_helps(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    line.store.write_text("no database", encoding="utf-8")
    assert "`funneldesk restore FILE`" in line.run("funnel", "--json").json["error"]["next"]


def test_demo_without_a_display_says_where_the_files_are(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def run_demo(folder: Path, language: str, _task: object) -> DemoResult:
        asked.append((folder, language))
        return DemoResult(folder / "funneldesk.db", (folder / "book.xlsx",))

    monkeypatch.setattr(demo, "run_demo", run_demo)
    ran = line.bare("demo", tmp_path, "--lang", "en")
    assert ran.code == 0
    assert "no window opens" in ran.out
    assert "book.xlsx" in ran.out
    assert line.bare("--json", "demo", tmp_path, "--lang", "ja").json["files"] == [
        str(tmp_path / "book.xlsx")
    ]
    assert asked == [(tmp_path, "en"), (tmp_path, "ja")]


def test_what_helps_is_a_command_here_and_a_page_in_the_window(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS))
    for command, expected in (
        (("worklist", "export", tmp_path / "list.xlsx"), ("The Today page", "`funneldesk duties`")),
        (("knowledge", "show", 7), ("The knowledge page", "`funneldesk knowledge list`")),
        (("book", "draft", "merge"), ("in the definition book", "`funneldesk book draft new NAME`")),
    ):
        said = line.run(*command, "--json").json["error"]["next"]
        assert [words for words in expected if words not in said] == []
