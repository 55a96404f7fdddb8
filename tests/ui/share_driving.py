"""States of a team's folder for the page 共有, and a folder that hangs."""

from datetime import date
from pathlib import Path
from threading import Event

from funneldesk.domain.team.manifest import Manifest, PublishedFile
from funneldesk.operations import collecting, watched_share
from funneldesk.operations.collecting import Conflict, Said
from funneldesk.operations.share_state import Member, Rival, ShareProblem, ShareState

FOLDER = Path("/mnt/fileserver/営業部共有/マーケティング/2026年度 リード管理")
DAY = date(2026, 11, 27).toordinal()
NAME = "2026-11-28_team-1-12-0123456789abcdef"
LONG = "とても長い名前の株式会社" * 8
MANIFEST = Manifest(
    share_id="a" * 16, store_id="b", epoch=1, owner="c" * 16, owner_name="PC-YAMADA", seq=12,
    published_at="2026-11-28T13:40:00Z", as_of=DAY + 1, level="contact", language="ja", program="0.1.0", schema=1,
    files={
        "sqlite": PublishedFile(f"{NAME}.sqlite", 2_345_678, "0" * 64),
        "workbook": PublishedFile(f"{NAME}.xlsx", 845_678, "0" * 64),
    },
    rows={"leads": 2143, "handovers": 58},
)  # fmt: skip


def member(number: int, who: str = "", waiting: int = 1) -> Member:
    return Member(f"{number:016x}", who or f"担当者{number}", 10 + number, waiting, DAY - number)


def state(**changes: object) -> ShareState:
    """Return the state of a folder in use, with these changes."""
    return ShareState(
        **{
            "folder": FOLDER, "level": "contact", "sealed": False, "last": MANIFEST, "is_owner": True, "rival": None,
            "waiting": 3, "members": (member(0, "佐藤 健一", 2), member(1)), "conflicts": 0, "problems": (),
            "is_reachable": True, **changes,
        }
    )  # fmt: skip


def said(ref: str, who: str, action: str, reason: str = "", text: str = "") -> Said:
    return Said(ref, who, action, reason, text, DAY)


CONFLICTS = (
    Conflict("0" * 16, 11, "山田 花子", "みなと精機", (
        said("a:1", "佐藤 健一", "accept", text="来週訪問します。"), said("b:1", "鈴木 美咲", "reject", "時期尚早"),
    )),
    Conflict("1" * 16, 12, "", LONG, (said("a:2", "", "accept"), said("b:2", LONG, "reject", LONG, LONG))),
)  # fmt: skip
TROUBLE = {
    "other_owner": ShareProblem("other_owner", "PC-SUZUKI publishes here.", "Take over, or leave it."),
    "share_gone": ShareProblem("share_gone", f"{FOLDER} cannot be reached.", "Check the network."),
    "share_emptied": ShareProblem("share_emptied", "The folder is empty.", "Look whether it is connected."),
    "other_share": ShareProblem("other_share", "Another share lies here.", "Choose another folder."),
    "share_full": ShareProblem("share_full", f"The disk of {LONG} is full.", "Ask for space."),
    "answers_odd": ShareProblem("answers_odd", "2 files are no answers.", "Nothing is to be done."),
}
STATES = {
    "first": None,
    "in use": state(),
    "nobody answered": state(waiting=0, members=()),
    "one answered": state(waiting=0, members=(member(1),)),
    "not published": state(last=None, waiting=0, members=()),
    "rival": state(is_owner=False, rival=Rival("PC-SUZUKI", "2026-11-28T14:00:00Z")),
    "offline": state(is_reachable=False, waiting=0, problems=(TROUBLE["share_gone"],)),
    "emptied": state(problems=(TROUBLE["share_emptied"],)),
    "many": state(
        members=tuple(member(n, LONG if n == 7 else "") for n in range(30)), waiting=30, sealed=True,
        folder=Path("/mnt") / "/".join([LONG] * 3), problems=tuple(TROUBLE.values()),
    ),
}  # fmt: skip


class Pretended:
    """What the page is shown in place of a real folder; change `state` and look again."""

    def __init__(self, monkeypatch: object) -> None:
        self.state: ShareState | None = None
        self.conflicts: tuple[Conflict, ...] = ()
        self.looks = 0
        monkeypatch.setattr(watched_share, "folder_of", lambda _store: self.state and self.state.folder)
        monkeypatch.setattr(watched_share, "ask_first", lambda _files: None)
        monkeypatch.setattr(watched_share, "share_state", self._look)
        monkeypatch.setattr(collecting, "conflicts_of", lambda _store: self.conflicts)

    def _look(self, _store: object, **_how: object) -> ShareState | None:
        self.looks += 1
        return self.state


class Hanging:
    """A drive that is gone: every call hangs until the test lets go."""

    def __init__(self) -> None:
        self.go, self.reached = Event(), Event()

    def __call__(self, _folder: Path) -> "Hanging":
        return self

    def __getattr__(self, name: str) -> object:
        def hang(*_given: object) -> None:
            self.reached.set()
            self.go.wait(60)
            raise FileNotFoundError(name)

        return hang
