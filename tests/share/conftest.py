"""What tests of the shared folder start from: nobody waits for a file that is held."""

import pytest


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)
