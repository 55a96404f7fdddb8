"""The pages somebody came by, to go back to and forward again as in a browser."""

from typing import Any

#: So many pages back at most.
LONGEST = 50
Stop = tuple[str, dict[str, Any]]


class Trail:
    """Pages with what was to be seen on them, oldest first, and where among them somebody is."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    def add(self, page_id: str, what: dict[str, Any]) -> None:
        """Remember a page that is shown now; what lay ahead is gone. The page one is on already adds nothing."""
        stop = (page_id, what)
        if self._at >= 0 and self._stops[self._at] == stop:
            return
        self._stops = [*self._stops[: self._at + 1], stop][-LONGEST:]
        self._at = len(self._stops) - 1

    def step(self, by: int) -> Stop | None:
        """Go `by` pages (−1: back) and return the page that is to be shown; None where there is none."""
        if not 0 <= self._at + by < len(self._stops):
            return None
        self._at += by
        return self._stops[self._at]

    def can_step(self, by: int) -> bool:
        """Whether there is a page to go to."""
        return 0 <= self._at + by < len(self._stops)

    def clear(self) -> None:
        """Forget everything: other data is on the desk."""
        self._stops, self._at = [], -1
