"""A round with the team: published, answered, taken in, acknowledged; what contradicts waits for a person."""

import itertools
import json
from pathlib import Path

import pytest

from funneldesk.domain.team.answers import Answer, answer_bytes
from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.answers_merged import Standing
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import (
    acknowledged,
    collect,
    conflicts_of,
    members_of,
    settle,
)
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.publishing import publish
from funneldesk.operations.share_conflicts import decided_and_disputed
from funneldesk.operations.stores import Store, open_store
from funneldesk.operations.team import Team, open_team
from funneldesk.share.names import RESPONSES
from funneldesk.share.responses import answer_name
from funneldesk.store.responses import responses
from tests.operations.published import TODAY, make, rows_of
from tests.share.memory_files import MemoryFolder

SHARE = Path("nowhere")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day on which the company's lists were written."""
    for module in ("publishing", "collecting"):
        monkeypatch.setattr(f"funneldesk.operations.{module}.business_day", lambda _store: TODAY)


@pytest.fixture
def drive() -> MemoryFolder:
    """Return a drive."""
    return MemoryFolder()


@pytest.fixture
def owner(tmp_path: Path, drive: MemoryFolder) -> Store:
    """Return the owner's store, published once."""
    path = tmp_path / "owner" / "store.db"
    make(path)
    store = open_store(path)
    share(store, drive)
    yield store
    store.close()


def share(store: Store, drive: MemoryFolder) -> None:
    """Publish."""
    publish(store, SHARE, files=drive, home=store.path.parent, level="masked")


@pytest.fixture
def member(tmp_path: Path, drive: MemoryFolder, owner: Store) -> "callable":
    """Return a function that gives a member of the team by name, who has read the newest publication."""
    assert owner.writes

    def named(name: str) -> Team:
        team = open_team(SHARE, home=tmp_path / name, files=drive)
        assert not team.refresh().problems
        return team

    return named


def handover(store: Store) -> Leg:
    """Return the hand-over there is."""
    [leg] = legs_of_store(store)
    return leg


def reference(drive: MemoryFolder, tmp_path: Path) -> str:
    """Return its reference."""
    [row] = rows_of(drive, tmp_path, "handovers")
    return str(row[0])


def say(team: Team, ref: str, action: str, who: str, **more: str) -> None:
    """Answer, and send it."""
    team.respond(ref, action, who=who, day=TODAY, **more)
    team.refresh()


def ticks(team: Team) -> list[str]:
    """Return how far each answer of a member got."""
    return [one.state for one in team.refresh().answers]


