"""What changed since the last business day: candidates, decisions, deals, lists, duties that came and went."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.fields import DECISIONS
from funneldesk.domain.moment import NEVER, zone_of
from funneldesk.domain.unique import unique
from funneldesk.operations.business_calendar import calendar_of
from funneldesk.operations.duties import duties_computed
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.scoring import candidates_on
from funneldesk.store import records as kept

if TYPE_CHECKING:
    from funneldesk.domain.duties.duties import Duties
    from funneldesk.domain.facts import Bool, Facts, Int32, Int64
    from funneldesk.store.store import Store

#: Bits of a number that are about the hand-over; those above are about the lead.
_HALF = 32
_ACCEPTED, _REJECTED = DECISIONS.index("accepted"), DECISIONS.index("rejected")


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change: how often, about which leads, and in words of the book what for most often.

    The codes: candidates, accepted, rejected, deals, won, lists, owed, settled.
    """

    code: str
    count: int
    leads: tuple[int, ...] = ()
    most: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from the day `since` (inclusive), leaving out what did not happen."""

    since: int
    as_of: int
    found: tuple[Change, ...]


def changes_since(store: "Store", as_of: int) -> Changes:
    """Return what changed since the last business day: what happened on it arrives with the lists of today."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        since = calendar_of(store).business_day_before(as_of)
        new = candidates_on(facts, versions, as_of)
        deals = facts.deals
        found = [
            _change("candidates", facts, np.flatnonzero((new >= since) & (new != NEVER)).astype(np.int32)),
            *_decisions(facts, since, as_of),
            _change("deals", facts, _leads(deals.lead, deals.opened_day, since, as_of)),
            _change("won", facts, _leads(deals.lead, deals.won_day, since, as_of)),
            Change("lists", _imported(store, since)),
            *_duties(facts, duties_computed(store, since - 1), duties_computed(store, as_of)),
        ]
    return Changes(since, as_of, tuple(change for change in found if change.count))


def _change(code: str, facts: "Facts", places: "Int32", most: str = "") -> Change:
    ids = facts.lead_ids[unique(places[places >= 0])]
    return Change(code, len(places), tuple(ids.tolist()), most)


def _leads(lead: "Int32", day: "Int32", since: int, as_of: int) -> "Int32":
    return lead[(day >= since) & (day <= as_of)]


def _decisions(facts: "Facts", since: int, as_of: int) -> tuple[Change, Change]:
    legs = facts.handovers
    recent = (legs.decided_day >= since) & (legs.decided_day <= as_of)
    accepted: Bool = recent & (legs.decision == _ACCEPTED)
    rejected: Bool = recent & (legs.decision == _REJECTED)
    named = Counter(facts.names[place] for place in legs.reason[rejected].tolist() if place >= 0)
    most = named.most_common(1)[0][0] if named else ""
    return (
        _change("accepted", facts, legs.lead[accepted]),
        _change("rejected", facts, legs.lead[rejected], most),
    )


def _imported(store: "Store", since: int) -> int:
    zone = zone_of(store.zone)
    moments = (info.imported_at for info in kept.batches(store.connection, visible_only=True))
    return sum(
        datetime.fromisoformat(moment).astimezone(zone).date().toordinal() >= since for moment in moments
    )


def _duties(facts: "Facts", before: "Duties", now: "Duties") -> tuple[Change, Change]:
    return _duty_change("owed", facts, now, before), _duty_change("settled", facts, before, now)


def _duty_change(code: str, facts: "Facts", these: "Duties", others: "Duties") -> Change:
    """Return the duties that are among these and not among the others."""
    known = _keys(others)
    new = [
        unique(keys[~np.isin(keys, known[rule])]) if rule in known else unique(keys)
        for rule, keys in _keys(these).items()
    ]
    lists = {late.schedule.id for late in these.lists} - {late.schedule.id for late in others.lists}
    places = np.concatenate([keys >> _HALF for keys in new] or [np.zeros(0, np.int64)]) - 1
    ids = facts.lead_ids[unique(places[places >= 0])]
    return Change(code, sum(map(len, new)) + len(lists), tuple(ids.tolist()))


def _keys(duties: "Duties") -> "dict[str, Int64]":
    """Return by rule what duties are about, as one number each: the place of the lead and that of its hand-over."""
    found: dict[str, list[Int64]] = {}
    for owed in duties.owed:
        # -1 stands for nobody and for no hand-over.
        keys = (owed.lead.astype(np.int64) + 1 << _HALF) + owed.leg + 1
        found.setdefault(owed.rule.id, []).append(keys)
    return {rule: np.concatenate(keys) for rule, keys in found.items()}
