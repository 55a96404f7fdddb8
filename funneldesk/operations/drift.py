"""What moved since the version in force was agreed, and which leads sales rejects more often than others."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.backtest.drift import Drift, drift
from funneldesk.domain.backtest.rejections import Decision, RejectedValue, rejected_values
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import joined
from funneldesk.domain.facts import positions
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.gathering_legs import packed_legs
from funneldesk.operations.legs import legs_of_store

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.facts import Facts
    from funneldesk.domain.packed import Texts
    from funneldesk.store.store import Store


def drift_of(store: "Store", as_of: int) -> Drift | None:
    """Return what moved since the version in force on a day came in force; None for one that always was.

    What sales decided about leads of a pilot is left out: another book handed them over.
    """
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        version, decided = version_in_force(versions, as_of), decisions_of(store, facts, as_of)
        return drift(facts, version, _without_pilots(facts, versions, decided), as_of)


def _without_pilots(
    facts: "Facts", versions: "tuple[BookVersion, ...]", decided: tuple[Decision, ...]
) -> tuple[Decision, ...]:
    for pilot in versions:
        if pilot.is_pilot and pilot.decides and decided:
            since = joined(facts, pilot, max(one.day for one in decided))
            decided = tuple(d for d in decided if not (pilot.runs_on(d.day) and since[d.lead] <= d.day))
    return decided


def rejections_of(store: "Store", book: "Book", as_of: int) -> tuple[RejectedValue, ...]:
    """Return the values of leads that sales rejects beyond chance, by its decisions up to a day."""
    with store.one_view():
        facts = facts_of(store)
        return rejected_values(facts, book, decisions_of(store, facts, as_of))


def decisions_of(store: "Store", facts: "Facts", as_of: int) -> tuple[Decision, ...]:
    """Return what sales decided about leads up to a day: dated decisions on hand-overs to sales, oldest record first.

    Call it inside `Store.one_view`.
    """
    legs = packed_legs(legs_of_store(store))
    if not legs:
        return ()
    decided, handed = (_days(store, legs.texts(name)) for name in ("decided_at", "handed_at"))
    day = np.where(decided != NEVER, decided, handed)
    lead = positions(facts.lead_ids, legs.numbers("lead"))
    decision = legs.texts("decision")
    here = (lead >= 0) & ~decision.are("") & legs.texts("side").are("sales") & (day <= as_of)
    rejected = decision.are("rejected")[here].tolist()
    reason = legs.texts("reason").take(np.flatnonzero(here))
    said = zip(lead[here].tolist(), day[here].tolist(), rejected, reason.part(0, len(reason)), strict=True)
    return tuple(Decision(*one) for one in said)


def _days(store: "Store", moments: "Texts") -> "NDArray[np.int32]":
    zone = store.zone
    return moments.numbers(lambda text: moment_of(text, zone).day)
