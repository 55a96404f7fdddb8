"""The commands around duplicates, as a scheduled job and a person at a terminal use them."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import CommandLine

ROWS = "氏名,会社名,メールアドレス,電話番号\n山田 太郎,みなと精機,taro@minato.jp,03-1\n山田 太朗,㈱みなと精機,,\n佐藤 花子,南海工業,hana@nankai.jp,\n"


@pytest.fixture
def desk(line: CommandLine, tmp_path: Path) -> CommandLine:
    path = tmp_path / "名簿.csv"
    path.write_text(ROWS, encoding="utf-8")
    line.json("import", path, "--list-date", "2026-05-01")
    return line


def text_of(desk: CommandLine, *arguments: str) -> str:
    ran = desk.run(*arguments)
    assert ran.code == 0, ran.err
    return ran.out


def fault_of(desk: CommandLine, *arguments: str) -> Any:
    words = desk.run(*arguments)
    assert words.code == 1
    assert "→" in words.err
    ran = desk.run(*arguments, "--json")
    assert ran.code == 1
    return ran.json


def test_a_pair_is_found_merged_and_taken_back(desk: CommandLine) -> None:
    found = desk.json("duplicates")
    assert (found["total"], found["decided"]) == (1, 0)
    (pair,) = found["pairs"]
    assert (pair["one"]["lead"], pair["other"]["name"]) == (1, "山田 太朗")
    assert {one["field"]: one["likeness"] for one in pair["evidence"]} == {"name": "alike", "company": "same"}
    merged = desk.json("merge", "taro@minato.jp", "2")
    assert (merged["same"], merged["leads"], merged["undone"]) == (True, [1], False)
    assert desk.json("duplicates")["pairs"] == []
    (decision,) = desk.json("duplicates", "--decided")["decisions"]
    assert decision == merged
    assert desk.json("unmerge", "1")["undone"] is True
    assert desk.json("redo-decision", str(merged["decision"]))["leads"] == [1]
    assert desk.json("undo-decision", str(merged["decision"]))["leads"] == [1, 2]
    assert desk.json("check")["differences"] == []


def test_two_people_are_not_offered_again(desk: CommandLine) -> None:
    assert desk.json("separate", "1", "2")["same"] is False
    found = desk.json("duplicates")
    assert (found["total"], found["decided"]) == (0, 1)


def test_words_for_people(desk: CommandLine) -> None:
    text = text_of(desk, "duplicates")
    assert "1 pair of leads may be the same person." in text
    assert "similar name" in text
    assert "undo-decision" in text_of(desk, "merge", "1", "2")
    assert "same person" in text_of(desk, "duplicates", "--decided")
    assert "taken back" in text_of(desk, "unmerge", "1")
    assert "Different people: leads 1, 2." in text_of(desk, "separate", "1", "2")
    assert "No two leads" in text_of(desk, "duplicates")


def test_what_cannot_be_done_exits_with_1_and_says_what_to_do(desk: CommandLine) -> None:
    parts = fault_of(desk, "unmerge", "1")
    assert parts["error"]["code"] == "not_merged"
    assert [(part["name"], part["files"], part["rows"]) for part in parts["parts"]] == [
        ("山田 太郎", ["名簿.csv"], 1)
    ]
    assert fault_of(desk, "merge", "nobody@x.jp", "1")["error"]["code"] == "no_lead"
    assert fault_of(desk, "merge", "1", "1")["error"]["code"] == "same_lead"
    assert fault_of(desk, "undo-decision", "77")["error"]["code"] == "no_decision"


def test_groups_too_large_to_compare_are_said_with_what_to_do(
    line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from funneldesk.domain.leads import duplicates_blocks

    monkeypatch.setattr(duplicates_blocks, "BLOCK", 3)
    rows = "".join(f"ご担当者,みなと精機,{n}@minato.jp,03-1111-222{n}\n" for n in range(5))
    path = tmp_path / "名簿.csv"
    path.write_text("氏名,会社名,メールアドレス,電話番号\n" + rows, encoding="utf-8")
    line.json("import", path, "--list-date", "2026-05-01")
    assert line.json("duplicates")["near_only"] == 5
    words = line.run("duplicates", "--lang", "en").out
    assert "5 leads stand in groups too large" in words
    assert "such as “ご担当者 / みなと精機”" in words
