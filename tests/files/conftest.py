"""What the tests of lists and workbooks start from: children start as those of the program do."""

from collections.abc import Iterator

import pytest

from funneldesk.files import child_process
from tests.forked import as_it_starts_itself


@pytest.fixture(autouse=True, scope="module")
def _as_it_starts_itself() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_process, "launch", as_it_starts_itself)
        yield
