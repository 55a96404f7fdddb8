"""Taking in what the team answered: each answer once, all of a collection or none of it (DESIGN 9)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.team.agreeing import Given
from funneldesk.errors import UserError
from funneldesk.i18n import _, speaking
from funneldesk.operations.answers_merged import Merging, Standing, known_reasons
from funneldesk.operations.business_day import business_day
from funneldesk.operations.changes import note
from funneldesk.operations.erasing import withdrawn
from funneldesk.operations.share_conflicts import Conflict, Said, conflicts_of, settle
from funneldesk.operations.share_reach import Reach, folder_of, reach
from funneldesk.operations.tasks import NO_TASK, Task, no_collection
from funneldesk.share.responses import answers_on
from funneldesk.store import responses as stored
from funneldesk.store.publications import collected_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.team.ranges import Ranges
    from funneldesk.share.file_system import FileSystem
    from funneldesk.share.names import AnswerName
    from funneldesk.store.store import Store

__all__ = [
    "Collected",
    "Conflict",
    "MemberAnswers",
    "Said",
    "acknowledged",
    "collect",
    "collect_from",
    "conflicts_of",
    "known_answers",
    "members_of",
    "settle",
]


@dataclass(frozen=True, slots=True)
class Collected:
    """What one collection brought: `new` answers, of which so many were entered as decisions or added, and so on.

    `conflicts`, `unknown` and `refused` count new answers of these kinds; `problems` say them and what was not read.
    """

    new: int = 0
    applied: int = 0
    added: int = 0
    conflicts: int = 0
    unknown: int = 0
    refused: int = 0
    problems: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberAnswers:
    """A device that answered: by whose name last, how many answers were taken in, the last day (ordinal)."""

    device: str
    who: str
    answers: int
    last_day: int | None


def collect(
    store: "Store",
    folder: Path | None = None,
    *,
    passphrase: str | None = None,
    files: "FileSystem | None" = None,
    task: Task = NO_TASK,
) -> Collected:
    """Take in the answers that lie in a shared folder (None: the one published into); UserError where it cannot be.

    Nothing is acknowledged before it is committed: who publishes asks `acknowledged` afterwards.
    """
    where = folder or folder_of(store)
    if where is None:
        raise UserError(
            "no_share",
            _("Nothing has been shared from here yet."),
            _("Publish into a folder first."),
        )
    return collect_from(
        store, reach(store, where, passphrase=passphrase, may_make=False, files=files), task=task
    )


def collect_from(store: "Store", found: Reach, *, task: Task = NO_TASK) -> Collected:
    """Take in the answers on a share that was reached."""
    known, today = known_answers(store), business_day(store)
    with no_collection():
        arrived = answers_on(found.share, known, found.key)
    task.report(0, 2)
    waiting = stored.waiting_handovers(store.connection, known_reasons(store, today))
    if not arrived.answers and not waiting:
        return Collected(problems=arrived.problems)
    before = Standing.of(store)
    with store.transaction(by_hand_only=True) as connection, speaking(store.language), no_collection():
        # Another program may have collected while the share was read.
        known = known_answers(store)
        batch = stored.newest_batch(connection)
        new = [
            Given(answer, name.sum16, batch)
            for name, answer in arrived.answers
            if not known(answer.device, name)
        ]
        merging = Merging(store, today, frozenset(withdrawn(store)), before)
        states = merging.take(new)
        task.report(1, 2)
        counts = Counter(states.values())
        if states:
            note(connection, "collect", {"answers": len(new), **dict(sorted(counts.items()))})
    twice = stored.devices_used_twice(store.connection)
    problems = (*arrived.problems, *_problems(states, twice))
    return Collected(
        len(new), counts["applied"] + counts["agreed"], counts["added"], counts["conflict"], counts["unknown"],
        counts["refused"], problems,
    )  # fmt: skip


def known_answers(store: "Store") -> "Callable[[str, AnswerName], bool]":
    """Return whether an answer, by its device and name, was taken in."""
    taken = collected_answers(store.connection)
    return lambda device, name: (name.number, name.sum16) in taken.get(device, ())


def _problems(states: dict[Given, stored.State], twice: Iterable[str]) -> Iterable[UserError]:
    unknown = [one for one, state in states.items() if state == "unknown"]
    if unknown:
        yield UserError(
            "unknown_handover",
            _("{count} answers are about hand-overs that are not here, by {names}.").format(
                count=len(unknown), names=_names(unknown)
            ),
            _("They are kept and count as soon as the list with these hand-overs is here again."),
        )
    for one, state in states.items():
        if state == "refused":
            yield UserError(
                "no_reason",
                _("{name} declined for a reason the book does not have: “{reason}”.").format(
                    name=one.answer.who or one.answer.device, reason=one.answer.reason
                ),
                _("The hand-over stays open. Add the reason to the book, or ask for one of the book's."),
            )
    for device in twice:
        yield UserError(
            "same_device",
            _("Two computers answer under one number ({device}).").format(device=device),
            _(
                "One was set up as a copy of the other. All answers are kept; delete the folder “team” on one."
            ),
        )


def _names(answers: Iterable[Given]) -> str:
    return _(", ").join(sorted({one.answer.who or one.answer.device for one in answers}))


def acknowledged(store: "Store") -> "dict[str, Ranges]":
    """Return which answers of each device are in the store, for `Manifest.acknowledged`: what was committed only."""
    if store.writing:
        raise ValueError("inside a write nothing is certain")
    return stored.ranges_by_device(store.connection)


def members_of(store: "Store") -> tuple[MemberAnswers, ...]:
    """Return the devices that answered, as far as their answers were taken in."""
    found: dict[str, list[Given]] = {}
    for kept in stored.responses(store.connection):
        found.setdefault(kept.given.answer.device, []).append(kept.given)
    return tuple(
        MemberAnswers(device, given[-1].answer.who, len(given), max(one.answer.day for one in given))
        for device, given in sorted(found.items())
    )
