"""Cards: found by every word wherever it stands, and made into lines of the book."""

from dataclasses import replace

import numpy as np

from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.sentences import condition_sentence, rule_sentence
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.findings.findings import Finding
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.card_lines import (
    card_of_rule,
    with_card_as_rule,
    with_card_as_scenario,
    with_card_as_signal,
)
from funneldesk.domain.knowledge.card_making import card_of_finding
from funneldesk.domain.knowledge.cards import Card, Evidence, FoundThen, found_cards

BOOK = starter_book("en")
NOBODY = np.zeros(0, np.uint8)
PLAIN = Card(
    1,
    "件名は課題＋数字",
    "mail",
    "クリックが伸びた",
    "${会社名}様\n・事例を送る\n2. 3日後に架電",
    740_000,
    ("メルマガ",),
)


def finding(kind, value, stage="deal", *, more=True):
    return Finding(
        kind,
        value,
        "lead",
        stage,
        Share(100, 40),
        Share(300, 30),
        40 if more else 5,
        20.0,
        0.001,
        30,
        NOBODY,
        NOBODY,
    )


def test_every_word_is_found_wherever_it_stands_titles_first():
    other = replace(PLAIN, item=2, title="架電は3日以内", kind="timing", text="件名は関係ない", tags=())
    cards = (other, PLAIN)
    assert [card.item for card in found_cards(cards, "")] == [2, 1]
    assert [card.item for card in found_cards(cards, "件名")] == [1, 2]
    assert [card.item for card in found_cards(cards, "ﾒﾙﾏｶﾞ 課題")] == [1]
    assert found_cards(cards, "メルマガ 架電は") == ()
    assert [card.item for card in found_cards(cards, "", "timing")] == [2]


def test_a_rule_comes_back_as_it_was():
    rule = replace(BOOK.rules[2], condition=Attribute("industry", "is", ("steel",)))
    card = card_of_rule(rule, rule_sentence(rule), 740_000)
    book, line = with_card_as_rule(BOOK, card, card.template)
    made = book.rules[-1]
    assert line == made.id
    assert line not in {one.id for one in BOOK.rules}
    kept = (
        "event",
        "who",
        "action",
        "due_days",
        "due_calendar",
        "after_days",
        "count",
        "condition",
        "clock",
        "leaves",
    )
    assert [getattr(made, name) for name in kept] == [getattr(rule, name) for name in kept]
    assert made.number == len(BOOK.rules) + 1
    assert made.origin == "own"


def test_a_text_becomes_steps_and_an_order_of_contents_its_types():
    book, _line = with_card_as_scenario(BOOK, PLAIN, "${会社名}様\n・事例を送る\n\n2. 3日後に架電")
    assert [step.text for step in book.scenarios[-1].steps] == ["${会社名}様", "事例を送る", "3日後に架電"]
    card = card_of_finding(finding("sequence", "seminar>white_paper"), Names(), {}, 740_000)
    book, line = with_card_as_scenario(BOOK, card, card.template)
    assert [step.type for step in book.scenarios[-1].steps] == ["seminar", "white_paper"]
    assert with_card_as_scenario(book, card, "")[0].scenarios[-1].name != book.scenarios[-1].name
    assert line == book.scenarios[-1].id


def test_of_whom_a_finding_is_becomes_a_condition_and_a_signal():
    card = card_of_finding(finding("industry", "steel", more=False), Names(), {}, 740_000)
    assert card.kind == "scoring"
    assert card.condition == condition_sentence(Attribute("industry", "is", ("steel",)))
    book, line = with_card_as_signal(BOOK, card)
    made = next(one for one in book.signals if one.id == line)
    assert made.test == Attribute("industry", "is", ("steel",))
    assert made.points < 0
    assert "40.0 %" in made.why
    assert with_card_as_signal(BOOK, replace(card, condition="no sentence of the book")) == (BOOK, "")
    assert with_card_as_signal(BOOK, PLAIN) == (BOOK, "")


def test_kinds_follow_what_a_finding_is_about():
    kinds = {
        (kind, value): card_of_finding(finding(kind, value, stage), Names(), {"a": "mail", "b": "article"}, 1).kind
        for kind, value, stage in (
            ("content", "a", "deal"), ("content", "b", "deal"), ("content_type", "white_paper", "deal"),
            ("speed", "7", "deal"), ("source", "fair", "won"), ("phase", "awareness", "deal"),
        )
    }  # fmt: skip
    assert list(kinds.values()) == ["mail", "theme", "white_paper", "timing", "scoring", "theme"]


def test_a_finding_keeps_its_question():
    card = card_of_finding(finding("industry", "steel"), Names(), {}, 740_000)
    assert card.evidence == Evidence(
        740_000, True, Share(100, 40), Share(300, 30),
        finding=FoundThen("industry", "steel", "lead", "deal", 40, 20.0, 0.001, 30),
    )  # fmt: skip
    assert card.evidence.finding.key == finding("industry", "steel").key
