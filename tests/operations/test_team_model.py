"""The whole team at once, in any order: an owner, three members, a copy of the store that takes over, a bad drive.

Whatever happens: nothing a member was told as saved is lost, nothing is called received that its owner does not have,
readers never go back, and in the end everybody agrees on what the answers come to.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from funneldesk.domain.team.agreeing import agreed
from funneldesk.domain.team.ranges import ranges_of
from funneldesk.errors import UserError
from funneldesk.operations import by_hand, collecting, publishing
from funneldesk.operations.answers_merged import own_decisions
from funneldesk.operations.checking import check
from funneldesk.operations.collecting import Collected, collect
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.publishing import publish
from funneldesk.operations.share_reach import Reach
from funneldesk.operations.stores import Store, open_store
from funneldesk.operations.team import open_team
from funneldesk.share.names import PUBLICATIONS, RESPONSES
from funneldesk.share.publication_file import open_publication
from funneldesk.share.responses import answers_on
from funneldesk.store.responses import responses
from tests.operations.published import TODAY, make
from tests.share.memory_files import MemoryFolder

SHARE = Path("nowhere")
MEMBERS = ("佐藤", "鈴木", "田中")
OWNERS = ("owner", "rogue")
TROUBLES = (errno.ETIMEDOUT, errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOSPC)


@contextmanager
def _on_that_day() -> Iterator[None]:
    """Let it be the day on which the company's lists were written, and nobody wait for files."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("publishing", "collecting"):
            patch.setattr(f"funneldesk.operations.{module}.business_day", lambda _store: TODAY)
        patch.setattr("funneldesk.share.trouble.sleep", lambda _seconds: None)
        yield


def _is_said(error: UserError) -> None:
    assert error.next_step


