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
from funneldesk.operations.facts import facts_of, one_view, versions_of
from funneldesk.operations.scoring import candidates_on
from funneldesk.store import records as kept

if TYPE_CHECKING:
    from funneldesk.domain.duties.duties import Duties
    from funneldesk.domain.facts import Bool, Facts, Int32
    from funneldesk.store.store import Store

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
    with one_view(store):
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
    was, is_now = _keys(before), _keys(now)
    return _duty_change("owed", facts, is_now - was), _duty_change("settled", facts, was - is_now)


def _duty_change(code: str, facts: "Facts", keys: "set[tuple[str, int, int]]") -> Change:
    places = np.array([lead for _rule, lead, _leg in keys if lead >= 0], np.int32)
    return Change(code, len(keys), tuple(facts.lead_ids[unique(places)].tolist()))


def _keys(duties: "Duties") -> "set[tuple[str, int, int]]":
    """Return what duties are about: the rule, the lead and its hand-over; a list by its schedule."""
    keys = {
        (owed.rule.id, lead, leg)
        for owed in duties.owed
        for lead, leg in zip(owed.lead.tolist(), owed.leg.tolist(), strict=True)
    }
    return keys | {(late.schedule.id, -1, -1) for late in duties.lists}
