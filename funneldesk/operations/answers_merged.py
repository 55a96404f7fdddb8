"""Answers and the acts entered for them: what is decided about each hand-over after new answers came."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import running_pilot
from funneldesk.domain.leads.records import known_at
from funneldesk.domain.moment import day_text, instant_text
from funneldesk.domain.team.agreeing import DECISION_OF, Given, Outcome, Own, agreed, by_handover, clamped
from funneldesk.i18n import _
from funneldesk.operations.book import book_versions
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.references import handover_refs, legs_by_ref
from funneldesk.store import by_hand as acts
from funneldesk.store import responses as stored
from funneldesk.store.identity import visible_of_leads
from funneldesk.store.merging import digests_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from funneldesk.store.responses import Kept, State
    from funneldesk.store.store import Store


def own_decisions(store: "Store") -> dict[str, Own]:
    """Return what the records decide about each hand-over, by reference, as if no answer had been entered."""
    entered = stored.entered_acts(store.connection)
    newest: dict[str, int] = {}
    for act in acts.acts(store.connection, "handovers"):
        if act.id not in entered and act.values.get("decision"):
            key = act.values.get("handover_id", "")
            newest[key] = max(newest.get(key, 0), act.id)
    legs = [leg for leg in legs_of_store(store, entered) if leg.decision]
    refs = handover_refs(store, legs)
    return {refs[leg.record]: _own(leg, newest.get(leg.key, 0)) for leg in legs}


def _own(leg: Leg, batch: int) -> Own:
    said = f"{leg.decision}\n{leg.reason}\n{leg.decided_at}"
    return Own(f"own:{hashlib.sha256(said.encode()).hexdigest()[:16]}", leg.decision, leg.reason, batch)


def deciding(kept: "Iterable[Kept]") -> "list[Kept]":
    """Return the answers that decide and count."""
    return [one for one in kept if one.given.answer.decides and one.state not in {"unknown", "refused"}]


def undone(kept: "Iterable[Kept]", hidden: frozenset[int]) -> frozenset[Given]:
    """Return the answers that were entered and taken back by hand. `hidden`: the acts that do not count now."""
    return frozenset(one.given for one in kept if one.state == "applied" and one.act in hidden)


def known_reasons(store: "Store", today: int) -> frozenset[str]:
    """Return the reasons for which a hand-over may be declined: the book's, and those of a pilot that runs."""
    versions = tuple(book_versions(store))
    books = [version_in_force(versions, today).book]
    pilot = running_pilot(versions, today)
    books += [pilot.book] if pilot else []
    return frozenset(one.name for book in books for one in book.reasons)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the hand-overs stand, by reference, and what records decide about them. `state`: of the store then."""

    state: str
    legs: "Mapping[str, Leg]"
    owns: "Mapping[str, Own]"

    @classmethod
    def of(cls, store: "Store") -> Self:
        """Return how they stand now. Before a write begins that takes no time: the caches count."""
        state = store.state
        return cls(state, legs_by_ref(store), own_decisions(store))


class Merging:
    """Takes new answers in, inside a write: decides what they come to, and enters or takes back acts accordingly.

    `before`: how the hand-overs stood before the write began.
    """

    def __init__(self, store: "Store", today: int, withdrawn: frozenset[str], before: Standing) -> None:
        self._store, self._today, self._withdrawn = store, today, withdrawn
        # Another program may have written since.
        self._before = before if before.state == store.state else Standing.of(store)
        self._connection = store.connection
        self._days = stored.published_days(self._connection)
        self._reasons = known_reasons(store, today)
        self._digests: dict[int, tuple[int, ...]] = {}
        self._at = _after(acts.newest_at(self._connection))
        self._entered: Counter[str] = Counter()

    def take(self, new: "list[Given]") -> "dict[Given, State]":
        """Store new answers and enter what they come to; return what became of each.

        Those that waited for a hand-over which is there now, or for a reason the book has now, are returned as well.
        """
        waiting = stored.waiting_handovers(self._connection, self._reasons)
        about = {one.answer.handover for one in new} | waiting
        kept = [self._asked_again(one) for one in stored.responses(self._connection, about)]
        now = instant_text(datetime.now(UTC))
        for one in new:
            state = _first_state(one, self._withdrawn)
            stored.add_response(self._connection, one, now, state)
            if state == "unknown":
                kept.append(stored.Kept(one, state, None))
        kept.sort(key=lambda one: one.key)
        legs = {ref: leg for ref, leg in self._before.legs.items() if ref in about}
        self._read_digests({leg.lead for leg in legs.values()})
        result = self._settle(legs, kept)
        stored.set_states(self._connection, result)
        states = {key: state for key, state, _act in result}
        waited = (one.given for one in kept if one.state == "unknown" and one.key in states)
        return {
            one: states.get(_key(one), _first_state(one, self._withdrawn))
            for one in dict.fromkeys((*new, *waited))
        }

    def _asked_again(self, one: "Kept") -> "Kept":
        """Return an answer as if it came now where its reason stands in the book by now: no order may decide."""
        is_known = one.state == "refused" and one.given.answer.reason in self._reasons
        return replace(one, state="unknown") if is_known else one

    def _settle(
        self, legs: "Mapping[str, Leg]", kept: "Sequence[Kept]"
    ) -> "list[tuple[tuple[str, int, str], State, int | None]]":
        result: list[tuple[tuple[str, int, str], State, int | None]] = []
        rows = {_key(one.given): one for one in deciding(kept)}
        for one in kept:
            leg = legs.get(one.given.answer.handover)
            if one.state != "unknown" or leg is None:
                continue
            if not one.given.answer.decides:
                result.append((one.key, "added", self._enter(one.given, leg)))
            elif one.given.answer.action == "reject" and one.given.answer.reason not in self._reasons:
                result.append((one.key, "refused", None))
            else:
                rows[one.key] = one
        # Nothing entered above decides anything.
        owns, back = self._before.owns, undone(kept, stored.hidden_acts(self._connection))
        for ref, given in by_handover(one.given for one in rows.values()).items():
            if ref in legs:
                outcome = agreed(given, owns.get(ref), back)
                result += self._outcome(
                    outcome, [rows[_key(one)] for one in given if one not in back], legs[ref]
                )
        return result

    def _outcome(
        self, outcome: Outcome, rows: "list[Kept]", leg: Leg
    ) -> "Iterable[tuple[tuple[str, int, str], State, int | None]]":
        for row in rows:
            state: State = "superseded"
            act = row.act
            if row.given in outcome.top:
                state = "conflict" if outcome.is_conflict else "agreed"
            if row.given == outcome.applied:
                state = "applied"
                act = act or self._enter(row.given, leg)
            if row.act:
                counts = state == "applied"
                acts.hide_act(self._connection, row.act, None if counts else instant_text(self._at))
            yield row.key, state, act

    def _enter(self, given: Given, leg: Leg) -> int:
        """Enter an answer as an act by hand and return its number."""
        answer = given.answer
        day = day_text(clamped(answer.day, self._days.get((answer.epoch, answer.seq)), self._today)) or ""
        who = answer.who or answer.device
        values = {"handover_id": leg.key, "side": leg.side, "handed_at": leg.handed_at}
        if answer.action in DECISION_OF:
            values |= {"decision": DECISION_OF[answer.action], "decided_at": day, "decision_by": who}
            values |= {"reason": answer.reason} if answer.action == "reject" else {}
        elif answer.action == "contacted":
            values |= {"contacted_at": day, "contacted_at_by": who}
        if answer.text:
            values |= {"comment": _("{who}: {text}").format(who=who, text=answer.text), "commented_at": day}
        # All at one instant, but what is about one hand-over: thousands of seconds would lie in tomorrow.
        moment = instant_text(self._at + timedelta(seconds=self._entered[leg.key]))
        self._entered[leg.key] += 1
        return acts.add_act(
            self._connection, "handovers", {name: value for name, value in values.items() if value},
            self._digests.get(leg.lead, ()), at=moment, known_at=known_at(moment, self._store.zone),
        )  # fmt: skip

    def _read_digests(self, leads: set[int]) -> None:
        people = visible_of_leads(self._connection, leads)
        digests = digests_by_identity(self._connection, (one.id for one in people))
        found: dict[int, list[int]] = {}
        for one in people:
            found.setdefault(one.lead_id, []).append(digests[one.id])
        self._digests = {lead: tuple(sorted(those)) for lead, those in found.items()}


def _key(given: Given) -> tuple[str, int, str]:
    return given.answer.device, given.answer.number, given.sum16


def _first_state(given: Given, withdrawn: frozenset[str]) -> "State":
    return "withdrawn" if given.answer.handover in withdrawn else "unknown"


def _after(newest: str) -> datetime:
    """Return this instant, later than that of any act: of two in one second the second one wins."""
    now = datetime.now(UTC).replace(microsecond=0)
    return max(now, datetime.fromisoformat(newest) + timedelta(seconds=1)) if newest else now
