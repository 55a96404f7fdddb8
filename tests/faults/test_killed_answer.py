"""A member's program that is killed while it answers: what it called saved is there, once, and reaches the share.

`FUNNELDESK_KILLS=1000` kills as often at random moments.
"""

import os
import random
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from funneldesk.operations.team import open_team
from funneldesk.share.folder import RealFolder
from funneldesk.share.publication_file import open_publication
from funneldesk.share.responses import answers_on
from tests.forked import start
from tests.share.published import OPEN, publish, share_of

KILLS, AT_ONCE = int(os.environ.get("FUNNELDESK_KILLS", "50")), 10

#: Answers and sends again and again, and says each number once it is saved; stops at a moment to be killed there.
CHILD = """
import sys
from pathlib import Path
from funneldesk.operations import team_reading
from funneldesk.operations.team import open_team
from funneldesk.share import folder as real, outbox

moment, folder, home, text = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]

def stop():
    print("here", flush=True)
    sys.stdin.read()

def stop_after(holder, name):
    done = getattr(holder, name)
    def stopping(*arguments, **options):
        found = done(*arguments, **options)
        stop()
        return found
    setattr(holder, name, stopping)

team = open_team(folder, home=home)
if moment == "numbered":
    stop_after(outbox, "answer_bytes")
elif moment in {"create_new", "fsync", "rename_new"}:
    stop_after(real.RealFolder, moment)
elif moment in {"write_part", "_difference"}:
    stop_after(team_reading, moment)
elif moment == "manifest_bytes":
    stop_after(outbox, moment)
elif moment == "take":
    stop_after(outbox.Outbox, moment)
for count in range(int(sys.argv[5])):
    answer = team.respond("a" * 16, "comment", who="S", text=f"{text} {count}", day=739100).answer
    print(answer.number, answer.text, flush=True)
    if moment == "saved":
        stop()
    team.refresh()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "team"
    place.mkdir()
    publish(share_of(RealFolder(place)))
    open_team(place, home=tmp_path / "home").refresh()
    return place


def begin(moment: str, folder: Path, text: str = "x", count: int = 1) -> Any:
    return start(CHILD, moment, folder, folder.parent / "home", text, count)


def on_share(folder: Path) -> list[tuple[int, str]]:
    answers = answers_on(share_of(RealFolder(folder)), lambda *_: False, None).answers
    return sorted((answer.number, answer.text) for _, answer in answers)


def people_in(copy: Path | None) -> list[object]:
    assert copy is not None
    with open_publication(copy) as publication:
        assert publication.count("handovers") == 2
        return [person for person in publication.values("handovers", "person") if person]


@pytest.mark.parametrize("moment", ["numbered", "saved", "create_new", "fsync", "rename_new"])
def test_a_kill_in_the_middle_of_an_answer_keeps_it_whole_or_not_at_all(moment: str, folder: Path):
    with begin(moment, folder) as child:
        assert child.stdout is not None
        said = child.stdout.readline().strip()
        if said != "here":
            assert child.stdout.readline().strip() == "here"
        child.kill()
    kept = [] if moment == "numbered" else [(1, "x 0")]
    assert (said == "here") == (moment == "numbered")
    team = open_team(folder, home=folder.parent / "home")
    assert [(one.answer.number, one.answer.text) for one in team.state.answers] == kept
    team.respond(OPEN, "comment", who="S", text="y", day=739_100)
    state = team.refresh()
    assert {one.state for one in state.answers} == {"shared"}
    assert on_share(folder) == [*kept, (len(kept) + 1, "y")]


@pytest.mark.parametrize("moment", ["write_part", "_difference", "manifest_bytes", "take"])
def test_a_kill_in_the_middle_of_reading_leaves_the_whole_publication_before_or_the_new_one(
    moment: str, folder: Path
):
    publish(share_of(RealFolder(folder)), 2)
    with begin(moment, folder) as child:
        assert child.stdout is not None
        assert [child.stdout.readline().strip() for _ in range(2)] == ["1 x 0", "here"]
        child.kill()
    team = open_team(folder, home=folder.parent / "home")
    assert team.state.manifest is not None
    assert team.state.manifest.seq == (2 if moment == "take" else 1)
    assert people_in(team.state.copy) == [f"山田{team.state.manifest.seq}"]
    state = team.refresh()
    assert not state.problems
    assert people_in(state.copy) == ["山田2"]
    assert [one.state for one in state.answers] == ["shared"]
    assert on_share(folder) == [(1, "x 0")]


def test_two_programs_that_answer_at_once_lose_and_double_nothing(folder: Path):
    children = [begin("never", folder, text, 12) for text in ("window", "command")]
    said = []
    for child in children:
        child.stdin.close()
        assert child.wait(120) == 0
        out = child.communicate()[0]
        said += [(int(number), text) for number, text in (line.split(" ", 1) for line in out.splitlines())]
    assert sorted(number for number, _ in said) == list(range(1, 25))
    assert len({text for _, text in said}) == 24
    assert on_share(folder) == sorted(said)
    state = open_team(folder, home=folder.parent / "home").state
    assert {one.state for one in state.answers} == {"shared"}


@pytest.mark.parametrize("first", range(0, KILLS, AT_ONCE))
def test_killed_at_random_moments(folder: Path, first: int):
    said: list[tuple[int, str]] = []
    read = published = 1
    for seed in range(first, min(first + AT_ONCE, KILLS)):
        published = publish(share_of(RealFolder(folder)), published + 1).seq
        with begin("never", folder, f"kill {seed}", 1_000) as child:
            assert child.stdout is not None
            lines = [child.stdout.readline()]
            with suppress(subprocess.TimeoutExpired):
                child.wait(random.Random(seed).uniform(0, 0.3))
            child.kill()
            # The last line may be half of one: nobody was told that yet.
            lines += [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        for line in lines:
            number, text = line.rstrip("\n").split(" ", 1)
            said.append((int(number), text))
        state = open_team(folder, home=folder.parent / "home").state
        assert state.manifest is not None
        assert read <= state.manifest.seq <= published, "never back"
        read = state.manifest.seq
        assert people_in(state.copy) == [f"山田{read}"], "whole, and the one it says it is"
    team = open_team(folder, home=folder.parent / "home")
    kept = [(one.answer.number, one.answer.text) for one in team.state.answers]
    assert set(said) <= set(kept), "what was said to be saved is there"
    assert [number for number, _text in kept] == list(range(1, len(kept) + 1))
    assert len({text for _number, text in kept}) == len(kept), "once"
    assert len(kept) - len(said) <= AT_ONCE, (
        "at most the one that was being saved each time was not told any more"
    )
    assert not team.refresh().problems
    assert on_share(folder) == sorted(kept)
    assert {one.state for one in team.state.answers} == {"shared"}
