"""The hand-overs of a store as they stand, of lists and of what people entered: the newest word about each wins."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from funneldesk.operations.facts import one_view
from funneldesk.operations.gathering import entities_of
from funneldesk.operations.kept_rows import kept_rows

if TYPE_CHECKING:
    from funneldesk.domain.leads.entities import Entity
    from funneldesk.store.store import Store

#: The entries of the memo that keep hand-overs, all of them or as if some acts had not been made.
_LEGS, _LEGS_WITHOUT = "legs", "legs without"
#: Fewer are read as quickly as they are found in the cache file.
_MANY_LEGS = 1_000


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


_ROW_OF_LEG = attrgetter(*(one.name for one in fields(Leg)))


def legs_of_store(store: "Store", without: Collection[int] = ()) -> tuple[Leg, ...]:
    """Return all hand-overs about leads that are there, oldest record first; as if acts `without` were not made."""
    # Several ask for the same in a row; what is being written may never come to be.
    key, name = (store.state, frozenset(without)), _LEGS_WITHOUT if without else _LEGS
    known, legs = cast("tuple[object, tuple[Leg, ...]]", store.memo.get(name, (None, ())))
    if known != key or store.writing:
        legs = _legs(store, without) if without or store.writing else _kept_legs(store)
        if not store.writing:
            store.memo[name] = key, legs
    return legs


def _kept_legs(store: "Store") -> tuple[Leg, ...]:
    with one_view(store):
        rows = kept_rows(
            store, _LEGS, store.state, lambda: [*map(_ROW_OF_LEG, _legs(store, ()))], fewest=_MANY_LEGS
        )
    return tuple(Leg(*row) for row in rows)


def _legs(store: "Store", without: Collection[int]) -> tuple[Leg, ...]:
    found = entities_of(store, "handovers", without=without)
    those = (leg_said(one, found.lead_of(one, {})) for one in found.entities.values())
    return tuple(sorted((leg for leg in those if leg.lead), key=lambda leg: leg.record))


def leg_said(entity: "Entity", lead: int) -> Leg:
    """Return the hand-over of a lead that records say."""
    names = (
        "handed_at",
        "decision",
        "reason",
        "decided_at",
        "contacted_at",
        "recheck_at",
        "comment",
        "owner",
    )
    side = entity.get("side") or "sales"
    leg = Leg(entity.record, entity.key, lead, side, *(entity.get(name) or "" for name in names))
    # Whoever was rejected before and is accepted now has no reason any more.
    return replace(leg, reason="") if leg.decision == "accepted" else leg
