"""Publications a member's program cannot show: of a newer program, damaged, or not there whole yet."""

from pathlib import Path

import pytest

from funneldesk.domain.team.manifest import Manifest
from funneldesk.operations.team import Team, open_team
from funneldesk.share.names import PUBLICATIONS
from funneldesk.share.publication_file import open_publication
from tests.operations.test_team import FOLDER, codes, say, shown
from tests.share.memory_files import MemoryFolder
from tests.share.published import DECIDED, OPEN, publish, share_of


def test_a_newer_program_is_said(tmp_path: Path):
    drive = MemoryFolder()
    share = share_of(drive)
    manifest = publish(share)
    team = open_team(FOLDER, home=tmp_path / "home", files=drive)
    team.refresh()
    publish(share, 2, schema=manifest.schema + 1)
    state = team.refresh()
    assert (codes(state), shown(state)) == (["newer_publication"], "山田1")
    assert state.manifest == manifest


def _damage(drive: MemoryFolder, manifest: Manifest) -> str:
    """Change the bytes of a published database, not their number; return its path."""
    path = f"{PUBLICATIONS}/{manifest.files['sqlite'].name}"
    data = drive.files[path].data
    drive.put(path, data[:-1] + bytes([data[-1] ^ 1]))
    return path


def _reads(drive: MemoryFolder, team: Team, **how: bool) -> list[str]:
    """Look at the share and return which files were read whole."""
    drive.calls.clear()
    state = team.refresh(**how)
    assert codes(state) == ["publication_damaged"], "it is said each time"
    return [path for call, path in drive.calls if call == "read"]


def test_a_damaged_publication_is_fetched_once_and_again_when_asked_or_changed(tmp_path: Path):
    drive = MemoryFolder()
    share = share_of(drive)
    publish(share)
    team = open_team(FOLDER, home=tmp_path / "home", files=drive)
    team.refresh()
    manifest = publish(share, 2)
    path = f"{PUBLICATIONS}/{manifest.files['sqlite'].name}"
    whole = drive.files[path].data
    _damage(drive, manifest)
    assert path in _reads(drive, team)
    assert _reads(drive, team) == []
    assert {call for call, _path in drive.calls} == {"list"}
    assert path in _reads(drive, team, retry=True)
    assert _reads(drive, team) == []
    drive.clock += 60
    drive.put(path, whole)
    state = team.refresh()
    assert (codes(state), shown(state)) == ([], "山田2")


@pytest.mark.parametrize("state_of_newer", ["damaged", "arriving"])
def test_who_was_erased_goes_before_the_newer_publication_has_come(state_of_newer: str, tmp_path: Path):
    drive = MemoryFolder()
    share = share_of(drive)
    publish(share)
    home = tmp_path / "home"
    team = open_team(FOLDER, home=home, files=drive)
    team.refresh()
    say(team)
    newer = publish(share, 2, withdrawn=[OPEN])
    path = _damage(drive, newer)
    if state_of_newer == "arriving":
        drive.put(path, drive.files[path].data[:-9])
    state = team.refresh()
    assert codes(state) == [{"damaged": "publication_damaged"}.get(state_of_newer, "arriving")]
    _is_without(state.copy)
    assert state.answers == (), "what was answered about her is withdrawn too"
    assert state.manifest is not None
    assert (state.manifest.seq, state.manifest.rows["handovers"]) == (1, 0)
    again = open_team(FOLDER, home=home, files=drive)
    _is_without(again.state.copy)
    # A copy that is lost meanwhile comes from the share once more, where she still is.
    assert state.copy is not None
    state.copy.write_bytes(b"")
    _is_without(open_team(FOLDER, home=home, files=drive).refresh().copy)
    assert [one.name for one in home.rglob("*.sqlite")] != [state.copy.name], "the copy with her is gone"


def _is_without(copy: Path | None) -> None:
    """Everybody in these publications is one lead, and nothing of her is left in the bytes."""
    assert copy is not None
    with open_publication(copy) as publication:
        assert publication.rows("handovers", where={"handover": [OPEN, DECIDED]}) == []
        assert len(publication.rows("reasons")) == 2
    assert "山田1".encode() not in copy.read_bytes()
