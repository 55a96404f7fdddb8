"""A draft tried on today, on the eves of deals and on the last weeks."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.book import Criterion
from funneldesk.domain.book.conditions import All, Any_, Attribute, Disqualified, Not, Score
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.trying import deal_eves, newcomers, rise_alike, rising_days, tried
from tests.domain import random_leads
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, counting, judging

TODAY = day("2026-11-20")
INQUIRY = book(counting(60, "form", name="form", half_life_days=30))


def caught(the_book, *people, since=TODAY - 365):
    found = facts(*people)
    return tried(found, the_book, TODAY, deal_eves(found, since, TODAY)).reached.tolist()


def test_a_deal_is_seen_only_by_what_was_there_the_day_before():
    opened = TODAY - 50

    def someone(activity):
        return person("2026-01-01", (activity, "form"), deals=[Deal(opened)])

    assert caught(INQUIRY, *map(someone, (opened - 1, opened, opened + 1))) == [True, False, False]


def test_values_that_came_after_the_deal_have_no_influence():
    opened = TODAY - 50
    the_book = book(judging(60, Attribute("title", "is", ("部長",))))

    def someone(promoted):
        return person(
            "2026-01-01", changes={"title": [(0, "担当"), (promoted, "部長")]}, deals=[Deal(opened)]
        )

    assert caught(the_book, someone(opened - 1), someone(opened)) == [True, False]


def test_somebody_first_known_by_the_deal_was_not_seen_before_it():
    opened = TODAY - 50
    the_book = book(judging(60, Attribute("title", "is", ("部長",))))
    late = person(opened, fields={"title": "部長"}, deals=[Deal(opened)])
    early = person(opened - 1, fields={"title": "部長"}, deals=[Deal(opened)])
    assert caught(the_book, late, early) == [False, True]


def test_each_lead_counts_once_with_its_first_deal_within_the_time():
    several = person("2025-01-01", deals=[Deal(TODAY - 300), Deal(TODAY - 20)])
    old = person("2025-01-01", deals=[Deal(TODAY - 366), Deal(TODAY - 20)])
    future = person("2025-01-01", deals=[Deal(TODAY + 1)])
    undated = person("2025-01-01", deals=[Deal(None)])
    eves = deal_eves(facts(several, old, future, undated, unattached=[Deal(TODAY)]), TODAY - 365, TODAY)
    assert (eves.lead.tolist(), eves.day.tolist()) == ([0], [TODAY - 301])


def arrived(the_book, *people, before=TODAY - 28):
    found = facts(*people)
    return newcomers(
        tried(found, the_book, TODAY, rising_days(found, the_book, before, TODAY)), before
    ).tolist()


def test_newcomers_came_to_the_threshold_since_and_count_once():
    twice = person("2026-01-01", (TODAY - 20, "form"), (TODAY - 3, "form"))
    there = person("2026-01-01", (TODAY - 28, "form"), (TODAY - 3, "form"))
    quiet = person("2026-01-01")
    future = person("2026-01-01", (TODAY + 1, "form"))
    new = person(TODAY - 1, (TODAY - 1, "form"))
    assert arrived(INQUIRY, twice, there, quiet, future, new) == [0, 4]


def test_a_lead_met_with_the_right_values_is_a_newcomer():
    the_book = book(judging(60, Attribute("title", "is", ("部長",))))
    fields = {"title": "部長"}
    assert arrived(the_book, person(TODAY - 28, fields=fields), person(TODAY - 27, fields=fields)) == [1]


def test_who_is_disqualified_is_no_newcomer_and_not_eligible():
    the_book = book(counting(60, "form"), also=Not(Disqualified()))
    out = person("2026-01-01", (TODAY - 3, "form"), disqualified=TODAY - 10)
    assert arrived(the_book, out) == []
    assert not tried(facts(out), the_book, TODAY).reached[0]


def test_a_window_that_nobody_counted_yet_cannot_be_followed():
    found = tried(facts(person("2026-01-01")), INQUIRY, TODAY)
    (signal,) = INQUIRY.signals
    assert found.can_follow(replace(INQUIRY, signals=(replace(signal, points=5),)))
    assert not found.can_follow(replace(INQUIRY, signals=(replace(signal, window_days=5),)))
    assert not found.can_follow(replace(INQUIRY, signals=()))
    assert not found.can_follow(replace(INQUIRY, signals=(replace(signal, points=-5),))), (
        "loses its half-life"
    )


@settings(max_examples=40)
@given(
    st.lists(random_leads.people(), min_size=1, max_size=5),
    random_leads.books(),
    random_leads.books(),
    st.data(),
)
def test_books_that_rise_alike_have_the_same_days(people, one, other, data):
    found = facts(*people, contents=random_leads.CONTENTS)
    if data.draw(st.booleans()):
        other = replace(
            one, signals=tuple(replace(s, points=s.points * 2, half_life_days=3) for s in one.signals)
        )
        assert rise_alike(one, other)
    if rise_alike(one, other):
        first, second = (rising_days(found, b, TODAY - 28, TODAY) for b in (one, other))
        assert first.lead.tolist() == second.lead.tolist()
        assert first.day.tolist() == second.day.tolist()


def test_where_the_threshold_asks_for_points_besides_a_weight_cannot_be_followed():
    def asking(also):
        return book(counting(60, "form", name="form"), also=also)

    def lighter(the_book):
        return replace(the_book, signals=(replace(the_book.signals[0], points=5),))

    someone = facts(person("2026-01-01"))
    score = Score("ge", 10, "behaviour")
    follows = {
        also: tried(someone, asking(also), TODAY).can_follow(lighter(asking(also)))
        for also in (score, Not(score), All((Disqualified(), score)), Any_((score,)), Not(Disqualified()))
    }
    assert list(follows.values()) == [False, False, False, False, True]
    same = asking(score)
    moved = replace(same, threshold=replace(same.threshold, points=50))
    assert tried(someone, same, TODAY).can_follow(moved), "the line alone may be moved"
    judged = Criterion("d", "disqualified", Any_((Disqualified(), score)), "text", "why")
    by_score = replace(asking(Not(Disqualified())), criteria=(judged,))
    assert not tried(someone, by_score, TODAY).can_follow(lighter(by_score))


def test_a_book_that_takes_points_away_rises_when_the_window_ends():
    up = book(counting(5, "view", window_days=10))
    down = book(counting(-5, "view", window_days=10))
    longer = book(counting(-5, "view", window_days=11))
    assert not rise_alike(up, down)
    assert not rise_alike(down, longer)
    assert rise_alike(up, book(counting(5, "view", window_days=11)))


@settings(max_examples=40)
@given(
    st.lists(random_leads.people(), min_size=1, max_size=5),
    random_leads.books(),
    random_leads.days,
    st.data(),
)
def test_a_draft_followed_step_by_step_is_the_draft_tried_anew(people, the_book, on, data):
    found = facts(*people, contents=random_leads.CONTENTS)
    count = data.draw(st.integers(0, 6))
    lead = np.array(
        data.draw(st.lists(st.integers(0, len(people) - 1), min_size=count, max_size=count)), np.int32
    )
    days = np.array([on - data.draw(st.integers(0, 90)) for _ in lead], np.int32)
    for points in (None, Points(lead, days)):
        now = tried(found, the_book, on, points)
        new = the_book
        for place, signal in enumerate(the_book.signals):
            weight = data.draw(st.floats(0.001, 70).map(lambda p: round(p, 3)))
            weight = weight if signal.points >= 0 else -weight
            changed = replace(signal, points=weight)
            new = replace(new, signals=(*new.signals[:place], changed, *new.signals[place + 1 :]))
            can = now.can_follow(new)
            now = now.follow(new) if can else tried(found, new, on, points, now.features)
        anew = tried(found, new, on, points)
        assert now.scores.milli.tolist() == anew.scores.milli.tolist()
        assert now.reached.tolist() == anew.reached.tolist()
