"""Readers of a share: what is newest, what is not believed, and what is not even opened."""

import errno
import hashlib
from dataclasses import replace

import pytest

from funneldesk.domain.team.manifest import PublishedFile, manifest_bytes
from funneldesk.errors import UserError
from funneldesk.share.names import PUBLICATIONS
from funneldesk.share.publishing import put_publication
from funneldesk.share.reading import Known, fetch, publications
from funneldesk.share.sealing import key_from
from funneldesk.share.share_place import Share, make_share
from tests.share.memory_files import MemoryFolder
from tests.share.test_publishing import data_of, manifest_of, put


@pytest.fixture
def drive() -> MemoryFolder:
    """Return a drive."""
    return MemoryFolder()


@pytest.fixture
def share(drive: MemoryFolder) -> Share:
    """Return a share with two publications."""
    made = make_share(drive)
    put(made, 1)
    put(made, 2)
    return made


def test_an_idle_look_reads_nothing_but_the_directory(share: Share, drive: MemoryFolder) -> None:
    known: Known = {}
    publications(share, None, known)
    drive.calls.clear()
    seen = publications(share, None, known)
    assert seen.newest is not None
    assert drive.calls == [("list", PUBLICATIONS)]


def test_the_greater_epoch_counts_then_one_owner_then_the_number(share: Share) -> None:
    put_publication(share, manifest_of(share, 1, epoch=2, owner="b" * 16), b"b", None, None)
    put_publication(share, manifest_of(share, 9, epoch=2, owner="a" * 16), b"a", None, None)
    seen = publications(share, None, {})
    assert [one.order for one in seen.manifests] == [
        (2, "b" * 16, 1), (2, "a" * 16, 9), (1, "a" * 16, 2), (1, "a" * 16, 1),
    ]  # fmt: skip
    assert seen.taken == {1: 2, 2: 9}


def known_of_others(share: Share, path: str) -> Known:
    """Return what is known of the manifests but one, which has to be read anew."""
    known: Known = {}
    publications(share, None, known)
    return {stamp: found for stamp, found in known.items() if f"{PUBLICATIONS}/{stamp[0]}" != path}


def test_every_flipped_bit_of_a_manifest_is_noticed(share: Share, drive: MemoryFolder) -> None:
    path = next(path for path in drive.files if "-1-2-" in path and path.endswith(".json"))
    others = known_of_others(share, path)
    data = drive.files[path].data
    for bit in range(8 * len(data)):
        place = bit // 8
        drive.put(path, data[:place] + bytes([data[place] ^ 1 << bit % 8]) + data[place + 1 :])
        seen = publications(share, None, dict(others))
        assert seen.newest is not None
        assert seen.newest.seq == 1
        assert [one.code for one in seen.problems] == ["publication_damaged"], "a newer one ends publishing"


def test_every_flipped_bit_of_a_sealed_manifest_is_damage_and_no_other_passphrase(
    share: Share, drive: MemoryFolder
) -> None:
    key, other = key_from("正しい", share.salt), key_from("違う", share.salt)
    put(share, 3, key)
    path = next(path for path in drive.files if "-1-3-" in path and path.endswith(".json"))
    others = known_of_others(share, path)
    data = drive.files[path].data
    for bit in range(8 * len(data)):
        place = bit // 8
        drive.put(path, data[:place] + bytes([data[place] ^ 1 << bit % 8]) + data[place + 1 :])
        for tried in (key, None, other):
            seen = publications(share, tried, dict(others))
            assert [one.code for one in seen.problems] == ["publication_damaged"]


