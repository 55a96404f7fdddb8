"""What is asked by itself: source, segment, content, order, speed, quarter, seminar - against everybody else."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.touches import Touches, touches
from funneldesk.domain.facts import Bool, Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS, DEAL, LEAD, MQL, STAGES, WON
from funneldesk.domain.findings.findings import Question
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.contact_speed import contact_days
from funneldesk.domain.funnel.funnel_counting import steps
from funneldesk.domain.funnel.maturity import maturity
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import Scores

#: Leads are watched for so long: what happens later has other reasons.
WATCHED_DAYS = 180
SOON_DAYS = 7
MONTH_DAYS = 31
FIELDS = ("source", "campaign", "industry", "size", "prefecture", "title")
#: A field with more values than that names things rather than sorting them.
MOST_VALUES = 60
_ATTEND = ACTIVITY_KINDS.index("attend")


@dataclass(frozen=True, slots=True, eq=False)
class _Clock:
    """One step of the funnel, each lead's days counted from `begin` (NEVER: not watched)."""

    stage: int
    begin: Int32
    entry: Int32
    end: Int32
    arrived: Bool
    until: Int32
    mature_days: int

    def ask(self, kind: str, value: str, since: Int32, among: Bool | None = None) -> Question:
        """Return a question on this clock; `since` in its days, `among`: who is compared at all."""
        end = self.end if among is None else np.where(among, self.end, self.entry).astype(np.int32)
        return Question(
            kind,
            value,
            STAGES[self.stage],
            self.entry,
            end,
            self.arrived,
            since,
            self.until,
            self.mature_days,
        )


def questions(facts: Facts, days: StageDays, book: Book) -> Iterator[Question]:
    """Yield everything worth asking of these facts as of a day; stages nothing is recorded of are not asked about."""
    for previous, stage in dict.fromkeys((*steps(days), *_spans(days))):
        if stage == MQL:
            continue  # who becomes an MQL is what the book says: no fact about the world
        clock = _from_stage(days, book, previous, stage)
        yield from _of_fields(facts, days, clock)
        yield from _of_quarters(facts, days, clock)
    if days.recorded[DEAL]:
        yield from _of_contents(facts, days, _from_stage(days, book, LEAD, DEAL))
        yield from _of_sequences(facts, days, book)
        yield from _of_seminars(facts, days)
    yield from _of_speed(facts, days, book)


def _spans(days: StageDays) -> list[tuple[int, int]]:
    """Return the step that 商談率 spans."""
    return [(MQL, DEAL)] if days.recorded[MQL] and days.recorded[DEAL] else []


def _clock(
    days: StageDays, begin: Int32, stage: int, mature_days: int, watched: tuple[int, int] = (-1, WATCHED_DAYS)
) -> _Clock:
    """Watch leads that have a day `begin`, from the day after the first of `watched` to the last of it.

    A lead that reached the stage on no known day is left out, and who reached it before being watched.
    """
    entry, last = watched
    there = (begin != NEVER) & ~days.is_undated(stage)
    reached = days.day_of(stage)
    until = np.where(there, days.as_of - begin.astype(np.int64), -1).clip(-1, NEVER - 1).astype(np.int32)
    spent = np.where(there & (reached != NEVER), reached.astype(np.int64) - begin, NEVER)
    end = np.minimum(np.minimum(spent, until), last)
    arrived = there & (spent <= np.minimum(until, last)) & (spent > entry)
    entries = np.full(days.count, entry, np.int32)
    end = np.where(there & (spent > entry), end, entry)
    return _Clock(stage, begin, entries, end.astype(np.int32), arrived, until, mature_days)


def _from_stage(days: StageDays, book: Book, previous: int, stage: int) -> _Clock:
    needed = min(maturity(days, book, previous, stage), WATCHED_DAYS)
    return _clock(days, days.day_of(previous), stage, needed)


def _members(chosen: Bool) -> Int32:
    return np.where(chosen, -1, NEVER).astype(np.int32)


def _of_fields(facts: Facts, days: StageDays, clock: _Clock) -> Iterator[Question]:
    for field in FIELDS:
        if field != "size" and field not in facts.columns:
            continue
        groups = breakdown(facts, days, field, _no_scores)
        sizes = np.bincount(groups.codes, minlength=len(groups.values))
        known = (
            groups.codes < len(groups.values) - 1
        )  # the last group: no value; it differs for other reasons
        if len(groups.values) > MOST_VALUES:
            continue
        for code, value in enumerate(groups.values):
            if value is not None and sizes[code] >= ENOUGH:
                yield clock.ask(field, value, _members(groups.codes == code), known)