def test_hand_overs_that_changed_before_the_write_began_are_read_again(
    owner: Store, drive: MemoryFolder, member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(member("佐藤"), reference(drive, tmp_path), "accept", "佐藤")
    stale = Standing("another state", {}, {})
    plain, asked = Standing.of, []

    def before_and_after(store: Store) -> Standing:
        asked.append(store.writing)
        return plain(store) if store.writing else stale

    monkeypatch.setattr(Standing, "of", before_and_after)
    found = collect(owner, SHARE, files=drive)
    assert (found.new, found.applied, found.problems) == (1, 1, ())
    assert asked == [False, True]
    assert handover(owner).decision == "accepted"


def test_a_whole_round(owner: Store, drive: MemoryFolder, member, tmp_path: Path) -> None:
    sales = member("佐藤")
    ref = reference(drive, tmp_path)
    say(sales, ref, "accept", "佐藤")
    say(sales, ref, "comment", "佐藤", text="来週訪問します")
    assert ticks(sales) == ["shared", "shared"]
    found = collect(owner, SHARE, files=drive)
    assert (found.new, found.applied, found.added, found.problems) == (2, 1, 1, ())
    assert handover(owner).decision == "accepted"
    assert "佐藤：来週訪問します" in handover(owner).comment
    assert ticks(sales) == ["shared", "shared"], "collected is not yet acknowledged"
    assert collect(owner, SHARE, files=drive).new == 0
    share(owner, drive)
    assert ticks(sales) == ["received", "received"]
    [one] = members_of(owner)
    assert (one.who, one.answers, one.last_day) == ("佐藤", 2, TODAY)
    assert check(owner) == ()


def test_publishing_takes_answers_in_first(owner: Store, drive: MemoryFolder, member, tmp_path: Path) -> None:
    sales = member("佐藤")
    say(sales, reference(drive, tmp_path), "reject", "佐藤", reason="競合")
    share(owner, drive)
    assert handover(owner).reason == "競合"
    assert ticks(sales) == ["received"]
    [row] = rows_of(drive, tmp_path, "handovers")
    assert "rejected" in row


def test_two_that_contradict_wait_for_a_person(
    owner: Store, drive: MemoryFolder, member, tmp_path: Path
) -> None:
    ref = reference(drive, tmp_path)
    one, other = member("佐藤"), member("鈴木")
    say(one, ref, "accept", "佐藤")
    assert collect(owner, SHARE, files=drive).applied == 1
    say(other, ref, "reject", "鈴木", reason="競合")
    assert collect(owner, SHARE, files=drive).conflicts == 1
    assert handover(owner).is_open, "nobody is right before somebody decided"
    [conflict] = conflicts_of(owner)
    assert {(said.who, said.action) for said in conflict.said} == {("佐藤", "accept"), ("鈴木", "reject")}
    share(owner, drive)
    [row] = rows_of(drive, tmp_path, "handovers")
    assert "conflict" in row
    assert ticks(one) == ticks(other) == ["received"], "kept is received"
    side = next(said.ref for said in conflict.said if said.who == "鈴木")
    settle(owner, conflict.leg, side, TODAY)
    assert (handover(owner).decision, handover(owner).reason) == ("rejected", "競合")
    assert {"佐藤：受け入れ", "鈴木：見送り（競合）"} <= set(handover(owner).comment.splitlines())
    assert conflicts_of(owner) == ()
    with pytest.raises(UserError):
        settle(owner, conflict.leg, side, TODAY)
    # Another answer of who knows of it ends it as well.
    share(owner, drive)
    one.refresh()
    say(one, ref, "accept", "佐藤")
    assert collect(owner, SHARE, files=drive).applied == 1
    assert handover(owner).decision == "accepted"
    assert check(owner) == ()


def test_what_was_taken_back_by_hand_stays_so(
    owner: Store, drive: MemoryFolder, member, tmp_path: Path
) -> None:
    ref = reference(drive, tmp_path)
    one = member("佐藤")
    say(one, ref, "accept", "佐藤")
    collect(owner, SHARE, files=drive)
    [kept] = responses(owner.connection)
    assert kept.act
    by_hand.undo_act(owner, kept.act)
    say(one, ref, "contacted", "佐藤")
    collect(owner, SHARE, files=drive)
    assert handover(owner).is_open
    say(one, ref, "reject", "佐藤", reason="競合")
    collect(owner, SHARE, files=drive)
    assert handover(owner).decision == "rejected"


def put(drive: MemoryFolder, answer: Answer) -> None:
    """Let an answer lie on the share, whoever made it."""
    drive.put(f"{RESPONSES}/{answer.device}/{answer_name(answer, sealed=False)}", answer_bytes(answer))


def made(ref: str, device: str, number: int, action: str, **more: object) -> Answer:
    """Return an answer of a device of its own."""
    said = {
        "who": device[0],
        "reason": "",
        "text": "",
        "day": TODAY,
        "epoch": 1,
        "seq": 1,
        "after": (),
        **more,
    }
    return Answer(device * 16, number, handover=ref, action=action, **said)


def test_order_and_number_of_collections_do_not_matter(tmp_path: Path) -> None:
    outcomes = set()
    for place, (order, together) in enumerate(
        itertools.product(itertools.permutations(range(3)), (False, True))
    ):
        drive, path = MemoryFolder(), tmp_path / str(place) / "store.db"
        make(path)
        with open_store(path) as store:
            share(store, drive)
            [row] = rows_of(drive, path.parent, "handovers")
            ref = str(row[0])
            answers = [
                made(ref, "a", 1, "accept"), made(ref, "b", 1, "reject", reason="競合"),
                made(ref, "c", 1, "reject", reason="不通", after=(f"{'a' * 16}:1", f"{'b' * 16}:1")),
            ]  # fmt: skip
            for one in order:
                put(drive, answers[one])
                if not together:
                    collect(store, SHARE, files=drive)
            collect(store, SHARE, files=drive)
            leg = handover(store)
            outcomes.add(
                (
                    leg.decision,
                    leg.reason,
                    leg.decided_at,
                    tuple(decided_and_disputed(store, TODAY, TODAY)[0].values()),
                )
            )
            assert check(store) == ()
    assert [(one[0], one[1]) for one in outcomes] == [("rejected", "不通")]


def test_what_cannot_be_entered_is_kept_and_said(owner: Store, drive: MemoryFolder, tmp_path: Path) -> None:
    ref = reference(drive, tmp_path)
    put(drive, made("0" * 16, "a", 1, "accept"))
    put(drive, made(ref, "a", 2, "reject", reason="なんとなく"))
    put(drive, made(ref, "b", 5, "contacted", day=TODAY + 2))
    found = collect(owner, SHARE, files=drive)
    assert (found.new, found.unknown, found.refused, found.added) == (3, 1, 1, 1)
    assert [one.code for one in found.problems] == ["unknown_handover", "no_reason"]
    assert handover(owner).is_open
    assert handover(owner).contacted_at.startswith("2026-04-10"), (
        "the clock of who answered is two days ahead"
    )
    assert acknowledged(owner) == {"a" * 16: ((1, 2),), "b" * 16: ((5, 5),)}
    assert collect(owner, SHARE, files=drive).new == 0


def test_nothing_is_acknowledged_inside_a_write(owner: Store) -> None:
    with pytest.raises(ValueError, match="certain"), owner.transaction():
        acknowledged(owner)


def test_a_collection_that_fails_leaves_nothing(
    owner: Store, drive: MemoryFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = reference(drive, tmp_path)
    put(drive, made(ref, "a", 1, "accept"))

    def failing(*_anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("funneldesk.operations.collecting.note", failing)
        with pytest.raises(KeyboardInterrupt):
            collect(owner, SHARE, files=drive)
    assert acknowledged(owner) == {}
    assert handover(owner).is_open
    assert collect(owner, SHARE, files=drive).applied == 1


def test_two_computers_with_one_id_lose_nothing(owner: Store, drive: MemoryFolder, tmp_path: Path) -> None:
    ref = reference(drive, tmp_path)
    put(drive, made(ref, "a", 1, "accept"))
    put(drive, made(ref, "a", 1, "contacted"))
    found = collect(owner, SHARE, files=drive)
    assert found.new == 2
    assert [one.code for one in found.problems] == ["same_device"]
    assert len(responses(owner.connection)) == 2
    assert json.loads(json.dumps(acknowledged(owner))) == {"a" * 16: [[1, 1]]}


def test_who_never_published_is_told_so(tmp_path: Path) -> None:
    make(tmp_path / "a" / "store.db")
    with open_store(tmp_path / "a" / "store.db") as store, pytest.raises(UserError) as error:
        collect(store)
    assert error.value.code == "no_share"
