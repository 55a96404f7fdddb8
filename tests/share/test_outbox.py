"""Answers on this computer: numbered, kept, and ticked as the publications say."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer
from funneldesk.domain.team.manifest import Manifest, PublishedFile
from funneldesk.errors import UserError
from funneldesk.share.copies import write_part
from funneldesk.share.outbox import Outbox
from funneldesk.share.responses import answer_name

DEVICE = "0123456789abcdef"
DRAFT = Answer("0" * 16, 1, "鈴木", "a" * 16, "comment", "", "来週また電話", 739_000, 1, 1)
MANIFEST = Manifest(
    share_id="share", store_id="store", epoch=1, owner="owner", owner_name="佐藤", seq=1,
    published_at="2026-11-28T09:00:00+09:00", as_of=739_000, level="contact", language="ja", program="0.1.0",
    schema=1, files={"sqlite": PublishedFile("x.sqlite", 3, "0" * 64)},
)  # fmt: skip


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "share", DEVICE)


def ticks(outbox: Outbox) -> dict[int, str]:
    return {kept.answer.number: kept.tick for kept in outbox.answers()}


def take(outbox: Outbox, seq: int = 1, received: tuple[tuple[int, int], ...] = (), **changes: object) -> bool:
    manifest = replace(MANIFEST, seq=seq, acknowledged={DEVICE: received}, **changes)
    return outbox.take(manifest, write_part(outbox.folder, b"abc"), "sum")


def test_answers_are_numbered_and_kept(outbox: Outbox):
    first, second = outbox.add(DRAFT), outbox.add(replace(DRAFT, who="田中"))
    assert (first.ref, second.ref) == (f"{DEVICE}:1", f"{DEVICE}:2")
    again = Outbox(outbox.folder, DEVICE)
    assert [kept.answer for kept in again.answers()] == [first, second]
    assert ticks(again) == {1: "saved", 2: "saved"}
    assert again.who == "田中"


def test_an_empty_outbox_knows_nothing(outbox: Outbox):
    assert (outbox.answers(), outbox.seen, outbox.who, outbox.withdrawn()) == ((), None, "", ())


def test_two_programs_never_give_one_number(outbox: Outbox):
    """Window and command answer at once: every answer has a number of its own, without gaps."""
    boxes = [Outbox(outbox.folder, DEVICE) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(lambda n: boxes[n % 4].add(replace(DRAFT, text=f"{n}")), range(40)))
    assert sorted(answer.number for answer in added) == list(range(1, 41))
    assert {kept.answer for kept in outbox.answers()} == set(added)


def test_ticks_follow_the_publication(outbox: Outbox):
    outbox.shared([outbox.add(DRAFT) for _ in range(4)][:3])
    assert take(outbox, 1, received=((1, 2),))
    assert ticks(outbox) == {1: "received", 2: "received", 3: "shared", 4: "saved"}


def test_an_owner_from_an_older_backup_takes_ticks_back(outbox: Outbox):
    """What the newest publication does not say is received is looked for on the share again."""
    answer = outbox.add(DRAFT)
    outbox.shared([answer])
    take(outbox, 1, received=((1, 1),))
    take(outbox, 2)
    assert ticks(outbox) == {1: "saved"}


def test_it_never_goes_back_to_an_older_publication(outbox: Outbox):
    outbox.add(DRAFT)
    take(outbox, 5, received=((1, 1),))
    part = write_part(outbox.folder, b"old")
    assert not outbox.take(replace(MANIFEST, seq=4), part, "sum")
    assert outbox.seen is not None
    assert outbox.seen.manifest.seq == 5
    assert ticks(outbox) == {1: "received"}
    assert take(outbox, 1, epoch=2)  # another computer took over


def test_missing_answers_are_sent_again(outbox: Outbox):
    answers = [outbox.add(DRAFT) for _ in range(2)]
    outbox.shared(answers)
    outbox.missing([answers[1]])
    assert ticks(outbox) == {1: "shared", 2: "saved"}


def test_withdrawn_answers_leave_no_text_behind(outbox: Outbox):
    """An erased person is erased from the outbox: not even the bytes of the file hold what was said."""
    secret = outbox.add(replace(DRAFT, text="山田さんは退職予定"))
    other = outbox.add(replace(DRAFT, handover="b" * 16))
    outbox.shared([secret])
    take(outbox, 1, withdrawn=(secret.handover,))
    assert [kept.answer for kept in outbox.answers()] == [other]
    names = {str(answer_name(secret, sealed=sealed)) for sealed in (False, True)}
    assert set(outbox.withdrawn()) == names
    data = b"".join(path.read_bytes() for path in outbox.folder.iterdir())
    assert "退職".encode() not in data
    assert b"b" * 16 in data  # the search can find what is there
    for name in names:
        outbox.gone(name)
    assert outbox.withdrawn() == ()


def test_an_answer_withdrawn_while_it_was_sent_goes_from_the_share(outbox: Outbox):
    answer = outbox.add(DRAFT)
    take(outbox, 1, withdrawn=(answer.handover,))
    for name in outbox.withdrawn():
        outbox.gone(name)
    outbox.shared([answer])
    assert str(answer_name(answer, sealed=False)) in outbox.withdrawn()


def test_numbers_are_not_given_again_after_withdrawal_or_a_backup(outbox: Outbox):
    answer = outbox.add(DRAFT)
    take(outbox, 1, withdrawn=(answer.handover,))
    assert outbox.add(DRAFT).number == 2
    outbox.number_after(7)
    assert outbox.add(DRAFT).number == 8
    outbox.number_after(3)
    outbox.number_after(10**12 - 1)  # a joke of somebody's
    assert outbox.add(DRAFT).number == 9


def test_only_the_newest_copy_stays(outbox: Outbox):
    take(outbox, 1)
    assert outbox.seen is not None
    first = outbox.folder / outbox.seen.copy
    take(outbox, 2)
    second = outbox.folder / outbox.seen.copy
    assert first.exists()
    outbox.tidy()
    assert not first.exists()
    assert second.read_bytes() == b"abc"


def test_a_commit_told_as_failed_but_done_is_no_second_answer(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
):
    """SQLite may say that a commit failed although it is on the disk: the answer is then kept, once."""
    outbox.add(DRAFT)
    real = outbox._open

    class Lying:
        def __init__(self, db: sqlite3.Connection) -> None:
            self._db = db

        def execute(self, *arguments: object) -> sqlite3.Cursor:
            found = self._db.execute(*arguments)
            if arguments[0] == "COMMIT":
                raise sqlite3.OperationalError("disk I/O error")
            return found

        def close(self) -> None:
            self._db.close()

        def __getattr__(self, name: str) -> object:
            return getattr(self._db, name)

    monkeypatch.setattr(outbox, "_open", lambda: Lying(real()))
    assert outbox.add(DRAFT).number == 2
    monkeypatch.undo()
    assert [kept.answer.number for kept in outbox.answers()] == [1, 2]


def test_a_full_disk_keeps_nothing_and_says_so(outbox: Outbox, monkeypatch: pytest.MonkeyPatch):
    outbox.add(DRAFT)
    pages = _pages(outbox.path)
    real = outbox._open

    def small() -> sqlite3.Connection:
        db = real()
        db.execute(f"PRAGMA max_page_count = {pages}")
        return db

    monkeypatch.setattr(outbox, "_open", small)
    with pytest.raises(UserError) as caught:
        outbox.add(replace(DRAFT, text="長" * 8_000))
    assert caught.value.code == "disk_full"
    monkeypatch.undo()
    assert ticks(outbox) == {1: "saved"}
    assert outbox.add(DRAFT).number == 2


def _pages(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        return int(db.execute("PRAGMA page_count").fetchone()[0])
    finally:
        db.close()


def test_a_newer_program_is_not_overruled(outbox: Outbox):
    outbox.add(DRAFT)
    db = sqlite3.connect(outbox.path)
    db.execute("PRAGMA user_version = 9")
    db.close()
    with pytest.raises(UserError) as caught:
        outbox.add(DRAFT)
    assert caught.value.code == "outbox_newer"


def test_a_damaged_outbox_is_said_and_left(outbox: Outbox):
    outbox.folder.mkdir()
    outbox.path.write_bytes(b"no database" * 1000)
    with pytest.raises(UserError) as caught:
        outbox.answers()
    assert caught.value.code == "outbox_broken"
    assert outbox.path.read_bytes().startswith(b"no database")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(UserError) as caught:
        Outbox(tmp_path / "file" / "share", DEVICE).add(DRAFT)
    assert caught.value.code == "outbox_refused"


def test_somebody_elses_writing_is_waited_for_and_then_said(outbox: Outbox, monkeypatch: pytest.MonkeyPatch):
    outbox.add(DRAFT)
    monkeypatch.setattr("funneldesk.share.outbox._PATIENCE", 0.01)
    db = sqlite3.connect(outbox.path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError) as caught:
        outbox.add(DRAFT)
    assert caught.value.code == "outbox_busy"
    db.execute("ROLLBACK")
    db.close()
    assert outbox.add(DRAFT).number == 2
