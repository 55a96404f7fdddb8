"""What the owner's page says of the team's folder, and how little it reads for that."""

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.operations.publishing import choose, publish, share_state
from funneldesk.operations.share_state import Member
from funneldesk.operations.stores import open_reader
from funneldesk.share.names import RESPONSES
from funneldesk.share.responses import answer_name
from tests.operations.published import TODAY, make, opened
from tests.share.memory_files import MemoryFolder

DEVICE, OTHER = "a" * 16, "b" * 16
SUM = "0" * 16
ANSWER = Answer(DEVICE, 1, "佐藤", "c" * 16, "comment", "", "来週電話します", TODAY, 1, 1)
WORDS, OTHERS = "one two three", "another"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)
    monkeypatch.setattr("funneldesk.share.keys._backend", lambda: None)


@pytest.fixture
def path(tmp_path):
    make(tmp_path / "desk" / "funneldesk.db")
    return tmp_path / "desk" / "funneldesk.db"


@pytest.fixture
def drive():
    return MemoryFolder()


def put(path, drive, **said):
    with opened(path) as store:
        return publish(store, Path("team"), as_of=TODAY, files=drive, **said)


def state(path, drive, **said):
    with open_reader(path) as store:
        return share_state(store, files=drive, **said)


def codes(found):
    return [one.code for one in found.problems]


def test_before_anything_was_chosen_there_is_nothing_to_say(path, drive):
    found = state(path, drive)
    assert (found.folder, found.level, found.last, found.problems) == (None, None, None, ())
    assert drive.calls == []


def test_chosen_but_not_yet_published(path, drive):
    with opened(path) as store:
        choose(store, Path("team"), "contact")
    found = state(path, drive)
    assert (found.folder, found.level, found.last, found.is_owner) == (Path("team"), "contact", None, True)
    assert found.problems == ()


def test_what_was_published_last(path, drive):
    first = put(path, drive, level="contact").manifest
    found = state(path, drive)
    assert (found.last, found.is_owner, found.rival, found.level) == (first, True, None, "contact")
    assert (found.sealed, found.waiting, found.problems) == (False, 0, ())


def test_whose_name_colleagues_read(path, drive):
    put(path, drive)
    assert state(path, drive).publisher == ""
    put(path, drive, name="山田")
    found = state(path, drive)
    assert (found.publisher, found.last.owner_name) == ("山田", "山田")


def test_an_idle_look_reads_nothing_but_directories(path, drive):
    put(path, drive)
    with open_reader(path) as store:
        before = share_state(store, files=drive)
        drive.calls.clear()
        assert share_state(store, files=drive) == before
        assert {call for call, _path in drive.calls} == {"list"}
        folders = [folder for _call, folder in drive.calls]
        assert len(folders) == len(set(folders))
        # What is new is read, and only that.
        put(path, drive)
        drive.calls.clear()
        assert share_state(store, files=drive).last.seq == 2
        assert [one for call, one in drive.calls if call == "read"] == [
            next(one for one in drive.files if "_team-1-2-" in one and one.endswith(".json"))
        ]


