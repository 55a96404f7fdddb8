"""Publishing into the team's folder: who may, what lies there afterwards, and what becomes of it when things break."""

import shutil
from contextlib import suppress
from copy import deepcopy
from pathlib import Path

import pytest

from funneldesk.errors import Cancelled, UserError
from funneldesk.operations import publishing
from funneldesk.operations.publishing import choose, publish
from funneldesk.operations.stores import open_reader
from funneldesk.share.folder import RealFolder
from funneldesk.store.audit import entries
from funneldesk.store.publications import last_publication
from tests.operations.published import TODAY, made_quickly, make, newest, opened, rows_of
from tests.share.faulty_files import KINDS, Crash, FaultyFiles
from tests.share.memory_files import MemoryFolder


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    """Nobody waits for a file that is held, and no store of secrets is there."""
    monkeypatch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)
    monkeypatch.setattr("funneldesk.share.keys._backend", lambda: None)


@pytest.fixture
def path(tmp_path):
    make(tmp_path / "desk" / "funneldesk.db")
    return tmp_path / "desk" / "funneldesk.db"


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


def put(path, share, **said):
    """Publish from a store, as a command does."""
    with opened(path) as store:
        return publish(store, share, as_of=TODAY, **said)


def refused(path, share, **said):
    with pytest.raises(UserError) as caught:
        put(path, share, **said)
    assert caught.value.next_step
    return caught.value.code


def done(path, operation):
    with open_reader(path) as store:
        return [entry.detail for entry in entries(store.connection) if entry.operation == operation]


def test_a_first_publication_is_read_by_the_team(path, share, tmp_path):
    published = put(path, share, level="contact")
    manifest = newest(RealFolder(share))
    assert manifest == published.manifest
    assert (manifest.epoch, manifest.seq, manifest.level, manifest.as_of) == (1, 1, "contact", TODAY)
    assert (manifest.rows["leads"], manifest.rows["handovers"]) == (2, 1)
    assert set(manifest.files) == {"sqlite", "workbook"}
    [handover] = rows_of(RealFolder(share), tmp_path, "handovers")
    assert "山田 太郎" in handover
    assert [one.name for one in path.parent.iterdir() if "publishing" in one.name] == []


def test_each_publication_has_the_next_number_and_a_line_in_the_log(path, share):
    first, second = put(path, share).manifest, put(path, share).manifest
    assert [(one.epoch, one.seq) for one in (first, second)] == [(1, 1), (1, 2)]
    assert first.owner == second.owner
    with open_reader(path) as store:
        assert last_publication(store.connection, second.share_id) == second
    assert [line["seq"] for line in done(path, "publish")] == [1, 2]


def test_the_level_is_the_one_chosen_before_else_masked(path, share):
    assert put(path, share).manifest.level == "masked"
    assert put(path, share, level="aggregate").manifest.level == "aggregate"
    assert put(path, share).manifest.level == "aggregate"
    with opened(path) as store:
        choose(store, share, "contact")
    assert put(path, share).manifest.level == "contact"


def test_colleagues_read_the_name_that_was_chosen_until_another_is(path, share, tmp_path, monkeypatch):
    monkeypatch.setattr("funneldesk.operations.share_owner.platform.node", lambda: "DESKTOP-7QK2")
    assert put(path, share).manifest.owner_name == "DESKTOP-7QK2"
    assert put(path, share, name="山田（マーケティング部）").manifest.owner_name == "山田（マーケティング部）"
    assert put(path, share).manifest.owner_name == "山田（マーケティング部）"
    told = {row[0]: row[1] for row in rows_of(RealFolder(share), tmp_path, "about")}
    assert told["published_by"] == "山田（マーケティング部）"
    assert "DESKTOP-7QK2" not in str(told)
    assert put(path, share, name="").manifest.owner_name == "DESKTOP-7QK2"


def test_a_name_that_cannot_stand_in_a_sentence_changes_nothing(path, share):
    put(path, share, name="山田")
    assert refused(path, share, name="山田\x1b[2J") == "name_unprintable"
    assert refused(path, share, name="山" * 81) == "name_too_long"
    assert newest(RealFolder(share)).seq == 1
    assert put(path, share).manifest.owner_name == "山田"


def test_numbers_of_the_store_stay_while_it_is_published(path, share):
    with open_reader(path) as store:
        before = store.revision
    put(path, share)
    with open_reader(path) as store:
        assert store.revision == before


