"""Which fields of the deals and hand-overs of a store are filled, by lists and by what people entered."""

from typing import TYPE_CHECKING

from funneldesk.operations.gathering import entities_of
from funneldesk.operations.gathering_acts import changed_handovers
from funneldesk.operations.gathering_filled import Filled, filled_of_lists, filled_said, packed_filled
from funneldesk.operations.kept_rows import exchanged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.fields import Kind
    from funneldesk.store.store import Store


def filled_of_store(store: "Store", kind: "Kind") -> "Sequence[Filled]":
    """Return what is filled of each deal or hand-over. Call it inside `Store.one_view`."""
    if store.writing:
        return tuple(filled_said(store, kind, entities_of(store, kind)))
    rows = filled_of_lists(store, kind, lambda: entities_of(store, kind, by_hand=False))
    if kind != "handovers":
        return rows
    old, changed = changed_handovers(store)
    return (
        exchanged(rows, old, [*filled_said(store, kind, changed)], packed_filled)
        if changed.entities
        else rows
    )
