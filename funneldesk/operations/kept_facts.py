"""The facts of lists in the cache file: the activities in an entry of their own, all the rest in another."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.domain.facts import Claims, Content, Deals, Done, Events, Facts, Handovers, Rechecks
from funneldesk.domain.narrow_events import NarrowEvents
from funneldesk.operations.gathering import Lists
from funneldesk.store import caches

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What is read from one entry lies in one piece of memory: activities are let go of without the rest.
_ACTIVITIES, _REST = "facts activities", "facts"
#: The parts of facts that are tables of their own.
GROUPS: dict[str, type] = {
    "events": Events, "deals": Deals, "claims": Claims, "handovers": Handovers, "rechecks": Rechecks, "done": Done,
}  # fmt: skip
_OTHERS = {name: kind for name, kind in GROUPS.items() if kind is not Events}
_CLAIMS: dict[str, type] = {"other_claims": Claims, "leg_claims": Claims}
_LEADS = ("lead_ids", "acquired_day", "acquired_instant", "opt_out_day", "disqualified_day", "listed")
_LISTS = ("legs", "to_sales", "out_day")


def narrow(facts: Facts) -> NarrowEvents:
    """Return the activities of facts as they are best kept."""
    return NarrowEvents.of(facts.events, facts.count)


def keep_lists(store: Path, stamp: str, lists: Lists) -> None:
    """Keep the facts of lists under a stamp; what cannot be written costs time, nothing else."""
    facts = lists.facts
    arrays: dict[str, NDArray[Any]] = {name: getattr(facts, name) for name in _LEADS}
    parts = {group: getattr(facts, group) for group in _OTHERS} | {
        name: getattr(lists, name) for name in _CLAIMS
    }
    for group, part in parts.items():
        for name in type(part).__slots__:
            arrays[f"{group}.{name}"] = getattr(part, name)
    arrays |= {name: getattr(lists, name) for name in _LISTS}
    contents = [[getattr(content, name) for name in Content.__slots__] for content in facts.contents]
    told = [contents, facts.campaigns, sorted(facts.claimable), facts.names, sorted(lists.claimable)]
    events = facts.events if isinstance(facts.events, NarrowEvents) else narrow(facts)
    caches.write(store, _ACTIVITIES, stamp, caches.packed(events.parts))
    caches.write(store, _REST, stamp, caches.packed(arrays, told))


def kept_lists(store: Path, stamp: str) -> Lists | None:
    """Return the facts of lists kept under this stamp, without the fields of leads; None if there are none."""
    data, activities = caches.read(store, _REST, stamp), caches.read(store, _ACTIVITIES, stamp)
    if data is None or activities is None:
        return None
    arrays, (contents, campaigns, claimable, names, by_lists) = caches.unpacked(data)
    groups: dict[str, Any] = {
        group: kind(**{name: arrays[f"{group}.{name}"] for name in kind.__slots__})  # type: ignore[attr-defined]
        for group, kind in (_OTHERS | _CLAIMS).items()
    }
    told: dict[str, Any] = {group: groups[group] for group in _OTHERS} | {
        name: arrays[name] for name in _LEADS
    }
    facts = Facts(
        **told,
        events=NarrowEvents.of_parts(caches.unpacked(activities)[0]),
        contents=tuple(Content(*values) for values in contents),
        campaigns=tuple(campaigns),
        columns={},
        claimable=frozenset(claimable),
        names=tuple(names),
    )
    return Lists(
        facts,
        groups["other_claims"],
        groups["leg_claims"],
        arrays["legs"],
        frozenset(by_lists),
        arrays["to_sales"],
        arrays["out_day"],
    )
