"""What the page of knowledge cards shows, and what evidence can be chosen from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.fields import DEAL, MQL, STAGES
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.funnel.funnel_counting import steps
from funneldesk.operations.facts import facts_of
from funneldesk.operations.findings import names_of
from funneldesk.operations.knowledge import cards_of
from funneldesk.operations.measures import segments
from funneldesk.operations.retesting import retests
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.domain.knowledge.verdicts import Retest
    from funneldesk.store.store import Store

#: Of a segment, and of contents, so many are offered, the most frequent first.
_MOST = 200
_FIELDS = ("source", "industry", "size", "prefecture")


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards, newest first, each asked again (by item; those with evidence) as of a day."""

    as_of: int
    cards: tuple["Card", ...]
    retests: "dict[int, Retest]"
    names: Names


@dataclass(frozen=True, slots=True)
class Offers:
    """What evidence can be about: steps (from, to) something is recorded of, values by field, contents (key, title)."""

    steps: tuple[tuple[str, str], ...]
    values: dict[str, tuple[str, ...]]
    contents: tuple[tuple[str, str], ...]


def cards_on(store: "Store", as_of: int) -> Cards:
    """Return all cards asked again as of a day."""
    with store.one_view():
        cards = cards_of(store)
        return Cards(as_of, cards, retests(store, cards, as_of), names_of(store, as_of))


def offers(store: "Store", as_of: int) -> Offers:
    """Return what evidence can be chosen from as of a day."""
    with store.one_view():
        facts, days = facts_of(store), stage_days_of(store, as_of)
        pairs = [*steps(days), *([(MQL, DEAL)] if days.recorded[MQL] and days.recorded[DEAL] else [])]
        # Who becomes an MQL is what the book says, no fact.
        found = [
            (STAGES[previous], STAGES[stage]) for previous, stage in dict.fromkeys(pairs) if stage != MQL
        ]
        values = {}
        for field in _FIELDS:
            known = [value for value in segments(store, field, as_of).values if value is not None]
            if known:
                values[field] = tuple(known[:_MOST])
        contents = tuple((content.key, content.title or content.key) for content in facts.contents)
    return Offers(tuple(found), values, tuple(sorted(contents, key=lambda one: one[1]))[:_MOST])