def test_a_copy_of_the_store_is_somebody_else(path, share, tmp_path):
    mine = put(path, share).manifest
    copy = tmp_path / "other" / "funneldesk.db"
    copy.parent.mkdir()
    shutil.copyfile(path, copy)
    assert refused(copy, share) == "other_owner"
    taken = put(copy, share, take_over=True).manifest
    assert (taken.epoch, taken.seq) == (2, 1)
    assert taken.owner != mine.owner
    assert newest(RealFolder(share)) == taken
    assert [line["owner"] for line in done(copy, "take-over")] == [mine.owner]
    # The one that lost reads only, until it takes over in its turn.
    assert refused(path, share) == "other_owner"
    assert put(copy, share).manifest.seq == 2
    assert put(path, share, take_over=True).manifest.epoch == 3
    assert refused(copy, share) == "other_owner"


def test_a_store_that_moved_is_the_same(path, share, tmp_path):
    mine = put(path, share).manifest
    moved = tmp_path / "moved.db"
    path.rename(moved)
    again = put(moved, share).manifest
    assert (again.owner, again.epoch, again.seq) == (mine.owner, 1, 2)


def test_other_data_in_the_place_where_it_was_does_not_make_it_a_copy(path, share, tmp_path):
    mine = put(path, share).manifest
    moved = tmp_path / "moved.db"
    path.rename(moved)
    make(path)
    assert put(moved, share).manifest.owner == mine.owner


def test_another_computer_is_somebody_else(path, share, tmp_path):
    put(path, share)
    assert refused(path, share, home=tmp_path / "another home") == "other_owner"


def test_another_computer_goes_on_in_a_folder_of_its_own(path, share, tmp_path):
    put(path, share)
    again = put(path, tmp_path / "new drive", home=tmp_path / "another home").manifest
    assert (again.epoch, again.seq) == (2, 1)


def test_a_store_from_a_backup_goes_on_with_the_next_number(path, share, tmp_path):
    first = put(path, share).manifest
    backup = tmp_path / "backup.db"
    shutil.copyfile(path, backup)
    put(path, share)
    put(path, share)
    shutil.copyfile(backup, path)
    again = put(path, share).manifest
    assert (again.owner, again.seq) == (first.owner, 4)
    assert newest(RealFolder(share)) == again


def test_a_folder_of_other_data_is_refused_also_for_who_takes_over(path, share, tmp_path):
    put(path, share)
    other = tmp_path / "other.db"
    make(other)
    assert refused(other, share) == "other_store"
    assert refused(other, share, take_over=True) == "other_store"


def test_another_share_in_its_place_is_refused(path, share, tmp_path):
    put(path, share)
    other = tmp_path / "other.db"
    make(other)
    put(other, tmp_path / "elsewhere")
    shutil.rmtree(share)
    shutil.copytree(tmp_path / "elsewhere", share)
    assert refused(path, share) == "other_share"
    assert refused(path, share, take_over=True, anew=True) == "other_share"


def test_an_emptied_folder_is_set_up_again_only_when_told(path, share):
    before = put(path, share).manifest
    shutil.rmtree(share / "FunnelDesk")
    assert refused(path, share) == "share_emptied"
    assert list(share.iterdir()) == []
    again = put(path, share, anew=True).manifest
    assert again.share_id == before.share_id
    assert (again.owner, again.seq) == (before.owner, 2)


def test_a_folder_that_is_gone_does_not_come_back_empty(path, share):
    put(path, share)
    shutil.rmtree(share)
    assert refused(path, share) == "share_gone"
    assert refused(path, share, anew=True) == "share_gone"
    assert not share.exists()


def test_a_first_publication_makes_its_folder_but_none_above_it(path, share):
    assert refused(path, share / "team") == "share_gone"
    assert not share.exists()
    assert put(path, share).folder == share


def test_the_team_goes_to_another_folder_with_the_same_share(path, share, tmp_path):
    before = put(path, share).manifest
    again = put(path, tmp_path / "new drive").manifest
    assert (again.share_id, again.seq) == (before.share_id, before.seq + 1)


def test_the_folder_of_the_program_itself_may_be_named(path, share):
    put(path, share)
    assert put(path, share / "FunnelDesk").folder == share
    assert [one.name for one in share.iterdir()] == ["FunnelDesk"]


@pytest.mark.parametrize("above", [".", ".."])
def test_the_working_data_must_not_lie_in_the_shared_folder(path, above):
    assert refused(path, path.parent / above) == "share_holds_store"
    assert not (path.parent / "FunnelDesk").exists()


def test_a_shared_folder_may_lie_beside_the_store(path):
    assert put(path, path.parent / "team").manifest.seq == 1


def test_only_who_writes_publishes(path, share):
    with open_reader(path) as store, pytest.raises(UserError) as caught:
        publish(store, share)
    assert caught.value.code == "read_only"


