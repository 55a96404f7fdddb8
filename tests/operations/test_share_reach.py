"""Reaching the team's folder: which one it is, and what is said of a path that is none."""

import unicodedata
from dataclasses import replace

import pytest

from funneldesk.domain.team.manifest import manifest_bytes
from funneldesk.domain.team.publication import SCHEMA
from funneldesk.errors import UserError
from funneldesk.operations.collecting import collect
from funneldesk.operations.share_reach import reach
from tests.domain.team.test_manifest import to_come
from tests.operations.published import make, opened
from tests.operations.test_publishing import done, put, refused


@pytest.fixture
def path(tmp_path):
    make(tmp_path / "desk" / "funneldesk.db")
    return tmp_path / "desk" / "funneldesk.db"


@pytest.fixture
def share(tmp_path):
    return tmp_path / "share"


def test_the_folder_of_before_is_named_as_it_still_holds_people(path, share, tmp_path):
    put(path, share)
    assert any(str(share) in note for note in put(path, tmp_path / "other").notes)
    assert not any(str(share) in note for note in put(path, tmp_path / "other").notes)


def test_a_folder_with_a_decomposed_name_is_not_made_twice(path, tmp_path):
    decomposed = tmp_path / unicodedata.normalize("NFD", "ガ行 プ")
    decomposed.mkdir()
    put(path, tmp_path / unicodedata.normalize("NFC", decomposed.name))
    assert [one.name for one in tmp_path.iterdir() if one.name != "desk"] == [decomposed.name]
    assert (decomposed / "FunnelDesk").is_dir()


def test_what_is_no_folder_is_said_so(path, tmp_path):
    (tmp_path / "a file").write_text("x")
    assert refused(path, tmp_path / "a file") == "share_no_folder"
    assert refused(path, tmp_path / ("あ" * 300)) == "share_long_name"
    assert refused(path, tmp_path / "a file" / "below") == "share_no_folder"
    assert done(path, "publish") == []


def test_collecting_sets_no_folder_up(path, share, tmp_path):
    """Somebody named the wrong folder: nothing is written there."""
    put(path, share)
    (tmp_path / "other").mkdir()
    for folder in (tmp_path / "other", tmp_path / "none"):
        with opened(path) as store, pytest.raises(UserError) as caught:
            collect(store, folder)
        assert caught.value.next_step
    assert caught.value.code == "share_gone"
    assert not any((tmp_path / "other").iterdir())
    assert not (tmp_path / "none").exists()


def test_a_first_folder_on_a_drive_that_is_written_by_others_only(path, share, monkeypatch):
    def refuse(*_said, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with opened(path) as store, pytest.raises(UserError) as caught:
        reach(store, share)
    assert caught.value.code == "share_read_only"


@pytest.mark.parametrize("is_another_format", [False, True])
def test_an_old_program_does_not_publish_beside_a_newer_one(path, share, is_another_format):
    mine = put(path, share).manifest
    theirs = replace(mine, epoch=2, owner="f" * 16, schema=SCHEMA + 1)
    lay(share, mine, to_come({"owner": theirs.owner}) if is_another_format else manifest_bytes(theirs))
    assert refused(path, share) == "newer_publication"
    assert refused(path, share, take_over=True) == "newer_publication"
    with opened(path) as store:
        assert collect(store, share).new == 0


def test_a_damaged_manifest_that_reads_as_newer_stops_nobody(path, share):
    mine = put(path, share).manifest
    whole = manifest_bytes(replace(mine, epoch=2, owner="f" * 16))
    lay(share, mine, whole.replace(b'"format":1', b'"format":9'))
    again = put(path, share).manifest
    assert (again.epoch, again.seq) == (1, 2)


def lay(share, mine, data):
    """Let somebody else's manifest of the next epoch lie there."""
    name = mine.files["sqlite"].name.replace("-1-1-", "-2-1-").replace(".sqlite", ".json")
    (share / "FunnelDesk" / "publications" / name).write_bytes(data)
