"""erase and audit: asked before, done for good, and written down without names."""

from pathlib import Path

from tests.cli.running import CommandLine

LEADS = [
    {"氏名": "山田 花子", "会社名": "みなと精機", "メールアドレス": "hanako@minato.jp"},
    {"氏名": "佐藤 太郎", "会社名": "みなと精機", "メールアドレス": "taro@minato.jp"},
]


def filled(line: CommandLine, folder: Path) -> None:
    path = folder / "leads.csv"
    rows = [",".join(LEADS[0]), *(",".join(row.values()) for row in LEADS)]
    path.write_text("\n".join(rows), encoding="utf-8")
    line.json("import", path)


def test_erasing_has_to_be_confirmed(line: CommandLine, tmp_path: Path) -> None:
    filled(line, tmp_path)
    ran = line.run("erase", "hanako@minato.jp", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "not_confirmed")
    assert line.json("lead", "hanako@minato.jp")["values"]["name"] == "山田 花子"
    ran = line.run("erase", "hanako@minato.jp")
    assert ran.code == 1
    assert "山田 花子" in ran.err


def test_an_erased_person_is_not_found_and_stays_a_number(line: CommandLine, tmp_path: Path) -> None:
    filled(line, tmp_path)
    before = line.json("funnel")
    done = line.json("erase", "hanako@minato.jp", "--yes")
    assert (done["lead"], done["rows"], done["problems"]) == (1, 1, [])
    assert line.run("lead", "hanako@minato.jp", "--json").code == 1
    assert line.json("funnel") == before
    assert line.json("check") == {"differences": []}
    assert line.json("lead", "1")["values"]["email"] == "■■■"
    ran = line.run("erase", "1", "--yes", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "erased")


def test_the_log_says_what_was_done_without_names(line: CommandLine, tmp_path: Path) -> None:
    filled(line, tmp_path)
    line.json("erase", "1", "--yes")
    said = line.json("audit")
    assert [one["operation"] for one in said["entries"]] == ["erase", "import"]
    assert said["entries"][0]["detail"]["lead"] == 1
    ran = line.run("audit")
    assert "lead 1" in ran.out
    assert "花子" not in ran.out + str(said)


def test_several_people_are_listed(line: CommandLine, tmp_path: Path) -> None:
    filled(line, tmp_path)
    ran = line.run("erase", "nobody@minato.jp", "--yes", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_lead")
