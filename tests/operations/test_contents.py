"""Contents of a store: every number has its people, whatever range and window is asked about."""

import pytest

from funneldesk.domain.contents.contents import NO_CONTENT
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.operations.contents import (
    content_group_members,
    content_groups_of,
    content_members,
    contents_of,
    contents_view,
    credit_members,
    sequence_people,
    sequences_of,
)
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take
from tests.operations.test_funnel import TODAY, fill

JANUARY = Period(TODAY - 400, TODAY - 100)


@pytest.fixture(scope="module")
def store():
    """The company of the funnel's tests, its content described, two of its leads called, one deal of nobody's content."""
    with in_memory_store("en") as made:
        fill(made)
        take(
            made,
            "contents",
            [{"content": "教科書", "type": "white_paper", "phase": "consideration", "cost": "300000"}],
        )
        take(made, "activities", [
            {"lead_external_id": f"L{n}", "occurred_at": "2026-01-24", "activity": "call"} for n in (0, 5)
        ])  # fmt: skip
        take(
            made,
            "deals",
            [{"external_id": "D3", "lead_external_id": "L11", "opened_at": "2026-02-20", "outcome": "open"}],
        )
        yield made


@pytest.mark.parametrize("window", [180, 10, 0])
@pytest.mark.parametrize("period", [EVERYTHING, JANUARY, Period(TODAY - 10, TODAY)])
def test_every_number_has_its_people(store, window, period):
    asked = {"window_days": window, "period": period}
    found = contents_of(store, TODAY, **asked).contents[0]
    group = content_groups_of(store, TODAY, by="type", **asked)[0]
    assert group.content == "white_paper"
    assert (group.touched, group.deals, group.cost_per_deal) == (
        found.touched,
        found.deals,
        found.cost_per_deal,
    )
    counts = {
        "touched_all": found.touched_all,
        "touched": found.touched,
        "deals": found.deals,
        "won": found.won,
    }
    for part, count in counts.items():
        who = content_members(store, found.content, TODAY, part=part, **asked)
        assert len(who) == count
        assert content_group_members(store, "white_paper", TODAY, by="type", part=part, **asked) == who
    for one in sequences_of(store, TODAY, **asked).sequences:
        people = {
            part: sequence_people(store, (one.first, one.second), TODAY, part=part, **asked)
            for part in ("both", "both_deals", "only", "only_deals", "early")
        }
        assert [len(ids) for ids in people.values()] == [
            one.both.n,
            one.both.k,
            one.only.n,
            one.only.k,
            one.early,
        ]
        assert set(people["both_deals"]) <= set(people["both"])
        assert not set(people["both"]) & set(people["only"])


def test_a_white_paper_then_a_call(store):
    assert [(s.first, s.second, s.both.n, s.both.k, s.only.n, s.only.k) for s in sequences_of(store, TODAY).sequences] == [
        ("white_paper", "call", 2, 1, 6, 1)
    ]  # fmt: skip
    assert sequences_of(store, TODAY, within_days=3).sequences == ()


def test_whose_deals_a_content_is_credited_with(store):
    result = contents_of(store, TODAY)
    key = result.contents[0].content
    assert result.deals == 3
    for model in ("first", "last", "linear", "markov"):
        assert len(credit_members(store, key, TODAY, model=model)) == result.contents[0].credit[model] == 2
        assert (
            len(credit_members(store, NO_CONTENT, TODAY, model=model)) == result.uncredited.credit[model] == 1
        )
    assert credit_members(store, "no such content", TODAY, model="first") == ()


def test_the_page_names_its_range(store):
    whole = contents_view(store, TODAY, RangeChoice("all"), window_days=180)
    assert (whole.period, whole.window_days, whole.fallback, whole.currency) == (
        EVERYTHING,
        180,
        False,
        "JPY",
    )
    chosen = contents_view(store, TODAY, RangeChoice("custom", TODAY - 10, TODAY), window_days=0)
    assert chosen.period == Period(TODAY - 10, TODAY)
    assert (chosen.contents.contents[0].touched, chosen.contents.contents[0].touched_all) == (1, 1)
