"""Every import there was, with what the history says beside each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.lists.mapping import NOTHING_TO_CORRECT
from funneldesk.store import records as stored
from funneldesk.store.replacing import replacements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class History:
    """All imports, newest first; rows of each that somebody can put right; what stands in the place of which."""

    batches: "tuple[BatchInfo, ...]"
    to_correct: "Mapping[int, int]"
    replaced_by: "Mapping[int, BatchInfo]"


def history_of(store: "Store") -> History:
    """Return the history of imports."""
    return History(
        tuple(reversed(stored.batches(store.connection))),
        stored.rows_with_problems(store.connection, NOTHING_TO_CORRECT),
        replacements(store.connection),
    )
