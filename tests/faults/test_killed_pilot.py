"""A process that is killed while a pilot is begun, ended or adopted leaves all of it or nothing."""

from pathlib import Path

import pytest

from funneldesk.operations import book as books
from funneldesk.operations import pilots as operation
from funneldesk.operations.checking import check
from funneldesk.operations.stores import create_store, open_store
from tests.forked import start
from tests.operations.pilot_company import BOTH, MAKERS, NOW, TODAY, fill, later, milder, numbers

CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import pilots
from funneldesk.operations.stores import open_store
from tests.operations.pilot_company import BOTH, MAKERS, NOW, later

work, module, moment, path = *sys.argv[1:4], Path(sys.argv[4])
holder = __import__(module, fromlist=["_"])
real = getattr(holder, moment)

def stop_after(*arguments, **options):
    real(*arguments, **options)
    print("here", flush=True)
    sys.stdin.read()

setattr(holder, moment, stop_after)
with open_store(path) as store:
    if work == "begin":
        pilots.start_pilot(store, BOTH, MAKERS, now=NOW)
    elif work == "end":
        pilots.end_pilot(store, now=later(10))
    else:
        pilots.adopt_pilot(store, BOTH, now=later(10))
"""


@pytest.mark.parametrize(
    ("work", "module", "moment"),
    [
        ("begin", "funneldesk.store.books", "add_version"),
        ("begin", "funneldesk.operations.book", "add_entry"),
        ("end", "funneldesk.store.pilots", "add_event"),
        ("adopt", "funneldesk.store.books", "add_version"),
        ("adopt", "funneldesk.store.pilots", "add_event"),
        ("adopt", "funneldesk.operations.pilots", "add_entry"),
    ],
)
def test_a_kill_in_the_middle_leaves_what_was(work: str, module: str, moment: str, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        fill(store)
        books.save_draft(store, milder(books.draft_of(store)))
        if work != "begin":
            operation.start_pilot(store, BOTH, MAKERS, now=NOW)
        before, versions = numbers(store), books.book_versions(store)
    with start(CHILD, work, module, moment, path) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "here"
        child.kill()
    with open_store(path) as store:
        assert books.book_versions(store) == versions
        assert numbers(store) == before
        assert check(store) == ()
        # The next try works as if nothing had been; a draft is still there to begin from.
        if work == "begin":
            assert operation.start_pilot(store, BOTH, MAKERS, now=NOW).number == 1
        elif work == "end":
            assert operation.end_pilot(store, now=later(10)).until_day is not None
        else:
            assert operation.adopt_pilot(store, BOTH, now=later(10)).number == 2
        assert (operation.pilot_of(store, TODAY) is None) == (work != "begin")
