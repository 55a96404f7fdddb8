"""The contents of a store with their rates and credit, and the people behind the numbers."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.contents.content_rates import content_rates
from funneldesk.domain.contents.content_results import Part, contents, members
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS, Contents
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store


def contents_of(store: "Store", as_of: int, *, window_days: int = DEFAULT_WINDOW_DAYS) -> Contents:
    """Return all contents as of a day; a deal counts up to `window_days` after a touch (0: no limit)."""

    def compute() -> Contents:
        return contents_anew(store, as_of, window_days)

    return kept_answer(store, Contents, ("contents", window_days), as_of, compute)


def contents_anew(store: "Store", as_of: int, window_days: int) -> Contents:
    """Return the same without asking the cache file."""
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    book = version_in_force(versions, as_of).book
    key = ("contents", book_key(versions, as_of), as_of, window_days)
    return remembered(facts, key, lambda: contents(facts, days, book, window_days))


def content_members(
    store: "Store",
    content: str,
    as_of: int,
    *,
    window_days: int = DEFAULT_WINDOW_DAYS,
    part: Part = "touched",
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number of one content, ascending.

    `part`: touched (n), deals (k), won, or touched_all (also those who touched it too recently to be judged).
    """
    facts, versions = facts_of(store), versions_of(store)
    days = stage_days_of(store, as_of)
    book = version_in_force(versions, as_of).book
    key = ("content_rates", book_key(versions, as_of), as_of, window_days)
    rates = remembered(facts, key, lambda: content_rates(facts, days, book, window_days))
    return tuple(facts.lead_ids[members(facts, days, rates, content, part)].tolist())
