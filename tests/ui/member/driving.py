"""A team without a folder: what the member's window is driven with where the share itself is not the point."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from funneldesk.domain.team.answers import Answer
from funneldesk.domain.team.manifest import Manifest, PublishedFile

TODAY = datetime.now(ZoneInfo("Asia/Tokyo")).date().toordinal()


def manifest(seq=1, level="contact", as_of=TODAY, acknowledged=None, name="山田"):
    return Manifest(
        share_id="s" * 16, store_id="t", epoch=1, owner="0" * 16, owner_name=name, seq=seq,
        published_at="2026-11-22T09:00:00+09:00", as_of=as_of, level=level, language="ja", program="1", schema=1,
        files={"sqlite": PublishedFile("x.sqlite", 1, "0")}, acknowledged=acknowledged or {},
    )  # fmt: skip


class SayingView:
    """A publication that says something else of some hand-overs than its file."""

    def __init__(self, view, says):
        self._view, self._says = view, says

    def __getattr__(self, name):
        return getattr(self._view, name)

    def handovers(self):
        return tuple(replace(one, **self._says.get(one.handover, {})) for one in self._view.handovers())


@dataclass
class FakeTeam:
    """Keeps answers in memory; `tick` says how far they come, `blocked` makes the share hang until it is set."""

    copy: Path | None
    level: str = "contact"
    seq: int = 1
    as_of: int = TODAY
    name: str = "山田"
    tick: str = "shared"
    is_reachable: bool = True
    problems: tuple = ()
    answers: list = field(default_factory=list)
    refreshes: int = 0
    retries: int = 0
    blocked: Event | None = None
    refused: Exception | None = None
    who: str = ""
    published: bool = True
    #: Whether what has no passphrase is taken, although all before had one.
    unsealed: bool = False

    def read_unsealed(self):
        self.unsealed = True

    @property
    def state(self):
        from funneldesk.operations.team import TeamState

        shown = manifest(self.seq, self.level, self.as_of, name=self.name) if self.published else None
        return TeamState(
            "s" * 16, shown, self.copy if self.published else None, tuple(self.answers), self.problems,
            self.is_reachable,
        )  # fmt: skip

    def refresh(self, *, retry=False):
        self.refreshes += 1
        self.retries += retry
        if self.blocked is not None:
            self.blocked.wait()
        if self.is_reachable:
            self.answers = [SimpleNamespace(answer=one.answer, state=self.tick) for one in self.answers]
        return self.state

    def respond(self, handover, action, *, who, reason="", text="", day):
        if self.refused is not None:
            raise self.refused
        said = Answer("a" * 16, len(self.answers) + 1, who, handover, action, reason, text, day, 1, self.seq)
        self.answers.append(SimpleNamespace(answer=said, state="saved"))
        return self.answers[-1]
