"""What several answers to one hand-over come to: the same whatever the order in which they arrive, without any clock.

An answer stands above what its author had seen decided (`Answer.after`) and above earlier ones of its own device. What
nothing stands above is of one mind, or it is a conflict that a person has to decide.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from funneldesk.domain.team.answers import Answer

#: The decision each deciding action is, as hand-overs store it.
DECISION_OF = {"accept": "accepted", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was taken in: `sum16` of its file, and the newest batch of the store at that time."""

    answer: Answer
    sum16: str
    after_batch: int

    @property
    def mind(self) -> tuple[str, str]:
        """Return what it decides: the decision, and the reason of a rejection."""
        decision = DECISION_OF[self.answer.action]
        return decision, self.answer.reason if decision == "rejected" else ""


@dataclass(frozen=True, slots=True)
class Own:
    """What the owner's records decide without any answer: `ref` names it, `batch` is that of the act, 0 for a list."""

    ref: str
    decision: str
    reason: str
    batch: int

    @property
    def mind(self) -> tuple[str, str]:
        """Return what it decides."""
        return self.decision, self.reason if self.decision == "rejected" else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What they come to. `top`: answers nothing stands above, in a fixed order; `own_stands`: so does the owner's.

    `applied`: the one of them that is entered, None where the owner's records say it already, there is none, or they
    contradict each other (`is_conflict`).
    """

    top: tuple[Given, ...]
    own_stands: bool
    applied: Given | None
    is_conflict: bool


def agreed(answers: Iterable[Given], own: Own | None, undone: Collection[Given] = ()) -> Outcome:
    """Return what deciding answers to one hand-over come to, beside what the owner's records say of it.

    `undone`: those of them that were entered and taken back by hand. What they stood above does not come back by
    itself: the hand-over stays as it was left until somebody answers anew.
    """
    found = sorted(set(answers), key=lambda one: (one.answer.device, one.answer.number, one.sum16))
    top = [one for one in found if not any(_above(other, one) for other in found)]
    # Answers that name each other in a circle come from no honest program: all of them are shown.
    top = top or found
    top = [one for one in top if one not in undone]
    named = {ref for one in found if one not in undone for ref in one.answer.after}
    own_stands = own is not None and own.ref not in named
    if own is not None:
        # It stands above what had been taken in when it was made, also when somebody decided after it.
        top = [one for one in top if own.batch <= one.after_batch or own.ref in one.answer.after]
    minds = {one.mind for one in top} | ({own.mind} if own is not None and own_stands else set())
    is_conflict = len(minds) > 1
    applied = top[0] if top and not is_conflict and not own_stands else None
    return Outcome(tuple(top), own_stands, applied, is_conflict)


def refs_of(outcome: Outcome, own: Own | None) -> tuple[str, ...]:
    """Return what a new answer has to name to stand above all this."""
    refs = sorted({one.answer.ref for one in outcome.top})
    return (*refs, own.ref) if own is not None and outcome.own_stands else tuple(refs)


def _above(one: Given, other: Given) -> bool:
    return _names(one, other) and not _names(other, one)


def _names(one: Given, other: Given) -> bool:
    """Whether an answer was made knowing the other."""
    mine, theirs = one.answer, other.answer
    if mine.device == theirs.device:
        return mine.number > theirs.number
    return theirs.ref in mine.after


def clamped(day: int, published: int | None, today: int) -> int:
    """Return the day of an answer as far as its author's clock can be believed.

    Not before the publication it answers (None: not known which), not after today.
    """
    return min(day if published is None else max(day, published), today)


def by_handover(answers: Iterable[Given]) -> dict[str, list[Given]]:
    """Return deciding answers by the hand-over they are about."""
    found: dict[str, list[Given]] = {}
    for one in answers:
        if one.answer.decides:
            found.setdefault(one.answer.handover, []).append(one)
    return found
