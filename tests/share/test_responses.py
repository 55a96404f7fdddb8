"""Answers on the share: written once and whole; of what lies there, only whole answers in their place are read."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.errors import UserError
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import AnswerName
from funneldesk.share.responses import (
    Looked,
    answer_name,
    answers_on,
    folder_of,
    names_of,
    put_answer,
    remove_answer,
    waiting_on,
)
from funneldesk.share.sealing import key_from
from funneldesk.share.share_place import Share
from tests.share.published import share_of

DEVICE, OTHER = "0123456789abcdef", "fedcba9876543210"
ANSWER = Answer(DEVICE, 1, "鈴木", "a" * 16, "reject", "競合", "他社に決まり", 739_000, 1, 1)


@pytest.fixture
def share(tmp_path: Path) -> Share:
    return share_of(RealFolder(tmp_path))


def nothing_known(device: str, name: AnswerName) -> bool:
    return False


def files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "FunnelDesk" / "responses").rglob("*") if path.is_file())


def codes(share: Share, known: Callable[[str, AnswerName], bool] = nothing_known) -> list[str]:
    arrived = answers_on(share, known, None)
    for problem in arrived.problems:
        assert problem.message
        assert problem.next_step
    return [problem.code for problem in arrived.problems]


def test_an_answer_arrives_as_it_was_given(share: Share):
    put_answer(share, ANSWER, None)
    arrived = answers_on(share, nothing_known, None)
    assert [answer for _, answer in arrived.answers] == [ANSWER]
    assert arrived.waiting == {DEVICE: 1}
    assert arrived.problems == ()


def test_writing_again_finds_the_same_file(share: Share, tmp_path: Path):
    for _ in range(3):
        put_answer(share, ANSWER, None)
    [name] = files(tmp_path)
    assert name == str(answer_name(ANSWER, sealed=False))
    assert (tmp_path / folder_of(DEVICE) / name).read_bytes() == answer_bytes(ANSWER)


def test_with_a_passphrase_nothing_is_to_be_read_without(share: Share, tmp_path: Path):
    key = key_from("合言葉と合言葉", share.salt)
    for _ in range(2):
        put_answer(share, ANSWER, key)
    [name] = files(tmp_path)
    assert name.endswith(".json.fdenc")
    data = (tmp_path / folder_of(DEVICE) / name).read_bytes()
    assert "鈴木".encode() not in data
    assert b"a" * 16 not in data
    assert [answer for _, answer in answers_on(share, nothing_known, key).answers] == [ANSWER]
    arrived = answers_on(share, nothing_known, None)
    assert (arrived.answers, arrived.waiting) == ((), {DEVICE: 1})
    assert [problem.code for problem in arrived.problems] == ["answers_sealed"]
    wrong = answers_on(share, nothing_known, key_from("別の合言葉です", share.salt))
    assert wrong.answers == ()
    assert [problem.code for problem in wrong.problems] == ["answers_unopened"]


def test_who_has_no_passphrase_cannot_answer_for_others(share: Share):
    put_answer(share, ANSWER, None)
    arrived = answers_on(share, nothing_known, key_from("合言葉と合言葉", share.salt))
    assert arrived.answers == ()
    assert [problem.code for problem in arrived.problems] == ["answers_not_sealed"]


def test_a_damaged_file_of_ones_own_is_written_anew(share: Share, tmp_path: Path):
    """A service that synchronises may leave half a file under the whole name."""
    put_answer(share, ANSWER, None)
    path = tmp_path / folder_of(DEVICE) / str(answer_name(ANSWER, sealed=False))
    path.write_bytes(path.read_bytes()[:20])
    assert codes(share) == ["answers_damaged"]
    put_answer(share, ANSWER, None)
    assert codes(share) == []
    assert path.read_bytes() == answer_bytes(ANSWER)


def test_known_answers_are_not_even_opened(share: Share, tmp_path: Path):
    for number in (1, 2, 3):
        put_answer(share, replace(ANSWER, number=number), None)
    for number in (1, 2):
        path = tmp_path / folder_of(DEVICE) / str(answer_name(replace(ANSWER, number=number), sealed=False))
        path.write_bytes(b"read by nobody")
    arrived = answers_on(
        share, lambda device, name: (device, name.number) in {(DEVICE, 1), (DEVICE, 2)}, None
    )
    assert [answer.number for _, answer in arrived.answers] == [3]
    assert (arrived.waiting, arrived.problems) == ({DEVICE: 1}, ())


def test_counting_what_waits_opens_nothing(share: Share, tmp_path: Path):
    put_answer(share, ANSWER, None)
    put_answer(share, replace(ANSWER, device=OTHER), None)
    for path in (tmp_path / "FunnelDesk" / "responses").rglob("*.json"):
        path.write_bytes(b"read by nobody")
    found = waiting_on(share, nothing_known, None, None)
    assert (found.answers, found.waiting, found.problems) == ((), {DEVICE: 1, OTHER: 1}, ())


class Counting(RealFolder):
    """A folder that notes what is read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.reads: list[str] = []

    def read(self, path: str, most: int) -> bytes:
        self.reads.append(path.rpartition("/")[2])
        return super().read(path, most)