class TeamModel(RuleBasedStateMachine):
    """What can happen to a team in a day."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = _on_that_day()
        self._patch.__enter__()
        self.root = Path(tempfile.mkdtemp(prefix="funneldesk-team-"))
        self.drive = MemoryFolder()
        self.orders: dict[str, tuple[int, str, int]] = {}
        #: What each member was told as saved: the references of answers.
        self.saved: dict[str, set[str]] = {name: set() for name in MEMBERS}

    @initialize()
    def begin(self) -> None:
        """Publish for the first time; everybody opens the folder."""
        make(self._path("owner"))
        self._path("rogue").parent.mkdir()
        shutil.copyfile(self._path("owner"), self._path("rogue"))
        self._publish("owner", take_over=False)
        self.teams = {name: open_team(SHARE, home=self.root / name, files=self.drive) for name in MEMBERS}
        for team in self.teams.values():
            team.refresh()

    def _path(self, owner: str) -> Path:
        return self.root / owner / "store.db"

    @contextmanager
    def _store(self, owner: str) -> Iterator[Store]:
        with open_store(self._path(owner)) as store:
            yield store

    def _publish(self, owner: str, *, take_over: bool) -> None:
        with self._store(owner) as store:
            publish(
                store, SHARE, files=self.drive, home=self.root / owner, level="masked", take_over=take_over
            )

    @rule(owner=st.sampled_from(OWNERS), take_over=st.booleans())
    def publishes(self, owner: str, take_over: bool) -> None:
        """Publish, or be told why not."""
        try:
            self._publish(owner, take_over=take_over)
        except UserError as error:
            _is_said(error)

    @rule(owner=st.sampled_from(OWNERS))
    def collects(self, owner: str) -> None:
        """Take answers in, or be told why not."""
        with self._store(owner) as store:
            try:
                collect(store, SHARE, files=self.drive)
            except UserError as error:
                _is_said(error)
            assert check(store) == ()

    @rule(owner=st.sampled_from(OWNERS), decision=st.sampled_from(["accepted", "rejected"]))
    def decides(self, owner: str, decision: str) -> None:
        """Decide in the owner's own store."""
        with self._store(owner) as store:
            [leg] = legs_of_store(store)
            by_hand.decide(
                store, leg.record, decision, TODAY, reason="競合" if decision == "rejected" else ""
            )

    @rule(owner=st.sampled_from(OWNERS))
    def copies_the_store(self, owner: str) -> None:
        """Keep a copy of a store."""
        shutil.copyfile(self._path(owner), self.root / owner / "copy.db")

    @rule(owner=st.sampled_from(OWNERS))
    def brings_a_copy_back(self, owner: str) -> None:
        """Go on with an older state of a store."""
        copy = self.root / owner / "copy.db"
        if copy.exists():
            for beside in ("-wal", "-shm", ".cache"):
                Path(f"{self._path(owner)}{beside}").unlink(missing_ok=True)
            shutil.copyfile(copy, self._path(owner))

    @rule(
        name=st.sampled_from(MEMBERS), action=st.sampled_from(["accept", "reject", "contacted", "comment"]),
        wrong_by=st.sampled_from([0, 2, -2]),
    )  # fmt: skip
    def answers(self, name: str, action: str, wrong_by: int) -> None:
        """Answer the hand-over of the publication this member has, by a clock that may be wrong."""
        team = self.teams[name]
        copy = team.state.copy
        if copy is None:
            return
        with open_publication(copy) as publication:
            [row] = publication.rows("handovers")
        more = {"reject": {"reason": "競合"}, "comment": {"text": "伝言"}}.get(action, {})
        try:
            said = team.respond(str(row[0]), action, who=name, day=TODAY + wrong_by, **more)
        except UserError as error:
            raise AssertionError(error.message) from error
        self.saved[name].add(said.answer.ref)

    @rule(name=st.sampled_from(MEMBERS))
    def looks(self, name: str) -> None:
        """Look into the folder, whatever state it is in."""
        self.teams[name].refresh()

    @rule(name=st.sampled_from(MEMBERS))
    def starts_anew(self, name: str) -> None:
        """Close the program and open it again."""
        try:
            self.teams[name] = open_team(SHARE, home=self.root / name, files=self.drive)
        except UserError as error:
            _is_said(error)

    @rule(trouble=st.sampled_from([None, *TROUBLES]))
    def the_drive_changes(self, trouble: int | None) -> None:
        """Let the drive go, or come back."""
        self.drive.trouble = trouble

    @rule(delays=st.booleans())
    def files_are_delayed(self, delays: bool) -> None:
        """Let new files be seen by nobody yet, or all of them arrive."""
        self.drive.delays = delays
        if not delays:
            self.drive.arrive()

    @rule(place=st.integers(0, 50))
    def a_file_is_copied(self, place: int) -> None:
        """Let a synchronising program make a copy of its own."""
        files = sorted(path for path in self.drive.files if path.startswith((PUBLICATIONS, RESPONSES)))
        if files and len(files) < 200:
            self.drive.copy_as_conflict(files[place % len(files)])

    @precondition(lambda self: hasattr(self, "teams"))
    @invariant()
    def nobody_loses_an_answer_or_goes_back(self) -> None:
        """Look at what each member has on the own computer."""
        for name, team in self.teams.items():
            state = team.state
            assert self.saved[name] == {one.answer.ref for one in state.answers}
            if state.manifest is not None:
                assert state.manifest.order >= self.orders.get(name, (0, "", 0))
                self.orders[name] = state.manifest.order
                acknowledged = state.manifest.acknowledged
                for one in state.answers:
                    if one.state == "received":
                        assert one.answer.device in acknowledged or self._in_a_store(one.answer.ref)
            if state.copy is not None:
                with open_publication(state.copy) as publication:
                    assert publication.count("handovers") == 1

    def _in_a_store(self, ref: str) -> bool:
        found = set()
        for owner in OWNERS:
            with self._store(owner) as store:
                found |= {one.given.answer.ref for one in responses(store.connection)}
        return ref in found

    def teardown(self) -> None:
        """Let everything calm down, and compare."""
        try:
            if hasattr(self, "teams"):
                self._come_to_rest()
        finally:
            self._patch.__exit__(None, None, None)
            shutil.rmtree(self.root, ignore_errors=True)

    def _come_to_rest(self) -> None:
        self.drive.trouble = None
        self.drive.delays = False
        self.drive.arrive()
        for name in MEMBERS:
            # A refusal to answer or to open is fine; to lose what was saved is not.
            self.teams[name] = open_team(SHARE, home=self.root / name, files=self.drive)
        for team in self.teams.values():
            team.refresh()
        self._publish("owner", take_over=True)
        for name, team in self.teams.items():
            state = team.refresh()
            assert {one.answer.ref for one in state.answers} == self.saved[name]
            assert {one.state for one in state.answers} <= {"received"}, name
        with self._store("owner") as store:
            kept = [one.given.answer.ref for one in responses(store.connection)]
            assert sorted(kept) == sorted(ref for refs in self.saved.values() for ref in refs), "each once"
            assert check(store) == ()
            deciding = [one.given for one in responses(store.connection) if one.given.answer.decides]
            own = next(iter(own_decisions(store).values()), None)
            outcome = agreed(deciding, own)
            [leg] = legs_of_store(store)
            if outcome.applied is not None:
                assert (leg.decision, leg.reason) == outcome.applied.mind
            elif own is not None:
                assert leg.decision == own.decision
            else:
                assert leg.is_open
            assert bool(collecting.conflicts_of(store)) == outcome.is_conflict


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        TeamModel,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


@pytest.mark.long
def test_a_team_in_any_order() -> None:
    _run(int(os.environ.get("FUNNELDESK_TEAMS", "6")), 16)


def _one_answer_is_sent_and_published() -> None:
    team = TeamModel()
    team.begin()
    team.answers("佐藤", "accept", 0)
    team.looks("佐藤")
    team.teardown()


def test_telling_before_it_is_committed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is one: an owner who acknowledges what lies on the share and never commits it is caught."""
    told: dict[str, list[int]] = {}

    def reads_only(_store: Store, found: Reach, **_options: object) -> Collected:
        for _name, answer in answers_on(found.share, lambda _device, _name: False, found.key).answers:
            told.setdefault(answer.device, []).append(answer.number)
        return Collected()

    _one_answer_is_sent_and_published()
    monkeypatch.setattr(publishing, "collect_from", reads_only)
    monkeypatch.setattr(
        publishing,
        "acknowledged",
        lambda _store: {device: ranges_of(numbers) for device, numbers in told.items()},
    )
    with pytest.raises(AssertionError, match="each once"):
        _one_answer_is_sent_and_published()
    assert told
