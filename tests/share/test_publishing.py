"""Readers find a whole publication whatever happens to the drive while the next one is written."""

import errno

import pytest

from funneldesk.domain.team.manifest import Manifest
from funneldesk.errors import UserError
from funneldesk.share.names import PUBLICATIONS, SWEPT_AFTER, TMP
from funneldesk.share.once import write_once
from funneldesk.share.publishing import put_publication, sweep
from funneldesk.share.reading import Known, fetch, publications
from funneldesk.share.sealing import Key, key_from
from funneldesk.share.share_place import Share, make_share
from tests.share.faulty_files import KINDS, Crash, FaultyFiles
from tests.share.memory_files import MemoryFolder

DAY = 740_000
BOOK = b"workbook"


def manifest_of(share: Share, seq: int, *, epoch: int = 1, owner: str = "a" * 16) -> Manifest:
    """Return a manifest without files."""
    return Manifest(
        share.id, "store", epoch, owner, "PC of A", seq, "2027-01-01T00:00:00Z", DAY, "masked", "ja", "1.0", 1,
        rows={"leads": 1},
    )  # fmt: skip


def data_of(seq: int) -> bytes:
    """Return what stands for a database."""
    return f"database {seq} ".encode() * 50


def put(share: Share, seq: int, key: Key | None = None) -> Manifest:
    """Publish."""
    return put_publication(share, manifest_of(share, seq), data_of(seq), BOOK, key)


def read(drive: MemoryFolder, key: Key | None = None, known: Known | None = None) -> tuple[int, bytes]:
    """Return what a reader sees: the number of the publication and its database."""
    share = make_share(drive)
    seen = publications(share, key, {} if known is None else known)
    assert seen.newest is not None
    return seen.newest.seq, fetch(share, seen.newest, key)


@pytest.mark.parametrize("sealed", [False, True])
def test_what_is_put_is_read(sealed: bool) -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    key = key_from("合言葉", share.salt) if sealed else None
    whole = put(share, 1, key)
    assert read(drive, key) == (1, data_of(1))
    assert set(whole.files) == ({"sqlite"} if sealed else {"sqlite", "workbook"})
    assert any(data_of(1) in file.data for file in drive.files.values()) is not sealed
    assert not [path for path in drive.files if path.endswith(TMP)]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("error", [*KINDS, None])
def test_a_failing_drive_never_shows_half_a_publication(
    error: int | None, forever: bool, after: bool
) -> None:
    for fails_at in range(1, 200):
        drive = MemoryFolder()
        share = make_share(drive)
        put(share, 1)
        known: Known = {}
        assert read(drive, known=known) == (1, data_of(1))
        faulty = FaultyFiles(drive, fails_at, error, forever=forever, after=after)
        told = True
        try:
            put_publication(
                Share(faulty, share.id, share.salt), manifest_of(share, 2), data_of(2), BOOK, None
            )
        except (UserError, Crash):
            told = False
        drive.lose_power()
        for reader in ({}, known):
            found = read(drive, known=reader)
            assert found in {(1, data_of(1)), (2, data_of(2))}
            assert not told or found == (2, data_of(2)), "told as published, and not there"
        put(share, 3)
        assert read(drive, known=known) == (3, data_of(3))
        if not faulty.failed:
            break
    else:
        pytest.fail("it never came through")


def test_the_manifest_comes_last() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    drive.calls.clear()
    put(share, 1)
    names = [path for call, path in drive.calls if call == "rename_new"]
    assert [name.split(".")[1] for name in names] == ["sqlite", "xlsx", "json"]
    order = [call for call, path in drive.calls if ".sqlite" in path]
    assert order == ["read", "create_new", "fsync", "read", "rename_new"]