def test_what_waits_is_looked_into_once_and_counts_if_it_can_be_taken_in(share: Share, tmp_path: Path):
    for number in (1, 2, 3):
        put_answer(share, replace(ANSWER, number=number), None)
    put(tmp_path, DEVICE, str(answer_name(replace(ANSWER, number=4), sealed=False)), b"half of")
    put(tmp_path, OTHER, NAME, answer_bytes(ANSWER))
    counting = Counting(tmp_path)
    share, looked = replace(share, files=counting), Looked()
    for reads in (5, 0):
        counting.reads.clear()
        found = waiting_on(share, nothing_known, None, looked)
        assert found.waiting == {DEVICE: 3, OTHER: 0}
        assert [one.code for one in found.problems] == ["answers_damaged", "answers_misplaced"]
        assert len(counting.reads) == reads
    # Written again by its program: another file under the same name.
    (tmp_path / folder_of(DEVICE) / str(answer_name(replace(ANSWER, number=4), sealed=False))).unlink()
    put_answer(share, replace(ANSWER, number=4), None)
    counting.reads.clear()
    found = waiting_on(share, nothing_known, None, looked)
    assert (found.waiting, len(counting.reads)) == ({DEVICE: 4, OTHER: 0}, 1)
    # With a passphrase all of them are something else.
    found = waiting_on(share, nothing_known, key_from("合言葉と合言葉", share.salt), looked)
    assert found.waiting == {DEVICE: 0, OTHER: 0}
    assert [one.code for one in found.problems] == ["answers_not_sealed"]


