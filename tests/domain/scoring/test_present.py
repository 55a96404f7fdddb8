"""What there is to count or test, counted from a few people."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.facts import Content
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.scoring.present import MOST, Offer, not_offered, present_in, values_in
from tests.domain.facts_builder import facts, person

GUIDE = Content("guide", "Guide", "guide", "decision", "cost")
POST = Content("post", "", "article", "", "")


def test_activities_contents_and_fields_are_offered_most_frequent_first():
    found = present_in(
        facts(
            person("2026-01-01", ("2026-01-02", "view", "post"), ("2026-01-03", "view", "post"), fields={"industry": "IT"}),
            person("2026-01-01", ("2026-01-02", "download", "guide"), ("2026-01-02", "call"), fields={"name": "山田"}),
            contents=(GUIDE, POST),
        )
    )  # fmt: skip
    assert found.kinds == (Offer("view", 2), Offer("call", 1), Offer("download", 1))
    assert found.types == (Offer("article", 2), Offer("", 1), Offer("guide", 1))
    assert found.contents == (Offer("post", 2), Offer("Guide", 1))
    assert found.phases == (Offer("decision", 1),)
    assert found.themes == (Offer("cost", 1),)
    assert "industry" in found.fields
    assert "name" not in found.fields


def test_undated_activities_count_for_no_signal_and_are_not_offered():
    assert present_in(facts(person("2026-01-01", (None, "view")))).kinds == ()


def test_the_values_of_a_field_are_those_of_today():
    found = facts(
        person("2026-01-01", fields={"industry": "IT"}),
        person("2026-01-01", fields={"industry": "IT"}),
        person("2026-01-01", fields={"industry": "Retail"}),
        person("2026-01-01", fields={}),
    )
    assert values_in(found, "industry") == (Offer("IT", 2), Offer("Retail", 1))
    assert values_in(found, "x.nothing") == ()


def test_what_a_book_names_beside_the_data_is_kept():
    assert not_offered(("IT", "Farming"), (Offer("IT", 2),)) == (Offer("Farming", 0),)


@given(st.lists(st.sampled_from(ACTIVITY_KINDS), max_size=30))
def test_every_dated_activity_is_counted_once(kinds):
    found = present_in(facts(person("2026-01-01", *(("2026-01-02", kind) for kind in kinds))))
    assert {offer.value: offer.count for offer in found.kinds} == Counter(kinds)


@given(st.integers(MOST - 2, MOST + 2))
def test_no_more_values_than_somebody_could_look_through(count):
    found = facts(*(person("2026-01-01", fields={"industry": f"{place:04}"}) for place in range(count)))
    assert len(values_in(found, "industry")) == min(count, MOST)
