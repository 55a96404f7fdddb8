"""Knowledge cards as lines of the definition book: put into its current draft, which is begun if there is none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.knowledge.card_lines import with_card_as_rule, with_card_as_scenario
from funneldesk.domain.knowledge.templates import filled
from funneldesk.operations.book import draft_state, save_draft
from funneldesk.operations.knowledge import card_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Drafted:
    """A card that became a line of a draft: the draft's id, the line's id, slots of the template left open."""

    draft: int
    line: str
    left: tuple[str, ...]


def as_rule(store: "Store", item: int, values: "Mapping[str, str] | None" = None) -> Drafted:
    """Make an operating rule of a card in the current draft; `values` fill the slots of its template."""
    return _put(store, item, values or {}, with_card_as_rule)


def as_scenario(store: "Store", item: int, values: "Mapping[str, str] | None" = None) -> Drafted:
    """Make a scenario of a card in the current draft; `values` fill the slots of its template."""
    return _put(store, item, values or {}, with_card_as_scenario)


def _put(
    store: "Store",
    item: int,
    values: "Mapping[str, str]",
    put: "Callable[[Book, Card, str], tuple[Book, str]]",
) -> Drafted:
    card = card_of(store, item)
    text, left = filled(card.template, values)
    book, line = put(draft_state(store).book, card, text)
    return Drafted(save_draft(store, book), line, left)
