"""The commands of members: looking at a shared folder and answering, without a store."""

from pathlib import Path

import pytest

from funneldesk.operations import places
from funneldesk.share.folder import RealFolder
from funneldesk.share.responses import answers_on
from tests.cli.running import CommandLine
from tests.share.published import OPEN, publish, share_of


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("funneldesk.share.keys._backend", lambda: None)
    monkeypatch.setattr(places, "default_store_path", lambda: tmp_path / "home" / "funneldesk.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "team").mkdir()
    publish(share_of(RealFolder(tmp_path / "team")))
    return tmp_path / "team"


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "there is none.db")


def test_what_is_published_as_json(line: CommandLine, folder: Path):
    said = line.json("open-shared", folder)
    assert (said["publication"]["seq"], said["publication"]["level"]) == (1, "contact")
    assert (said["publication"]["by"], said["publication"]["rows"]["handovers"]) == ("佐藤のPC", 2)
    assert Path(said["copy"]).is_file()
    assert (said["answers"], said["problems"], said["reachable"]) == ([], [], True)
    assert not line.store.exists()


def test_in_words(line: CommandLine, folder: Path):
    ran = line.run("open-shared", folder)
    assert ran.code == 0
    assert "佐藤のPC" in ran.out


def test_an_answer_is_given_and_its_tick_said(line: CommandLine, folder: Path):
    ran = line.run("respond", folder, OPEN, "reject", "--reason", "競合", "--as", "鈴木")
    assert (ran.code, ran.out.split()[0]) == (0, "✓✓")
    said = line.json("respond", folder, OPEN, "comment", "--text", "来週電話")["answer"]
    assert (said["number"], said["who"], said["state"]) == (2, "鈴木", "shared")
    share = share_of(RealFolder(folder))
    assert {answer.text for _, answer in answers_on(share, lambda *_: False, None).answers} == {
        "",
        "来週電話",
    }
    assert [one["state"] for one in line.json("open-shared", folder)["answers"]] == ["shared", "shared"]


def test_answers_that_contradict_another_are_told_so(line: CommandLine, folder: Path):
    line.json("respond", folder, OPEN, "accept", "--as", "鈴木")
    device = line.json("respond", folder, OPEN, "accept", "--as", "鈴木")["answer"]["device"]
    publish(share_of(RealFolder(folder)), 2, acknowledged={device: ((1, 2),)}, state="conflict")
    said = line.json("open-shared", folder)["answers"]
    assert [one["outcome"] for one in said] == [None, "conflict"], (
        "the last answer is the one that counts here"
    )
    told = [words for words in line.run("open-shared", folder).out.splitlines() if "⚠" in words]
    assert told == [
        f"{OPEN}: ⚠ Your answer and another one contradict each other. 佐藤のPC decides which of them counts."
    ]


def test_without_the_share_it_is_saved_here_and_said(line: CommandLine, folder: Path):
    line.json("open-shared", folder)
    away = folder.rename(folder.with_name("away"))
    ran = line.run("respond", folder, OPEN, "accept", "--as", "鈴木")
    assert (ran.code, ran.out.split()[0]) == (0, "✓")
    assert "cannot be reached" in ran.out
    away.rename(folder)
    assert [one["state"] for one in line.json("open-shared", folder)["answers"]] == ["shared"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((OPEN, "reject"), "no_reason"),
        ((OPEN, "comment"), "no_text"),
        (("f" * 16, "accept"), "unknown_handover"),
    ],
)
def test_what_cannot_be_answered_ends_with_one(
    arguments: tuple[str, str], code: str, line: CommandLine, folder: Path
):
    ran = line.run("respond", folder, *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, code)


def test_a_folder_without_a_share_ends_with_one(line: CommandLine, tmp_path: Path):
    assert line.run("open-shared", tmp_path, "--json").json["error"]["code"] == "no_share"
    ran = line.run("open-shared", tmp_path / "gone", lang="ja")
    assert (ran.code, bool(ran.err)) == (1, True)


def test_with_a_display_the_window_of_the_member_opens(
    line: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    opened = []
    monkeypatch.setattr("funneldesk.cli.team.has_display", lambda: True)
    monkeypatch.setattr("funneldesk.app.open_shared_window", lambda *said: opened.append(said) or 0)
    assert line.run("open-shared", folder, lang="ja").code == 0
    assert opened == [(folder, "ja")]
