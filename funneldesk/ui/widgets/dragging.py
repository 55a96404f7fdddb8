"""The one drag that is under way: what it changes step by step is one change for whoever takes it back."""


class Drag:
    """There is one mouse; sliders begin and end its drag, and whoever keeps steps asks for its number."""

    def __init__(self) -> None:
        self._count = 0
        self._on = False

    def begin(self) -> None:
        """Count one more drag, from now on."""
        self._count += 1
        self._on = True

    def end(self) -> None:
        """Let go of what was dragged."""
        self._on = False

    @property
    def number(self) -> int | None:
        """Return which drag is under way, None while none is."""
        return self._count if self._on else None


#: Shared by all that can be dragged.
DRAG = Drag()
