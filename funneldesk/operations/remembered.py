"""What was computed from the facts, kept as long as the facts are: one answer for every page that asks."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.facts import Facts

Result = TypeVar("Result")
_kept: "WeakKeyDictionary[Facts, dict[Hashable, object]]" = WeakKeyDictionary()
#: Answers kept for one set of facts; the oldest goes first.
_MOST = 24


def remembered(facts: "Facts", key: tuple[Hashable, ...], compute: Callable[[], Result]) -> Result:
    """Return what `compute` gives, computed once for these facts and this key."""
    known = _kept.setdefault(facts, {})
    if key in known:
        # The key names what was computed, and so its type.
        return cast("Result", known[key])
    answer = compute()
    while len(known) >= _MOST:
        known.pop(next(iter(known)), None)
    known[key] = answer
    return answer


def book_key(versions: "tuple[BookVersion, ...]", as_of: int) -> tuple[tuple[int, str, int | None], ...]:
    """Return what of the versions matters up to a day: those that decide, and until when pilots do."""
    return tuple((v.from_day, v.sha256, v.until_day) for v in versions if v.from_day <= as_of and v.decides)
