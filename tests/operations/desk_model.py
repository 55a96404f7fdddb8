"""A desk in plain Python: lists and acts as they were made, and what they say about each lead on a day.

It knows four people by their e-mail addresses, only asks the store who of them is one lead, and folds everything
itself: of several rows about one hand-over or deal the newest holds, field by field.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from funneldesk.domain.book.starter import starter_book
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import Store
from tests.domain.duties.slow_duties import Contact, Deal, Lead, Leg
from tests.operations.desk_of_facts import merged_days

PEOPLE = tuple(f"p{number}@c{number}.jp" for number in range(4))
BOOK = starter_book("ja")
REASONS = {(one.kind, one.name): one for one in reversed(BOOK.reasons)}
Row = Mapping[str, str]


@dataclass
class Said:
    """A list or an act: its rows, when it was known, and whether it counts. `number`: of the batch."""

    number: int
    kind: str
    rows: list[Row]
    #: Acts are newer than all lists.
    known: tuple[int, int]
    by_hand: bool = False
    counts: bool = True
    #: People an act is about, in the order in which they are tried.
    people: tuple[str, ...] = ()


@dataclass
class Folded:
    """A hand-over or a deal: its values, who it is about, and its place among those of one day."""

    values: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, tuple[tuple[int, int], str]] = field(default_factory=dict)
    person: tuple[tuple[int, int], str] = ((-1, -1), "")
    place: int = 0
    comments: dict[str, int] = field(default_factory=dict)


@dataclass
class DeskLead(Lead):
    """A lead with the days of its inquiries, and the keys of its legs by their numbers."""

    forms: list[int] = field(default_factory=list)
    keys: dict[int | None, str] = field(default_factory=dict)


def day_of(text: str | None) -> int | None:
    return date.fromisoformat(text).toordinal() if text else None


class Desk:
    """All that was said, and what follows from it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.said: list[Said] = []

    def counting(self, kind: str) -> list[Said]:
        return [one for one in self.said if one.counts and one.kind == kind]

    def known_people(self) -> dict[str, int]:
        """The people some list speaks of, with the lead each is now."""
        there = {
            row["email"]
            for one in self.said
            if one.counts and not one.by_hand
            for row in one.rows
            if "email" in row
        }
        found = {}
        for email in sorted(there):
            [found[email]] = find_leads(self.store, email)
        return found

    def _about(self, one: Said, row: Row, there: Iterable[str]) -> str:
        """Whom a row is about, "" where nobody knows the person any more."""
        named = one.people if one.by_hand else (row.get("email", ""),)
        return next((email for email in named if email in there), "")

    def _folded(self, kind: str, key: str, there: Iterable[str]) -> dict[str, Folded]:
        found: dict[str, Folded] = {}
        for place, one in enumerate(self.said):
            if not one.counts or one.kind != kind:
                continue
            for row in one.rows:
                entity = found.setdefault(row[key], Folded(place=place))
                for name, value in row.items():
                    if value and (one.known, value) > entity.stamps.get(name, ((-1, -1), "")):
                        entity.stamps[name] = one.known, value
                        entity.values[name] = value
                if text := row.get("comment"):
                    entity.comments[text] = min(one.known[1], entity.comments.get(text, one.known[1]))
                if (person := self._about(one, row, there)) and (one.known, person) > entity.person:
                    entity.person = one.known, person
        return found

    def leads(self) -> dict[int, DeskLead]:
        """What is known about each lead, by its id."""
        there = self.known_people()
        merged = merged_days(self.store)
        found = {lead: DeskLead(merged=merged.get(lead, [])) for lead in there.values()}

        def lead_of(email: str) -> DeskLead | None:
            return found.get(there.get(email, 0))

        self._take_activities(there, lead_of)
        legs = sorted(self._folded("handovers", "key", there).items(), key=lambda entry: entry[1].place)
        for number, (key, leg) in enumerate(legs):
            self._take_leg(lead_of(leg.person[1]), key, leg, number)
        for deal in self._folded("deals", "external_id", there).values():
            self._take_deal(lead_of(deal.person[1]), deal.values)
        for one in self.counting("leads"):
            for row in one.rows:
                if row.get("opt_out"):
                    found[there[row["email"]]].opted_out = 0
        for one in self.counting("done"):
            if owner := lead_of(self._about(one, {}, there)):
                owner.done.append((one.rows[0]["rule"], day_of(one.rows[0]["done_at"])))
        return found

    def _take_activities(self, there: Iterable[str], lead_of: Callable[[str], DeskLead | None]) -> None:
        for one in self.counting("activities"):
            for row in one.rows:
                owner, day = lead_of(self._about(one, row, there)), day_of(row["occurred_at"])
                if owner is None:
                    continue
                if row["activity"] == "form":
                    owner.forms.append(day)
                elif row["activity"] == "other":
                    owner.notes.append(day)
                else:
                    reached = row.get("outcome") != "不通"
                    owner.contacts.append(
                        Contact(day, row["activity"], row.get("side", ""), reached, bool(row.get("note")))
                    )

    def _take_leg(self, owner: DeskLead | None, key: str, leg: Folded, number: int) -> None:
        if owner is None:
            return
        said = leg.values
        dates = {
            name: day_of(said.get(f"{name}_at")) for name in ("handed", "decided", "contacted", "recheck")
        }
        decision = said.get("decision", "")
        decided = dates["decided"] if dates["decided"] is not None or not decision else dates["handed"]
        recheck, follows = dates["recheck"], ""
        if decision == "rejected":
            reason = REASONS.get(("rejection", said.get("reason", "")))
            follows = reason.then if reason else ""
            if reason and reason.then == "disqualify":
                self._put_out(owner, decided)
            if recheck is not None and decided is not None and recheck < decided:
                recheck = None  # chosen for an older decision
            if recheck is None and reason and reason.then == "recycle" and decided is not None:
                recheck = decided + reason.days
        made = Leg(
            said.get("side") or "sales", dates["handed"], decision, decided if decision else None, dates["contacted"],
            self._commented(leg, dates["handed"], decided, dates["contacted"]), recheck, number, follows,
        )  # fmt: skip
        owner.keys[number] = key
        owner.legs.append(made)

    @staticmethod
    def _put_out(owner: DeskLead, day: int | None) -> None:
        owner.disqualified = min(
            day or 0, *([] if owner.disqualified is None else [owner.disqualified]), 10**9
        )

    def _commented(self, leg: Folded, *dates: int | None) -> int | None:
        """The day of the newest comment: its own, when it changed, or that of the last thing with a date."""
        text = leg.values.get("comment")
        if not text:
            return None
        if own := day_of(leg.values.get("commented_at")):
            return own
        if any(other < leg.comments[text] for other in leg.comments.values()):
            return leg.comments[text]
        return max((day for day in dates if day is not None), default=0)

    def _take_deal(self, owner: DeskLead | None, said: Row) -> None:
        if owner is None:
            return
        outcome, closed = said.get("outcome", "open"), day_of(said.get("closed_at"))
        opened = day_of(said.get("opened_at"))
        deal = Deal(closed if opened is None and outcome != "open" else opened, outcome, closed)
        reason = REASONS.get(("lost", said.get("lost_reason", ""))) or REASONS.get(
            ("rejection", said.get("lost_reason", ""))
        )
        if outcome == "lost" and reason:
            if reason.then == "disqualify":
                self._put_out(owner, closed)
            elif reason.relative_to:
                planned = day_of(said.get("planned_at"))
                if planned is not None and closed is not None and planned > closed:
                    deal.recheck = max(planned + (-60 if reason.days is None else reason.days), closed + 1)
            elif reason.days is not None and not reason.relative_to and closed is not None:
                deal.recheck = closed + reason.days
        owner.deals.append(deal)


def spell(forms: Iterable[int], as_of: int) -> int | None:
    """Since when somebody is a candidate to whom only inquiries give points: 60 each, for 90 days."""
    since, last = None, None
    for day in sorted(day for day in forms if day <= as_of):
        if last is None or day >= last + 90:
            since = day
        last = day
    return since if last is not None and as_of < last + 90 else None
