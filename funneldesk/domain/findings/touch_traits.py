"""What leads did: contents, their types and phases, in which order; which seminars they came to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from funneldesk.domain.contents.touches import Touches, touches
from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.findings.traits import Trait, has
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.moment import NEVER

_ATTEND, _DOWNLOAD = ACTIVITY_KINDS.index("attend"), ACTIVITY_KINDS.index("download")


#: What is shown every day is no event of a day; and what came of the seminars of years ago helps nobody decide.
MOST_SEMINARS = 24


@dataclass(frozen=True, slots=True, eq=False)
class FirstTouches:
    """When each lead first touched each content, as pairs sorted by content; and what contents are of."""

    leads: int
    lead: Int32
    day: Int32
    content: Int32
    types: tuple[str, ...]
    phases: tuple[str, ...]
    keys: tuple[str, ...]

    def of_content(self, content: int) -> Int32:
        """Return the day each lead first touched a content, NEVER if it did not (n leads)."""
        first, last = np.searchsorted(self.content, np.array([content, content + 1], np.int32))
        when = np.full(self.leads, NEVER, np.int32)
        when[self.lead[first:last]] = self.day[first:last]
        return when

    def of_group(self, groups: tuple[str, ...], name: str) -> Int32:
        """Return the same for all contents of one of `types` or `phases`."""
        when = np.full(self.leads, NEVER, np.int32)
        for content, group in enumerate(groups):
            if group == name:
                np.minimum(when, self.of_content(content), out=when)
        return when


def first_touches(facts: Facts, as_of: int) -> FirstTouches:
    """Return the first touch of each lead and content up to as-of."""
    seen: Touches = touches(facts, as_of)
    # Touches are sorted by lead and moment: of each content they stay so, and the first of each lead is its first.
    order = np.argsort(seen.content, kind="stable")
    lead, content = seen.lead[order], seen.content[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (lead[1:] != lead[:-1]) | (content[1:] != content[:-1])
    return FirstTouches(
        facts.count,
        lead[first],
        seen.day[order[first]],
        content[first],
        tuple(known.type for known in facts.contents),
        tuple(known.phase for known in facts.contents),
        tuple(known.key for known in facts.contents),
    )


def traits_of_touches(first: FirstTouches) -> Iterator[Trait]:
    """Yield each content, type and phase enough leads touched, from the day of the touch on."""
    for content, key in enumerate(first.keys):
        yield from _enough(Trait("content", key, partial(first.of_content, content)))
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
    attended = (events.kind == _ATTEND) & (events.day <= as_of) & (events.content >= 0)
    day, content, lead = (column[attended] for column in (events.day, events.content, events.lead))
    held = day.astype(np.int64) * max(len(facts.contents), 1) + content
    sessions, place, counts = np.unique(held, return_inverse=True, return_counts=True)
    for session in np.flatnonzero(counts >= ENOUGH)[-MOST_SEMINARS:].tolist():
        on, what = divmod(int(sessions[session]), len(facts.contents))
        leads = np.unique(lead[place == session])
        if len(leads) >= ENOUGH:
            yield on, Trait("seminar", facts.contents[what].key, _of_leads(facts.count, leads))


def downloads(facts: Facts, downloaded: Int32) -> Iterator[Trait]:
    """Yield what leads took with their first download, and its type."""
    events = facts.events
    first = (events.kind == _DOWNLOAD) & (events.content >= 0) & (events.day == downloaded[events.lead])
    content, lead = events.content[first], events.lead[first]
    taken = {one: lead[content == one] for one in np.unique(content).tolist()}
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
