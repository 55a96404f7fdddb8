"""All tests here look at a few activities at a time, as the program does with more than AT_ONCE of them."""

import pytest

from funneldesk.domain.contents import touches


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch):
    monkeypatch.setattr(touches, "AT_ONCE", 3)
