"""What tests of operations start from: keys that take no time to make, rows that are kept however few they are."""

from pathlib import Path

import pytest

from funneldesk.domain import packed
from funneldesk.operations import demo


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys as the program does, at the least cost; what it costs in earnest is held in `tests/share`."""
    monkeypatch.setattr("funneldesk.share.sealing._COST", (2, 8, 1))


@pytest.fixture(params=[packed.MANY, 1], ids=["few", "many"])
def kept_rows_of_any_number(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep rows of lists in the cache file however few they are: as they are, and column by column."""
    monkeypatch.setattr("funneldesk.operations.kept_rows._MANY", 1)
    monkeypatch.setattr(packed, "MANY", request.param)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the demo."""
    with pytest.MonkeyPatch.context() as patch:
        # Its book, charts and report take longer than the store, and nobody looks at them here.
        patch.setattr(demo, "_write_files", lambda *_given: ())
        return demo.run_demo(tmp_path_factory.mktemp("見本"), "ja").store
