"""The funnel, with figures worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.funnel_counting import band_of, funnel
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.maturity import ninth_tenth
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.scoring.scoring import scores
from funneldesk.errors import UserError
from tests.domain import random_leads
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import BANDS, book, counting, did, versions

TODAY = day("2026-11-20")
BOOK = book(mql=did("download", within=180))
STAGES = ("lead", "mql", "sal", "deal", "won")
EVERYTHING = frozenset(STAGES)


def funnel_of(
    *people, the_book=BOOK, as_of=TODAY, by=None, contents=(), unattached=(), claimable=EVERYTHING, **rest
):
    found = facts(*people, contents=contents, unattached=unattached, claimable=claimable)
    days = stage_days(found, versions(the_book), as_of)
    groups = by and breakdown(found, days, by, lambda: scores(found, the_book, as_of))
    return funnel(found, Selection(days, rest.pop("mode", "cohort"), **rest), the_book, groups)


def lead(age, mql=None, sal=None, deal=None, won=None, **rest):
    """A lead acquired `age` days ago, and how many days ago it reached each later stage."""
    claims = [
        (s, TODAY - ago)
        for s, ago in (("mql", mql), ("sal", sal), ("deal", deal), ("won", won))
        if ago is not None
    ]
    return person(TODAY - age, claims=claims, **rest)


def row(found, field):
    return [getattr(stage, field) for stage in found.stages]


def test_a_cohort_by_hand():
    # Ten leads 400 days old: 8 MQL, 4 SAL, 2 deals, 1 won; one lead of yesterday is an MQL already.
    people = [
        *[lead(400)] * 2,
        *[lead(400, mql=390)] * 4,
        *[lead(400, mql=390, sal=370)] * 2,
        lead(400, mql=390, sal=370, deal=350),
        lead(400, mql=390, sal=370, deal=350, won=300),
        lead(1, mql=1),
    ]
    found = funnel_of(*people)
    assert row(found, "count") == [11, 9, 4, 2, 1]
    assert row(found, "n") == [None, 11, 8, 4, 2]
    assert row(found, "k") == [None, 9, 4, 2, 1]
    assert row(found, "rate") == [None, 9 / 11, 0.5, 0.5, 0.5]
    assert row(found, "maturity_days") == [None, 0, 30, 60, 120]
    assert row(found, "mature") == [None, 1.0, 8 / 9, 1.0, 1.0]
    assert row(found, "immature") == [0, 0, 1, 0, 0]
    assert row(found, "median_days") == [None, 10, 20, 20, 50]
    assert (found.stages[2].low, found.stages[2].high) == wilson(4, 8)
    assert row(found, "verdict") == [None, None, "above", "within", "above"]


def test_the_rate_from_the_first_stage_is_of_leads_old_enough_for_the_whole_way():
    people = [
        *[lead(400)] * 2,
        *[lead(400, mql=390)] * 4,
        *[lead(400, mql=390, sal=370)] * 2,
        lead(400, mql=390, sal=370, deal=350),
        lead(400, mql=390, sal=370, deal=350, won=300),
        # Too young for a deal (30 + 60 days after the lead), old enough for an SAL, which it became.
        lead(80, mql=70, sal=60),
    ]
    found = funnel_of(*people)
    ways = [stage.whole_way for stage in found.stages]
    assert ways[0] is None
    assert [(w.k, w.n, w.immature, w.maturity_days) for w in ways[1:]] == [
        (9, 11, 0, 0), (5, 11, 0, 30), (2, 10, 1, 90), (1, 10, 1, 210),
    ]  # fmt: skip
    assert (ways[2].rate, ways[2].low, ways[2].high) == (5 / 11, *wilson(5, 11))
    # In a period: the leads acquired in it, by as-of.
    period = funnel_of(*people, mode="period", from_day=TODAY - 90, to_day=TODAY)
    assert [(w.k, w.n) for s in period.stages if (w := s.whole_way)] == [(1, 1), (1, 1), (0, 0), (0, 0)]
    assert funnel_of().stages[4].whole_way.rate is None


def test_the_range_of_a_cohort_is_that_of_acquisition_both_ends_included():
    people = [
        lead(10),
        lead(11),
        lead(20),
        lead(21),
        person(None),
        person(None, claims=[("mql", TODAY - 15)]),
    ]
    assert funnel_of(*people).stages[0].count == 6
    found = funnel_of(*people, from_day=TODAY - 20, to_day=TODAY - 11)
    assert found.stages[0].count == 3, "the undated lead has no day; the one with a dated claim has"
    assert (found.from_day, found.to_day) == (TODAY - 20, TODAY - 11)


def test_undated_leads_and_claims_are_counted_and_said():
    people = [person(None), person(None, claims=[("deal", None)]), person(TODAY - 50, claims=[("won", None)])]
    found = funnel_of(*people)
    assert row(found, "count") == [3, 2, 2, 2, 1]
    assert row(found, "undated") == [2, 2, 2, 2, 1]
    # Mature if the stage before holds always, else counted from acquisition: 50 days are enough for 30 alone.
    assert row(found, "n") == [None, 3, 2, 1, 1]
    assert row(found, "median_days") == [None] * 5


def test_a_period_counts_what_happened_in_it():
    people = [
        lead(400, mql=40, sal=35),
        lead(45, mql=40),
        lead(45, mql=5),
        lead(3),
        lead(400, mql=390, sal=38),
    ]
    found = funnel_of(*people, mode="period", from_day=TODAY - 50, to_day=TODAY - 30)
    assert row(found, "count") == [2, 2, 2, 0, 0]
    # Two MQLs of the period, both old enough: one became SAL. The SAL of the lead that was MQL before is no k.
    assert (found.stages[2].n, found.stages[2].k) == (2, 1)
    # Both leads acquired in the period became MQL by as-of, one of them after the period.
    assert (found.stages[1].n, found.stages[1].k) == (2, 2)


def test_a_period_leaves_out_what_has_no_date():
    found = funnel_of(
        person(None), lead(10, mql=9), person(TODAY - 10, claims=[("mql", None)]), mode="period"
    )
    assert row(found, "count") == [2, 1, 0, 0, 0]
    assert row(found, "undated") == [1, 1, 0, 0, 0]


def test_rates_run_between_recorded_stages_and_mql_to_deal_has_the_band_of_both():
    people = [*[lead(400, mql=390)] * 3, lead(400, mql=390, deal=300)]
    found = funnel_of(*people, claimable={"mql", "deal"})
    assert row(found, "recorded") == [True, True, False, True, False]
    sal, deal = found.stages[2:4]
    assert (sal.count, sal.rate, sal.n, sal.verdict) == (1, None, None, None)
    assert (deal.previous, deal.n, deal.k, deal.band) == ("mql", 4, 1, (0.175, 0.27))
    assert deal.maturity_days == 30 + 60
    assert deal.verdict == "within"


def test_any_other_spanning_step_has_no_band():
    found = funnel_of(lead(400, deal=300), the_book=book(), claimable={"deal"})
    assert (found.stages[3].previous, found.stages[3].rate, found.stages[3].band) == ("lead", 1.0, None)
    assert [band_of(BOOK, *step) for step in (("mql", "sal"), ("lead", "sal"), ("mql", "won"))] == [
        BANDS["acceptance_rate"], None, None,
    ]  # fmt: skip


def test_thirty_observed_durations_decide_maturity_by_their_ninth_tenth():
    assert ninth_tenth([*range(1, 31)]) == 27
    assert ninth_tenth([*range(1, 30)]) is None
    # 30 leads took 1 to 30 days from MQL to SAL: 27 days. One MQL is 27 days old, one 26.
    took = [lead(400, mql=300, sal=300 - days) for days in range(1, 31)]
    sal = funnel_of(*took, lead(27, mql=27), lead(26, mql=26)).stages[2]
    assert (sal.maturity_days, sal.n, sal.k, sal.immature) == (27, 31, 30, 1)
    assert (sal.median_days, sal.quartile_days) == (15.5, (8.25, 22.75))
    # Over the whole store: also for a range that holds two of them only.
    assert funnel_of(*took, lead(27, mql=27), from_day=TODAY - 30).stages[2].maturity_days == 27


def test_negative_durations_are_left_out():
    found = funnel_of(lead(10, deal=20), lead(30, deal=20))
    assert found.stages[1].median_days == 10


def test_the_bottleneck_is_where_the_middle_of_the_band_would_win_most():
    # 100 MQL -> 30 SAL (middle 40 %) -> 12 deals (middle 55 %) -> 3 won (n < 30: the middle, 25 %).
    people = [
        *[lead(900, mql=890)] * 70,
        *[lead(900, mql=890, sal=880)] * 18,
        *[lead(900, mql=890, sal=880, deal=870)] * 9,
        *[lead(900, mql=890, sal=880, deal=870, won=860)] * 3,
    ]
    found = funnel_of(*people).bottleneck
    # mql -> sal: 100 * 0.10 * 0.4 * 0.25 = 1.0; sal -> deal: 30 * 0.15 * 0.25 = 1.125.
    assert (found.previous, found.stage, found.rate) == ("sal", "deal", 0.4)
    assert found.target == pytest.approx(0.55)
    assert found.gain == pytest.approx(1.125)
    low, high = wilson(12, 30)
    assert found.gain_low == pytest.approx(30 * (0.55 - high) * 0.25)
    assert found.gain_high == pytest.approx(30 * (0.55 - low) * 0.25)
    assert found.gain_stage == "won"
    assert found.deals is None, "deals are what the step itself leads to"


def test_a_bottleneck_before_deals_says_what_it_costs_in_deals():
    people = [*[lead(900, mql=890)] * 9, lead(900, mql=890, sal=880, deal=870, won=860)]
    found = funnel_of(*people).bottleneck
    # 10 · (0.4 - 0.1) SALs, each a deal at the middle of the band (n < 30), each deal won at the middle of its band.
    assert (found.stage, found.deals) == ("sal", pytest.approx(3 * 0.55))
    assert found.gain == pytest.approx(3 * 0.55 * 0.25)


def test_without_a_step_below_the_middle_there_is_no_bottleneck():
    assert funnel_of(*[lead(900, mql=890, sal=880, deal=870, won=860)] * 3).bottleneck is None
    assert funnel_of().bottleneck is None
    assert row(funnel_of(), "count") == [0] * 5
    assert funnel_of(by="month").groups == ()


def with_ends(code, low, high):
    kpis = tuple(replace(k, low=low, high=high) if k.code == code else k for k in BOOK.kpis)
    return replace(BOOK, kpis=kpis)


@pytest.mark.parametrize(
    ("low", "high", "band", "verdict", "target"),
    [
        (0.3, None, (0.3, 1.0), "below", 0.3),
        (0.1, None, (0.1, 1.0), "within", None),
        (None, 0.15, (0.0, 0.15), "above", None),
        (None, 0.3, (0.0, 0.3), "within", None),
        (None, None, None, None, None),
    ],
)
def test_a_band_with_one_end_gives_a_verdict_and_only_its_lower_end_can_be_missed(
    low, high, band, verdict, target
):
    people = [*[lead(900, mql=890)] * 8, *[lead(900, mql=890, sal=880, deal=870, won=860)] * 2]
    found = funnel_of(*people, the_book=with_ends("acceptance_rate", low, high))
    sal = found.stages[2]
    assert (sal.rate, sal.band, sal.verdict) == (0.2, band, verdict)
    assert (found.bottleneck and found.bottleneck.target) == target
    if target:
        # 10 MQL · (0.3 - 0.2), each deal and win at the middle of its band (n < 30).
        assert found.bottleneck.gain == pytest.approx(10 * 0.1 * 0.55 * 0.25)


def test_where_no_wins_are_recorded_the_gain_is_in_deals():
    people = [*[lead(900, mql=890)] * 9, lead(900, mql=890, sal=880)]
    found = funnel_of(*people, claimable={"mql", "sal", "deal"}).bottleneck
    assert (found.stage, found.gain_stage) == ("sal", "deal")
    assert found.gain == pytest.approx(10 * 0.3 * 0.55)


def test_unattached_deals_are_said():
    deals = (Deal(TODAY - 5), Deal(TODAY + 5), Deal(None))
    assert funnel_of(lead(10), unattached=deals).unattached_deals == 2


def groups_of(found):
    return {group.value: [stage.count for stage in group.stages][:2] for group in found.groups}


def test_groups_by_time_are_months_and_quarters_in_order():
    people = [
        person("2026-03-31"),
        person("2026-04-01", claims=[("mql", "2026-07-05")]),
        person("2026-04-30"),
        person(None),
    ]
    assert groups_of(funnel_of(*people, by="month")) == {"2026-03": [1, 0], "2026-04": [2, 1], None: [1, 0]}
    assert list(groups_of(funnel_of(*people, by="quarter"))) == ["2026-Q1", "2026-Q2", None]
    assert list(groups_of(funnel_of(*people, by="fiscal_year"))) == ["FY2025", "FY2026", None]
    assert list(groups_of(funnel_of(*people, by="half"))) == ["FY2025-H2/2025-10", "FY2026-H1/2026-04", None]
    # In a period each stage counts in the month it was reached.
    assert groups_of(funnel_of(*people, by="month", mode="period")) == {
        "2026-03": [1, 0], "2026-04": [2, 0], "2026-07": [0, 1],
    }  # fmt: skip


def test_groups_by_a_field_the_greatest_first_and_no_value_last():
    people = [person(TODAY - 9, fields={"source": s}) for s in ("広告", "SEO", "SEO", "", "")]
    assert list(groups_of(funnel_of(*people, by="source")).items()) == [
        ("SEO", [2, 0]),
        ("広告", [1, 0]),
        (None, [2, 0]),
    ]
    own = [person(TODAY - 9, fields={"x.地域": s}) for s in ("東", "西", "東")]
    assert groups_of(funnel_of(*own, by="x.地域")) == {"東": [2, 0], "西": [1, 0]}
    assert groups_of(funnel_of(*people, by="owner")) == {None: [5, 0]}


def test_groups_by_size_take_the_number_out_of_its_words():
    people = [
        person(TODAY - 9, fields={"employees": e}) for e in ("1,200名", "50～99", "9", "不明", "", "300")
    ]
    assert list(groups_of(funnel_of(*people, by="size"))) == [
        "1-9",
        "50-99",
        "300-999",
        "1000-",
        "不明",
        None,
    ]


def test_groups_by_first_content_take_what_the_list_says_else_the_first_touch():
    people = [
        person(TODAY - 9, (TODAY - 8, "view", "b"), (TODAY - 9, "open", "a"), (TODAY - 9, "bounce", "z")),
        person(TODAY - 9, (TODAY - 8, "view", "b"), fields={"first_content": "c"}),
        person(TODAY - 9, (TODAY + 1, "view", "b")),
    ]
    assert groups_of(funnel_of(*people, by="first_content")) == {"a": [1, 0], "c": [1, 0], None: [1, 0]}


def test_groups_by_score_are_bands_of_ten_points():
    scored = book(counting(7, "view"), counting(-5, "bounce", name="b"))
    people = [person(TODAY - 9, *[(TODAY, "view")] * n) for n in (0, 1, 2, 3)] + [
        person(TODAY - 9, (TODAY, "bounce"))
    ]
    assert list(groups_of(funnel_of(*people, by="score_band", the_book=scored)).items()) == [
        ("-10-0", [1, 0]), ("0-10", [2, 0]), ("10-20", [1, 0]), ("20-30", [1, 0]),
    ]  # fmt: skip


@pytest.mark.parametrize("by", ["colour", "x.nowhere"])
def test_a_field_nobody_knows_is_named_with_what_there_is(by):
    with pytest.raises(UserError) as caught:
        funnel_of(person(TODAY, fields={"x.地域": "東"}), by=by)
    assert by.removeprefix("x.") in caught.value.message
    assert "month" in caught.value.next_step or "x.地域" in caught.value.next_step


leads_of_any_kind = st.lists(random_leads.people(), min_size=1, max_size=6)


@given(
    leads_of_any_kind,
    random_leads.versioned(),
    random_leads.days,
    st.sampled_from(("cohort", "period")),
    st.data(),
)
def test_k_never_exceeds_n_and_groups_add_up(people, the_versions, as_of, mode, data):
    found = facts(*people, contents=random_leads.CONTENTS, claimable=EVERYTHING)
    days = stage_days(found, the_versions, as_of)
    span = data.draw(st.tuples(st.none() | random_leads.days, st.none() | random_leads.days))
    by = data.draw(st.sampled_from(("month", "f", "first_content", "score_band")))
    the_book = the_versions[-1].book
    groups = breakdown(found, days, by, lambda: scores(found, the_book, as_of))
    result = funnel(found, Selection(days, mode, *span), the_book, groups)
    for place, stage in enumerate(result.stages):
        if stage.n is not None:
            assert 0 <= stage.k <= stage.n
            assert stage.n + stage.immature <= result.stages[place - 1].count
        if mode == "cohort" and place:
            assert stage.count <= result.stages[place - 1].count, "a cohort never grows from stage to stage"
        if stage.whole_way:
            ways = [group.stages[place].whole_way for group in result.groups]
            for field in ("n", "k", "immature"):
                assert sum(getattr(way, field) for way in ways) == getattr(stage.whole_way, field)
            assert stage.whole_way.k <= stage.whole_way.n
        for field in ("count", "skipped", "n", "k", "immature"):
            total = getattr(stage, field)
            if total is not None:
                assert sum(getattr(group.stages[place], field) for group in result.groups) == total


@given(leads_of_any_kind, random_leads.versioned(), random_leads.days, st.randoms())
def test_the_order_of_leads_and_records_changes_nothing(people, the_versions, as_of, chance):
    def result(leads):
        found = facts(*leads, contents=random_leads.CONTENTS, claimable=EVERYTHING)
        days = stage_days(found, the_versions, as_of)
        return funnel(found, Selection(days, "cohort"), the_versions[0].book)

    before = result(people)
    mixed = [replace(p, did=chance.sample(p.did, len(p.did)), claims=p.claims[::-1]) for p in people]
    chance.shuffle(mixed)
    assert result(mixed) == before
