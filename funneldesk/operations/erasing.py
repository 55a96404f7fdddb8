"""Erasing a person: what the records say of her goes, what was counted stays (DESIGN 9)."""

from typing import TYPE_CHECKING

from funneldesk.store.suppression import withdrawn_refs

if TYPE_CHECKING:
    from funneldesk.store.store import Store


def withdrawn(store: "Store") -> tuple[str, ...]:
    """Return the references of hand-overs of people who were erased, for `Manifest.withdrawn`."""
    return withdrawn_refs(store)
