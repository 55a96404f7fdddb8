"""A disk that is really full: a small file system in memory, where one can be made (as root on Linux)."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import acknowledged, collect
from funneldesk.operations.publishing import publish as publish_store
from funneldesk.operations.stores import open_store
from funneldesk.operations.team import open_team
from funneldesk.share.folder import RealFolder
from funneldesk.share.publishing import put_publication
from funneldesk.share.reading import fetch, publications
from funneldesk.share.responses import answers_on
from tests.operations.published import TODAY, make, newest, rows_of
from tests.share.published import OPEN, publish, share_of
from tests.share.test_publishing import data_of, manifest_of

DAY = 739_100


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder of four megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    made = sys.platform == "linux" and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if not made:
        pytest.skip("no file system can be made here")
    yield place
    subprocess.call(["umount", "-l", str(place)])


def fill(place: Path) -> Path:
    """Leave no room."""
    ballast = place / "ballast"
    with ballast.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"x" * 4096):
            pass
    return ballast


def test_a_full_share_keeps_what_the_team_had(small: Path) -> None:
    share = share_of(RealFolder(small))
    put_publication(share, manifest_of(share, 1), data_of(1), b"book", None)
    ballast = fill(small)
    with pytest.raises(UserError) as error:
        put_publication(share, manifest_of(share, 2), data_of(2) * 200, b"book", None)
    assert error.value.code == "share_full"
    seen = publications(share, None, {})
    assert seen.newest is not None
    assert (seen.newest.seq, fetch(share, seen.newest, None)) == (1, data_of(1))
    ballast.unlink()
    put_publication(share, manifest_of(share, 2), data_of(2) * 200, b"book", None)
    newest = publications(share, None, {}).newest
    assert newest is not None
    assert newest.seq == 2


def test_publishing_into_a_full_share_leaves_store_and_share_as_they_were(
    small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "desk" / "funneldesk.db"
    make(path)
    with open_store(path) as store:
        before = publish_store(store, small, as_of=TODAY).manifest
        ballast = fill(small)
        for _again in range(2):
            with pytest.raises(UserError) as error:
                publish_store(store, small, as_of=TODAY)
            assert error.value.code == "share_full"
            assert error.value.next_step
            assert newest(RealFolder(small)) == before
            assert check(store) == ()
        ballast.unlink()
        after = publish_store(store, small, as_of=TODAY).manifest
    assert after.order > before.order
    assert newest(RealFolder(small)) == after
    assert not list(small.rglob("*.tmp"))
    assert not path.with_name(path.name + ".publishing").exists()


def test_a_full_disk_of_a_member_loses_nothing_that_was_saved(small: Path, tmp_path: Path) -> None:
    place = tmp_path / "team"
    place.mkdir()
    publish(share_of(RealFolder(place)))
    team = open_team(place, home=small)
    team.refresh()
    saved = [team.respond(OPEN, "comment", who="S", text="a", day=DAY).answer.ref]
    ballast = fill(small)
    refused = None
    for count in range(200):
        try:
            said = team.respond(OPEN, "comment", who="S", text="b" * 4_000 + str(count), day=DAY)
        except UserError as error:
            refused = error
            break
        saved.append(said.answer.ref)
    assert refused is not None
    assert refused.next_step
    ballast.unlink()
    again = open_team(place, home=small)
    assert [one.answer.ref for one in again.state.answers] == saved
    saved.append(again.respond(OPEN, "comment", who="S", text="c", day=DAY).answer.ref)
    assert {one.state for one in again.refresh().answers} == {"shared"}
    found = answers_on(share_of(RealFolder(place)), lambda *_: False, None).answers
    assert sorted(answer.ref for _name, answer in found) == sorted(saved)


def test_a_full_share_keeps_answers_on_the_members_computer(small: Path, tmp_path: Path) -> None:
    publish(share_of(RealFolder(small)))
    team = open_team(small, home=tmp_path / "home")
    team.refresh()
    ballast = fill(small)
    team.respond(OPEN, "comment", who="S", text="d" * 5_000, day=DAY)
    state = team.refresh()
    assert [one.state for one in state.answers] == ["saved"]
    assert "share_full" in [one.code for one in state.problems]
    ballast.unlink()
    assert [one.state for one in team.refresh().answers] == ["shared"]


def test_a_full_disk_of_the_owner_acknowledges_nothing_it_could_not_keep(small: Path, tmp_path: Path) -> None:
    path, place = small / "funneldesk.db", tmp_path / "team"
    make(path)
    with open_store(path) as store:
        publish_store(store, place, as_of=TODAY)
    team = open_team(place, home=tmp_path / "home")
    team.refresh()
    handover = rows_of(RealFolder(place), tmp_path, "handovers")[0][0]
    for count in range(60):
        team.respond(handover, "comment", who="S", text=f"{count}" + "b" * 4_000, day=TODAY)
    team.refresh()
    ballast = fill(small)
    with pytest.raises(UserError):
        open_store(path)
    ballast.unlink()
    with open_store(path) as store:
        ballast = fill(small)
        with pytest.raises(UserError) as error:
            collect(store, place)
        assert error.value.next_step
        assert acknowledged(store) == {}
        ballast.unlink()
        assert collect(store, place).new == 60
        assert check(store) == ()


def test_no_room_for_what_is_to_be_published_is_said(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "funneldesk.db"
    make(path)
    path.with_name(f"{path.name}.publishing").write_text(
        "a file where the program makes a folder", encoding="utf-8"
    )
    with open_store(path) as store, pytest.raises(UserError) as error:
        publish_store(store, tmp_path / "share", home=tmp_path)
    assert error.value.code == "cannot_write"
    assert error.value.next_step
