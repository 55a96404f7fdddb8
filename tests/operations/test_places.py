"""Where the data of this computer is kept."""

from pathlib import Path

import pytest

from funneldesk.operations import places


def test_another_folder_takes_the_place_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = places.default_store_path()
    monkeypatch.setenv(places.DATA_VARIABLE, str(tmp_path))
    assert places.default_store_path() == tmp_path / "funneldesk.db"
    assert places.team_folder() == tmp_path / "team"
    monkeypatch.delenv(places.DATA_VARIABLE)
    assert places.default_store_path() == own
