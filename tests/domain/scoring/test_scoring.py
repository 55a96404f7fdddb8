"""The score by its formula, exact to the thousandth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.book.book import Band, Component, Signal
from funneldesk.domain.book.conditions import ActivityMatch, Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.facts import Content
from funneldesk.domain.funnel.selection import only
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring, features, rescored, scores, scores_of
from tests.domain import random_leads
from tests.domain.facts_builder import day, facts, person
from tests.domain.slow_reference import Slow
from tests.domain.small_books import book, counting, judging

TODAY = day("2026-11-20")


def total(the_book, *activities, **rest):
    return scores(facts(person("2026-01-01", *activities, **rest)), the_book, TODAY).total[0]


def test_points_halve_with_every_half_life():
    decaying = book(counting(8, "view", half_life_days=30))
    assert total(decaying, (TODAY, "view")) == 8
    assert total(decaying, (TODAY - 30, "view")) == 4
    assert total(decaying, (TODAY - 30, "view"), (TODAY - 60, "view")) == 6
    assert total(decaying, (TODAY - 1, "view")) == 7.817  # 8 * 0.5 ** (1 / 30) = 7.8173...


def test_an_activity_counts_while_its_age_is_below_the_window():
    within = book(counting(5, "view", window_days=10))
    assert total(within, (TODAY - 9, "view")) == 5
    assert total(within, (TODAY - 10, "view")) == 0
    assert total(within, (TODAY + 1, "view")) == 0


def test_a_cap_limits_a_signal_on_either_side():
    assert total(book(counting(5, "view", cap=12)), *[(TODAY, "view")] * 3) == 12
    assert total(book(counting(-5, "bounce", cap=12)), *[(TODAY, "bounce")] * 3) == -12


def test_negative_signals_do_not_fade():
    assert total(book(counting(-5, "bounce", half_life_days=1)), (TODAY - 30, "bounce")) == -5


def test_components_end_at_their_floor_and_cap():
    limited = book(
        counting(50, "form"),
        judging(-80, Attribute("title", "is", ("学生",))),
        components=(Component("behaviour", 0, 60), Component("attribute", -40, 30)),
    )
    assert total(limited, *[(TODAY, "form")] * 2, fields={"title": "学生"}) == 60 - 40


def test_bands_give_points_by_a_number():
    rates = Signal("r", "engagement", "r", 0, band_fields=("x.a", "x.b"),
                   bands=(Band(None, 0.05, -1), Band(0.05, 0.1, 2), Band(0.1, None, 5)))  # fmt: skip
    found = facts(*(person(None, fields=f) for f in (
        {"x.a": "4%"}, {"x.a": "5 %"}, {"x.b": "10%"}, {"x.a": "-", "x.b": "0.3"}, {})))  # fmt: skip
    assert scores(found, book(rates), TODAY).total.tolist() == [-1, 2, 5, 5, 0]


def test_bands_of_plain_numbers_take_them_as_they_are():
    bands = (Band(50, 1000, 10), Band(1000, None, 3))
    size = Signal("n", "attribute", "n", 0, band_fields=("employees",), bands=bands)
    found = facts(*(person(None, fields={"employees": text}) for text in ("49", "200名", "1,000人以上")))
    assert scores(found, book(size), TODAY).total.tolist() == [0, 10, 3]


CONTENTS = (
    Content("wp", "原価管理の教科書", "white_paper"),
    Content("sem", "秋のセミナー", "seminar"),
    Content("m", "メルマガ", "mail"),
)
BUYER = {"industry": "製造業", "employees": "200名", "title": "課長", "email_kind": "company"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_worked_example_of_the_starter_book(language):
    # 31 of attributes -> cap 30; download 10 days ago 13.9 and seminar 3 days ago 19.5; click 10 days ago 3.4.
    did = [(TODAY - 10, "download", "wp"), (TODAY - 3, "attend", "sem"), (TODAY - 10, "click", "m")]
    someone = person("2026-10-01", *did, fields=BUYER)
    without = person("2026-10-01", did[0], did[2], fields=BUYER)
    found = scores(facts(someone, without, contents=CONTENTS), starter_book(language), TODAY)
    assert found.raw["attribute"][0] == 31_000
    assert found.components["attribute"][0] == 30_000
    assert found.components["behaviour"][0] == 13_888 + 19_543
    assert found.components["engagement"][0] == 3_429
    assert [round(t) for t in found.total] == [67, 47]


def test_sums_are_exact_so_a_lead_on_the_threshold_is_never_below_it():
    tenths = book(*(counting(0.1, "view", name=f"s{n}") for n in range(10)))
    assert total(tenths, (TODAY, "view")) == 1.0
    assert sum([0.1] * 10) != 1.0


@given(st.lists(random_leads.people(), min_size=1, max_size=5), random_leads.books(), random_leads.days)
def test_any_score_agrees_with_the_slow_reference_and_with_itself_at_points(people, the_book, on):
    found = facts(*people, contents=random_leads.CONTENTS)
    quick = scores(found, the_book, on)
    slow = [Slow(p, random_leads.CONTENTS).score(the_book, on) * 1000 for p in people]
    assert quick.milli.tolist() == slow
    lead = np.arange(len(people), dtype=np.int32)
    at_points = Scoring(found, the_book).milli(Points(lead, np.full(len(people), on, np.int32)))
    assert at_points.tolist() == slow


@given(
    st.lists(random_leads.people(), min_size=1, max_size=5),
    random_leads.books(),
    random_leads.days,
    st.randoms(),
)
def test_a_lead_alone_scores_as_among_others_and_the_order_of_records_does_not_matter(
    people, the_book, on, chance
):
    together = scores(facts(*people, contents=random_leads.CONTENTS), the_book, on).milli.tolist()
    for place, someone in enumerate(people):
        alone = facts(someone, contents=random_leads.CONTENTS)
        assert scores(alone, the_book, on).milli.tolist() == [together[place]]
        cut_out = only(facts(*people, contents=random_leads.CONTENTS), place)
        assert scores(cut_out, the_book, on).milli.tolist() == [together[place]]
        chance.shuffle(someone.did)
    order = list(range(len(people)))
    chance.shuffle(order)
    mixed = facts(*(people[place] for place in order), contents=random_leads.CONTENTS)
    assert scores(mixed, the_book, on).milli.tolist() == [together[place] for place in order]


@given(
    st.lists(random_leads.people(), min_size=1, max_size=5),
    random_leads.books(),
    st.integers(-30, 60),
    st.data(),
)
def test_a_dragged_weight_gives_the_scores_of_the_new_book(people, the_book, points, data):
    found, on = facts(*people, contents=random_leads.CONTENTS), random_leads.START + 25
    place = data.draw(st.integers(0, len(the_book.signals) - 1))
    changed = replace(the_book.signals[place], points=float(points))
    new = replace(the_book, signals=(*the_book.signals[:place], changed, *the_book.signals[place + 1 :]))
    given_features = features(found, the_book, on)
    quick = rescored(scores_of(given_features, the_book), given_features, new, changed.id)
    fresh = scores(found, new, on)
    assert quick.milli.tolist() == fresh.milli.tolist()
    assert quick.components["behaviour"].tolist() == fresh.components["behaviour"].tolist()


def test_more_signals_than_are_remembered_still_count_right():
    one = facts(person("2026-01-01", (TODAY, "view", "c7"), (TODAY, "view", "c90")))
    many = book(*(counting(1, name=f"s{n}", match=ActivityMatch(contents=(f"c{n}",))) for n in range(100)))
    assert scores(one, many, TODAY).total.tolist() == [2]
    assert scores(one, many, TODAY).total.tolist() == [2]


def test_a_lead_cut_out_knows_the_fields_there_are():
    cut_out = only(facts(person(None, fields={"a": "1", "b": "2"}), person(None, fields={"c": "3"})), 1)
    assert sorted(cut_out.columns) == ["a", "b", "c"]
    assert len(cut_out.columns) == 3
    assert cut_out.columns["c"].labels == ("3",)
    assert cut_out.columns["a"].labels == ()


def test_features_of_unchanged_signals_are_taken_over():
    found = facts(person("2026-01-01", (TODAY, "view")))
    old = book(counting(8, "view", half_life_days=30))
    first = features(found, old, TODAY)
    heavier = replace(old, signals=(replace(old.signals[0], points=9.0),))
    again = features(found, heavier, TODAY, first)
    assert next(iter(again.columns.values())) is next(iter(first.columns.values()))
    assert scores_of(again, heavier).total.tolist() == [9]
