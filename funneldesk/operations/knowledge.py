"""Knowledge cards of a store: kept, changed, taken away; made of findings, rules and decisions.

Each step is a note (`store.notes`) and is taken back by its number, as those of reviews are (`operations.minutes`).
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from funneldesk.domain.book.sentences import rule_sentence
from funneldesk.domain.knowledge.card_lines import card_of_rule
from funneldesk.domain.knowledge.card_making import card_of_finding, kind_of_content
from funneldesk.domain.knowledge.cards import KINDS, Card, Origin, found_cards
from funneldesk.domain.moment import day_text, moment_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import now
from funneldesk.operations.book import book_in_force, draft_state
from funneldesk.operations.changes import note as note_change
from funneldesk.operations.facts import facts_of
from funneldesk.operations.findings import findings_of, names_of
from funneldesk.operations.minutes import redo_step, undo_step
from funneldesk.operations.retesting import evidence_of
from funneldesk.operations.reviews import decisions
from funneldesk.store import notes as stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.domain.findings.findings import Finding
    from funneldesk.domain.reviews.measures import Measure
    from funneldesk.store.notes import Note
    from funneldesk.store.store import Store

__all__ = ["bring_back", "cards_of", "edit", "keep", "redo_step", "remove", "search", "undo_step"]

CARD = "card"
LONGEST_TITLE, LONGEST_TEXT, MOST_TAGS = 200, 20_000, 20


def cards_of(store: "Store") -> tuple[Card, ...]:
    """Return every card, newest first."""
    with store.one_view():
        return tuple(_card(note) for note in reversed(stored.items(store.connection, CARD)))


def card_of(store: "Store", item: int) -> Card:
    """Return one card; UserError where there is none."""
    for card in cards_of(store):
        if card.item == item:
            return card
    raise _gone(item)


def keep(store: "Store", card: Card) -> int:
    """Keep a new card; return the number of the step, which is also its `item`."""
    return _add(store, replace(card, item=0))


def edit(store: "Store", card: Card) -> int:
    """Let a card say something else; return the number of the step."""
    card_of(store, card.item)
    return _add(store, card)


def remove(store: "Store", item: int) -> int:
    """Take a card away; return the number of the step."""
    found = next((one for one in stored.items(store.connection, CARD) if one.item == item), None)
    if found is None:
        raise _gone(item)
    with store.aside() as connection:
        step = stored.remove_item(connection, found, now())
        note_change(connection, "remove-card", {"card": item})
    return step


def bring_back(store: "Store", step: int) -> None:
    """Take back that a card was taken away, by the number of that step; UserError where it is none."""
    note = stored.note_of(store.connection, step)
    if note is None or note.kind != CARD or not note.is_removal:
        raise UserError(
            "no_removal",
            _("Step %(number)s took no card away.") % {"number": step},
            _("`funneldesk knowledge remove` says the number of its step."),
        )
    undo_step(store, step)


def search(store: "Store", asked: str, kind: str = "") -> tuple[Card, ...]:
    """Return the cards that hold every word of `asked`, those with all of them in the title first."""
    return found_cards(cards_of(store), asked, kind)


def from_finding(store: "Store", key: str, as_of: int) -> Card:
    """Return the card of a finding of that day, not kept yet; UserError where it is none (any more)."""
    every = [one for found in findings_of(store, as_of).findings for one in (found, *found.under)]
    found = next((one for one in every if one.key == key), None)
    if found is None:
        raise UserError(
            "no_finding",
            _("There is no finding “%(key)s”.") % {"key": key},
            _("`funneldesk findings --json` lists those there are."),
        )
    return of_finding(store, found, as_of)


def of_finding(store: "Store", found: "Finding", as_of: int) -> Card:
    """Return the card of a finding at hand, not kept yet."""
    types = {content.key: content.type for content in facts_of(store).contents}
    return card_of_finding(found, names_of(store, as_of), types, as_of)


def from_rule(store: "Store", wanted: str, as_of: int) -> Card:
    """Return the card of an operating rule (its number or id) of the draft, else of the agreed book; not kept yet."""
    books = (draft_state(store).book, book_in_force(store, as_of).book)
    for rule in (rule for book in books for rule in book.rules):
        if wanted in (rule.id, str(rule.number)):
            return card_of_rule(rule, rule_sentence(rule), as_of)
    names = _(", ").join(f"{rule.number} {rule.name}" for rule in books[0].rules)
    raise UserError(
        "no_rule",
        _("The book has no rule “%(id)s”.") % {"id": wanted},
        _("The rules are: %(names)s.") % {"names": names or "–"},
    )


def from_decision(store: "Store", item: int, as_of: int) -> Card:
    """Return the card of what a review decided, not kept yet."""
    found = next((one for one in decisions(store) if one.item == item), None)
    if found is None:
        raise UserError(
            "no_decision",
            _("There is no decision %(number)s.") % {"number": item},
            _("`funneldesk review show` lists what was decided."),
        )
    title, _line, rest = found.text.partition("\n")
    origin = Origin("decision", title[:LONGEST_TITLE], found.review)
    return Card(0, title[:LONGEST_TITLE], "other", rest.strip(), found.text, as_of, origin=origin)


def keep_decision(store: "Store", item: int, as_of: int) -> int:
    """Keep the card of what a review decided; return the number of the step."""
    return keep(store, from_decision(store, item, as_of))


def with_evidence(store: "Store", card: Card, measure: "Measure", as_of: int) -> Card:
    """Return a card with a measure as its evidence, as it is on a day; UserError where there are no two sides."""
    evidence = evidence_of(store, measure, as_of)
    kind = card.kind
    if kind == "other" and measure.kind == "content":
        types = {content.key: content.type for content in facts_of(store).contents}
        kind = kind_of_content(types.get(measure.content, ""))
    return replace(card, evidence=evidence, kind=kind)


def _add(store: "Store", card: Card) -> int:
    said = _checked(card)
    values: dict[str, Any] = msgspec.to_builtins(said)
    item = values.pop("item")
    values["made"] = day_text(said.made)
    with store.aside() as connection:
        step = stored.add_note(connection, CARD, values, at=now(), item=item)
        note_change(connection, "edit-card" if item else "keep-card", {"card": item or step})
    return step


def _checked(card: Card) -> Card:
    title = " ".join(card.title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise UserError(
            "card_title",
            _("A card needs a title of at most %(most)s letters.") % {"most": LONGEST_TITLE},
            _("Say in a few words what worked."),
        )
    if max(len(card.text), len(card.template), len(card.condition)) > LONGEST_TEXT:
        raise UserError(
            "card_text",
            _("A text of a card has at most %(most)s letters.") % {"most": LONGEST_TEXT},
            _("Shorten it, or keep two cards."),
        )
    if card.kind not in KINDS:
        raise UserError(
            "card_kind",
            _("There is no kind of knowledge “%(kind)s”.") % {"kind": card.kind},
            _("Choose one of: %(names)s.") % {"names": ", ".join(KINDS)},
        )
    return replace(
        card, title=title, text=card.text.strip(), condition=card.condition.strip(), tags=_tags(card.tags)
    )


def _tags(tags: "Iterable[str]") -> tuple[str, ...]:
    words = (" ".join(tag.split()) for tag in tags)
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_TAGS]


def _card(note: "Note") -> Card:
    values = {**note.values, "item": note.item, "made": moment_of(note.values["made"]).day}
    return msgspec.convert(values, Card)


def _gone(item: int) -> UserError:
    return UserError(
        "no_card",
        _("There is no card %(number)s.") % {"number": item},
        _("It was taken away, or never kept. The knowledge page shows those there are."),
    )
