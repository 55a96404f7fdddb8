"""Answers that contradict each other: who said what, what a new answer has to name, and deciding between them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.domain.team.agreeing import DECISION_OF, Outcome, Own, agreed, by_handover, clamped, refs_of
from funneldesk.errors import UserError
from funneldesk.i18n import _, speaking
from funneldesk.operations import by_hand
from funneldesk.operations.answers_merged import deciding, own_decisions, undone
from funneldesk.operations.references import legs_by_ref
from funneldesk.store import responses as stored
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from funneldesk.operations.legs import Leg
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a conflict. `ref`: names the answer, "own:" and a sum for what the owner's records say."""

    ref: str
    who: str
    action: str
    reason: str
    text: str
    day: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A hand-over (`handover`: its reference, `leg`: its oldest record) about which answers contradict each other."""

    handover: str
    leg: int
    person: str
    company: str
    said: tuple[Said, ...]


def _outcomes(
    store: "Store", legs: "Mapping[str, Leg] | None" = None, owns: "Mapping[str, Own] | None" = None
) -> "Iterator[tuple[str, Leg, Own | None, Outcome]]":
    """Yield each answered hand-over that is there: what its answers come to. `legs`, `owns`: where they are known."""
    kept = stored.responses(store.connection)
    if not kept:
        return
    back = undone(kept, stored.hidden_acts(store.connection))
    legs = legs_by_ref(store) if legs is None else legs
    owns = own_decisions(store) if owns is None else owns
    for ref, given in by_handover(one.given for one in deciding(kept)).items():
        if ref in legs:
            own = owns.get(ref)
            yield ref, legs[ref], own, agreed(given, own, back)


def conflicts_of(store: "Store") -> tuple[Conflict, ...]:
    """Return the hand-overs about which somebody has to decide."""
    found = [(ref, leg, own, outcome) for ref, leg, own, outcome in _outcomes(store) if outcome.is_conflict]
    named = lead_names(store, sorted({leg.lead for _ref, leg, _own, _outcome in found}))
    return tuple(
        Conflict(
            ref,
            leg.record,
            *named.get(leg.lead, ("", "")),
            _sides(outcome, own if outcome.own_stands else None),
        )
        for ref, leg, own, outcome in found
    )


def _sides(outcome: Outcome, own: Own | None) -> tuple[Said, ...]:
    answers = (one.answer for one in outcome.top)
    said = [Said(one.ref, one.who, one.action, one.reason, one.text, one.day) for one in answers]
    if own is not None:
        action = next(action for action, decision in DECISION_OF.items() if decision == own.decision)
        said.append(Said(own.ref, "", action, own.reason, "", 0))
    return tuple(said)


def decided_and_disputed(
    store: "Store", as_of: int, today: int
) -> tuple[dict[int, tuple[str, ...]], frozenset[int]]:
    """Return what decided about each hand-over, by its oldest record: what a new answer has to name.

    And those about which answers contradicted each other by the end of `as_of`; no answer is of after `today`.
    """
    legs, owns = legs_by_ref(store), own_decisions(store)
    said: dict[int, tuple[str, ...]] = {
        legs[ref].record: (own.ref,) for ref, own in owns.items() if ref in legs
    }
    disputed = set()
    days, zone = stored.published_days(store.connection), store.zone
    for _ref, leg, own, outcome in _outcomes(store, legs, owns):
        said[leg.record] = refs_of(outcome, own)
        minds = {
            one.mind
            for one in outcome.top
            if clamped(one.answer.day, days.get((one.answer.epoch, one.answer.seq)), today) <= as_of
        }
        if own is not None and outcome.own_stands and _decided_by(leg, zone, as_of):
            minds.add(own.mind)
        if outcome.is_conflict and len(minds) > 1:
            disputed.add(leg.record)
    return said, frozenset(disputed)


def _decided_by(leg: "Leg", zone: str, as_of: int) -> bool:
    day = moment_of(leg.decided_at or None, zone).day
    return day == NEVER or day <= as_of


def settle(store: "Store", leg: int, ref: str, day: int) -> int:
    """Decide a conflict for one side of it, by hand, and return the number of the act; it stands above all others."""
    found = next((one for one in conflicts_of(store) if one.leg == leg), None)
    side = next((one for one in found.said if one.ref == ref), None) if found else None
    if side is None:
        raise UserError(
            "no_conflict",
            _("There is nothing to decide about this hand-over any more."),
            _("Somebody was faster, or answered once more. Look at the list again."),
        )
    # Only this act is seen in the history, so what each of them said stands in it.
    with speaking(store.language):
        comment = "\n".join(_told(one) for one in found.said if one.who) if found else ""
    return by_hand.decide(store, leg, DECISION_OF[side.action], day, reason=side.reason, comment=comment)


def _told(said: Said) -> str:
    what = _("Accepted") if said.action == "accept" else _("Declined")
    if said.reason:
        what = _("{decision} ({reason})").format(decision=what, reason=said.reason)
    return _("{who}: {text}").format(who=said.who, text=" ".join(one for one in (what, said.text) if one))
