"""A process that is killed while it takes answers in: all of a collection is there or none, and nothing is told lost.

What was acknowledged to the members was committed; a test here shows that this would be noticed if it were not so.
`FUNNELDESK_KILLS=1000` kills as often at random moments.
"""

import json
import os
import random
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.domain.team.ranges import Ranges, holds, ranges_of
from funneldesk.operations import collecting
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import acknowledged, collect
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import RESPONSES, answer_named
from funneldesk.share.responses import answer_name
from funneldesk.share.share_place import make_share
from funneldesk.store import by_hand as acts
from funneldesk.store import responses as stored
from funneldesk.store.audit import entries
from tests.forked import start
from tests.operations.published import TODAY, make

KILLS, AT_ONCE = int(os.environ.get("FUNNELDESK_KILLS", "50")), 10
DEVICES, EACH = ("a" * 16, "b" * 16), 20
#: What has just been done when the process is killed (a function of a module, at which call of it), and what is there.
MOMENTS = {
    "the answers are read": ("collecting", "answers_on", 1, False),
    "an answer is stored": ("stored", "add_response", 1, False),
    "half of them are stored": ("stored", "add_response", EACH, False),
    "one is entered": ("acts", "add_act", 1, False),
    "all have their states": ("stored", "set_states", 1, False),
    "the line of the log is written": ("collecting", "note", 1, False),
    "all is committed": ("collecting", "collect_from", 1, True),
}
#: The process waits to be killed once the moment has come.
CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import collecting
from funneldesk.operations.stores import open_store
from funneldesk.store import by_hand as acts, responses as stored

module, name, at, path, share = *sys.argv[1:3], int(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5])
holder = {"collecting": collecting, "stored": stored, "acts": acts}[module]
real, calls = getattr(holder, name), []

def stopping(*arguments, **options):
    result = real(*arguments, **options)
    calls.append(name)
    if len(calls) == at:
        print("here", flush=True)
        sys.stdin.read()
    return result

with open_store(path) as store:
    setattr(holder, name, stopping)
    collecting.collect(store, share)
"""
#: The process puts a comment more on the share and takes in what is there, without end; it says what is received.
BUSY = """
import json, sys
from itertools import count
from pathlib import Path
from funneldesk.domain.team.answers import Answer
from funneldesk.operations.collecting import acknowledged, collect
from funneldesk.operations.stores import open_store
from funneldesk.share.folder import RealFolder
from funneldesk.share.responses import put_answer
from funneldesk.share.share_place import find_share

device, ref, first, today = sys.argv[3], sys.argv[4], int(sys.argv[5]), int(sys.argv[6])
with open_store(Path(sys.argv[1])) as store:
    share = find_share(RealFolder(Path(sys.argv[2])))
    print("ready", flush=True)
    for number in count(first):
        answer = Answer(device, number, "鈴木", ref, "comment", "", f"連絡 {number}", today, 1, 1)
        put_answer(share, answer, None)
        collect(store, Path(sys.argv[2]))
        print(json.dumps(acknowledged(store)), flush=True)
