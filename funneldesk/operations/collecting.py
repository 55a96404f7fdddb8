"""Taking in what the team answered: what the owner's page shows of it."""

# ruff: noqa: ARG001 - the signatures the page is built on, before there are answers

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """One decision about a hand-over: its reference, by whom, and what; `day`: ordinal."""

    ref: str
    who: str
    action: str
    reason: str
    text: str
    day: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A hand-over of which several people said different things. `leg`: its oldest record."""

    handover: str
    leg: int
    person: str
    company: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of taking answers in."""

    new: int = 0
    applied: int = 0
    added: int = 0
    conflicts: int = 0
    unknown: int = 0
    refused: int = 0
    problems: tuple[object, ...] = ()


def collect(
    store: "Store",
    folder: Path | None = None,
    *,
    passphrase: str | None = None,
    files: "FileSystem | None" = None,
    task: Task = NO_TASK,
) -> Collected:
    """Take in the answers that wait in the team's folder."""
    raise _not_yet()


def conflicts_of(store: "Store") -> tuple[Conflict, ...]:
    """Return the hand-overs of which several people said different things: none before any answer was taken in."""
    return ()


def settle(store: "Store", leg: int, ref: str, day: int) -> int:
    """Decide as one of the answers says; return the number of the act."""
    raise _not_yet()


def _not_yet() -> UserError:
    return UserError(
        "no_collecting",
        _("This version cannot take answers in yet."),
        _("They stay in the team's folder and are taken in with the next version."),
    )