def test_a_look_reads_only_so_many(share: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("funneldesk.share.responses._MOST_A_LOOK", 2)
    for number in range(1, 6):
        put(tmp_path, DEVICE, str(replace(answer_name(ANSWER, sealed=False), number=number)), b"x")
    looked = Looked()
    counts = [waiting_on(share, nothing_known, None, looked).waiting[DEVICE] for _look in range(4)]
    assert counts == [3, 1, 0, 0]


def test_what_is_held_is_looked_at_again(share: Share, tmp_path: Path):
    put_answer(share, ANSWER, None)
    looked = Looked()
    held = replace(share, files=Failing(tmp_path, 0, PermissionError(13, "held")))
    found = waiting_on(held, nothing_known, None, looked)
    assert (found.waiting, [one.code for one in found.problems]) == ({DEVICE: 0}, ["answers_held"])
    found = waiting_on(share, nothing_known, None, looked)
    assert (found.waiting, found.problems) == ({DEVICE: 1}, ())


def put(root: Path, device: str, name: str, data: bytes, age: float = 0) -> None:
    path = root / folder_of(device) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    now = path.stat().st_mtime - age
    os.utime(path, (now, now))


NAME = str(answer_name(ANSWER, sealed=False))
HOSTILE = [
    ("answers_foreign", DEVICE, f"{NAME[:-5]} (PC-01 の競合コピー 2026-11-28).json", answer_bytes(ANSWER)),
    ("answers_foreign", DEVICE, f"{NAME[:-5]}-DESKTOP-AB12.json", answer_bytes(ANSWER)),
    ("answers_foreign", DEVICE, "メモ.txt", "こちらに置きます".encode()),
    ("answers_foreign", "Suzuki", NAME, answer_bytes(ANSWER)),
    ("answers_damaged", DEVICE, NAME, answer_bytes(ANSWER)[:-1]),
    ("answers_damaged", DEVICE, NAME, answer_bytes(replace(ANSWER, reason="予算なし"))),
    ("answers_damaged", DEVICE, NAME, b""),
    ("answers_damaged", DEVICE, NAME, b"x" * 70_000),
    ("answers_misplaced", OTHER, NAME, answer_bytes(ANSWER)),
    (
        "answers_misplaced",
        DEVICE,
        str(replace(answer_name(ANSWER, sealed=False), number=2)),
        answer_bytes(ANSWER),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "device", "name", "data"), HOSTILE)
def test_what_is_no_whole_answer_in_its_place_is_said_and_not_read(
    code: str, device: str, name: str, data: bytes, share: Share, tmp_path: Path
):
    good = replace(ANSWER, device="00" * 8)
    put_answer(share, good, None)
    put(tmp_path, device, name, data)
    assert codes(share) == [code]
    assert [answer for _, answer in answers_on(share, nothing_known, None).answers] == [good]


@pytest.mark.parametrize(
    "said",
    [
        b'{"format": 1}',
        b"[" * 20_000,
        b'{"a":' * 5_000,
        b"\xff\xfe",
        answer_bytes(ANSWER).replace(b'"number":1', b'"number":true'),
        answer_bytes(ANSWER).replace(b'"format":1', b'"format":0'),
        answer_bytes(ANSWER).replace(b'"after":[]', b'"after":[[]]'),
        answer_bytes(ANSWER).replace(b'"day":739000', b'"day":1' + b"0" * 5_000),
    ],
)
def test_no_bytes_make_it_fail(said: bytes, share: Share, tmp_path: Path):
    put(tmp_path, DEVICE, f"1-{hashlib.sha256(said).hexdigest()[:16]}.json", said)
    assert codes(share) == ["answers_damaged"]


def test_an_answer_of_a_newer_program_waits_for_it(share: Share, tmp_path: Path):
    said = answer_bytes(ANSWER).replace(b'"format":1', b'"format":2')
    put(tmp_path, DEVICE, f"1-{hashlib.sha256(said).hexdigest()[:16]}.json", said)
    assert codes(share) == ["answers_newer"]
    assert answers_on(share, nothing_known, None).waiting == {DEVICE: 1}


def test_half_written_files_are_said_once_they_are_old(share: Share, tmp_path: Path):
    put(tmp_path, DEVICE, f"{NAME}.tmp", b"half")
    assert codes(share) == []
    put(tmp_path, DEVICE, f"{NAME}.tmp", b"half", age=3600)
    assert codes(share) == ["answers_half_written"]


def test_what_systems_leave_in_every_folder_is_no_trouble(share: Share, tmp_path: Path):
    for name in ("desktop.ini", "Thumbs.db", ".DS_Store", "~$x.xlsx"):
        put(tmp_path, DEVICE, name, b"")
    assert codes(share) == []


def test_a_folder_full_of_rubbish_is_one_sentence(share: Share, tmp_path: Path):
    for number in range(300):
        put(tmp_path, DEVICE, f"copy {number}.json", b"{}")
    [problem] = answers_on(share, nothing_known, None).problems
    assert "300" in problem.message


def test_rubbish_in_many_folders_is_one_sentence_as_well(share: Share, tmp_path: Path):
    for number in range(100):
        put(tmp_path, f"{number:016x}", NAME, b"no answer")
    [problem] = answers_on(share, nothing_known, None).problems
    assert "100" in problem.message
    assert f"{0:016x}/{NAME}" in problem.message


def test_too_many_answers_at_once_are_left_for_the_next_time(share: Share, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("funneldesk.share.responses._MOST_AT_ONCE", 2)
    for number in (1, 2, 3):
        put_answer(share, replace(ANSWER, number=number), None)
    arrived = answers_on(share, nothing_known, None)
    assert [answer.number for _, answer in arrived.answers] == [1, 2]
    assert [problem.code for problem in arrived.problems] == ["answers_too_many"]
    known = {name for name, _ in arrived.answers}
    assert [a.number for _, a in answers_on(share, lambda _, name: name in known, None).answers] == [3]


def test_too_many_devices_are_said(share: Share, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("funneldesk.share.responses._MOST_DEVICES", 1)
    for device in (DEVICE, OTHER):
        put_answer(share, replace(ANSWER, device=device), None)
    assert codes(share) == ["answers_too_many"]


def test_names_of_a_device_and_removing(share: Share):
    assert names_of(share, DEVICE) == frozenset()
    put_answer(share, ANSWER, None)
    name = answer_name(ANSWER, sealed=False)
    assert names_of(share, DEVICE) == {name}
    remove_answer(share, DEVICE, str(name))
    remove_answer(share, DEVICE, str(name))
    assert names_of(share, DEVICE) == frozenset()


class Failing(RealFolder):
    """A folder in which reading fails from the n-th time on."""

    def __init__(self, root: Path, left: int, error: OSError) -> None:
        super().__init__(root)
        self._left = left
        self._error = error

    def read(self, path: str, most: int) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise self._error
        return super().read(path, most)


def test_a_share_that_goes_in_the_middle_gives_what_was_read(share: Share, tmp_path: Path):
    for number in (1, 2, 3):
        put_answer(share, replace(ANSWER, number=number), None)
    gone = replace(share, files=Failing(tmp_path, 2, OSError(113, "No route to host")))
    arrived = answers_on(gone, nothing_known, None)
    assert [answer.number for _, answer in arrived.answers] == [1, 2]
    assert arrived.waiting == {DEVICE: 3}
    assert len(arrived.problems) == 1


def test_a_file_that_another_program_holds_is_passed_over(share: Share, tmp_path: Path):
    put_answer(share, ANSWER, None)
    held = replace(share, files=Failing(tmp_path, 0, PermissionError(13, "held")))
    arrived = answers_on(held, nothing_known, None)
    assert arrived.answers == ()
    assert [problem.code for problem in arrived.problems] == ["answers_held"]


def test_other_bytes_read_back_are_no_success(share: Share, tmp_path: Path):
    class Lying(RealFolder):
        def read(self, path: str, most: int) -> bytes:
            data = super().read(path, most)
            return data[:-1] + b"?" if path.endswith(".tmp") else data

    with pytest.raises(UserError):
        put_answer(replace(share, files=Lying(tmp_path)), ANSWER, None)
    assert files(tmp_path) == []
