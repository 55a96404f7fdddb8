"""What is filled of deals and hand-overs, and why they came to nothing: those of lists are kept in the cache file."""

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING

from funneldesk.domain.funnel.claims import is_to_sales
from funneldesk.domain.leads.entities import deal_outcome
from funneldesk.domain.moment import NEVER
from funneldesk.domain.packed import Packed, packed
from funneldesk.operations.kept_rows import rows_of_lists
from funneldesk.store.records import company_deals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from funneldesk.domain.fields import Kind
    from funneldesk.domain.leads.entities import Entity
    from funneldesk.operations.gathering import Gathered
    from funneldesk.store.store import Store

_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Filled:
    """A deal or a hand-over: `record` names it, `lead` is 0 for nobody's.

    `stage`: of a deal its outcome, of a hand-over "sal" where sales accepted it, else "". `fields`: the names of those
    that are filled, as one text: few are different. `reason`: why it was turned down or lost, `day`: when (NEVER where
    nothing says it); "" of all others.
    """

    record: int
    lead: int
    stage: str
    fields: str
    reason: str
    day: int


_NAMES = tuple(one.name for one in fields(Filled))
_ROW = attrgetter(*_NAMES)


def is_in(name: str, filled: str) -> bool:
    """Whether a field is among those of `Filled.fields`."""
    return name in filled.split(_BETWEEN)


def filled_said(store: "Store", kind: "Kind", found: "Gathered") -> "Iterator[Filled]":
    """Yield what is filled of each of these deals or hand-overs."""
    owners = company_deals(store.connection) if kind == "deals" else {}
    for one in found.entities.values():
        stage = deal_outcome(one) if kind == "deals" else _stage_of(one)
        names = sorted(name for name, (_known_at, text) in one.held.items() if text)
        yield Filled(
            one.record, found.lead_of(one, owners), stage, _BETWEEN.join(names), *_why(one, kind, store.zone)
        )


def _why(one: "Entity", kind: "Kind", zone: str) -> tuple[str, int]:
    """Return the reason and the day of a rejection or a loss."""
    if kind == "deals":
        reason = one.get("lost_reason") if deal_outcome(one) == "lost" else None
        days = [one.moment("closed_at", zone).day]
    else:
        reason = one.get("reason") if one.get("decision") == "rejected" else None
        # A decision without a date counts from the day of the hand-over.
        days = [one.moment(name, zone).day for name in ("decided_at", "handed_at")]
    return (reason, next((day for day in days if day != NEVER), NEVER)) if reason else ("", NEVER)


def _stage_of(handover: "Entity") -> str:
    return "sal" if is_to_sales(handover) and handover.get("decision") == "accepted" else ""


def filled_of_lists(store: "Store", kind: "Kind", read: "Callable[[], Gathered]") -> "Sequence[Filled]":
    """Return what is filled as lists alone have it (`kept_rows.rows_of_lists`); `read` gives all of the kind."""
    return rows_of_lists(
        store, f"filled {kind}", (Filled, _NAMES), lambda: map(_ROW, filled_said(store, kind, read()))
    )


def packed_filled(rows: "Iterable[Filled]") -> Packed[Filled]:
    """Return them column by column."""
    return rows if isinstance(rows, Packed) else packed(Filled, _NAMES, map(_ROW, rows))
