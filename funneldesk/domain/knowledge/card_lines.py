"""Cards as lines of the definition book, and lines of the book as cards."""

import re
from dataclasses import replace

from funneldesk.domain.book.book import Book, Rule, Scenario, Step
from funneldesk.domain.book.book_lines import free_name, fresh_id, with_new_rule
from funneldesk.domain.book.condition_parsing import condition_from_words
from funneldesk.domain.book.conditions import Condition
from funneldesk.domain.book.phrases import MisreadError
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.book.signal_lines import first_signal, with_signal
from funneldesk.domain.knowledge.card_words import evidence_words
from funneldesk.domain.knowledge.cards import Card, Origin, RuleShape
from funneldesk.domain.words import content_type_label

#: A scenario of more steps than this is read by nobody.
_MOST_STEPS = 12
_SEQUENCE = "sequence"
_BULLET = re.compile(r"^[\s　]*(?:[・\-–*•●○◯■□▶→]+|[(（]?\d{1,2}[.)）．、](?!\d))[\s　]*")


def card_of_rule(rule: Rule, sentence: str, as_of: int) -> Card:
    """Return the card of an operating rule; `sentence`: the rule as the book says it."""
    shape = RuleShape(
        rule.event,
        rule.who,
        rule.due_days,
        rule.due_calendar,
        rule.after_days,
        rule.count,
        rule.clock,
        rule.leaves,
    )
    condition = condition_sentence(rule.condition) if rule.condition is not None else ""
    text = "\n".join(part for part in (sentence, rule.why) if part)
    timed = rule.event in ("candidate", "no_contact", "handover", "unreachable")
    return Card(
        0,
        rule.name,
        "timing" if timed else "other",
        text,
        rule.action,
        as_of,
        condition=condition,
        origin=Origin("rule", rule.name),
        rule=shape,
    )


def with_card_as_rule(book: Book, card: Card, text: str) -> tuple[Book, str]:
    """Return the book with an operating rule of a card, and the rule's id. `text`: its template as it was filled.

    What the rule is about stays open where the card does not say it: a SAL candidate, inside sales, one business day.
    """
    action = " ".join(text.split()) or card.title
    made = with_new_rule(book, action)
    rule = replace(made.rules[-1], name=card.title, why=_why(card), condition=condition_of(card))
    if card.rule is not None:
        shape = card.rule
        rule = replace(
            rule, event=shape.event, who=shape.who, due_days=shape.due_days, due_calendar=shape.due_calendar,
            after_days=shape.after_days, count=shape.count, clock=shape.clock, leaves=shape.leaves,
        )  # fmt: skip
    return replace(made, rules=(*book.rules, rule)), rule.id


def with_card_as_scenario(book: Book, card: Card, text: str) -> tuple[Book, str]:
    """Return the book with a scenario of a card, and its id: each line of the text is a step.

    A finding about the order of two types of content is these two steps.
    """
    name = free_name(card.title, [one.name for one in book.scenarios])
    steps = _order(card) or _steps(text or card.title)
    scenario = Scenario(fresh_id("scenario", book.scenarios), name, steps, "own")
    return replace(book, scenarios=(*book.scenarios, scenario)), scenario.id


def with_card_as_signal(book: Book, card: Card, _text: str = "") -> tuple[Book, str]:
    """Return the book with a signal of the score that asks the condition of a card, and its id.

    Minus points where the card says such people get less far. Without a condition the book stays and the id is "".
    """
    condition = condition_of(card)
    if condition is None:
        return book, ""
    less = card.evidence is not None and not card.evidence.more
    signal = first_signal("test", "attribute", {"test": condition})
    points = -signal.points if less else signal.points
    after = with_signal(book, replace(signal, name=card.title, points=points, why=_why(card)))
    before = {one.id for one in book.signals}
    return after, next(one.id for one in after.signals if one.id not in before)


def condition_of(card: Card) -> Condition | None:
    """Return of whom a card holds; None where nothing or no sentence of the book stands there."""
    if not card.condition:
        return None
    try:
        return condition_from_words(card.condition)
    except MisreadError:
        return None


def _why(card: Card) -> str:
    return evidence_words(card.evidence) if card.evidence is not None else card.origin.words


def _order(card: Card) -> tuple[Step, ...]:
    found = card.evidence.finding if card.evidence is not None else None
    if found is None or found.kind != _SEQUENCE:
        return ()
    types = found.value.split(">")
    return tuple(Step(f"step_{place}", content_type_label(one), one) for place, one in enumerate(types, 1))


def _steps(text: str) -> tuple[Step, ...]:
    lines = [
        _BULLET.sub("", line, count=1).strip() if _BULLET.match(line) else line.strip()
        for line in text.splitlines()
    ]
    lines = [line for line in lines if line]
    return tuple(Step(f"step_{place}", line) for place, line in enumerate(lines[:_MOST_STEPS], 1))
