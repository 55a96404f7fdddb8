"""What the tests of the command line start from."""

from pathlib import Path

import pytest

from tests.cli.running import CommandLine


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return a command line on a store that does not exist yet."""
    return CommandLine(tmp_path / "desk" / "funneldesk.db")