def test_what_is_older_and_has_the_passphrase_of_before_is_nobodys_trouble(share: Share) -> None:
    before, now = key_from("前の", share.salt), key_from("今の", share.salt)
    put(share, 3, before)
    put(share, 4, now)
    seen = publications(share, now, {})
    assert [one.seq for one in seen.manifests] == [4, 2, 1]
    assert (seen.problems, len(seen.former)) == ((), 1)
    assert "-1-3-" in seen.former[0]
    # Who has the former passphrase only, or none, is told: the newest does not open.
    for key, code in ((before, "wrong_passphrase"), (None, "passphrase_needed")):
        assert [one.code for one in publications(share, key, {}).problems] == [code]


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_a_half_written_manifest_is_read_when_it_is_whole(
    share: Share, drive: MemoryFolder, cut: int
) -> None:
    path = next(path for path in drive.files if "-1-2-" in path and path.endswith(".json"))
    data, known = drive.files[path].data, {}
    drive.put(path, data[:cut])
    assert [one.seq for one in publications(share, None, known).manifests] == [1]
    drive.put(path, data)
    assert [one.seq for one in publications(share, None, known).manifests] == [2, 1]


def test_a_manifest_whose_database_has_not_arrived_waits_for_it(share: Share, drive: MemoryFolder) -> None:
    path = next(path for path in drive.files if "-1-2-" in path and path.endswith(".sqlite"))
    data, known = drive.files.pop(path).data, {}
    seen = publications(share, None, known)
    assert [one.code for one in seen.problems] == ["arriving"]
    assert [one.seq for one in seen.manifests] == [1]
    drive.put(path, data[:-1])
    assert [one.seq for one in publications(share, None, known).manifests] == [1]
    drive.put(path, data)
    assert [one.seq for one in publications(share, None, known).manifests] == [2, 1]


def test_conflict_copies_and_notes_of_people_are_not_read(share: Share, drive: MemoryFolder) -> None:
    for path in [path for path in drive.files if path.startswith(PUBLICATIONS)]:
        drive.copy_as_conflict(path)
    drive.put(f"{PUBLICATIONS}/メモ.txt", b"x")
    for name in (".DS_Store", "Thumbs.db", "~$2027-01-01_team-1-1.xlsx", "x.sqlite-journal"):
        drive.put(f"{PUBLICATIONS}/{name}", b"left by a program")
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [2, 1]
    assert [one.code for one in seen.problems] == ["share_foreign"]
    assert "7 files" in seen.problems[0].message


def test_a_manifest_under_another_name_is_not_believed(share: Share, drive: MemoryFolder) -> None:
    path = next(path for path in drive.files if "-1-2-" in path and path.endswith(".json"))
    drive.put(path.replace("team-1-2-", "team-9-9-"), drive.files[path].data)
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [2, 1]
    assert [one.code for one in seen.problems] == ["publication_damaged"]


def test_a_publication_of_another_share_is_not_shown(share: Share, drive: MemoryFolder) -> None:
    elsewhere = MemoryFolder()
    put(make_share(elsewhere), 7)
    for path, file in elsewhere.files.items():
        if path.startswith(PUBLICATIONS):
            drive.put(path, file.data)
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [2, 1]
    assert [one.code for one in seen.problems] == ["other_share"]


def test_a_damaged_database_is_never_given_out(share: Share, drive: MemoryFolder) -> None:
    newest = publications(share, None, {}).newest
    assert newest is not None
    path = f"{PUBLICATIONS}/{newest.files['sqlite'].name}"
    data = drive.files[path].data
    assert fetch(share, newest, None) == data_of(2)
    for wrong in (data[:-1] + b"x", data[:-1], data + b"x", b""):
        drive.put(path, wrong)
        with pytest.raises(UserError) as error:
            fetch(share, newest, None)
        assert error.value.code in {"publication_damaged", "share_too_large"}


