"""What is said of costs: missing months, what is cheapest where that is no chance, where money brought nothing."""

import numpy as np
import pytest

from funneldesk.domain.campaigns.campaign_sentences import (
    chance,
    headline,
    month_words,
    months_with_costs,
    notes,
)
from funneldesk.domain.campaigns.campaign_words import (
    cost_formula,
    cost_tip,
    rate_formula,
    remark,
    roi_formula,
)
from funneldesk.domain.campaigns.costs import Cost
from funneldesk.domain.funnel.periods import Period
from funneldesk.i18n import set_language
from tests.domain.campaigns.test_campaign_counting import SPRING, TODAY, found_for, lead, rows, won
from tests.domain.facts_builder import Deal, day

MAY = day("2026-05-10")


@pytest.fixture(autouse=True)
def _english():
    set_language("en")


def of(source, leads, deals, amount=-1):
    """So many leads of a source in May, some with a deal."""
    return [lead(MAY, source, "", Deal(opened=MAY + 10, amount=amount))] * deals + [lead(MAY, source)] * (
        leads - deals
    )


def spent(**costs):
    return [Cost(month, source, "", "", cost * 100) for source, cost in costs.items() for month in ("2026-04", "2026-05", "2026-06")]  # fmt: skip


def test_the_cheapest_is_named_where_chance_does_not_explain_it():
    found = found_for([*of("SEO", 100, 30), *of("Ads", 100, 10)], spent(SEO=1000, Ads=3000), period=SPRING)
    said = headline(found)
    assert said.text.startswith("SEO brings deals most cheaply: JPY 100 each (30 deals of 100 leads).")
    assert "The others cost JPY 900 a deal, which is hard to explain by chance." in said.text
    assert (said.tone, said.step) == ("blue", "")
    seo, ads = rows(found)["SEO"], rows(found)["Ads"]
    assert chance(seo, [ads]) == pytest.approx(chance(ads, [seo]))
    assert chance(seo, [ads]) < 1e-6


def test_close_costs_and_small_numbers_name_nobody():
    close = headline(
        found_for([*of("SEO", 100, 11), *of("Ads", 100, 10)], spent(SEO=1000, Ads=1000), period=SPRING)
    )
    assert "All in all a deal costs JPY 286 (deals: 21)." in close.text
    assert "within chance" in close.text
    few = headline(
        found_for([*of("SEO", 29, 20), *of("Ads", 100, 1)], spent(SEO=1000, Ads=1000), period=SPRING)
    )
    assert "No two values of “lead source” have costs and 30 leads" in few.text


def test_chance_alone_is_hardly_ever_taken_for_a_difference():
    """Where money brings as many deals everywhere, at most one in twenty tables of five sources names one."""
    random, named = np.random.default_rng(6), 0
    for _ in range(150):
        people = [one for n in range(5) for one in of(f"S{n}", 60, min(int(random.poisson(8)), 60))]
        said = headline(found_for(people, spent(**{f"S{n}": 1000 for n in range(5)}), period=SPRING))
        named += "cheaply" in said.text or "too few to be chance" in said.text
    assert named <= 7


def test_money_that_brought_no_deal_at_all():
    found = found_for([*of("SEO", 100, 30), *of("Fair", 60, 0)], spent(SEO=1000, Fair=1000), period=SPRING)
    said = headline(found)
    assert said.tone == "amber"
    assert said.text.startswith(
        "Fair cost JPY 3,000, and none of its 60 leads came to a deal: too few to be chance."
    )
    little = headline(
        found_for([*of("SEO", 100, 3), *of("Fair", 60, 0)], spent(SEO=1000, Fair=1000), period=SPRING)
    )
    assert "none of its" not in little.text, "three deals could all be of one source by chance"


def test_months_without_costs_come_first_and_the_range_can_follow():
    people = [*of("SEO", 40, 9), lead(MAY - 30, "SEO"), lead(MAY + 30, "SEO")]
    costs = [Cost("2026-05", "SEO", "", "", 100)]
    found = found_for(people, costs, period=SPRING)
    said = headline(found)
    assert said.text.startswith("There are costs of 2026/05 only (1 of the 3 months with leads).")
    assert (said.tone, said.step) == ("amber", "months")
    assert months_with_costs(found) == Period(day("2026-05-01"), day("2026-05-31"))
    fitting = found_for(people, costs, period=months_with_costs(found))
    assert months_with_costs(fitting) is None
    assert headline(fitting).step == ""


def test_a_gap_between_months_with_costs_is_a_note():
    people = [*of("SEO", 40, 9), lead(MAY - 30, "SEO"), lead(MAY + 30, "SEO")]
    costs = [Cost("2026-04", "SEO", "", "", 1), Cost("2026-06", "SEO", "", "", 1)]
    found = found_for(people, costs, period=SPRING)
    assert headline(found).step == ""
    assert "There are costs of 2026/04, 2026/06 only (2 of the 3 months with leads)." in notes(found)
    assert not any("only" in one for one in notes(found_for([people[-1]], costs, period=SPRING))), (
        "no lead, no need"
    )


@pytest.mark.parametrize(
    ("costs", "words", "step"),
    [
        ([], "There are no costs yet", "import"),
        ([Cost("2026-08", "SEO", "", "", 1)], "there are costs from 2026/08 to 2026/08", "months"),
        ([Cost("", "SEO", "", "", 1)], "name no month", "everything"),
        ([Cost("2026-12", "SEO", "", "", 1)], "there are costs from 2026/12 to 2026/12", ""),
    ],
)
def test_without_costs_in_the_range_it_says_what_to_do(costs, words, step):
    said = headline(found_for(of("SEO", 40, 9), costs, period=SPRING))
    assert words in said.text
    assert (said.tone, said.step) == ("amber", step)
    assert (months_with_costs(found_for(of("SEO", 40, 9), costs, period=SPRING)) is not None) == (
        step == "months"
    )


