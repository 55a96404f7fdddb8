"""A process that is killed in the middle of an import leaves the store as it was.

`FUNNELDESK_KILLS=1000` kills as often at random moments.
"""

import os
import random
import subprocess
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store.lead_list import count_leads
from funneldesk.store.records import batches
from tests.forked import start
from tests.operations.taking import figures, take

KILLS, AT_ONCE = int(os.environ.get("FUNNELDESK_KILLS", "50")), 10
KNOWN = [
    {"email": f"u{number}@x.co.jp", "name": f"人 {number}", "acquired_at": "2026-01-05"}
    for number in range(50)
]
#: Half of these are known: their leads are folded again, the others are new.
NEW = [
    {"email": f"u{number}@x.co.jp", "title": "部長", "acquired_at": "2026-02-05"} for number in range(25, 75)
]

CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import importing
from funneldesk.operations.stores import open_store
from tests.faults.test_killed_import import NEW
from tests.operations.taking import block_of, new_batch

moment, path = sys.argv[1], Path(sys.argv[2])

def stop_here():
    print("here", flush=True)
    sys.stdin.read()

class Watching:
    done = 0
    def report(self, done, total=None):
        Watching.done += 1
        if moment == f"report {Watching.done}":
            stop_here()

def just_before_the_commit(*arguments):
    if moment == "commit":
        stop_here()

importing.note = just_before_the_commit
blocks = [block_of(NEW[start:start + 10]) for start in range(0, 50, 10)]
with open_store(path) as store:
    importing.take_list(store, new_batch("leads", blocks[0].fields), blocks, task=Watching())
"""


@pytest.mark.parametrize("moment", ["report 1", "report 3", "report 5", "report 6", "report 7", "commit"])
def test_a_kill_in_the_middle_of_an_import_leaves_the_store_as_it_was(moment: str, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja") as store:
        take(store, "leads", KNOWN)
        before, revision = figures(store), store.revision
    with start(CHILD, moment, path) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "here"
        child.kill()
    # Its lock ended with it: the next program may write at once.
    with open_store(path) as store:
        assert store.revision == revision
        assert figures(store) == before
        assert check(store) == ()
        again = take(store, "leads", NEW)
        assert (again.created, again.updated) == (25, 25)
        assert check(store) == ()


#: The process imports list after list without end, and says which are in.
BUSY = """
import sys
from itertools import count
from pathlib import Path
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import open_store

seed, rows = sys.argv[3], int(sys.argv[4])
with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for number in count():
        path = Path(sys.argv[2]) / f"{seed}-{number}.csv"
        people = [f"人 {seed} {number} {one},u{seed}x{number}x{one}@x.co.jp" for one in range(rows)]
        path.write_text("\\n".join(["氏名,メールアドレス", *people, ""]), encoding="utf-8")
        import_list(store, path)
        print(path.name, flush=True)
"""
ROWS = 20


@pytest.mark.parametrize("first", range(0, KILLS, AT_ONCE))
def test_killed_at_random_moments(first: int, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja"):
        pass
    for seed in range(first, min(first + AT_ONCE, KILLS)):
        with start(BUSY, path, tmp_path, seed, ROWS) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            with suppress(subprocess.TimeoutExpired):
                child.wait(random.Random(seed).uniform(0, 0.6))
            child.kill()
            said = [line.strip() for line in child.stdout if line.endswith("\n")]
        assert child.returncode != 0, "it was killed while it worked"
        with open_reader(path) as store:
            there = Counter(info.file_name for info in batches(store.connection))
            assert set(said) <= set(there), "what was said to be in is in"
            assert set(there.values()) <= {1}
            assert count_leads(store) == ROWS * len(there), "whole, or not at all"
    with open_store(path) as store:
        assert check(store) == ()
