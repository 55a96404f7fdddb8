"""What keeps a book from being adopted is named by part and line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from funneldesk.domain.book import conditions as c
from funneldesk.domain.book.book import Band
from funneldesk.domain.book.book_checks import book_problems
from funneldesk.domain.book.starter import starter_book
from funneldesk.i18n import speaking
from tests.domain.books import conditions

BOOK = starter_book("en")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_starter_book_is_sound(language):
    assert book_problems(starter_book(language)) == ()


def changed(part, name, **fields):
    lines = tuple(replace(line, **fields) if line.id == name else line for line in getattr(BOOK, part))
    return replace(BOOK, **{part: lines})


def threshold(**fields):
    return replace(BOOK, threshold=replace(BOOK.threshold, **fields))


NUMBER = c.Attribute("employees", "at_least", ("many",))
FAULTS = [
    (threshold(leave=60), "Threshold: the leaving score (60) must be lower than the threshold (60)"),
    (threshold(points=111), "Threshold: nobody can reach 111 points: the caps add up to 110"),
    (threshold(points=float("nan")), "Threshold: points must be a number"),
    (threshold(also=NUMBER), "Threshold: the condition needs one number to compare with"),
    (
        changed("components", "behaviour", floor=60),
        "Score components / Behaviour score: the floor must be lower",
    ),
    (changed("components", "behaviour", cap=float("inf")), "Behaviour score: points must be a number"),
    (changed("components", "behaviour", id="luck"), "there is no such component"),
    (changed("signals", "open", id="click"), "Scoring / click: this id is empty or stands twice"),
    (changed("signals", "open", component="luck"), "Newsletter opened: there is no such component"),
    (changed("signals", "open", test=c.Disqualified()), "it must either count activities, test something"),
    (changed("signals", "open", counts=None), "it must either count activities, test something"),
    (changed("signals", "open", points=float("inf")), "Newsletter opened: points must be a number"),
    (changed("signals", "open", window_days=0), "the window must be at least one day"),
    (changed("signals", "open", half_life_days=0), "the half-life must be longer than no day"),
    (changed("signals", "open", points=-1), "negative points take no half-life"),
    (changed("signals", "open", cap=0), "the cap must be greater than 0"),
    (changed("signals", "click_rate", band_fields=()), "the bands need a field"),
    (changed("signals", "click_rate", bands=(Band(2, 1, 1),)), "must lie below its upper end"),
    (changed("signals", "industry", test=c.Score("ge", 1)), "cannot ask for the score"),
    (
        changed("criteria", "disqualified_private", when=c.Disqualified()),
        "cannot depend on being disqualified",
    ),
    (changed("criteria", "disqualified_private", when=c.Score("ge", 1)), "cannot ask for the score"),
    (changed("criteria", "mql", when=c.Attribute("title", "is", ())), "needs a value to compare with"),
    (changed("criteria", "mql", when=c.Activity(c.ActivityMatch(), 0)), "at least one activity"),
    (changed("criteria", "mql", when=c.Activity(c.ActivityMatch(), 1, 0)), "at least one day"),
    (changed("criteria", "mql", when=c.Not(c.DaysSince(c.ActivityMatch(), 0))), "at least one day"),
    (changed("criteria", "mql", when=c.All((c.Score("ge", float("nan")),))), "points must be a number"),
    (changed("rules", "decide", due_days=-1), "Answer to a hand-over: days cannot be negative"),
    (changed("kpis", "win_rate", low=0.4), "Win rate: the lower end of the band lies above its upper end"),
    (changed("kpis", "win_rate", high=30), "between 0 and 1"),
    (changed("kpis", "win_rate", high=float("nan")), "must be numbers"),
    (changed("kpis", "sal_count", monthly_target=-1), "cannot be negative"),
    (replace(BOOK, maturity_days={"sal": -1}), "days cannot be negative"),
    (replace(BOOK, scope=replace(BOOK.scope, segment=NUMBER)), "Scope: the condition needs one number"),
]


@pytest.mark.parametrize(
    ("book", "words"), FAULTS, ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_a_fault_is_named(book, words):
    with speaking("en"):
        found = [str(problem) for problem in book_problems(book)]
    assert any(words in problem for problem in found), found


@settings(deadline=None, max_examples=30)
@given(conditions())
def test_sound_conditions_are_no_fault(condition):
    assert book_problems(changed("criteria", "mql", when=condition)) == ()
