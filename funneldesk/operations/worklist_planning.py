"""What a filled-in row of a work list would record: entries by hand, or why it is known, disputed or not possible."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day as day_words
from funneldesk.domain.handovers.call_results import REACHED_WORD, UNREACHED_WORD
from funneldesk.domain.moment import NEVER, day_text, moment_of
from funneldesk.domain.worklist.worklist_columns import column_heading, result_words
from funneldesk.domain.worklist.worklist_understanding import Filled, RowProblem
from funneldesk.i18n import _
from funneldesk.operations.by_hand import Entry
from funneldesk.operations.legs import Leg
from funneldesk.operations.worklist import leg_state
from funneldesk.operations.worklist_matching import Matching, Target
from funneldesk.store.by_hand import acts, people_in
from funneldesk.store.identity import identities

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: What of an act does not matter for whether it is known: made-up ids, what it repeats of its hand-over.
_BESIDE = frozenset({"external_id", "commented_at"})
#: Results that are about a hand-over, whoever fills them in.
ON_LEG = frozenset({"accepted", "rejected", "contacted", "handed"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What one row comes to: `entries` to be made; `here`: what was decided otherwise meanwhile, in words."""

    entries: tuple[Entry, ...] = ()
    here: str = ""
    problem: RowProblem | None = None


@dataclass(slots=True)
class _Row:
    """One row being planned."""

    target: Target
    filled: Filled
    entries: list[Entry] = field(default_factory=list)
    here: list[str] = field(default_factory=list)