def test_deals_unknown_or_none_yet():
    unknown = found_for([lead(MAY, "SEO")] * 4, spent(SEO=1), period=SPRING, claimable={"mql"})
    assert (
        headline(unknown).text
        == "A lead costs JPY 1. Import the deals of your sales tool to see what a deal costs."
    )
    none = found_for([*of("SEO", 40, 0), *of("Ads", 40, 0)], spent(SEO=1, Ads=0.01), period=SPRING)
    assert "JPY 3 were spent, and no lead of this range came to a deal yet." in headline(none).text


def test_a_young_range_is_said_to_be_young():
    since = TODAY - 5
    costs = [Cost("2026-11", "SEO", "", "", 1)]
    said = headline(found_for([lead(since, "SEO")] * 40, costs, period=Period(since, TODAY)))
    assert "100 % of the leads are younger than the" in said.text
    assert "ROI may still rise" in said.text


def test_notes_say_what_is_left_out_and_what_may_be_misspelt():
    people = [lead(MAY, "Web広告", "春", won()), lead(MAY, "Web広告"), lead(MAY, "紹介", "春")]
    costs = [
        Cost("2026-05", "ウェブ広告", "", "", 100), Cost("2026-01", "Web広告", "", "", 200), Cost("", "Web広告", "", "", 300),
        Cost("2026-05", "", "春", "", 400), Cost("2026-05", "", "", "冊子", 500), Cost("2026-05", "", "", "", 600),
    ]  # fmt: skip
    said = "\n".join(notes(found_for(people, costs, period=Period(day("2026-05-02"), day("2026-05-31")))))
    for words in (
        "The costs of 2026/05 count whole", "Not counted: JPY 2 of other months.", "Not counted: JPY 3 without a month",
        "JPY 4 belong to no source", "JPY 5 were spent on contents (冊子)", "JPY 6 name neither",
        "ウェブ広告 (perhaps Web広告)", "1 win has no amount",
    ):  # fmt: skip
        assert words in said
    by_campaign = "\n".join(notes(found_for(people, costs, by="campaign")))
    assert "JPY 6 name a source, but no campaign (Web広告, ウェブ広告)." in by_campaign


def test_months_are_told_as_stretches():
    assert month_words(["2025-12", "2026-01", "2026-03"]) == "2025/12–2026/01, 2026/03"
    assert month_words([f"2026-{n:02}" for n in (1, 3, 5, 7, 9)]) == "2026/01, 2026/03, 2026/05 and 2 more"


def test_formulas_and_why_there_is_none():
    found = found_for([*of("SEO", 40, 8), *of("Ads", 3, 0)], spent(SEO=1000), period=SPRING)
    seo, ads = rows(found)["SEO"], rows(found)["Ads"]
    assert cost_formula(seo, "deal", "JPY").startswith(
        "cost JPY 3,000 ÷ 8 Deal = JPY 375\n95 % interval: JPY "
    )
    assert cost_formula(seo, "lead", "JPY") == "cost JPY 3,000 ÷ 40 Lead = JPY 75"
    assert cost_formula(ads, "deal", "JPY") == "No cost of this range names it."
    assert "Nobody reached" in cost_formula(seo, "won", "JPY")
    assert roi_formula(seo, "JPY").endswith("÷ cost = −100 %")
    assert "8 of 40 leads" in rate_formula(seo.to_deal, found.deal_days)
    assert [remark(row) for row in (seo, ads)] == ["", "no costs"]
    free = found_for(of("SEO", 4, 1), [Cost("", "SEO", "", "", 500), Cost("", "SEO", "", "", -500)]).rows[0]
    assert "nothing to divide" in cost_formula(free, "deal", "JPY")
    assert remark(free) == "too few"


def test_formulas_of_what_is_known_in_part_or_not_at_all():
    people = [lead(MAY, "SEO", "", won(700), won()), lead(TODAY, "Fair")]
    found = found_for(
        people, [Cost("", "SEO", "", "", 500), Cost("", "Fair", "", "", 90), Cost("", "TV", "", "", 80)]
    )
    seo, fair, tv = (rows(found)[name] for name in ("SEO", "Fair", "TV"))
    assert roi_formula(seo, "JPY").endswith("= +40 %\nwithout 1 wins that have no amount")
    assert cost_tip(seo, "JPY") == "JPY 5", "no month to tell"
    assert cost_tip(found_for(people, []).rows[0], "JPY") == "No cost of this range names it."
    assert rate_formula(fair.to_deal, found.deal_days) == f"No lead is {found.deal_days} days old yet."
    assert roi_formula(tv, "JPY") == cost_formula(tv, "deal", "JPY") == "No lead of this range belongs to it."
    assert [remark(fair), remark(tv)] == ["too recent", "no leads"]
    unknown = found_for(people, [Cost("", "SEO", "", "", 500)], claimable={"mql"})
    row = rows(unknown)["SEO"]
    assert "Nothing is recorded of “Deal” yet." in cost_formula(row, "deal", "JPY")
    assert roi_formula(row, "JPY") == "No list says how much the won deals brought."
    assert rate_formula(row.to_deal, unknown.deal_days) == "Nothing is recorded of it yet."
