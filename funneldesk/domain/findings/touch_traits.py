"""What leads did: contents, their types and phases, in which order; which seminars they came to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from funneldesk.domain.contents.touches import Wanted, by_content, touches_by_leads
from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.findings.traits import Trait, has
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.moment import NEVER
from funneldesk.domain.unique import unique

_ATTEND, _DOWNLOAD = ACTIVITY_KINDS.index("attend"), ACTIVITY_KINDS.index("download")


#: What is shown every day is no event of a day; and what came of the seminars of years ago helps nobody decide.
MOST_SEMINARS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """First touches of some leads, sorted by content: where those of each begin."""

    lead: Int32
    day: Int32
    begins: Int32

    def of(self, content: int) -> tuple[Int32, Int32]:
        """Return the leads that touched a content and the days on which they first did."""
        here = slice(self.begins[content], self.begins[content + 1])
        return self.lead[here], self.day[here]


@dataclass(frozen=True, slots=True, eq=False)
class FirstTouches:
    """When each lead first touched each content, and what contents are of.

    `pairs`: of some leads after the other. Put together by content they would be in memory twice.
    """

    leads: int
    pairs: tuple[Pairs, ...]
    types: tuple[str, ...]
    phases: tuple[str, ...]
    keys: tuple[str, ...]

    def of_content(self, content: int) -> Int32:
        """Return the day each lead first touched a content, NEVER if it did not (n leads)."""
        return self._of([content])

    def of_group(self, groups: tuple[str, ...], name: str) -> Int32:
        """Return the same for all contents of one of `types` or `phases`."""
        return self._of([content for content, group in enumerate(groups) if group == name])

    def touched(self, content: int) -> int:
        """Return how many leads touched a content."""
        return sum(len(pairs.of(content)[0]) for pairs in self.pairs)

    def _of(self, contents: list[int]) -> Int32:
        when = np.full(self.leads, NEVER, np.int32)
        for pairs in self.pairs:
            for content in contents:
                lead, day = pairs.of(content)
                when[lead] = np.minimum(when.take(lead), day)
        return when


def first_touches(facts: Facts, as_of: int) -> FirstTouches:
    """Return the first touch of each lead and content up to as-of."""
    known = np.arange(len(facts.contents) + 1)
    found = []
    for seen in touches_by_leads(facts, as_of, Wanted()):
        order, first, _last = by_content(seen.content, seen.lead)
        content, place = seen.content.take(order).take(first), order.take(first)
        begins = np.searchsorted(content, known.astype(np.int32)).astype(np.int32)
        found.append(Pairs(seen.lead.take(place), seen.day.take(place), begins))
    return FirstTouches(
        facts.count,
        tuple(found),
        tuple(known.type for known in facts.contents),
        tuple(known.phase for known in facts.contents),
        tuple(known.key for known in facts.contents),
    )


def traits_of_touches(first: FirstTouches) -> Iterator[Trait]:
    """Yield each content, type and phase enough leads touched, from the day of the touch on."""
    for content, key in enumerate(first.keys):
        if first.touched(content) >= ENOUGH:
            yield Trait("content", key, partial(first.of_content, content))
    for kind, groups in (("content_type", first.types), ("phase", first.phases)):
        for name in sorted(set(groups) - {""}):
            if groups.count(name) > 1:  # else it is the question about that content
                yield from _enough(Trait(kind, name, partial(first.of_group, groups, name)))


def sequences(first: FirstTouches) -> Iterator[tuple[Int32, list[Trait]]]:
    """Yield for each type of content when leads first touched it, and which types may have come before."""
    types = {name: first.of_group(first.types, name) for name in sorted(set(first.types) - {""})}
    for after, when in types.items():
        before = [
            Trait("sequence", f"{name}>{after}", _sooner(earlier, when))
            for name, earlier in types.items()
            if name != after and np.count_nonzero((earlier < when) & (when != NEVER)) >= ENOUGH
        ]
        if before:
            yield when, before


def _sooner(earlier: Int32, when: Int32) -> Callable[[], Int32]:
    return has(lambda: earlier < when)


def seminars(facts: Facts, as_of: int) -> Iterator[tuple[int, Trait]]:
    """Yield the day of each of the latest seminars enough leads came to, and who came."""
    events = facts.events
    attended = events.where(lambda of: (of("kind") == _ATTEND) & (of("day") <= as_of) & (of("content") >= 0))
    day, content, lead = (events.some(name, attended) for name in ("day", "content", "lead"))
    held = day.astype(np.int64) * max(len(facts.contents), 1) + content
    sessions, place, counts = np.unique(held, return_inverse=True, return_counts=True)
    for session in np.flatnonzero(counts >= ENOUGH)[-MOST_SEMINARS:].tolist():
        on, what = divmod(int(sessions[session]), len(facts.contents))
        leads = unique(lead[place == session])
        if len(leads) >= ENOUGH:
            yield on, Trait("seminar", facts.contents[what].key, _of_leads(facts.count, leads))


def downloads(facts: Facts, downloaded: Int32) -> Iterator[Trait]:
    """Yield what leads took with their first download, and its type."""
    events = facts.events
    first = events.where(lambda of: (of("kind") == _DOWNLOAD) & (of("content") >= 0))
    first = first[events.some("day", first) == downloaded[events.some("lead", first)]]
    content, lead = events.some("content", first), events.some("lead", first)
    taken = {one: lead[content == one] for one in unique(content).tolist()}
    of_type: dict[str, list[int]] = {}
    for one, leads in taken.items():
        of_type.setdefault(facts.contents[one].type, []).append(one)
        yield from _enough(Trait("content", facts.contents[one].key, _of_leads(facts.count, leads)))
    for name, contents in sorted(of_type.items()):
        if name and len(contents) > 1:
            leads = np.concatenate([taken[one] for one in contents])
            yield from _enough(Trait("content_type", name, _of_leads(facts.count, leads)))


def _of_leads(count: int, leads: Int32) -> Callable[[], Int32]:
    def find() -> Int32:
        since = np.full(count, NEVER, np.int32)
        since[leads] = 0
        return since

    return find


def _enough(trait: Trait) -> Iterator[Trait]:
    if np.count_nonzero(trait.since != NEVER) >= ENOUGH:
        yield trait
