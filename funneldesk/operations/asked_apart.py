"""A question to a store that is answered while other things are done: SQLite looks it up on another core."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from funneldesk.store.opening import open_for_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from funneldesk.store.store import Store

Answer = TypeVar("Answer")


@contextmanager
def asked_apart(store: "Store", ask: "Callable[[Store], Answer]") -> "Iterator[Callable[[], Answer]]":
    """Give a function that waits for what `ask` says of the store as it is seen here; leaving waits for it too.

    Asked by a thread with a connection of its own, and here where that saw another state of the store, could not see
    it, or where the store is in no file.
    """
    state = store.state

    def there() -> "tuple[Answer] | None":
        with open_for_reading(store.path) as other:
            if other.state != state:
                return None
            found = ask(other)
            return (found,) if other.state == state else None

    if not store.in_file or store.writing:
        yield lambda: ask(store)
        return
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(there)

        def answer() -> Answer:
            found = None if asked.exception() else asked.result()
            return found[0] if found else ask(store)

        yield answer
