"""Hand-overs as they stand, made of what records say of them; those of lists are kept in the cache file."""

from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from funneldesk.domain.packed import Packed, packed
from funneldesk.operations.kept_rows import rows_of_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from funneldesk.domain.leads.entities import Entity
    from funneldesk.operations.gathering import Gathered
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Leg:
    """A hand-over as it stands: `record` names it, moments are stored text, "" where nothing says one."""

    record: int
    key: str
    lead: int
    side: str
    handed_at: str
    decision: str
    reason: str
    decided_at: str
    contacted_at: str
    recheck_at: str
    comment: str
    owner: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return not self.decision


_NAMES = tuple(one.name for one in fields(Leg))
_ROW_OF_LEG = attrgetter(*_NAMES)
_SAID = _NAMES[_NAMES.index("side") + 1 :]


def leg_said(entity: "Entity", lead: int) -> Leg:
    """Return the hand-over of a lead that records say."""
    side = entity.get("side") or "sales"
    leg = Leg(entity.record, entity.key, lead, side, *(entity.get(name) or "" for name in _SAID))
    # Whoever was rejected before and is accepted now has no reason any more.
    return replace(leg, reason="") if leg.decision == "accepted" else leg


def legs_said(found: "Gathered") -> tuple[Leg, ...]:
    """Return those of these hand-overs that are about leads that are there, oldest record first."""
    those = (leg_said(one, found.lead_of(one, {})) for one in found.entities.values())
    return tuple(sorted((leg for leg in those if leg.lead), key=attrgetter("record")))


def legs_of_lists(store: "Store", read: "Callable[[], Gathered]") -> "Sequence[Leg]":
    """Return the hand-overs as lists alone have them (`kept_rows.rows_of_lists`); `read` gives all."""
    return rows_of_lists(store, "legs of lists", (Leg, _NAMES), lambda: map(_ROW_OF_LEG, legs_said(read())))


def packed_legs(legs: "Iterable[Leg]") -> Packed[Leg]:
    """Return hand-overs column by column."""
    return legs if isinstance(legs, Packed) else packed(Leg, _NAMES, map(_ROW_OF_LEG, legs))
