"""The sentence a review begins with."""

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.review_headline import frozen_sentence, headline, main_change, main_movement
from tests.domain.reviews.review_numbers import numbers, why


def test_what_moved_most_stands_first_with_its_cause_then_what_has_a_target() -> None:
    found = numbers((100, 60, 20, 9, 2), (104, 61, 40, 10, 2), (why("sal", 20, 40),))
    change = main_change(found)
    assert change is not None
    assert change[1].stage == "sal"
    assert headline(found) == (
        "SAL: 40 in this range, 20 in the one before (+20); 15 a month is the target."
        " Of the leads acquired in both ranges, at the same age: SAL went from 20 to 40 (+20)."
        " What moved it most: Lead → SAL 20.0 % → 40.0 % (+20.0)."
        " By Lead source: SEO +20 (Lead → SAL 20.0 % → 40.0 %)."
    )
    more_leads = numbers(
        (100, 60, 20, 9, 2), (200, 61, 20, 9, 2), (why("sal", 20, 20), why("lead", 100, 200))
    )
    assert headline(more_leads).startswith(
        "Lead: 200 in this range, 100 in the one before (+100). By Lead source: SEO +100"
    )
    assert headline(more_leads).endswith(
        "SAL: 20 in this range, 20 in the one before (±0); 15 a month is the target."
    )


def test_what_chance_explains_is_no_movement() -> None:
    found = numbers((100, 60, 20, 9, 2), (110, 64, 15, 8, 4), (why("lead", 100, 110), why("sal", 20, 15)))
    assert main_change(found) is None
    assert headline(found) == (
        "No count of this range differs from the range before by more than chance."
        " SAL: 15 in this range, 20 in the one before (−5); 15 a month is the target."
    )
    # The causes of what is asked about first can be looked at all the same.
    movement = main_movement(found)
    assert movement is not None
    assert movement.target == "sal"
    assert main_movement(numbers((0, 0, 0, 0, 0), (0, 0, 0, 0, 0))) is None


def test_a_cause_of_something_else_is_not_given_and_nothing_is_said_of_what_no_record_tells() -> None:
    found = numbers((100, 60, 0, 0, 0), (300, 60, 0, 0, 0), (why("mql", 60, 60),), recorded=2)
    assert headline(found) == "Lead: 300 in this range, 100 in the one before (+200)."


def test_a_week_has_no_target_of_a_month() -> None:
    found = numbers((10, 6, 2, 1, 0), (11, 6, 2, 1, 0), period=Period(740_031, 740_037))
    assert headline(found) == "No count of this range differs from the range before by more than chance."


def test_it_says_as_of_when_the_numbers_stand() -> None:
    assert frozen_sentence(740_000, 3).startswith(
        "Numbers as of 2027/01/19 by version 3 of the definition book."
    )
