"""What leads did: contents, their types and phases, in which order; which seminars they came to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from funneldesk.domain.contents.touches import Touches, touches
from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.findings.traits import Trait, members
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.moment import NEVER

_ATTEND, _DOWNLOAD = ACTIVITY_KINDS.index("attend"), ACTIVITY_KINDS.index("download")


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
        first, last = np.searchsorted(self.content, [content, content + 1])
        when = np.full(self.leads, NEVER, np.int32)
        when[self.lead[first:last]] = self.day[first:last]
        return when

    def by(self, groups: tuple[str, ...]) -> dict[str, Int32]:
        """Return the same for each group of contents (`types` or `phases`); "" is none."""
        found: dict[str, Int32] = {}
        for content, group in enumerate(groups):
            if group:
                when = self.of_content(content)
                found[group] = np.minimum(found[group], when) if group in found else when
        return dict(sorted(found.items()))


def first_touches(facts: Facts, as_of: int) -> FirstTouches:
    """Return the first touch of each lead and content up to as-of."""
    seen: Touches = touches(facts, as_of)
    pair = seen.content.astype(np.int64) * max(facts.count, 1) + seen.lead
    # Touches are sorted by lead and moment, and `unique` gives the first place of each pair.
    _pairs, first = np.unique(pair, return_index=True)
    return FirstTouches(
        facts.count,
        seen.lead[first],
        seen.day[first],
        seen.content[first],
        tuple(known.type for known in facts.contents),
        tuple(known.phase for known in facts.contents),
        tuple(known.key for known in facts.contents),
    )


def traits_of_touches(first: FirstTouches) -> Iterator[Trait]:
    """Yield each content, type and phase enough leads touched, from the day of the touch on."""
    for content, key in enumerate(first.keys):
        yield from _enough("content", key, first.of_content(content))
    for kind, groups in (("content_type", first.types), ("phase", first.phases)):
        for name, when in first.by(groups).items():
            if groups.count(name) > 1:  # else it is the question about that content
                yield from _enough(kind, name, when)


def sequences(first: FirstTouches) -> Iterator[tuple[Int32, list[Trait]]]:
    """Yield for each type of content when leads first touched it, and which types may have come before."""
    types = first.by(first.types)
    for after, when in types.items():
        before = [
            Trait("sequence", f"{name}>{after}", members(earlier < when))
            for name, earlier in types.items()
            if name != after and np.count_nonzero((earlier < when) & (when != NEVER)) >= ENOUGH
        ]
        if before:
            yield when, before


def seminars(facts: Facts, as_of: int) -> Iterator[tuple[int, Trait]]:
    """Yield the day of each seminar enough leads came to, and who came."""
    events = facts.events
    attended = np.flatnonzero((events.kind == _ATTEND) & (events.day <= as_of) & (events.content >= 0))
    held: dict[tuple[int, int], set[int]] = {}
    columns = (events.content[attended], events.day[attended], events.lead[attended])
    for content, day, lead in zip(*(column.tolist() for column in columns), strict=True):
        held.setdefault((content, day), set()).add(lead)
    for (content, day), leads in sorted(held.items()):
        if len(leads) >= ENOUGH:
            came = np.zeros(facts.count, np.bool_)
            came[sorted(leads)] = True
            yield day, Trait("seminar", facts.contents[content].key, members(came))


def downloads(facts: Facts, downloaded: Int32) -> Iterator[Trait]:
    """Yield what leads took with their first download, and its type."""
    events = facts.events
    first = (events.kind == _DOWNLOAD) & (events.content >= 0) & (events.day == downloaded[events.lead])
    contents: dict[str, Int32] = {}
    types: dict[str, Int32] = {}
    in_type = Counter(facts.contents[content].type for content in np.unique(events.content[first]).tolist())
    for content in np.unique(events.content[first]).tolist():
        taken = np.zeros(facts.count, np.bool_)
        taken[events.lead[first & (events.content == content)]] = True
        since = members(taken)
        known = facts.contents[content]
        contents[known.key] = since
        if known.type and in_type[known.type] > 1:
            types[known.type] = np.minimum(types.get(known.type, since), since)
    for kind, groups in (("content", contents), ("content_type", types)):
        for name, since in groups.items():
            yield from _enough(kind, name, since)


def _enough(kind: str, value: str, when: Int32) -> Iterator[Trait]:
    if np.count_nonzero(when != NEVER) >= ENOUGH:
        yield Trait(kind, value, when)
