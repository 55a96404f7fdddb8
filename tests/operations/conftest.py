"""What tests of operations start from: making a key of a passphrase takes no time, though it does with guesses."""

import pytest


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys as the program does, at the least cost; what it costs in earnest is held in `tests/share`."""
    monkeypatch.setattr("funneldesk.share.sealing._COST", (2, 8, 1))