def _of_quarters(facts: Facts, days: StageDays, clock: _Clock) -> Iterator[Question]:
    groups = breakdown(facts, days, "quarter", _no_scores)
    sizes = np.bincount(groups.codes, minlength=len(groups.values))
    for code, value in enumerate(groups.values):
        if value is not None and sizes[code] >= ENOUGH:
            yield clock.ask("quarter", value, _members(groups.codes == code))


def _of_contents(facts: Facts, days: StageDays, clock: _Clock) -> Iterator[Question]:
    """Ask about each content and each type of content."""
    seen = touches(facts, days.as_of)
    for content, known in enumerate(facts.contents):
        yield from _once_touched(
            clock, "content", known.key, _first(seen, days.count, seen.content == content)
        )
    first = _first_of_types(facts, seen, days.count)
    for name, when in first.items():
        yield from _once_touched(clock, "content_type", name, when)


def _of_sequences(facts: Facts, days: StageDays, book: Book) -> Iterator[Question]:
    """Ask of those who touched one type of content whether having touched another before it helps."""
    seen = touches(facts, days.as_of)
    first = _first_of_types(facts, seen, days.count)
    needed = min(maturity(days, book, LEAD, DEAL), WATCHED_DAYS)
    for after, when in first.items():
        clock = _clock(days, when, DEAL, needed, (0, WATCHED_DAYS))
        for before, earlier in first.items():
            if before != after:
                yield clock.ask("sequence", f"{before}>{after}", _members(earlier < when))


def _first_of_types(facts: Facts, seen: Touches, leads: int) -> dict[str, Int32]:
    """Return when each lead first touched each type of content, NEVER if it did not."""
    types = np.array([known.type for known in facts.contents] or [""])
    of_touch = types[seen.content]
    return {name: _first(seen, leads, of_touch == name) for name in sorted(set(types.tolist()) - {""})}


def _once_touched(clock: _Clock, kind: str, value: str, when: Int32) -> Iterator[Question]:
    if np.count_nonzero(when != NEVER) >= ENOUGH:
        since = np.where((when != NEVER) & (clock.begin != NEVER), when.astype(np.int64) - clock.begin, NEVER)
        yield clock.ask(kind, value, since.clip(-1, NEVER).astype(np.int32))


def _first(seen: Touches, leads: int, chosen: Bool) -> Int32:
    when = np.full(leads, NEVER, np.int32)
    np.minimum.at(when, seen.lead[chosen], seen.day[chosen])
    return when


def _of_speed(facts: Facts, days: StageDays, book: Book) -> Iterator[Question]:
    """Ask whether a contact in the first week helps: of those who then have no deal, and no win, yet."""
    found = contact_days(facts, days)
    soon = (found.contact != NEVER) & (found.contact.astype(np.int64) - found.trigger <= SOON_DAYS)
    for stage in (DEAL, WON):
        if days.recorded[stage]:
            needed = min(maturity(days, book, LEAD, stage), WATCHED_DAYS)
            clock = _clock(days, found.trigger, stage, needed, (SOON_DAYS, WATCHED_DAYS))
            yield clock.ask("speed", str(SOON_DAYS), _members(soon))


def _of_seminars(facts: Facts, days: StageDays) -> Iterator[Question]:
    """Ask of each seminar whether who came made a deal in the month after, beside all who were leads that day."""
    if not days.recorded[DEAL]:
        return
    events = facts.events
    attended = (events.kind == _ATTEND) & (events.day <= days.as_of) & (events.content >= 0)
    pairs = np.stack([events.content[attended], events.day[attended]])
    held, counts = (
        np.unique(pairs, axis=1, return_counts=True) if pairs.size else (pairs, np.zeros(0, np.int64))
    )
    for (content, day), count in zip(held.T, counts, strict=True):
        if count < ENOUGH:
            continue
        there = days.day_of(LEAD) <= day
        begin = np.where(there, day, NEVER).astype(np.int32)
        clock = _clock(days, begin, DEAL, MONTH_DAYS, (0, MONTH_DAYS))
        came = np.zeros(days.count, np.bool_)
        came[events.lead[attended & (events.content == content) & (events.day == day)]] = True
        yield clock.ask("seminar", facts.contents[content].key, _members(came))


def _no_scores() -> Scores:
    raise NotImplementedError("no question is about scores")
