"""Why a number moved, on small cohorts with the answer known, and on random ones for what must hold always."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.facts import Content
from funneldesk.domain.fields import PHASES
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.nurture_path import PhaseReach, nurture_path
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import TARGETS, why
from funneldesk.domain.funnel.why_sentences import (
    cannot_say,
    caution,
    change_words,
    factor_tip,
    figure_words,
    headline,
    reach_sentence,
    segment_label,
    segment_parts,
    segment_tip,
    share_words,
    shown,
    why_sentences,
)
from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, did, versions

APRIL, MAY, TODAY = day("2026-04-10"), day("2026-05-10"), day("2026-11-20")
BOOK = book(mql=did("download", within=180))
STAGES = ("lead", "mql", "sal", "deal", "won")


def lead(since, reached=0, source="", amount=-1):
    """A lead that reached the first `reached` stages after the first, a won one with a deal of `amount`."""
    claims = [(stage, since + place) for place, stage in enumerate(STAGES[1 : reached + 1], 1)]
    deals = [Deal(opened=since + 3, won=since + 4, amount=amount)] if amount >= 0 else []
    return person(since, claims=claims, deals=deals, fields={"source": source} if source else {})


def found_for(*people, target="sal", by=("source",), claimable=frozenset(STAGES)):
    all_facts = facts(*people, claimable=claimable)
    days = stage_days(all_facts, versions(BOOK), TODAY)
    sides = [Selection(days, "cohort", first, first + 20) for first in (APRIL, MAY)]
    fields = [breakdown(all_facts, days, field, lambda: None) for field in by]
    return why(all_facts, *sides, target, fields)


def test_more_leads_of_a_source_that_converts_worse():
    """SEO: 10 leads, 4 SAL → 30 leads, 6 SAL; exhibition: 10 leads, 5 SAL both times."""
    people = [
        *[lead(APRIL, 2, "SEO")] * 4, *[lead(APRIL, 1, "SEO")] * 6, *[lead(APRIL, 2, "展示会")] * 5,
        *[lead(APRIL, 1, "展示会")] * 5, *[lead(MAY, 2, "SEO")] * 6, *[lead(MAY, 1, "SEO")] * 24,
        *[lead(MAY, 2, "展示会")] * 5, *[lead(MAY, 1, "展示会")] * 5,
    ]  # fmt: skip
    found = found_for(*people)
    assert (found.before, found.after) == (9, 11)
    assert [part.name for part in found.parts] == ["lead", "mql", "sal"]
    assert found.parts[0].value > 0 > found.parts[2].value
    assert found.parts[1].value == pytest.approx(0)
    assert (found.parts[2].before, found.parts[2].after) == (9 / 20, 11 / 40)
    assert 0.2 < found.parts[2].chance < 0.3  # 9 of 20 against 11 of 40: Fisher's exact test gives 0.246
    assert found.parts[2].within_chance
    seo, fair = found.segments
    assert (seo.value, fair.value, seo.leads) == ("SEO", "展示会", 20)
    assert (seo.total, fair.total) == (pytest.approx(2), pytest.approx(0))
    assert fair.rate == pytest.approx(0)
    assert fair.volume == pytest.approx(-fair.mix)  # more leads in all, a smaller share of them
    set_language("en")
    said = " ".join(why_sentences(found, {}))
    assert "SAL went from 9 to 11 (+2)." in said
    assert "45.0 % → 27.5 %" in said
    assert "within chance" in said
    assert "SEO +2 (+20 leads)" in said


def test_the_amount_splits_into_wins_and_the_amount_of_each():
    people = [*[lead(APRIL, 4, amount=100_00)] * 4, *[lead(MAY, 4, amount=300_00)] * 4]
    found = found_for(*people, target="amount")
    assert (found.before, found.after) == (400, 1200)
    parts = {part.name: part.value for part in found.parts}
    assert parts["amount"] == pytest.approx(800)
    assert (found.parts[-1].before, found.parts[-1].after, found.parts[-1].chance) == (100, 300, None)


def test_a_stage_nothing_is_recorded_of_is_left_out_or_refused():
    people = [lead(APRIL, 1), lead(MAY)]
    assert [part.name for part in found_for(*people, target="won", claimable={"lead", "won"}).parts] == [
        "lead",
        "won",
    ]
    with pytest.raises(UserError, match="Nothing is recorded"):
        found_for(*people, target="sal", claimable={"lead", "won"})


def test_nobody_on_either_side():
    found = found_for(lead(APRIL - 90, 4), target="won")
    assert (found.before, found.after, found.segments) == (0, 0, ())
    assert [part.value for part in found.parts] == pytest.approx([0] * 5)
    assert why_sentences(found, {}) == (
        "Won is the same on both sides: 0.",
        (
            "Nobody was acquired in either range: there is nothing to compare. Choose other ranges, or import a list"
            " with dates of acquisition."
        ),
    )


@pytest.mark.parametrize(
    ("people", "target", "said"),
    [
        ([lead(MAY, 2)], "sal", "Nobody was acquired in the range before: there is nothing to compare with."),
        ([lead(APRIL, 2)], "sal", "Nobody was acquired in the later range: nothing can be said about it."),
        ([lead(APRIL, 1), lead(MAY, 1)], "sal", "Nobody of either range came so far yet: there is nothing to explain."),
        ([lead(APRIL, 4), lead(MAY, 4)], "amount", "No won deal of either range has an amount."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_said_in_place_of_a_reason(people, target, said):
    found = found_for(*people, target=target)
    assert cannot_say(found) == said
    assert why_sentences(found, {})[1:] == (said,)
    assert headline(found, {}).endswith(said)


def test_the_headline_names_what_did_most_and_what_went_against_it():
    people = [
        *[lead(APRIL, 2, "SEO")] * 41, *[lead(APRIL, 1, "SEO")] * 59,
        *[lead(MAY, 2, "SEO")] * 30, *[lead(MAY, 1, "SEO")] * 110,
    ]  # fmt: skip
    assert headline(found_for(*people), {}) == (
        "SAL went from 41 to 30 (−11). What moved it most: Acceptance rate 41.0 % → 21.4 % (−22.8); against it:"
        " Lead 100 → 140 (+11.8). By Lead source: SEO −11 (Acceptance rate 41.0 % → 21.4 %)."
    )


def test_a_number_of_leads_has_no_other_factor():
    found = found_for(*[lead(APRIL, source="SEO")] * 3, *[lead(MAY, source="SEO")] * 5, target="lead")
    said = "Lead went from 3 to 5 (+2)."
    assert headline(found, {}) == f"{said} By Lead source: SEO +2 (+2 leads)."
    assert why_sentences(found, {}) == (said, "By Lead source: SEO +2 (+2 leads).")
    assert factor_tip(found, found.parts[0], {}) == "Lead: 3 → 5"


def test_nothing_against_it_and_names_that_are_too_long_for_a_sentence():
    name = "展示会" * 30
    found = found_for(*[lead(APRIL, 2, name)] * 4, *[lead(MAY, 2, name)] * 6)
    assert headline(found, {}) == (
        "SAL went from 4 to 6 (+2). What moved it most: Lead 4 → 6 (+2.0)."
        f" By Lead source: {name[:39]}… +2 (+2 leads)."
    )
    assert segment_label(found.segments[0]) == name


def test_a_rate_of_nobody_is_a_dash():
    found = found_for(lead(APRIL), *[lead(MAY, 2)] * 3)
    assert "Acceptance rate – → 100.0 %" not in headline(found, {})  # nothing is known to have changed
    assert figure_words(found.parts[2], found.parts[2].before) == "–"


def test_without_a_source_nothing_is_said_of_sources():
    found = found_for(lead(APRIL, 2), lead(MAY, 2), lead(MAY, 2))
    assert "By Lead source" not in headline(found, {})
    assert segment_label(found.segments[0]) == "(no value)"
    found = found_for(lead(APRIL, 2), lead(MAY, 2), lead(MAY, 2), lead(MAY, source="SEO"))
    assert headline(found, {}).endswith("By Lead source: (no value) +1 (+1 leads).")


def test_a_segment_that_changed_only_by_the_share_it_has():
    """As many as before, of twice as many in all: more leads and a smaller share take each other back."""
    people = [*[lead(APRIL, 2, "SEO")] * 4, *[lead(MAY, 2, "SEO")] * 4, *[lead(MAY, 1, "広告")] * 4]
    seo = next(one for one in found_for(*people).segments if one.value == "SEO")
    found = found_for(*people)
    assert segment_parts(found, seo) == (pytest.approx(2.8), pytest.approx(-2.8), 0)
    assert segment_tip(found, seo, {}).split("\n") == [
        "SEO", "Lead 4 → 4", "±0 = number of leads +2.8, mix −2.8, rates ±0",
        "MQL rate: 100.0 % (4/4) → 100.0 % (4/4), within chance",
        "Acceptance rate: 100.0 % (4/4) → 100.0 % (4/4), within chance",
    ]  # fmt: skip


def test_both_sides_at_the_same_age_or_some_too_young_to_tell():
    before, after = Period(APRIL, APRIL + 20), Period(MAY, MAY + 20)
    same = sides_of(before, after, TODAY, same_age=True)
    assert caution((0, 3), same) == (
        "Both at the same age: the range before is looked at as it was on 2026/10/21, the other as of 2026/11/20."
    )
    plain = sides_of(before, after, TODAY)
    assert not caution((2, 0), plain)
    assert caution((2, 3), plain).startswith("Still too recent to judge: 3 leads of the later range, 2 of")


def test_shares_that_moved_beyond_chance_and_shares_of_nobody():
    moved = PhaseReach("decision", Share(200, 100), Share(200, 20))
    nobody = PhaseReach("consideration", Share(0, 0), Share(5, 1))
    assert reach_sentence((nobody, moved), {}) == (
        "MQL that touched contents of a later phase: Decision phase 50.0 % (100/200) → 10.0 % (20/200)."
    )
    assert not reach_sentence((nobody,), {})
    assert share_words(nobody.before) == "–"


def test_amounts_add_up_as_they_are_said_in_japanese():
    set_language("ja")
    people = [
        *[lead(APRIL, 4, amount=123_456_700)] * 3, lead(APRIL, 2), *[lead(MAY, 4, amount=98_765_400)] * 7
    ]  # fmt: skip
    found = found_for(*people, target="amount")
    figures = shown(found)
    assert figures.before == 3_700_000
    assert sum(figures.parts) == figures.after - figures.before
    assert all(part % 10_000 == 0 for part in (*figures.parts, figures.before, figures.after))
    assert change_words("amount", figures.after - figures.before) == "+321万円"


def test_a_factor_says_its_formula_and_what_it_rests_on():
    found = found_for(
        *[lead(APRIL, 2)] * 9, *[lead(APRIL, 1)] * 11, *[lead(MAY, 2)] * 11, *[lead(MAY, 1)] * 29
    )
    assert factor_tip(found, found.parts[2], {}).split("\n") == [
        "Acceptance rate: 45.0 % (9/20) → 27.5 % (11/40), within chance",
        "Its part −4.9 = logarithmic mean of SAL before and after (9, 11) × ln(Acceptance rate after ÷ before)",
        "Rates at least so far apart come about by chance alone in 24.6 % of cases (Fisher's exact test). Within chance.",
    ]


def test_the_share_of_mqls_that_came_to_contents_of_the_later_phases():
    guide, paper = Content("g", "g", phase="decision"), Content("p", "p", phase="consideration")

    def mql(since, *touched):
        return person(since, *((since + 2, kind, key) for kind, key in touched), claims=[("mql", since + 1)])

    people = [
        mql(APRIL, ("view", "g")), mql(APRIL, ("view", "p"), ("view", "g")), mql(APRIL),
        mql(MAY, ("bounce", "g")), mql(MAY, ("view", "p")),
        person(MAY, (MAY, "view", "g")), mql(MAY + 60, ("view", "g")),
    ]  # fmt: skip
    all_facts = facts(*people, contents=(guide, paper))
    days = stage_days(all_facts, versions(BOOK), TODAY)
    sides = [Selection(days, "cohort", first, first + 20) for first in (APRIL, MAY)]
    phases = np.array([PHASES.index(content.phase) for content in all_facts.contents], np.int8)
    found = nurture_path(all_facts, phases, *sides)
    assert [(one.phase, one.before, one.after) for one in found] == [
        ("consideration", Share(3, 1), Share(2, 1)),
        ("decision", Share(3, 2), Share(2, 0)),
    ]
    assert all(one.within_chance for one in found)
    assert reach_sentence(found, {}) == (
        "MQL that touched contents of a later phase: Consideration 33.3 % (1/3) → 50.0 % (1/2), within chance;"
        " Decision phase 66.7 % (2/3) → 0.0 % (0/2), within chance."
    )
    assert nurture_path(all_facts, np.full(2, -1, np.int8), *sides) == ()


leads = st.builds(
    lead,
    st.sampled_from([APRIL, MAY]),
    st.integers(0, 4),
    st.sampled_from(["", "SEO", "展示会", "紹介"]),
    st.sampled_from([-1, -1, 0, 12_345, 1_000_000]),
)


@given(st.lists(leads, max_size=40), st.sampled_from(TARGETS))
def test_parts_and_segments_add_up_to_the_difference(people, target):
    found = found_for(*people, target=target)
    change = found.after - found.before
    assert sum(part.value for part in found.parts) == pytest.approx(change, abs=1e-4)
    assert sum(segment.total for segment in found.segments) == pytest.approx(change, abs=1e-4)
    assert sum(shown(found).parts) == pytest.approx(change, abs=1 if target == "amount" else 1e-6)
    for segment in found.segments:
        assert segment.total == pytest.approx(segment.after - segment.before, abs=1e-4)
    for number, segment in enumerate(found.segments[1:]):
        assert abs(segment.total) <= abs(found.segments[number].total) + 1e-9
