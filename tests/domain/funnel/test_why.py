"""Why a number moved, on small cohorts with the answer known, and on random ones for what must hold always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.funnel.why import TARGETS, why
from funneldesk.domain.funnel.why_sentences import shown, why_sentences
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
    assert why_sentences(found, {}) == ("Won is the same on both sides: 0.",)


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
