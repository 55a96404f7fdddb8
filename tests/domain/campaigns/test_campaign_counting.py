"""What each source or campaign brought: small cases with the answer known, random ones beside a slow reading."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.campaigns.campaign_counting import campaigns, members
from funneldesk.domain.campaigns.campaigns import FIELDS
from funneldesk.domain.campaigns.costs import Cost
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import stage_days
from tests.domain.campaigns import slow_campaigns as slow
from tests.domain.facts_builder import Deal, Person, day, facts, person
from tests.domain.small_books import book, did, versions

TODAY = day("2026-11-20")
BOOK = book(mql=did("download", within=180))
STAGES = frozenset({"mql", "sal", "deal", "won"})
SPRING = Period(day("2026-04-01"), day("2026-06-30"))


def lead(since, source="", campaign="", *deals, claims=()):
    told = {"source": source, "campaign": campaign}
    return person(since, deals=list(deals), claims=list(claims), fields={k: v for k, v in told.items() if v})


def won(amount=-1, opened="2026-05-10", at="2026-06-20"):
    return Deal(opened=day(opened), won=day(at), amount=amount)


def found_for(people, costs, by="source", period=EVERYTHING, claimable=STAGES):
    all_facts = facts(*people, claimable=claimable)
    days = stage_days(all_facts, versions(BOOK), TODAY)
    return campaigns(all_facts, days, BOOK, costs, by=by, period=period)


def rows(found):
    return {row.value: row for row in found.rows}


def test_cost_leads_deals_amount_and_return_of_a_source():
    people = [
        lead(day("2026-04-10"), "広告", "", won(50_000_00), won(30_000_00)),
        lead(day("2026-05-10"), "広告", "", Deal(opened=day("2026-06-01"))),
        lead(day("2026-05-11"), "広告"),
        lead(day("2026-05-12"), "紹介", "", won(10_000_00)),
        lead(day("2026-07-01"), "広告"),
    ]
    costs = [Cost("2026-04", "広告", "", "", 10_000_00), Cost("2026-06", "広告", "", "", 10_000_00)]
    found = found_for(people, [*costs, Cost("2026-07", "広告", "", "", 777)], period=SPRING)
    ads, friends = found.rows
    assert (ads.value, ads.leads, ads.deal, ads.won, ads.amount) == ("広告", 3, 2, 1, 80_000_00)
    assert (ads.cost, ads.months) == (20_000_00, ("2026-04", "2026-06"))
    assert [ads.cost_per(s) for s in ("lead", "deal", "won")] == [6_666_67, 10_000_00, 20_000_00]
    assert ads.roi == pytest.approx(3.0)
    low, high = ads.cost_range("deal")
    assert low < ads.cost_per("deal") < high
    assert (friends.cost, friends.roi, friends.cost_per("deal")) == (None, None, None), (
        "no costs: nothing to say"
    )
    assert (found.months.outside, found.months.missing) == (777, ("2026-05",))
    assert (found.total.leads, found.total.cost, found.total.roi) == (4, 20_000_00, pytest.approx(3.5))


def test_rates_are_of_leads_that_had_the_time():
    old, new = day("2026-01-10"), TODAY - 3
    found = found_for([lead(old, "広告", "", won()), *[lead(old, "広告")] * 9, *[lead(new, "広告")] * 30], [])
    (ads,) = found.rows
    assert (ads.to_deal.n, ads.to_deal.k, ads.to_won.k) == (10, 1, 1)
    assert ads.young()
    assert not ads.enough()
    assert not ads.comparable
    assert found.deal_days > 3


@pytest.mark.parametrize(
    ("amount", "cost", "said"),
    [(-1, 500, None), (0, 500, -1.0), (800, 0, None), (800, -500, None), (800, 500, 0.6)],
)
def test_an_roi_is_said_only_of_what_is_known(amount, cost, said):
    found = found_for(
        [lead(day("2026-05-01"), "広告", "", won(amount))], [Cost("2026-05", "広告", "", "", cost)]
    )
    (ads,) = found.rows
    assert ads.roi == (None if said is None else pytest.approx(said))
    assert ads.unpriced == int(amount < 0)
    assert (ads.cost is None) == (cost == 0), "a cost of nothing is no cost"


def test_a_stage_nobody_records_has_no_number_and_no_cost():
    (row,) = found_for(
        [lead(day("2026-05-01"), "広告")], [Cost("", "広告", "", "", 900)], claimable={"mql"}
    ).rows
    assert (row.sal, row.deal, row.won, row.amount, row.to_deal) == (None,) * 5
    assert (row.cost_per("lead"), row.cost_per("deal"), row.cost_range("deal"), row.roi) == (
        900,
        None,
        None,
        None,
    )


def test_nobody_came_to_a_deal_says_no_cost_of_one_but_its_least():
    (row,) = found_for([lead(day("2026-05-01"), "広告")] * 4, [Cost("", "広告", "", "", 900)]).rows
    assert (row.deal, row.cost_per("deal"), row.roi) == (0, None, -1.0)
    assert found_for([lead(day("2026-05-01"), "広告", "", won(5))] * 4, []).rows[0].cost_range("deal") is None


def test_spellings_of_one_source_are_one_row_named_as_most_write_it():
    people = [
        *[lead(day("2026-05-01"), "Web広告")] * 2,
        lead(day("2026-05-01"), "ＷＥＢ広告"),
        lead(day("2026-05-01")),
    ]
    found = found_for(people, [Cost("2026-05", "web広告 ", "", "", 300)])
    ads, without = found.rows
    assert (ads.value, ads.leads, ads.cost, ads.spellings) == ("Web広告", 3, 300, ("ＷＥＢ広告",))
    assert (without.value, without.leads, without.cost) == (None, 1, None)


def test_a_source_that_changed_counts_as_it_is_on_the_day():
    moved = person(day("2026-04-10"), changes={"source": [("2026-04-10", "紹介"), ("2026-06-01", "広告")]})
    assert [row.value for row in found_for([moved], []).rows] == ["広告"]


def test_where_costs_go_that_name_no_source():
    people = [
        lead(day("2026-05-01"), "広告", "春"), lead(day("2026-05-01"), "", "春"), lead(day("2026-05-01"), "広告", "夏"),
        lead(day("2026-05-01"), "紹介", "夏"), lead(day("2026-05-01"), "セミナー", "体験会"),
    ]  # fmt: skip
    costs = [
        Cost("", "", "春", "", 1), Cost("", "", "夏", "", 20), Cost("", "", "", "体験会", 300, produced=True),
        Cost("", "", "", "導入ガイド", 4_000, produced=True), Cost("", "", "", "", 50_000), Cost("", "広告", "", "", 600_000),
    ]  # fmt: skip
    found = found_for(people, costs)
    assert {row.value: row.cost for row in found.rows} == {
        "広告": 600_001,
        "セミナー": 300,
        "紹介": None,
        None: None,
    }
    assert {(one.reason, one.cost, one.names) for one in found.unassigned} == {
        ("campaign", 20, ("夏",)), ("content", 4_000, ("導入ガイド",)), ("nothing", 50_000, ()),
    }  # fmt: skip
    found = found_for(people, costs, by="campaign")
    assert {row.value: row.cost for row in found.rows} == {"春": 1, "夏": 20, "体験会": 300}
    assert {(one.reason, one.cost) for one in found.unassigned} == {
        ("source", 600_000),
        ("content", 4_000),
        ("nothing", 50_000),
    }
    assert not found.months.known, "what has no month covers none"


def test_costs_of_a_source_no_lead_has_stay_a_row_of_which_nothing_can_be_said():
    found = found_for([lead(day("2026-05-01"), "広告")], [Cost("2026-05", "展示会", "", "", 500)])
    fair, _ads = found.rows
    assert (fair.value, fair.leads, fair.cost) == ("展示会", 0, 500)
    assert (fair.cost_per("lead"), fair.roi) == (None, None)


def test_a_month_counts_whole_and_a_month_to_come_not_at_all():
    costs = [
        Cost("2026-05", "広告", "", "", 100),
        Cost("2026-12", "広告", "", "", 7),
        Cost("", "広告", "", "", 30),
    ]
    found = found_for([lead(day("2026-05-20"), "広告")], costs, period=Period(day("2026-05-15"), TODAY))
    assert (found.total.cost, found.months.outside, found.months.undated) == (100, 7, 30)
    assert found.months.partial == ("2026-05",), (
        "the month of today is not over, the first one is counted whole"
    )
    assert found_for([], costs).total.cost == 130
    assert not found_for([], costs, period=Period(TODAY + 90, TODAY + 99)).has_costs


SOURCES = ("", "広告", "ＳＥＯ", "seo", "紹介")
CAMPAIGNS = ("", "春", "夏", "Ａ", "a")
SINCE = st.none() | st.integers(TODAY - 400, TODAY + 20)
DEALS = st.builds(
    lambda opened, later, amount: Deal(opened=opened, won=opened + later if later is not None else None, amount=amount),
    st.integers(TODAY - 300, TODAY + 20), st.none() | st.integers(0, 90), st.integers(-1, 900),
)  # fmt: skip
PEOPLE = st.builds(
    lambda since, source, campaign, deals, claims: Person(
        acquired=since, deals=deals, claims=claims, fields={"source": source, "campaign": campaign}
    ),
    SINCE, st.sampled_from(SOURCES), st.sampled_from(CAMPAIGNS), st.lists(DEALS, max_size=2),
    st.lists(st.tuples(st.sampled_from(("mql", "sal", "won")), st.integers(TODAY - 300, TODAY + 20)), max_size=2),
)  # fmt: skip
COSTS = st.builds(
    Cost, st.sampled_from(("", "2025-12", "2026-05", "2026-06", "2026-12")), st.sampled_from(SOURCES),
    st.sampled_from(CAMPAIGNS), st.sampled_from(("", "春", "冊子")), st.integers(-50, 500), st.booleans(),
)  # fmt: skip
PERIODS = st.sampled_from(
    (EVERYTHING, SPRING, Period(None, day("2026-05-20")), Period(day("2026-05-05"), None))
)


@given(st.lists(PEOPLE, max_size=10), st.lists(COSTS, max_size=8), PERIODS, st.sampled_from(FIELDS))
def test_it_is_what_a_slow_reading_finds_and_adds_up(people, costs, period, by):
    found = found_for(people, costs, by, period)
    ends = (period.from_day, period.to_day, TODAY)
    got = {
        slow.key_of(row.value or ""): (
            row.leads,
            row.mql,
            row.sal,
            row.deal,
            row.won,
            row.amount,
            row.unpriced,
        )
        for row in found.rows
        if row.leads
    }
    assert got == slow.brought(people, by, *ends)
    money, outside, undated = slow.spent([cost for cost in costs if cost.amount], people, by, *ends)
    assert (found.months.outside, found.months.undated) == (outside, undated)
    assert sum(one.cost for one in found.unassigned) == money.pop(None, 0)
    assert {slow.key_of(row.value or ""): row.cost for row in found.rows if row.cost is not None} == money
    for row in (*found.rows, found.total):
        for stage in ("lead", "deal"):
            expected = slow.half_up(row.cost, row.count(stage)) if row.cost and row.cost > 0 else None
            assert row.cost_per(stage) == expected
    for name in ("leads", "mql", "sal", "deal", "won", "unpriced"):
        assert sum(getattr(row, name) for row in found.rows) == getattr(found.total, name)
    costs_of_all = [row.cost for row in found.rows if row.cost is not None] + [
        one.cost for one in found.unassigned
    ]
    assert found.total.cost == (sum(costs_of_all) if costs_of_all else None)
    if all(row.amount is not None for row in found.rows):
        assert sum(row.amount for row in found.rows) == found.total.amount


@given(st.lists(PEOPLE, max_size=8), PERIODS, st.sampled_from(FIELDS))
def test_behind_every_number_stand_as_many_people(people, period, by):
    all_facts = facts(*people, claimable=STAGES)
    days = stage_days(all_facts, versions(BOOK), TODAY)
    found = campaigns(all_facts, days, BOOK, [], by=by, period=period)
    for row, values in [*((row, (row.value,)) for row in found.rows), (found.total, None)]:
        expected = {
            "lead": row.leads,
            "sal": row.sal,
            "won": row.won,
            "to_deal": row.to_deal.n,
            "to_won": row.to_won.n,
        }
        for part, count in expected.items():
            who = members(all_facts, days, BOOK, by=by, period=period, part=part, values=values)
            assert len(who) == count
            assert np.all(np.diff(who) > 0)
