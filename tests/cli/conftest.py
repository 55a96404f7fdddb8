"""What the tests of the command line start from."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.oracle.desk import make_desk

AS_OF = date(2026, 1, 15)


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    """Return a command line on a store that does not exist yet."""
    return CommandLine(tmp_path / "desk" / "funneldesk.db")


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on the store of a small company with all kinds of lists; tests only read it."""
    line = CommandLine(tmp_path_factory.mktemp("company") / "funneldesk.db")
    make_desk(line, 11)
    return line
