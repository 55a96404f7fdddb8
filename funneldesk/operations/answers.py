"""Whole answers kept in the cache file: the pages of a million leads are there at once when the program starts.

An answer is a dataclass of plain values, a few kilobytes, whatever the number of leads. It counts for the very state
of the store it was computed from, the book's versions, the day it is about and this version of the program.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from funneldesk import __version__
from funneldesk.domain.activities import digest_of
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import versions_stamp
from funneldesk.store import caches

if TYPE_CHECKING:
    from funneldesk.store.store import Store

Answer = TypeVar("Answer")
#: One higher whenever a number is computed in another way.
_FORMAT = 1
_NAMES = "answer "
_encode = msgspec.json.encode


def kept_answer(
    store: "Store", kind: type[Answer], question: Sequence[Any], as_of: int, compute: Callable[[], Answer]
) -> Answer:
    """Return the answer to a `question`, its name first, about a day: from the cache file, or computed and kept."""
    if not store.in_file or store.writing:
        return compute()
    key, state = _NAMES + _encode(question).decode(), _state(store)
    data = caches.read(store.path, key, f"{state}@{as_of}")
    if data is not None:
        # A page whose answer had other parts once, or a spoilt file: computed anew like everything in the cache.
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(data, type=kind)
    answer = compute()
    if _state(store) == state:
        caches.forget(store.path, _NAMES, other_than=state)
        caches.write(store.path, key, f"{state}@{as_of}", _encode(answer))
    return answer


def wrong_answers(store: "Store", computed: Callable[[list[Any], int], object]) -> Iterator[str]:
    """Yield the names of kept answers that are not what `computed(question, as_of)` gives now."""
    state = _state(store)
    for key, stamp, data in caches.entries(store.path, _NAMES):
        kept_for, _at, day = stamp.rpartition("@")
        question = msgspec.json.decode(key.removeprefix(_NAMES))
        if kept_for == state and _encode(computed(question, int(day))) != data:
            yield str(question[0])


def _state(store: "Store") -> str:
    settings = (store.zone, fiscal_month(store))
    return str(digest_of(repr((_FORMAT, __version__, store.state, *settings, versions_stamp(store)))))
