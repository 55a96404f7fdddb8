"""A process that is killed while it takes answers in: all of a collection is there or none, and nothing is told lost.

What was acknowledged to the members was committed; a test here shows that this would be noticed if it were not so.
`FUNNELDESK_KILLS=1000` kills as often at random moments.
"""

import os
import random
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.domain.team.ranges import Ranges, holds
from funneldesk.operations import collecting
from funneldesk.operations.by_hand import legs_of_store
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import acknowledged, collect
from funneldesk.operations.references import legs_by_ref
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import RESPONSES
from funneldesk.share.responses import answer_name
from funneldesk.share.share_place import make_share
from funneldesk.store import by_hand as acts
from funneldesk.store import responses as stored
from funneldesk.store.audit import entries
from tests.operations.published import TODAY, make

REPOSITORY = Path(__file__).resolve().parents[2]
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
#: The process takes in what is there, and says when it begins and what it tells the members afterwards.
BUSY = """
import json, sys
from pathlib import Path
from funneldesk.operations.collecting import acknowledged, collect
from funneldesk.operations.stores import open_store

with open_store(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    collect(store, Path(sys.argv[2]))
    print(json.dumps(acknowledged(store)), flush=True)
    sys.stdin.read()
"""


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


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


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
    for seed in range(first, min(first + AT_ONCE, KILLS)):
        # A comment more each time, so that there is something to take in.
        with open_store(path) as store:
            [ref] = legs_by_ref(store)
        put(share, Answer("c" * 16, seed + 1, "鈴木", ref, "comment", "", f"連絡 {seed}", TODAY, 1, 1))
        process = start(BUSY, path, share)
        assert process.stdout.readline() == "ready\n"
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.Random(seed).uniform(0, 0.3))
        process.kill()
        told = process.communicate()[0].strip()
        now = committed(path)
        assert not told or holds(now["c" * 16], seed + 1), "what was said to be received is there"
        with open_reader(path) as store:
            kept = stored.responses(store.connection)
            lines = [one.detail for one in entries(store.connection) if one.operation == "collect"]
        assert sum(line["answers"] for line in lines) == len(kept)
        assert all(one.act for one in kept if not one.given.answer.decides), "who is kept is entered"
    with open_store(path) as store:
        collect(store, share)
        assert len(acknowledged(store)) == len(DEVICES) + 1
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
