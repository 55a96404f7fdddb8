"""What was computed from the facts, kept as long as the facts are: one answer for every page that asks."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.facts import Facts

Result = TypeVar("Result")


@dataclass(slots=True, eq=False)
class _Answer:
    """An answer, or a place for it: `lock` is held while it is found."""

    lock: "RLock" = field(default_factory=RLock)
    is_there: bool = False
    value: object = None


_kept: "WeakKeyDictionary[Facts, dict[Hashable, _Answer]]" = WeakKeyDictionary()
_guard = Lock()
#: Answers kept for one set of facts; the oldest goes first.
_MOST = 24


def remembered(facts: "Facts", key: tuple[Hashable, ...], compute: Callable[[], Result]) -> Result:
    """Return what `compute` gives, computed once for these facts and this key.

    A thread that asks while another computes the same waits for it: facts are shared, and so is the work.
    """
    with _guard:
        known = _kept.setdefault(facts, {})
        answer = known.get(key)
        if answer is None:
            while len(known) >= _MOST:
                known.pop(next(iter(known)))
            answer = known[key] = _Answer()
    with answer.lock:
        if not answer.is_there:
            answer.value = compute()
            answer.is_there = True
    # The key names what was computed, and so its type.
    return cast("Result", answer.value)


def book_key(versions: "tuple[BookVersion, ...]", as_of: int) -> tuple[tuple[int, str, int | None], ...]:
    """Return what of the versions matters up to a day: those that decide, and until when pilots do."""
    return tuple((v.from_day, v.sha256, v.until_day) for v in versions if v.from_day <= as_of and v.decides)
