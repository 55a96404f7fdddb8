"""The command `publish`, as a scheduled job and a person see it."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.running import CommandLine
from tests.operations.published import make


@pytest.fixture(autouse=True)
def _no_secrets(monkeypatch):
    monkeypatch.setattr("funneldesk.share.keys._backend", lambda: None)


@pytest.fixture
def line(tmp_path):
    make(tmp_path / "desk" / "funneldesk.db")
    return CommandLine(tmp_path / "desk" / "funneldesk.db")


def test_what_was_published_is_said_as_json(line, tmp_path):
    said = line.json("publish", tmp_path / "share", "--level", "contact", "--as-of", "2026-04-10")
    assert {
        "publication",
        "epoch",
        "seq",
        "level",
        "as_of",
        "published_at",
        "files",
        "rows",
        "collected",
        "notes",
    } <= set(said)
    assert (said["epoch"], said["seq"], said["level"], said["as_of"]) == (1, 1, "contact", "2026-04-10")
    assert (said["collected"], said["rows"]["leads"], said["sealed"]) == (0, 2, False)
    folder = tmp_path / "share" / "FunnelDesk" / "publications"
    names = {f"{said['publication']}.{ending}" for ending in ("sqlite", "xlsx", "json")}
    assert {one.name for one in folder.iterdir()} == names
    assert {file["name"] for file in said["files"].values()} == {name for name in names if "json" not in name}
    with closing(sqlite3.connect(folder / said["files"]["sqlite"]["name"])) as connection:
        assert connection.execute('SELECT count(*) FROM "リード"').fetchone() == (2,)


def test_colleagues_read_who_publishes(line, tmp_path):
    assert line.json("publish", tmp_path / "share", "--name", " 山田　花子 ")["by"] == "山田 花子"
    assert "山田 花子" in line.run("open-shared", tmp_path / "share").out
    ran = line.run("publish", tmp_path / "share", "--name", "x" * 81, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "name_too_long")
    assert line.json("publish", tmp_path / "share")["by"] == "山田 花子"


def test_tables_that_sums_tell_no_rows_of_have_no_number_instead_of_zero(line, tmp_path):
    sums = line.json("publish", tmp_path / "share", "--level", "aggregate")["rows"]
    assert [sums[name] for name in ("today", "handovers", "leads")] == [None] * 3
    assert line.json("open-shared", tmp_path / "share")["publication"]["rows"] == sums
    masked = line.json("publish", tmp_path / "share", "--level", "masked")["rows"]
    assert masked["leads"] == 2
    # Nothing else is left out: no row of the other tables is about a person.
    others = {"funnel", "contents", "book", "definition", "reasons", "columns"}
    assert {name: sums[name] for name in others} == {name: masked[name] for name in others}


def test_in_words_with_the_level_chosen_before(line, tmp_path):
    line.json("publish", tmp_path / "share", "--level", "aggregate")
    ran = line.run("publish", tmp_path / "share", "--as-of", "2026-04-10")
    assert ran.code == 0
    assert "Sums only" in ran.out
    assert "2026/04/10" in ran.out
    assert ".xlsx" in ran.out
    for said in (ran.out, line.run("open-shared", tmp_path / "share").out):
        assert "Only sums are published: there are no lists of people here." in said
        assert "0 leads" not in said
        assert "リード 0" not in said
        assert "Leads 0" not in said


def test_a_passphrase_comes_from_a_file_or_the_environment(line, tmp_path, monkeypatch):
    secret = tmp_path / "合言葉.txt"
    secret.write_text("桜 吹雪\r\nsecond line\r\n", encoding="utf-8-sig")
    said = line.json("publish", tmp_path / "share", "--passphrase-file", secret)
    assert said["sealed"]
    assert said["files"].keys() == {"sqlite"}
    assert said["files"]["sqlite"]["name"].endswith(".sqlite.fdenc")
    assert any("workbook" in note for note in said["notes"])
    ran = line.run("publish", tmp_path / "share", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "passphrase_needed")
    monkeypatch.setenv("FUNNELDESK_PASSPHRASE", "桜 吹雪")
    assert line.json("publish", tmp_path / "share")["seq"] == 2


def test_the_passphrase_is_changed_and_removed_in_the_same_folder(line, tmp_path):
    share, first, second = tmp_path / "share", tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("桜 吹雪", encoding="utf-8")
    second.write_text("another", encoding="utf-8")
    line.json("publish", share, "--passphrase-file", first)
    ran = line.run("publish", share, "--new-passphrase-file", second, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "passphrase_needed")
    said = line.json("publish", share, "--passphrase-file", first, "--new-passphrase-file", second)
    assert (said["seq"], said["sealed"]) == (2, True)
    ran = line.run("publish", share, "--passphrase-file", first, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "wrong_passphrase")
    both = ("--passphrase-file", second, "--remove-passphrase")
    ran = line.run("publish", share, *both, "--new-passphrase-file", first, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "two_passphrases")
    said = line.json("publish", share, *both)
    assert (said["seq"], said["sealed"], sorted(said["files"])) == (3, False, ["sqlite", "workbook"])
    assert not line.json("publish", share)["sealed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "no_passphrase"),
        (b"", "no_passphrase"),
        (b"\xff\xfe\xff", "no_passphrase"),
        (b"  ", "empty_passphrase"),
    ],
)
def test_a_file_without_a_passphrase_is_said(line, tmp_path, text, code):
    secret = tmp_path / "secret.txt"
    if text is not None:
        secret.write_bytes(text)
    ran = line.run("publish", tmp_path / "share", "--passphrase-file", secret, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, code)
    assert not (tmp_path / "share").exists()


def test_a_folder_that_is_not_there_is_said(line, tmp_path):
    ran = line.run("publish", tmp_path / "no drive" / "team", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "share_gone")
    assert ran.json["error"]["next"]


def test_an_emptied_folder_needs_a_word(line, tmp_path):
    import shutil

    line.json("publish", tmp_path / "share")
    shutil.rmtree(tmp_path / "share" / "FunnelDesk")
    assert line.run("publish", tmp_path / "share", "--json").json["error"]["code"] == "share_emptied"
    assert line.json("publish", tmp_path / "share", "--anew")["seq"] == 2


def test_another_computer_takes_over_only_when_told(line, tmp_path):
    import shutil

    line.json("publish", tmp_path / "share")
    other = CommandLine(tmp_path / "copy.db")
    shutil.copyfile(line.store, other.store)
    ran = other.run("publish", tmp_path / "share", lang="ja")
    assert ran.code == 1
    assert "--take-over" in ran.err
    said = other.json("publish", tmp_path / "share", "--take-over")
    assert (said["epoch"], said["seq"]) == (2, 1)


def test_without_a_store_there_is_nothing_to_publish(tmp_path):
    ran = CommandLine(tmp_path / "none.db").run("publish", tmp_path / "share", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_store")


@pytest.mark.parametrize(
    "words", [("publish", ""), ("collect", " "), ("open-shared", ""), ("respond", "", "1", "accept")]
)
def test_an_empty_word_is_not_the_folder_a_script_runs_in(line, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = line.run(*words, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "usage")
    assert not (tmp_path / "FunnelDesk").exists()
