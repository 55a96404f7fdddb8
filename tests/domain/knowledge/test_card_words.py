"""What is said of cards: each verdict and each reason has its sentence, and slots know what the card knows."""

import pytest

from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.card_words import (
    evidence_words,
    finding_then,
    kind_label,
    known_values,
    method_words,
    origin_words,
    verdict_label,
    verdict_words,
    whole_words,
)
from funneldesk.domain.knowledge.cards import Card, Evidence, Origin
from funneldesk.domain.knowledge.verdicts import TIMES, Picture, Retest
from funneldesk.domain.reviews.measures import Measure

MADE = 739_711
EVIDENCE = Evidence(MADE, True, Share(100, 40), Share(300, 30), measure=Measure("content", content="guide"))
CARD = Card(3, "Guide first", "theme", "", "", MADE, evidence=EVIDENCE)
SEEN = Picture((Share(20, 5), Share(90, 8)), 7, (Share(120, 45), Share(390, 38)), 0.0004)
MONTH_END = 739_767


@pytest.mark.parametrize(
    ("verdict", "since", "reason", "label", "words"),
    [
        ("holds", MONTH_END, "", "Still true", "since the end of 2026/05"),
        ("stopped", MONTH_END, "", "No longer true", "No longer true since the end of 2026/05"),
        ("open", None, "young", "Cannot say yet", "7 people have come"),
        ("open", None, "few", "Cannot say yet", "20 on each side"),
        ("open", None, "nobody", "Cannot say yet", "Nobody it is about"),
        ("open", None, "undecided", "Cannot say yet", "neither clearly for it"),
        ("open", None, "unrecorded", "Cannot say yet", "No list says"),
        ("open", None, "past", "Cannot say yet", "a time that has passed"),
        ("open", None, "unknown", "Cannot say yet", "no longer hold"),
    ],
)
def test_each_verdict_says_why(verdict, since, reason, label, words):
    retest = Retest(MADE + 100, verdict, since, reason, since, SEEN)
    assert verdict_label(retest) == label
    assert words in verdict_words(retest)
    assert "%(" not in verdict_words(retest)


def test_a_card_says_what_it_rests_on():
    names = Names({"guide": "The guide"})
    assert evidence_words(EVIDENCE, names) == (
        "Content rate of “The guide”: 40.0 % (40 of 100 people), the others 10.0 % (30 of 300 people) "
        "(as of 2026/04/05)"
    )
    whole = whole_words(Retest(MADE + 100, "open", None, "few", None, SEEN))
    assert "37.5 % (45 of 120 people)" in whole
    assert "once in 2,500 times" in whole
    assert whole_words(Retest(MADE, "open", None, "unknown", None, Picture())) == ""
    nobody = Picture(whole=(Share(0, 0), Share(9, 1)))
    assert "nobody yet, the others 11.1 %" in whole_words(Retest(MADE, "open", None, "nobody", None, nobody))
    assert verdict_label(None) == "No evidence"
    assert "cannot be tested" in verdict_words(None)
    assert kind_label("timing") == "When to call"
    assert str(TIMES) in method_words()
    with pytest.raises(ValueError, match="Evidence"):
        finding_then(EVIDENCE)


def test_where_it_comes_from_and_what_its_slots_know():
    assert origin_words(CARD) == "Written by hand, 2026/04/05"
    told = Card(3, "Short", "other", "", "", MADE, origin=Origin("rule", "Call them"))
    assert origin_words(told) == "From an operating rule, 2026/04/05: Call them"
    assert known_values(told, Names()) == {"title": "Short", "day": "2026/04/05"}
    known = known_values(CARD, Names({"guide": "The guide"}))
    assert (known["rate"], known["others"], known["evidence"]) == (
        "40.0 %",
        "10.0 %",
        "Content rate of “The guide”",
    )
