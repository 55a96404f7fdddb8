"""What was entered on the page of a lead since the window opened, to be taken back step by step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Something entered about a lead: in words, about whom, and the number of the act."""

    words: str
    name: str
    lead: int
    number: int = 0

    @property
    def named(self) -> str:
        """Return the words with the name: an older step may be about somebody else."""
        return f"{self.words} ({self.name})"


class Steps:
    """Steps back and forward."""

    def __init__(self) -> None:
        self._made: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_words(self) -> str:
        """Return the next step back in words, "" where there is none."""
        return self._made[-1].named if self._made else ""

    @property
    def redo_words(self) -> str:
        """Return the next step forward in words, "" where there is none."""
        return self._undone[-1].named if self._undone else ""

    def add(self, step: Step) -> None:
        """Remember a step; what was taken back before it is gone."""
        self._made.append(step)
        self._undone.clear()

    def undo(self) -> Step | None:
        """Return the step to take back."""
        if not self._made:
            return None
        self._undone.append(self._made.pop())
        return self._undone[-1]

    def redo(self) -> Step | None:
        """Return the step to make again."""
        if not self._undone:
            return None
        self._made.append(self._undone.pop())
        return self._made[-1]