def test_with_a_passphrase_only_who_knows_it_reads(share: Share) -> None:
    key, other = key_from("正しい", share.salt), key_from("違う", share.salt)
    put(share, 3, key)
    assert [one.code for one in publications(share, None, {}).problems] == ["passphrase_needed"]
    known: Known = {}
    assert [one.code for one in publications(share, other, known).problems] == ["wrong_passphrase"]
    seen = publications(share, key, known)
    assert seen.problems == ()
    assert seen.newest is not None
    assert fetch(share, seen.newest, key) == data_of(3)
    with pytest.raises(UserError) as error:
        fetch(share, seen.newest, other)
    assert error.value.code == "wrong_passphrase"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errno.EIO, "share_trouble"), (errno.ETIMEDOUT, "share_slow"), (errno.EACCES, "share_read_only"),
        (errno.ESTALE, "share_gone"), (errno.EBUSY, "share_held"),
    ],
)  # fmt: skip
def test_a_drive_in_trouble_is_said_in_words(
    share: Share, drive: MemoryFolder, error: int, code: str
) -> None:
    drive.trouble = error
    with pytest.raises(UserError) as told:
        publications(share, None, {})
    assert told.value.code == code
    assert told.value.next_step


@pytest.mark.parametrize("words", ["\\ud800", "PC\\udfff"])
def test_half_a_letter_in_a_manifest_is_damage_and_no_crash(
    share: Share, drive: MemoryFolder, words: str
) -> None:
    path = next(path for path in drive.files if "-1-2-" in path and path.endswith(".json"))
    drive.put(path, drive.files[path].data.replace(b"PC of A", words.encode()))
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [1]
    assert [one.code for one in seen.problems] == ["publication_damaged"]


def test_a_day_no_calendar_has_is_damage_and_no_crash(share: Share) -> None:
    far = replace(manifest_of(share, 3), as_of=10**12)
    data = b"x" * 10
    file = PublishedFile(
        f"2027-01-01_team-1-3-{hashlib.sha256(data).hexdigest()[:16]}.sqlite",
        10,
        hashlib.sha256(data).hexdigest(),
    )
    share.files.create_new(f"{PUBLICATIONS}/{file.name}", data)
    said = manifest_bytes(replace(far, files={"sqlite": file}))
    share.files.create_new(f"{PUBLICATIONS}/{file.name.replace('.sqlite', '.json')}", said)
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [2, 1]
    assert [one.code for one in seen.problems] == ["publication_damaged"]


def test_a_sealed_database_that_comes_after_its_manifest_is_waited_for(
    share: Share, drive: MemoryFolder
) -> None:
    key, known = key_from("合言葉", share.salt), {}
    put(share, 3, key)
    path = next(path for path in drive.files if path.endswith(".fdenc"))
    late = drive.files.pop(path)
    assert [one.code for one in publications(share, key, known).problems] == ["arriving"]
    drive.files[path] = late
    seen = publications(share, key, known)
    assert [one.seq for one in seen.manifests] == [3, 2, 1]
    assert seen.problems == ()


def test_a_database_that_is_gone_is_not_a_drive_that_is_gone(share: Share, drive: MemoryFolder) -> None:
    newest = publications(share, None, {}).newest
    assert newest is not None
    del drive.files[f"{PUBLICATIONS}/{newest.files['sqlite'].name}"]
    with pytest.raises(UserError) as error:
        fetch(share, newest, None)
    assert error.value.code == "arriving"
    drive.trouble = errno.ENOENT
    with pytest.raises(UserError) as error:
        fetch(share, newest, None)
    assert error.value.code == "share_gone"


def test_an_older_one_without_its_database_is_no_newer_one_that_arrives(
    share: Share, drive: MemoryFolder
) -> None:
    del drive.files[next(path for path in drive.files if "-1-1-" in path and path.endswith(".sqlite"))]
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [2]
    assert seen.problems == ()


def test_a_made_up_number_does_not_end_publishing(share: Share, drive: MemoryFolder) -> None:
    drive.put(f"{PUBLICATIONS}/2027-01-01_team-1-999999999-{'a' * 16}.sqlite", b"x")
    after = publications(share, None, {}).taken[1] + 1
    put(share, after)
    seen = publications(share, None, {})
    assert seen.newest is not None
    assert seen.newest.seq == after == 3
