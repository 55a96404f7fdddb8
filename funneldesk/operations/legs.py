"""The hand-overs of a store as they stand, of lists and of what people entered: the newest word about each wins."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

from funneldesk.operations.gathering import entities_of
from funneldesk.operations.gathering_acts import changed_handovers
from funneldesk.operations.gathering_legs import Leg, leg_said, legs_of_lists, legs_said, packed_legs
from funneldesk.operations.kept_rows import exchanged

if TYPE_CHECKING:
    from funneldesk.store.store import Store

__all__ = ["Leg", "leg_said", "legs_of_store"]
#: The entries of the memo that keep hand-overs, all of them or as if some acts had not been made.
_LEGS, _LEGS_WITHOUT = "legs", "legs without"


def legs_of_store(store: "Store", without: Collection[int] = ()) -> Sequence[Leg]:
    """Return all hand-overs about leads that are there, oldest record first; as if acts `without` were not made."""
    # What is being written may never come to be.
    if store.writing:
        return legs_said(entities_of(store, "handovers", without=without))
    # Several ask for the same in a row.
    key, name = (store.state, frozenset(without)), _LEGS_WITHOUT if without else _LEGS
    known, legs = cast("tuple[object, Sequence[Leg]]", store.memo.get(name, (None, ())))
    if known != key:
        with store.one_view():
            legs = _legs(store, without)
        store.memo[name] = key, legs
    return legs


def _legs(store: "Store", without: Collection[int]) -> Sequence[Leg]:
    legs = legs_of_lists(store, lambda: entities_of(store, "handovers", by_hand=False))
    old, changed = changed_handovers(store, without)
    if not changed.entities:
        return legs
    return exchanged(legs, old, legs_said(changed), packed_legs)