"""
BUSY_DEVICE = "c" * 16


def put(share: Path, answer: Answer) -> None:
    folder = share / RESPONSES / answer.device
    folder.mkdir(parents=True, exist_ok=True)
    (folder / str(answer_name(answer, sealed=False))).write_bytes(answer_bytes(answer))


@pytest.fixture
def places(tmp_path):
    """Return a store and a shared folder in which two members gave twenty answers each, the last ones decisions."""
    path, share = tmp_path / "desk" / "funneldesk.db", tmp_path / "share"
    make(path)
    share.mkdir()
    make_share(RealFolder(share))
    with open_store(path) as store:
        [ref] = legs_by_ref(store)
    for device in DEVICES:
        for number in range(1, EACH + 1):
            action = "accept" if number == EACH else "comment"
            text = "" if action == "accept" else f"連絡 {number}"
            put(share, Answer(device, number, "佐藤", ref, action, "", text, TODAY, 1, 1))
    return path, share


def committed(path: Path) -> dict[str, Ranges]:
    with open_reader(path) as store:
        return acknowledged(store)


def assert_all_or_nothing(path: Path, *, is_there: bool) -> None:
    """Compare answers, what was entered for them and the log with each other."""
    with open_reader(path) as store:
        kept = stored.responses(store.connection)
        assert len(kept) == (len(DEVICES) * EACH if is_there else 0)
        entered = {one.id for one in acts.acts(store.connection, "handovers")}
        assert {one.act for one in kept if one.act} <= entered
        assert len(entered) == 1 + sum(one.act is not None for one in kept), (
            "that of the hand-over, and theirs"
        )
        lines = [one.detail for one in entries(store.connection) if one.operation == "collect"]
        assert [line["answers"] for line in lines] == ([len(kept)] if is_there else [])


def assert_whole(path: Path, share: Path) -> None:
    """Collect once more: then everything is there once."""
    with open_store(path) as store:
        collect(store, share)
        [leg] = legs_of_store(store)
        assert leg.decision == "accepted"
        assert check(store) == ()
        assert acknowledged(store) == dict.fromkeys(DEVICES, ((1, EACH),))
        assert collect(store, share).new == 0
    assert_all_or_nothing(path, is_there=True)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_each_step(places, moment):
    path, share = places
    module, name, at, is_there = MOMENTS[moment]
    process = start(CHILD, module, name, at, path, share)
    assert process.stdout.readline() == "here\n"
    process.kill()
    process.communicate()
    assert_all_or_nothing(path, is_there=is_there)
    assert_whole(path, share)


@pytest.mark.parametrize("first", range(0, KILLS, AT_ONCE))
def test_killed_at_random_moments(places, first):
    path, share = places
    with open_store(path) as store:
        [ref] = legs_by_ref(store)
    for seed in range(first, min(first + AT_ONCE, KILLS)):
        process = start(BUSY, path, share, BUSY_DEVICE, ref, seed * 1_000 + 1, TODAY)
        assert process.stdout.readline() == "ready\n"
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.Random(seed).uniform(0, 0.3))
        process.kill()
        lines = [line for line in process.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        assert process.returncode != 0, "it was killed while it worked"
        told = json.loads(lines[-1]) if lines else {}
        now = committed(path)
        for device, ranges in told.items():
            received = {number for begin, end in ranges for number in range(begin, end + 1)}
            assert all(holds(now[device], number) for number in received), "what was said to be received is"
        with open_reader(path) as store:
            kept = stored.responses(store.connection)
            logged = [one.detail for one in entries(store.connection) if one.operation == "collect"]
        assert sum(line["answers"] for line in logged) == len(kept)
        assert all(one.act for one in kept if not one.given.answer.decides), "who is kept is entered"
    with open_store(path) as store:
        collect(store, share)
        files = (share / RESPONSES / BUSY_DEVICE).iterdir()
        on_share = ranges_of(name.number for file in files if (name := answer_named(file.name)))
        assert acknowledged(store) == {**dict.fromkeys(DEVICES, ((1, EACH),)), BUSY_DEVICE: on_share}
        assert len(stored.responses(store.connection)) == len(DEVICES) * EACH + sum(
            end - begin + 1 for begin, end in on_share
        ), "each once"
        assert check(store) == ()


def told_is_kept(path: Path, share: Path, told_at: str) -> bool:
    """Whether answers count as received only once they are in the file, when asked at each step of a collection."""
    seen: list[bool] = []
    module = {"note": collecting, "set_states": stored}[told_at]
    with open_store(path) as store, pytest.MonkeyPatch.context() as patch:
        real = getattr(module, told_at)

        def asking(*arguments, **options):
            result = real(*arguments, **options)
            # Another program looks at the file at the same moment.
            with closing(open_reader(path)) as other, suppress(ValueError):
                mine = collecting.acknowledged(store)
                seen.append(mine == stored.ranges_by_device(other.connection))
            return result

        patch.setattr(module, told_at, asking)
        collect(store, share)
    return all(seen)


@pytest.mark.parametrize("moment", ["note", "set_states"])
def test_nothing_counts_as_received_before_it_is_in_the_file(places, moment, monkeypatch):
    path, share = places
    assert told_is_kept(path, share, moment)


@pytest.mark.parametrize("moment", ["note", "set_states"])
def test_a_program_that_tells_too_early_is_found_out(places, moment, monkeypatch):
    path, share = places
    monkeypatch.setattr(collecting, "acknowledged", lambda store: stored.ranges_by_device(store.connection))
    assert not told_is_kept(path, share, moment)