class Planning:
    """Plans rows against what a store knows."""

    def __init__(self, store: "Store", matching: Matching) -> None:
        self._zone = store.zone
        self._matching = matching
        made = acts(store.connection)
        people = people_in(store.connection, made)
        leads = {one.id: one.lead_id for one in identities(store.connection, set(people.values()))}
        self._known = {_mark(one.kind, leads.get(people.get(one.id, 0), 0), one.values) for one in made}
        #: Everything somebody wrote about a lead: written down once is enough.
        self._written = {
            (leads.get(people.get(one.id, 0), 0), one.values[name])
            for one in made
            for name in ("comment", "note")
            if name in one.values
        }

    def plan(self, target: Target, filled: Filled) -> Plan:
        """Return what a row comes to; nothing to enter and nothing disputed: it is known already."""
        row = _Row(target, filled)
        problem = self._result(row) or self._beside(row)
        if problem is not None:
            return Plan(problem=problem)
        new = [one for one in row.entries if _mark(one.kind, one.lead, one.values) not in self._known]
        return Plan(tuple(new), " / ".join(row.here))

    def _result(self, row: _Row) -> RowProblem | None:
        result = row.filled.result
        if result in {"reached", "unreached"}:
            self._call(row)
            return None
        if result == "handed":
            return self._handed(row)
        if result == "done":
            return self._done(row)
        if result == "rejected" and row.target.leg is None:
            self._given_up(row)
            return None
        return self._on_leg(row) if result in {"accepted", "rejected", "contacted"} else None

    def _beside(self, row: _Row) -> RowProblem | None:
        """Plan what stands in the row without a result: a comment, a date to look again."""
        filled, leg = row.filled, row.target.leg
        if filled.recheck_at and not filled.result:
            if leg is None:
                return RowProblem(
                    "no_result",
                    _("A date to look again, but no result."),
                    _("Choose “{result}” and a reason, or delete the date.").format(
                        result=result_words("rejected")
                    ),
                )
            if moment_of(leg.recheck_at or None, self._zone).day != filled.recheck_at:
                self._leg_entry(row, leg, {"recheck_at": _day(filled.recheck_at)})
        if not filled.comment or filled.result in {"reached", "unreached"} or self._carries_comment(row):
            return None
        if (row.target.lead, filled.comment) in self._written or (leg and filled.comment == leg.comment):
            return None
        if leg is not None:
            self._leg_entry(row, leg, _comment(filled))
            return None
        values = {"occurred_at": _day(filled.day), "activity": "other", "side": _acting(row)}
        self._activity(row, {**values, "note": filled.comment}, filled.comment)
        return None

    @staticmethod
    def _carries_comment(row: _Row) -> bool:
        return any(entry.values.get("comment") for entry in row.entries)

    def _call(self, row: _Row) -> None:
        filled = row.filled
        word = REACHED_WORD if filled.result == "reached" else UNREACHED_WORD
        values = {
            "occurred_at": _day(filled.day), "activity": "call", "side": _acting(row), "outcome": word,
            "note": filled.comment,
        }  # fmt: skip
        self._activity(row, values, filled.result)

    def _activity(self, row: _Row, values: Mapping[str, str], what: str) -> None:
        number = _made_up(row.target, what, row.filled.day)
        row.entries.append(Entry("activities", row.target.lead, {**values, "external_id": number}))

    def _handed(self, row: _Row) -> RowProblem | None:
        day = row.filled.day
        to_sales = [leg for leg in self._matching.legs_of(row.target.lead) if leg.side == "sales"]
        if any(self._day_of(leg.handed_at) == day for leg in to_sales):
            return None
        waiting = [leg for leg in to_sales if leg.is_open]
        if waiting:
            return RowProblem(
                "handed_already",
                _("Sales has this lead since {day} and has not decided yet.").format(
                    day=day_words(self._day_of(waiting[-1].handed_at))
                ),
                _("Nothing is to be handed over again. Choose another result."),
            )
        self._new_leg(row, "sales", {})
        return None

    def _new_leg(self, row: _Row, side: str, values: Mapping[str, str]) -> None:
        filled = row.filled
        said = {
            "handover_id": _made_up(row.target, f"leg {side}", filled.day), "side": side,
            "handed_at": _day(filled.day), **values, **_comment(filled),
        }  # fmt: skip
        row.entries.append(Entry("handovers", row.target.lead, said))

    def _given_up(self, row: _Row) -> None:
        """Decline a lead nobody had handed over: inside sales gives it up."""
        filled, ids = row.filled, row.target.ids
        self._new_leg(row, _acting(row), self._decision(filled))
        made = ids.made.toordinal() if ids else NEVER
        for leg in self._matching.legs_of(row.target.lead):
            same = (leg.decision, leg.reason, self._day_of(leg.decided_at))
            if same == ("rejected", filled.reason, filled.day):
                row.entries.clear()
                row.here.clear()
                return
            if ids is None or self._day_of(leg.handed_at) >= made or self._decided_since(leg, made):
                row.here.append(self._leg_words(leg))

    def _decided_since(self, leg: Leg, made: int) -> bool:
        return bool(leg.decision) and NEVER > self._day_of(leg.decided_at) >= made

    def _done(self, row: _Row) -> RowProblem | None:
        rules = row.target.ids.rules if row.target.ids else ()
        if not rules:
            return RowProblem(
                "nothing_to_mark",
                _("No rule asks for anything here that could be marked as done."),
                _("Choose another result, or leave only the comment."),
            )
        row.entries += [
            Entry("done", row.target.lead, {"rule": rule, "done_at": _day(row.filled.day)}) for rule in rules
        ]
        return None

    def _on_leg(self, row: _Row) -> RowProblem | None:
        filled, leg = row.filled, row.target.leg
        if leg is None:
            return RowProblem(
                "no_handover",
                _("“{result}” needs a hand-over, and this lead was not handed over.").format(
                    result=result_words(filled.result)
                ),
                _("Choose “{handed}” or “{reached}”.").format(
                    handed=result_words("handed"), reached=result_words("reached")
                ),
            )
        if filled.day < self._day_of(leg.handed_at) < NEVER:
            return RowProblem(
                "before_handover",
                _("{day} lies before the hand-over on {handed}.").format(
                    day=day_words(filled.day), handed=day_words(self._day_of(leg.handed_at))
                ),
                _("Correct the date in “{column}”.").format(column=column_heading("day")),
            )
        values = (
            {"contacted_at": _day(filled.day)} if filled.result == "contacted" else self._decision(filled)
        )
        if self._stands(leg, filled):
            return None
        taken = leg.contacted_at if filled.result == "contacted" else leg.decision
        entry = {**values, **_comment(filled)}
        known = _mark("handovers", leg.lead, _about(leg) | entry) in self._known
        if taken and row.target.state != leg_state(leg) and not known:
            row.here.append(self._leg_words(leg, contact=filled.result == "contacted"))
        self._leg_entry(row, leg, entry)
        return None

    def _stands(self, leg: Leg, filled: Filled) -> bool:
        """Whether the hand-over says already what the row says."""
        if filled.result == "contacted":
            return self._day_of(leg.contacted_at) == filled.day
        again = filled.recheck_at in (0, self._day_of(leg.recheck_at))
        said = (leg.decision, leg.reason if filled.reason else "", self._day_of(leg.decided_at))
        return said == (filled.result, filled.reason, filled.day) and again

    @staticmethod
    def _decision(filled: Filled) -> dict[str, str]:
        return {
            "decision": filled.result, "decided_at": _day(filled.day), "reason": filled.reason,
            "recheck_at": _day(filled.recheck_at) if filled.recheck_at else "",
        }  # fmt: skip

    @staticmethod
    def _leg_entry(row: _Row, leg: Leg, values: Mapping[str, str]) -> None:
        row.entries.append(Entry("handovers", leg.lead, _about(leg) | dict(values)))

    def _leg_words(self, leg: Leg, *, contact: bool = False) -> str:
        if contact and leg.contacted_at:
            return said_words("contacted", "", self._day_of(leg.contacted_at))
        if leg.decision:
            # The reason of a rejection that somebody turned into an acceptance still stands in the records.
            reason = leg.reason if leg.decision == "rejected" else ""
            return said_words(leg.decision, reason, self._day_of(leg.decided_at))
        return _("Handed over on {day}.").format(day=day_words(self._day_of(leg.handed_at)))

    def _day_of(self, moment: str) -> int:
        return moment_of(moment or None, self._zone).day


def said_words(result: str, reason: str, day: int, recheck_at: int = 0) -> str:
    """Return a result in words: what, why, when."""
    parts = [result_words(result), reason, day_words(day)]  # type: ignore[arg-type]
    if recheck_at:
        parts.append(_("look again on {day}").format(day=day_words(recheck_at)))
    return _(", ").join(part for part in parts if part)


def _about(leg: Leg) -> dict[str, str]:
    return {"handover_id": leg.key, "side": leg.side, "handed_at": leg.handed_at}


def _acting(row: _Row) -> str:
    """Return the side that called, noted or gave up: what marketing looks at again, inside sales would have."""
    return row.target.side if row.target.side in {"is", "sales"} else "is"


def _comment(filled: Filled) -> dict[str, str]:
    return {"comment": filled.comment, "commented_at": _day(filled.day)} if filled.comment else {}


def _day(day: int) -> str:
    return day_text(day) or ""


def _made_up(target: Target, what: str, day: int) -> str:
    """Return an id that the same row makes again."""
    said = f"{target.lead} {target.side} {what} {day}"
    return f"w:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _mark(kind: str, lead: int, values: Mapping[str, str]) -> tuple[str, int, frozenset[tuple[str, str]]]:
    """Return what two acts have in common that say the same."""
    said = {name: value for name, value in values.items() if value and name not in _BESIDE}
    if said.get("handover_id", "").startswith("w:"):
        del said["handover_id"]
    return kind, lead, frozenset(said.items())