def test_older_publications_stay_but_for_those_of_people_who_were_erased(path, share):
    for _ in range(2):
        put(path, share)
    folder = share / "FunnelDesk" / "publications"
    assert len(list(folder.glob("*.json"))) == 2
    put(path, share, only_newest=True)
    assert [one.name.split("-")[4] for one in folder.glob("*.json")] == ["3"]


def test_what_a_killed_program_left_on_this_computer_goes_with_the_next(path, share):
    room = path.with_name(path.name + ".publishing")
    room.mkdir()
    (room / "publication.sqlite").write_bytes(b"x")
    put(path, share)
    assert not room.exists()


def test_a_crash_before_it_is_recorded_is_made_good_by_the_next(path, share, monkeypatch):
    def die(*_said):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_record", die)
        with pytest.raises(Crash):
            put(path, share)
    assert newest(RealFolder(share)).seq == 1
    assert done(path, "publish") == []
    again = put(path, share).manifest
    assert again.seq == 2
    assert again.owner == newest(RealFolder(share)).owner


def test_a_full_disk_of_this_computer_is_said(path, share, monkeypatch):
    def full(*_said):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "write_publication", full)
    assert refused(path, share) == "cannot_write"
    assert newest(RealFolder(share)) is None
    assert not path.with_name(path.name + ".publishing").exists()


def test_who_stops_it_has_published_nothing(path, share):
    class Stopped:
        def report(self, done, total=None):
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        put(path, share, task=Stopped())
    assert newest(RealFolder(share)) is None
    assert put(path, share).manifest.seq == 1


@pytest.mark.parametrize("how", ["once", "forever", "after"])
def test_whatever_call_fails_readers_see_a_whole_publication_and_the_next_one_works(
    path, tmp_path, monkeypatch, how
):
    made_quickly(monkeypatch)
    shutil.copyfile(path, copy := tmp_path / "mine.db")
    files = FaultyFiles(MemoryFolder(), None, None)
    before = put(copy, Path("team"), files=files).manifest
    assert files.count > 20
    shutil.copyfile(copy, path)
    for number in range(1, files.count + 1):
        drive = deepcopy(files.real)
        shutil.copyfile(path, copy)
        broken = FaultyFiles(drive, number, KINDS[number % 5], forever=how == "forever", after=how == "after")
        try:
            published = put(copy, Path("team"), files=broken)
        except UserError:
            seen = newest(drive)
            assert seen.order >= before.order
        else:
            seen = newest(drive)
            assert seen == published.manifest
        assert not copy.with_name(copy.name + ".publishing").exists()
        again = put(copy, Path("team"), files=drive).manifest
        assert newest(drive) == again
        assert again.order > seen.order


@pytest.mark.parametrize("number", range(1, 60, 3))
def test_a_program_that_dies_at_any_call_is_made_good_by_the_next(path, monkeypatch, number):
    made_quickly(monkeypatch)
    before = put(path, Path("team"), files=(drive := MemoryFolder())).manifest
    broken = FaultyFiles(drive, number, None, forever=True)
    with suppress(Crash):
        put(path, Path("team"), files=broken)
    drive.lose_power()
    seen = newest(drive)
    assert seen.order >= before.order
    again = put(path, Path("team"), files=drive).manifest
    assert again.order > seen.order
    assert newest(drive) == again


def test_two_who_take_over_at_once_agree_on_who_did(path, tmp_path):
    drive = MemoryFolder()
    put(path, Path("team"), files=drive)
    copies = [tmp_path / name / "funneldesk.db" for name in ("a", "b")]
    for copy in copies:
        copy.parent.mkdir()
        shutil.copyfile(path, copy)
    drive.delays = True  # neither sees what the other one does
    taken = [put(copy, Path("team"), files=drive, take_over=True).manifest for copy in copies]
    drive.arrive()
    drive.delays = False
    assert [one.epoch for one in taken] == [2, 2]
    winner = max(taken, key=lambda one: one.owner)
    for copy, manifest in zip(copies, taken, strict=True):
        if manifest is winner:
            assert put(copy, Path("team"), files=drive).manifest.seq == 2
        else:
            assert refused(copy, Path("team"), files=drive) == "other_owner"


def test_what_told_more_of_people_goes_when_the_level_is_lowered(path, share):
    folder = share / "FunnelDesk" / "publications"
    for level in ("contact", "contact", "masked"):
        put(path, share, level=level)
    assert [one.name.split("-")[4] for one in folder.glob("*.json")] == ["3"]
    put(path, share, level="contact")  # what tells less may stay
    assert sorted(one.name.split("-")[4] for one in folder.glob("*.json")) == ["3", "4"]
