"""A process that is killed while it publishes: readers find a whole publication, and the next one goes on from there.

`FUNNELDESK_KILLS=1000` kills as often at random moments.
"""

import os
import random
import shutil
import subprocess
from collections import Counter
from contextlib import suppress

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.publishing import publish
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.share.folder import RealFolder
from funneldesk.store.audit import entries
from tests.forked import start
from tests.operations.published import TODAY, make, newest

KILLS, AT_ONCE = int(os.environ.get("FUNNELDESK_KILLS", "50")), 10
#: What has just been done when the process is killed: a function, and at which call of it.
MOMENTS = {
    "who publishes is known": ("publishing", "_settle", 1),
    "everything is gathered": ("publishing", "gather_publication", 1),
    "the file is made": ("publishing", "write_publication", 1),
    "the database lies half-written": ("once", "_write_half", 1),
    "the database has its name": ("once", "_give_name", 1),
    "the manifest lies half-written": ("once", "_write_half", -1),
    "the manifest has its name": ("once", "_give_name", -1),
    "everything is on the share": ("publishing", "put_publication", 1),
    "it is recorded": ("publishing", "_record", 1),
    "older ones are removed": ("publishing", "sweep", 1),
}
#: The process waits to be killed once the moment has come.
CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import publishing
from funneldesk.operations.stores import open_store
from funneldesk.share import once

module, name, at, path, share = *sys.argv[1:3], int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5])
holder = {"publishing": publishing, "once": once}[module]
real, calls = getattr(holder, name), []

def stopping(*arguments, **options):
    result = real(*arguments, **options)
    calls.append(name)
    is_last = any(str(one).split(".json")[0] != str(one) for one in arguments if isinstance(one, str))
    if (at > 0 and len(calls) == at) or (at < 0 and is_last):
        print("here", flush=True)
        sys.stdin.read()
    return result

with open_store(path) as store:
    setattr(holder, name, stopping)
    publishing.publish(store, share, as_of=int(sys.argv[6]))
"""
#: The process publishes again and again, and says what is there.
BUSY = """
import sys
from pathlib import Path
from funneldesk.operations.publishing import publish
from funneldesk.operations.stores import open_store

with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    while True:
        print(publish(store, Path(sys.argv[2]), as_of=int(sys.argv[3])).manifest.seq, flush=True)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a folder with a store and a share into which it was published once."""
    folder = tmp_path_factory.mktemp("published")
    make(folder / "desk" / "funneldesk.db")
    with open_store(folder / "desk" / "funneldesk.db") as store:
        publish(store, folder / "share", as_of=TODAY)
    return folder


@pytest.fixture
def places(published, tmp_path):
    """Return a store and its share, as they were after the first publication; both stay where they are."""
    kept = tmp_path / "kept"
    shutil.copytree(published, kept)
    yield published / "desk" / "funneldesk.db", published / "share"
    shutil.rmtree(published)
    shutil.copytree(kept, published)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_each_step(places, moment):
    path, share = places
    module, name, at = MOMENTS[moment]
    before = newest(RealFolder(share))
    process = start(CHILD, module, name, at, path, share, TODAY)
    assert process.stdout.readline() == "here\n"
    process.kill()
    process.communicate()
    seen = newest(RealFolder(share))
    is_there = list(MOMENTS).index(moment) >= list(MOMENTS).index("the manifest has its name")
    assert seen.seq == before.seq + is_there
    with open_store(path) as store:
        again = publish(store, share, as_of=TODAY).manifest
        assert check(store) == ()
    assert again.order > seen.order
    assert again.owner == before.owner
    assert newest(RealFolder(share)) == again
    assert not path.with_name(path.name + ".publishing").exists()


@pytest.mark.parametrize("first", range(0, KILLS, AT_ONCE))
def test_killed_at_random_moments(places, first):
    path, share = places
    for seed in range(first, min(first + AT_ONCE, KILLS)):
        before = newest(RealFolder(share))
        process = start(BUSY, path, share, TODAY)
        assert process.stdout.readline() == "ready\n"
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.Random(seed).uniform(0, 0.5))
        process.kill()
        told = [int(line) for line in process.communicate()[0].split()]
        seen = newest(RealFolder(share))
        assert seen.order >= before.order
        assert not told or seen.seq >= told[-1], "what was said to be published is there"
        with open_reader(path) as store:
            recorded = Counter(
                one.detail["seq"] for one in entries(store.connection) if one.operation == "publish"
            )
        assert set(told) <= set(recorded), "what was said to be published is recorded"
        assert set(recorded.values()) == {1}
    with open_store(path) as store:
        assert publish(store, share, as_of=TODAY).manifest.order > seen.order
