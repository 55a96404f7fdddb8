"""What was entered on a page, to be taken back step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from funneldesk.operations.history_events import Way


@dataclass(frozen=True, slots=True)
class Step:
    """What was done in words with whom it is about, the number by which it is taken back, and `target`.

    That is the lead, the review or the card it is about (0: none). `way`: the kind of record it is (`Way`).
    """

    words: str
    number: int
    target: int = 0
    way: "Way" = "act"


class Steps:
    """Steps back and forward."""

    def __init__(self) -> None:
        self._made: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last(self) -> Step | None:
        """Return the step that would be taken back."""
        return self._made[-1] if self._made else None

    @property
    def next(self) -> Step | None:
        """Return the step that would be made again."""
        return self._undone[-1] if self._undone else None

    def recall(self, steps: Sequence[Step]) -> None:
        """Go on with steps of another run, oldest first, unless somebody made one meanwhile."""
        if not self._made and not self._undone:
            self._made.extend(steps)

    def add(self, step: Step) -> None:
        """Remember a step; what was taken back before it is gone."""
        self._made.append(step)
        self._undone.clear()

    def undone(self, step: Step) -> None:
        """Move a step to those that can be made again."""
        self._made.remove(step)
        self._undone.append(step)

    def redone(self, step: Step) -> None:
        """Move a step back to those that can be taken back."""
        self._undone.remove(step)
        self._made.append(step)

    def forget(self, step: Step) -> None:
        """Drop a step that somebody else took back, or made again, meanwhile."""
        for steps in (self._made, self._undone):
            if step in steps:
                steps.remove(step)

    def clear(self) -> None:
        """Forget everything: another store is on the desk."""
        self._made.clear()
        self._undone.clear()