def test_who_answered_and_what_waits_is_told_and_read_once(path, drive):
    put(path, drive)
    drive.put(f"{RESPONSES}/{DEVICE}/1-{SUM}.json", b"taken in, so nobody looks into it")
    for one in (replace(ANSWER, number=2), replace(ANSWER, device=OTHER)):
        drive.put(f"{RESPONSES}/{one.device}/{answer_name(one, sealed=False)}", answer_bytes(one))
    drive.put(f"{RESPONSES}/{DEVICE}/3-{SUM}.json", b"damaged")
    for name in ("3-half.json.tmp", "1-0000 (conflict).json"):
        drive.put(f"{RESPONSES}/{DEVICE}/{name}", b"")
    drive.put(f"{RESPONSES}/somebody/1-{SUM}.json", b"")
    with opened(path) as store, store.aside() as connection:
        connection.execute(
            "INSERT INTO response VALUES (?, 1, ?, 'h', ?, '2026-01-01T00:00:00Z', 0, NULL, 'added')",
            (DEVICE, SUM, answer_bytes(ANSWER).decode()),
        )
    found = state(path, drive)
    assert found.waiting == 2
    assert codes(found) == ["answers_damaged", "answers_foreign"]
    assert "1 answer in" in found.problems[0].message
    with open_reader(path) as store:
        assert share_state(store, files=drive) == found
        drive.calls.clear()
        assert share_state(store, files=drive) == found
        assert {call for call, _path in drive.calls} == {"list"}
    assert [(one.device, one.who, one.answers, one.waiting, one.last_day) for one in found.members] == [
        (DEVICE, "佐藤", 1, 1, TODAY),
        (OTHER, "", 0, 1, None),
    ]
    assert all(isinstance(one, Member) for one in found.members)


def test_another_computer_that_publishes_is_named(path, drive, tmp_path):
    mine = put(path, drive).manifest
    copy = tmp_path / "copy.db"
    shutil.copyfile(path, copy)
    found = state(copy, drive)
    assert (found.is_owner, found.rival.published_at) == (False, mine.published_at)
    taken = put(copy, drive, take_over=True).manifest
    found = state(path, drive)
    assert (found.is_owner, found.rival.name) == (False, taken.owner_name)
    assert found.last == mine
    assert state(copy, drive).is_owner


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(errno.ENOENT, "share_gone"), (errno.ETIMEDOUT, "share_slow"), (errno.EACCES, "share_read_only")],
)
def test_a_folder_that_cannot_be_reached_is_said_and_what_is_known_stays(path, drive, trouble, code):
    mine = put(path, drive).manifest
    drive.trouble = trouble
    found = state(path, drive)
    assert (found.is_reachable, codes(found), found.last) == (False, [code], mine)
    assert found.problems[0].next_step


def test_an_emptied_and_an_exchanged_folder_are_said(path, drive, tmp_path):
    put(path, drive)
    drive.empty()
    found = state(path, drive)
    assert (found.is_reachable, codes(found)) == (True, ["share_emptied"])
    other, another = tmp_path / "other.db", MemoryFolder()
    make(other)
    put(other, another)
    assert codes(state(path, another)) == ["other_share"]


def test_a_share_exchanged_while_it_is_looked_at_is_noticed(path, drive, tmp_path):
    put(path, drive)
    other, another = tmp_path / "other.db", MemoryFolder()
    make(other)
    another.clock += 60
    put(other, another)
    with open_reader(path) as store:
        assert codes(share_state(store, files=drive)) == []
        assert codes(share_state(store, files=another)) == ["other_share"]
        assert codes(share_state(store, files=drive)) == []


def test_other_data_in_the_folder_is_said(path, drive, tmp_path):
    other = tmp_path / "other.db"
    make(other)
    put(other, drive)
    with opened(path) as store:
        choose(store, Path("team"), "masked")
    found = state(path, drive)
    assert codes(found) == ["other_store"]
    assert not found.is_owner


def test_a_passphrase_that_is_not_kept_is_asked_for(path, drive):
    put(path, drive, passphrase=WORDS)
    found = state(path, drive)
    assert (found.sealed, codes(found)) == (True, ["passphrase_needed"])
    assert codes(state(path, drive, passphrase=WORDS)) == []
    assert codes(state(path, drive, passphrase=OTHERS)) == ["wrong_passphrase"]


def test_a_damaged_publication_is_a_problem_and_the_one_before_stays(path, drive):
    first = put(path, drive).manifest
    drive.put("FunnelDesk/publications/2026-04-10_team-9-9-0123456789abcdef.json", b"{}")
    found = state(path, drive)
    assert (codes(found), found.last, found.is_owner) == (["publication_damaged"], first, True)
