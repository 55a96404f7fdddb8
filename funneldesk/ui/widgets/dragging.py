"""What changes step by step and is one change for whoever takes it back: a drag, or one entry into a field."""

from collections.abc import Iterator
from contextlib import contextmanager


class Drag:
    """There is one mouse; sliders begin and end its drag, and whoever keeps steps asks for its number.

    An entry into a field that is followed while it is typed is counted among them: each letter is a part of it.
    """

    def __init__(self) -> None:
        self._count = 0
        self._under_way: int | None = None

    def another(self) -> int:
        """Count one more, of which nothing is under way yet."""
        self._count += 1
        return self._count

    def begin(self) -> None:
        """Count one more drag, from now on."""
        self._under_way = self.another()

    def end(self) -> None:
        """Let go of what was dragged."""
        self._under_way = None

    @contextmanager
    def part_of(self, number: int) -> Iterator[None]:
        """Take what is changed meanwhile as a part of one that was counted before."""
        before, self._under_way = self._under_way, number
        try:
            yield
        finally:
            self._under_way = before

    @property
    def number(self) -> int | None:
        """Return which is under way, None while none is."""
        return self._under_way


#: Shared by all that can be dragged or typed into.
DRAG = Drag()
