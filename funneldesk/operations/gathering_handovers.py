"""Gathering hand-overs, lost deals and marks by hand into columns, with what the book says follows from them."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from funneldesk.domain.book.book_pilots import joined
from funneldesk.domain.facts import Done, Facts, Handovers, Int32, Int64, Rechecks, positions
from funneldesk.domain.fields import DECISIONS, SIDES
from funneldesk.domain.handovers.following import DISQUALIFY, Reasons
from funneldesk.domain.leads.entities import Entity, deal_outcome
from funneldesk.domain.leads.records import DAY_SECONDS
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.unique import unique
from funneldesk.store.by_hand import acts, people_in

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.operations.gathering import Gathered
    from funneldesk.store.store import Store

_Group = TypeVar("_Group", Handovers, Rechecks, Done)
_SALES = SIDES.index("sales")
#: What rows are sorted by, the weightiest last.
_ORDER: dict[type, tuple[str, ...]] = {
    Handovers: ("record", "handed_day", "lead"), Rechecks: ("recheck_day", "lost_day", "lead"),
    Done: ("day", "lead", "rule"),
}  # fmt: skip


class Names:
    """Numbers for reasons, people in charge and rules."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, text: str | None) -> int:
        """Return the place of a text, -1 for none."""
        return self._places.setdefault(text, len(self._places)) if text else -1

    def all(self) -> tuple[str, ...]:
        """Return the texts in the order of their places."""
        return tuple(self._places)


class Desk:
    """Turns what lists and people said into columns; `lead_ids`: ascending, those that count.

    `by_hand` False: as if nobody had marked anything as done.
    """

    def __init__(self, store: "Store", reasons: Reasons, lead_ids: Int64, *, by_hand: bool = True) -> None:
        self._by_hand = by_hand
        self._store, self._reasons, self._lead_ids = store, reasons, lead_ids
        self._names = Names()
        #: The pilots with reasons of their own, and since when each lead is in them.
        self._joined: tuple[tuple[BookVersion, Int32], ...] = ()

        self._zone = store.zone
        #: Since when each lead is out, by anything but its hand-overs: known after `follow`.
        self.out_day = np.zeros(0, np.int32)

    def follow(
        self, handovers: "Gathered", deals: "Gathered", company_deals: Mapping[str, int], disqualified: Int32
    ) -> dict[str, Any]:
        """Return the fields of Facts that say what came of leads; `disqualified`: since when lists say they are out."""
        rechecks, out = self._rechecks(deals, company_deals)
        self.out_day = disqualified.copy()
        for place, day in out.items():
            self.out_day[place] = min(self.out_day[place], day)
        return self.with_marks(self.legs(handovers), rechecks, self.out_day)

    def with_marks(self, legs: Handovers, rechecks: Rechecks, out_day: Int32) -> dict[str, Any]:
        """Return the fields of Facts that legs, dates to look again and marks by hand make; `out_day`: see there."""
        named = _named_in_order(legs, rechecks, self.done(), self._names.all())
        return {"disqualified_day": disqualified_by_handover(legs, out_day), **named}

    def follow_in_pilots(
        self,
        facts: Facts,
        handovers: "Gathered",
        deals: "Gathered",
        company_deals: Mapping[str, int],
        disqualified: Int32,
    ) -> Facts:
        """Return the facts with the consequences a pilot's own reasons have inside its segment.

        Who is in it is judged by the facts as the version for everybody makes them.
        """
        dated = [facts.handovers.decided_day, facts.deals.closed_day]
        last = max((int(day) for days in dated for day in days[days != NEVER]), default=NEVER)
        pilots = self._reasons.pilots_of_their_own()
        if last == NEVER or not pilots:
            return facts
        self._joined = tuple((pilot, joined(facts, pilot, last)) for pilot in pilots)
        return replace(facts, **self.follow(handovers, deals, company_deals, disqualified))

    def _is_inside(self, place: int, day: int) -> bool:
        return any(pilot.runs_on(day) and since[place] <= day for pilot, since in self._joined)

    def _places(self, leads: Iterable[int]) -> list[int]:
        """Return the positions of leads, -1 for those that do not count.

        Of all at once: numpy asked for a hundred thousand one by one starves every other thread meanwhile.
        """
        found: list[int] = positions(self._lead_ids, np.array(array("q", leads), np.int64)).tolist()
        return found

    def know(self, names: tuple[str, ...]) -> None:
        """Let the first names be these, as rows made before have them."""
        for name in names:
            self._names.place(name)

    def legs(self, found: "Gathered") -> Handovers:
        """Return the legs of leads that are there."""
        rows = []
        legs = found.entities.values()
        for leg, place in zip(legs, self._places(found.lead_of(leg, {}) for leg in legs), strict=True):
            if place >= 0:
                rows.append(self._leg(leg, place))
        return in_order(_columns(Handovers, rows))

    def _leg(self, leg: Entity, place: int) -> tuple[int, ...]:
        zone = self._zone
        handed, decided, contacted, recheck = (
            leg.moment(name, zone).day for name in ("handed_at", "decided_at", "contacted_at", "recheck_at")
        )
        said = leg.get("decision")
        decision = DECISIONS.index(said) if said in DECISIONS else -1
        if decision >= 0 and decided == NEVER:
            decided = handed
        side = leg.get("side")
        following = self._reasons.following(
            "rejection", leg.get("reason") or "", decided, inside=self._is_inside(place, decided)
        )
        refused = decision == DECISIONS.index("rejected")
        # A date chosen for an older decision says nothing about this one.
        if refused and decided != NEVER and recheck < decided:
            recheck = NEVER
        return (
            place,
            SIDES.index(side) if side in SIDES else _SALES,
            handed,
            decided if decision >= 0 else NEVER,
            decision,
            contacted,
            self._commented(leg, handed, decided, contacted),
            following.recheck_day if refused and recheck == NEVER else recheck,
            following.follows if refused else 0,
            self._names.place(leg.get("reason")),
            self._names.place(leg.get("owner")),
            leg.record,
        )

    def _commented(self, leg: Entity, *dates: int) -> int:
        """Return the day of the newest comment.

        One that lists never said otherwise was made with the last thing that has a date; one that changed, when a
        list first said so; one by hand on its own day.
        """
        comment = leg.get("comment")
        if not comment:
            return NEVER
        own = moment_of(leg.get("commented_at"), self._zone).day
        if own != NEVER:
            return own
        known = leg.comments.get(comment, 0)
        if any(other < known for other in leg.comments.values()):
            return known // DAY_SECONDS
        return max((day for day in dates if day != NEVER), default=0)

    def _rechecks(
        self, deals: "Gathered", company_deals: Mapping[str, int]
    ) -> tuple[Rechecks, dict[int, int]]:
        """Return when to look again after lost deals, and the day since when leads are out by a lost reason."""
        rows: list[tuple[int, ...]] = []
        out: dict[int, int] = {}
        places = self._places(deals.lead_of(deal, company_deals) for deal in deals.entities.values())
        for deal, place in zip(deals.entities.values(), places, strict=True):
            word = deal.get("lost_reason") or ""
            if place < 0 or deal_outcome(deal) != "lost" or not word:
                continue
            day = deal.moment("closed_at", self._zone).day
            following = self._reasons.following(
                "lost",
                word,
                day,
                inside=self._is_inside(place, day),
                planned=deal.moment("planned_at", self._zone).day,
            )
            if following.follows == DISQUALIFY:
                out[place] = min(out.get(place, NEVER), 0 if day == NEVER else day)
            elif following.recheck_day != NEVER:
                rows.append((place, day, following.recheck_day, self._names.place(word)))
        return in_order(_columns(Rechecks, rows)), out

    def done(self) -> Done:
        """Return the marks that something was done."""
        made = acts(self._store.connection, "done") if self._by_hand else ()
        people = people_in(self._store.connection, made)
        leads = _leads(self._store, people.values())
        rows: list[tuple[int, ...]] = []
        places = self._places(leads.get(people.get(one.id, 0), 0) for one in made)
        for one, place in zip(made, places, strict=True):
            if one.digests and place < 0:
                continue
            day = moment_of(one.values.get("done_at"), self._zone).day
            rows.append((self._names.place(one.values.get("rule")), place, day))
        return in_order(_columns(Done, rows))


