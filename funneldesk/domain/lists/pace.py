"""How quick a running piece of work is, and how long it will take yet, in words."""

import time
from collections.abc import Callable

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext

#: A rate seen for less than this says nothing about the rest.
SETTLED_SECONDS = 1.0
MINUTE = 60


def remaining_words(seconds: float) -> str:
    """Return how long it will take, coarsely: people plan by minutes."""
    if seconds < MINUTE:
        count = max(round(seconds), 1)
        return ngettext("about %(count)s second left", "about %(count)s seconds left", count) % {
            "count": count
        }
    count = round(seconds / MINUTE)
    return ngettext("about %(count)s minute left", "about %(count)s minutes left", count) % {"count": count}


class Pace:
    """Rate and remaining time from what was reported so far."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start: tuple[float, int] | None = None

    def words(self, done: int, total: int | None) -> str:
        """Return "1,204 of 2,143 rows · 3,200 a second · about 5 seconds left", as far as it is known."""
        now = self._clock()
        if self._start is None or done < self._start[1]:
            self._start = (now, done)
        seconds, rows = now - self._start[0], done - self._start[1]
        if total:
            parts = [_("{done} of {total} rows").format(done=number(done), total=number(total))]
        else:
            parts = [ngettext("%(count)s row", "%(count)s rows", done) % {"count": number(done)}]
        if seconds >= SETTLED_SECONDS and rows > 0:
            rate = rows / seconds
            parts.append(_("{count} a second").format(count=number(rate)))
            if total and total > done:
                parts.append(remaining_words((total - done) / rate))
        return " · ".join(parts)
