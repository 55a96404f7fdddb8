"""For whom a pilot can be begun at a click: the industries and sources there are, with how many leads."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.conditions import Attribute
from funneldesk.operations.facts import facts_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: What the article tries a change on first is one industry; any other condition is the draft's own scope.
FIELDS = ("industry", "source", "prefecture")
#: Of each field the values most leads have.
MOST = 12


@dataclass(frozen=True, slots=True)
class SegmentChoice:
    """A segment of leads with one value, and how many they are today."""

    segment: Attribute
    leads: int


def segment_choices(store: "Store") -> tuple[SegmentChoice, ...]:
    """Return the segments to choose from, by field, the largest first."""
    with store.one_view():
        facts = facts_of(store)
        found: list[SegmentChoice] = []
        for field in FIELDS:
            column = facts.columns[field]
            counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.labels))
            for code in np.argsort(-counts, kind="stable")[:MOST]:
                if counts[code]:
                    segment = Attribute(field, "is", (column.labels[code],))
                    found.append(SegmentChoice(segment, int(counts[code])))
        return tuple(found)
