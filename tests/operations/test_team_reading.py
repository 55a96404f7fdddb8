"""Publications a member's program does not know yet."""

from pathlib import Path

from funneldesk.operations.team import open_team
from tests.operations.test_team import FOLDER, codes, shown
from tests.share.memory_files import MemoryFolder
from tests.share.published import publish, share_of


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
