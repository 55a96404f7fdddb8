"""nurture: who gets what next, as JSON, in words and as lists for the mail tool."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from funneldesk.cli import nurture as command
from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine

DAY = AS_OF.isoformat()


def test_the_list_as_json(company: CommandLine, tmp_path: Path) -> None:
    data = company.json("nurture", "--as-of", DAY)
    assert data["as_of"] == DAY
    assert data["people"] == len(data["list"]) == sum(one["people"] for one in data["phases"]) > 0
    assert data["stalled"] == sum(row["stalled"] for row in data["list"])
    assert all(row["email"] and row["why"] for row in data["list"])
    assert set(data["left_out"]) == {"disqualified", "with_sales", "no_address", "returned", "opted_out"}
    totals = [gap for gap in data["gaps"] if gap["theme"] is None]
    assert sum(gap["leads"] for gap in totals) == data["people"]
    assert all(gap["without"] <= gap["leads"] for gap in data["gaps"])
    steps = data["scenarios"][0]["steps"]
    counts = [step["leads"] for step in steps if step["leads"] is not None]
    assert counts == sorted(counts, reverse=True)
    assert steps[-1]["deal"] is None, "a call is no content"
    for step in steps[:-1]:
        deal = step["deal"]
        assert deal["rate"] is None or deal["low"] <= deal["rate"] <= deal["high"]
    stalled = company.json("nurture", "--as-of", DAY, "--stalled", "--phase", "awareness")["list"]
    assert [row["lead"] for row in stalled] == [
        row["lead"] for row in data["list"] if row["stalled"] and row["phase"] == "awareness"
    ]
    assert "files" not in data
    book = tmp_path / "list.xlsx"
    files = company.json("nurture", "--as-of", DAY, "--csv", tmp_path / "list", "--xlsx", book)["files"]
    assert files == [str(tmp_path / "list.csv"), str(book)]
    with Path(files[0]).open(encoding="utf-8-sig", newline="") as stream:
        mails = [row["E-mail address"] for row in csv.DictReader(stream)]
    assert mails == [row["email"] for row in data["list"] if row["content"]]
    assert [cell.value for cell in load_workbook(book).active["A"][1:]] == mails


def test_the_list_in_words(company: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_SHOWN", 3)
    data = company.json("nurture", "--as-of", DAY)
    said = company.run("nurture", "--as-of", DAY, "--csv", tmp_path / "list.csv", "--by-content").out
    assert said.startswith(data["headline"])
    assert f"… and {data['people'] - 3} more" in said
    assert "From an SEO article to a call" in said
    contents = {row["content"] for row in data["list"] if row["content"]}
    assert len(list(tmp_path.iterdir())) == len(contents)
    japanese = company.run("nurture", "--as-of", DAY, "--phase", "none", lang="ja").out
    assert "ナーチャリング対象の" in japanese


def test_what_cannot_be_done_is_said(company: CommandLine, line: CommandLine, tmp_path: Path) -> None:
    ran = company.run("nurture", "--as-of", "2001-01-01", "--csv", tmp_path / "list.csv", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "nobody")
    assert company.run("nurture", "--phase", "late").code == 2
    ran = line.run("nurture", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_store")