def disqualified_by_handover(legs: Handovers, days: Int32) -> Int32:
    """Return since when each lead is out, given since when lists say so (`days`): by the reason of a rejection too."""
    out = np.flatnonzero(legs.follows == DISQUALIFY)
    since = np.where(legs.decided_day[out] == NEVER, 0, legs.decided_day[out]).astype(np.int32)
    found = days.copy()
    np.minimum.at(found, legs.lead[out], since)
    return found


def _leads(store: "Store", people: Any) -> dict[int, int]:
    from funneldesk.store.identity import identities

    return {one.id: one.lead_id for one in identities(store.connection, set(people))}


def _columns(kind: type[_Group], rows: list[tuple[int, ...]]) -> _Group:
    empty = kind()
    names = kind.__slots__
    columns: Any = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    arrays: dict[str, Any] = {
        name: np.array(column, getattr(empty, name).dtype)
        for name, column in zip(names, columns, strict=True)
    }
    return kind(**arrays)


def in_order(rows: _Group) -> _Group:
    """Return rows in their order: of equal ones, which are never told apart, any."""
    order = np.lexsort([getattr(rows, name) for name in _ORDER[type(rows)]])
    return type(rows)(**{name: getattr(rows, name)[order] for name in type(rows).__slots__})


def _named_in_order(
    legs: Handovers, rechecks: Rechecks, done: Done, names: tuple[str, ...]
) -> dict[str, Any]:
    """Return the rows with the names that are used, sorted, and the rows pointing at them."""
    columns = [legs.reason, legs.owner, rechecks.reason, done.rule]
    used = sorted(
        {int(place) for column in columns for place in unique(column)} - {-1}, key=names.__getitem__
    )
    table = np.full(len(names) + 1, -1, np.int32)
    table[used] = range(len(used))
    return {
        "handovers": replace(legs, reason=table[legs.reason], owner=table[legs.owner]),
        "rechecks": replace(rechecks, reason=table[rechecks.reason]),
        "done": in_order(replace(done, rule=table[done.rule])),
        "names": tuple(names[place] for place in used),
    }
