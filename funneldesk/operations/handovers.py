"""The hand-overs of a store as people look at them: which wait for an answer, since when, and what was decided."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from funneldesk.domain.duties.answers import legs_of
from funneldesk.domain.fields import DECISIONS
from funneldesk.domain.moment import NEVER, moment_of
from funneldesk.operations.duties import DutyList, duties_of
from funneldesk.operations.facts import facts_of, one_view
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from funneldesk.store.store import Store

#: Which hand-overs: those that wait, by decision, or all.
STATES = ("open", *DECISIONS, "all")


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One hand-over with names; days are ordinals, NEVER where nothing says one. `due`: for the answer."""

    leg: Leg
    person: str
    company: str
    handed: int
    decided: int
    contacted: int
    due: int
    is_late: bool

    @property
    def reason(self) -> str:
        """Return why it was declined, "" where it was not: somebody may have thought better of it."""
        return self.leg.reason if self.leg.decision == "rejected" else ""

    @property
    def state(self) -> str:
        """Return "open" or the decision."""
        return self.leg.decision or "open"


@dataclass(frozen=True, slots=True)
class HandoverList:
    """All hand-overs: open ones first, the longest waiting on top, then the newest decided.

    `owed`: how many rows the work list has. Counted where the list is made: a hundred thousand keep a window waiting.
    """

    as_of: int
    lines: tuple[HandoverLine, ...]
    owed: int
    #: Who is in charge of any.
    owners: tuple[str, ...] = field(init=False)
    #: How many wait for an answer, and how many of those should have been answered by now.
    waiting: int = field(init=False)
    late: int = field(init=False)

    def __post_init__(self) -> None:
        """Count."""
        owners = tuple(sorted({line.leg.owner for line in self.lines} - {""}))
        object.__setattr__(self, "owners", owners)
        object.__setattr__(self, "waiting", sum(line.leg.is_open for line in self.lines))
        object.__setattr__(self, "late", sum(line.is_late for line in self.lines))

    def shown(self, state: str, side: str, owner: str | None) -> tuple[HandoverLine, ...]:
        """Return those of one of STATES, to one side ("": both), of one person (None: everybody)."""
        if state == "all" and not side and owner is None:
            return self.lines
        return tuple(
            line
            for line in self.lines
            if state in ("all", line.state)
            and side in ("", line.leg.side)
            and owner in (None, line.leg.owner)
        )


def handovers_of(store: "Store", as_of: int) -> HandoverList:
    """Return the hand-overs known on a day."""
    from funneldesk.operations.worklist import count_owed

    with one_view(store):
        return HandoverList(as_of, handover_lines(store, duties_of(store, as_of)), count_owed(store, as_of))


def handover_lines(store: "Store", duties: DutyList) -> tuple[HandoverLine, ...]:
    """Return the hand-overs as they stood on the day of some duties, in the order of the page, late as these say."""
    answers = {duty.leg: duty for duty in duties.duties if duty.leg and duty.event == "handover"}
    legs, zone = tuple(_legs_on(store, duties.as_of)), store.zone
    named = lead_names(store, sorted({leg.lead for leg in legs}))
    lines = []
    for leg in legs:
        handed, decided, contacted = (
            moment_of(moment or None, zone).day
            for moment in (leg.handed_at, leg.decided_at, leg.contacted_at)
        )
        duty = answers.get(leg.record)
        person, company = named.get(leg.lead, ("", ""))
        lines.append(
            HandoverLine(
                leg, person, company, handed, decided, contacted,
                duty.due if duty else NEVER, bool(duty and duty.is_late),
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=_order))


def _legs_on(store: "Store", as_of: int) -> "Iterator[Leg]":
    """Yield the hand-overs begun up to a day without what was decided or said of them later, as duties see them."""
    facts = facts_of(store)
    known = legs_of(facts, as_of)
    days = zip(known.decided.tolist(), known.contacted.tolist(), known.commented.tolist(), strict=True)
    by_record = dict(zip(facts.handovers.record[known.place].tolist(), days, strict=True))
    for leg in legs_of_store(store):
        if leg.record in by_record:
            yield _without_later(leg, *by_record[leg.record])


def _without_later(leg: Leg, decided: int, contacted: int, commented: int) -> Leg:
    """Return a hand-over without what has no day yet (NEVER). What a later word replaced is not brought back."""
    if leg.decision and decided == NEVER:
        leg = replace(leg, decision="", reason="", decided_at="", recheck_at="")
    if leg.contacted_at and contacted == NEVER:
        leg = replace(leg, contacted_at="")
    return replace(leg, comment="") if leg.comment and commented == NEVER else leg


def _order(line: HandoverLine) -> tuple[bool, int, int]:
    day = line.handed if line.leg.is_open else -min(line.decided, line.handed)
    return not line.leg.is_open, day, line.leg.record