def test_a_manifest_that_comes_first_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is one: a program that writes the manifest before what it speaks of is caught."""
    from funneldesk.share import publishing

    waiting: list[tuple[str, bytes]] = []

    def hasty(files: MemoryFolder, path: str, data: bytes) -> None:
        waiting.append((path, data))
        if path.endswith(".json"):
            for file, content in reversed(waiting):
                write_once(files, file, content)

    monkeypatch.setattr(publishing, "write_once", hasty)
    with pytest.raises(AssertionError):
        test_the_manifest_comes_last()


@pytest.mark.parametrize(("epoch", "seq"), [(1, 10**9), (10**9, 1)])
def test_nothing_is_published_under_a_number_nobody_reads(epoch: int, seq: int) -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    before = set(drive.files)
    with pytest.raises(UserError) as error:
        put_publication(share, manifest_of(share, seq, epoch=epoch), data_of(1), BOOK, None)
    assert error.value.code == "share_numbers"
    assert error.value.next_step
    assert set(drive.files) == before


def test_older_ones_are_swept_but_for_the_last() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    for seq in range(1, 7):
        newest = put(share, seq)
    assert sweep(share, newest) == 0
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [6, 5, 4]
    assert len(drive.list(PUBLICATIONS)) == 9
    sweep(share, newest, only_newest=True)
    assert [one.seq for one in publications(share, None, {}).manifests] == [6]


def test_a_file_somebody_reads_goes_next_time() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    first, newest = put(share, 1), put(share, 2)
    held = f"{PUBLICATIONS}/{first.files['sqlite'].name}"

    class Held(FaultyFiles):
        def delete(self, path: str) -> None:
            if path == held:
                raise PermissionError(errno.EACCES, "held", path)
            super().delete(path)

    assert sweep(Share(Held(drive, None, None), share.id, share.salt), newest, only_newest=True) == 1
    assert held in drive.files
    assert sweep(share, newest, only_newest=True) == 0
    assert held not in drive.files


def test_half_written_files_go_after_a_day_whatever_the_clock_says() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    drive.put(f"{PUBLICATIONS}/2027-01-01_team-1-9-{'a' * 16}.sqlite", b"left behind")
    drive.put(f"{PUBLICATIONS}/x{TMP}", b"half")
    newest = put(share, 10)
    for days in (-2, 2):  # this computer's clock is wrong, the drive's says that all of it is new
        drive.now = lambda days=days: drive.clock + days * SWEPT_AFTER
        sweep(share, newest)
        assert f"{PUBLICATIONS}/x{TMP}" in drive.files
    drive.clock += 1.1 * SWEPT_AFTER
    newest = put(share, 11)
    for path in [path for path in drive.files if "-1-10-" in path]:
        del drive.files[path]
    sweep(share, newest)
    assert len(drive.list(PUBLICATIONS)) == 3


def test_whoever_is_erased_is_in_no_half_written_file_either() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    half = f"{PUBLICATIONS}/2027-01-01_team-1-2-{'a' * 16}.sqlite.12345678{TMP}"
    drive.put(half, b"half")
    newest = put(share, 3)
    sweep(share, newest)
    assert half in drive.files
    sweep(share, newest, only_newest=True)
    assert half not in drive.files


def test_a_publication_whose_manifest_is_held_stays_whole() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    for seq in range(1, 5):
        newest = put(share, seq)

    class Held(FaultyFiles):
        def delete(self, path: str) -> None:
            if path.endswith(".json"):
                raise PermissionError(errno.EACCES, "held", path)
            super().delete(path)

    assert sweep(Share(Held(drive, None, None), share.id, share.salt), newest) == 3
    seen = publications(share, None, {})
    assert [one.seq for one in seen.manifests] == [4, 3, 2, 1]
    assert seen.problems == ()


def test_another_owner_of_the_same_epoch_keeps_what_it_has() -> None:
    drive = MemoryFolder()
    share = make_share(drive)
    other = put_publication(share, manifest_of(share, 1, owner="f" * 16), data_of(7), None, None)
    newest = put(share, 5)
    sweep(share, newest, only_newest=True)
    seen = publications(share, None, {})
    assert seen.newest == other
    assert [one.owner[0] for one in seen.manifests] == ["f", "a"]
