"""The starter book holds every line of STARTER.md, the same in both languages."""

import dataclasses

import pytest

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.starter import starter_book

#: Points, cap, window and half-life of every counting signal, as STARTER.md says.
COUNTING = {
    "inquiry": (60, 60, 90, None),
    "seminar": (20, 40, 180, 90),
    "guide_download": (20, 40, 180, 90),
    "white_paper_download": (15, 30, 180, 90),
    "pricing_view": (10, 20, 60, 30),
    "case_view": (8, 16, 90, 45),
    "article_view": (2, 10, 90, 30),
    "open": (1, 5, 90, 45),
    "click": (4, 12, 90, 45),
    "reply": (10, 10, 90, None),
}
TESTING = {
    "industry": 10,
    "employees": 10,
    "head": 10,
    "manager": 6,
    "function": 5,
    "company_mail": 5,
    "free_mail": -10,
    "private": -40,
    "no_response": -10,
}
WORDS_OF = (
    "text",
    "name",
    "why",
    "definition",
    "purpose",
    "example",
    "counter_example",
    "formula",
    "feeling",
)
WORDS_OF += ("action", "leaves", "comment_template", "worked_example", "language")


def without_words(value):
    """Return `value` with all text that is written in one language left out."""
    if dataclasses.is_dataclass(value):
        kept = {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name not in WORDS_OF}
        return {name: without_words(item) for name, item in kept.items()}
    if isinstance(value, tuple):
        return [without_words(item) for item in value]
    return value


@pytest.fixture(params=["ja", "en"])
def book(request) -> Book:
    return starter_book(request.param)


def test_both_languages_say_the_same():
    # The values of conditions are the same too: the same lists give the same figures in either language.
    assert without_words(starter_book("ja")) == without_words(starter_book("en"))


def test_the_weights_are_those_of_the_starter_page(book):
    counting = {s.id: s for s in book.signals if s.counts is not None}
    assert {
        name: (s.points, s.cap, s.window_days, s.half_life_days) for name, s in counting.items()
    } == COUNTING
    assert {s.id: s.points for s in book.signals if s.test is not None} == TESTING
    (rate,) = (s for s in book.signals if s.bands)
    assert [(b.low, b.high, b.points) for b in rate.bands] == [(0.1, None, 5)]
    assert {(c.id, c.floor, c.cap) for c in book.components} == {
        ("behaviour", 0, 60),
        ("attribute", -40, 30),
        ("engagement", -10, 20),
    }


def test_the_threshold_and_the_bands_are_those_of_the_article(book):
    assert (book.threshold.points, book.threshold.operator, book.threshold.leave) == (60, "ge", 45)
    assert {k.code: (k.low, k.high) for k in book.kpis if k.low} == {
        "deal_rate": (0.175, 0.27),
        "acceptance_rate": (0.35, 0.45),
        "deal_creation_rate": (0.5, 0.6),
        "win_rate": (0.2, 0.3),
        "contact_7_days": (0.8, None),
    }
    assert book.maturity_days == {"sal": 30, "deal": 60, "won": 120}


def test_everything_has_its_why(book):
    assert all(line.why for line in (*book.criteria, *book.signals, *book.rules, book.threshold))
    assert book.purpose.text
    assert book.worked_example
    assert book.data_rules.why


def test_every_part_is_there(book):
    assert [t.code for t in book.terms] == ["lead", "mql", "candidate", "sal", "deal", "won"]
    assert all(t.example and t.counter_example for t in book.terms)
    assert {c.target for c in book.criteria} == {"mql", "sal", "recycled", "disqualified"}
    assert [(r.event, r.who, r.due_days, r.due_calendar) for r in book.rules[:4]] == [
        ("candidate", "is", 1, "business"),
        ("call", "is", 0, "calendar"),
        ("no_contact", "is", 0, "calendar"),
        ("handover", "sales", 2, "business"),
    ]
    assert len(book.data_rules.comment_template) == 7
    assert [s.weekday for s in book.data_rules.schedules if s.every == "week"] == [0]
    assert [p.phase for p in book.phases] == ["awareness", "consideration", "decision"]
    assert [s.after_days for s in book.scenarios[0].steps] == [0, 0, 3, 10, 0]
    by_kind = {k: [r for r in book.reasons if r.kind == k] for k in ("rejection", "lost", "disqualification")}
    assert {k: len(found) for k, found in by_kind.items()} == {
        "rejection": 10,
        "lost": 6,
        "disqualification": 5,
    }


def test_what_the_article_says_is_marked_as_such(book):
    marked = {line.id for line in (*book.signals, *book.rules, *book.kpis) if line.origin == "article"}
    assert {"seminar", "white_paper_download", "article_view", "open", "click"} <= marked
    assert {"call_candidate", "comment", "call_again", "win_rate"} <= marked
    assert "decide" not in marked
