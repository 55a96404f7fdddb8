"""Content rates: who touched what before a deal, beside all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.contents.content_groups import content_groups, group_members
from funneldesk.domain.contents.content_rates import asked_about
from funneldesk.domain.contents.content_results import contents, members
from funneldesk.domain.contents.contents import NO_CONTENT
from funneldesk.domain.contents.crediting import credited
from funneldesk.domain.facts import Content
from funneldesk.domain.fields import DEAL
from funneldesk.domain.funnel.intervals import wilson
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from tests.domain import random_leads
from tests.domain.facts_builder import Deal, day, facts, moment, person
from tests.domain.small_books import book, versions

TODAY = day("2026-11-20")
BOOK = book(maturity_days={"sal": 30, "deal": 60})


def contents_of(*people, window=180, known=(), as_of=TODAY):
    found = facts(*people, contents=known)
    return contents(found, stage_days(found, versions(BOOK), as_of), BOOK, window)


def of(result, key="c"):
    return next(content for content in result.contents if content.content == key)


def counts(*people, **rest):
    content = of(contents_of(*people, **rest))
    return content.deals, content.touched


def touched(ago, *deals, key="c", kind="view", **rest):
    return person(TODAY - 400, (TODAY - ago, kind, key), deals=[Deal(TODAY - d) for d in deals], **rest)


def test_a_deal_within_the_window_after_a_touch_counts():
    assert counts(touched(300, 120)) == (1, 1)
    assert counts(touched(300, 119)) == (0, 1), "181 days later is too late"
    assert counts(touched(300)) == (0, 1)
    assert counts(touched(300, 300)) == (1, 1), "the same day counts as not after"
    assert counts(touched(300, 301)) == (0, 0), "touched only after the deal: no touch before it"


def test_any_touch_before_the_deal_will_do_and_the_first_says_how_old_it_is():
    again = person(
        TODAY - 400, (TODAY - 390, "view", "c"), (TODAY - 130, "view", "c"), deals=[Deal(TODAY - 100)]
    )
    assert counts(again) == (1, 1)
    later = person(
        TODAY - 400, (TODAY - 390, "view", "c"), (TODAY - 90, "view", "c"), deals=[Deal(TODAY - 100)]
    )
    assert counts(later) == (0, 1)


def test_times_of_day_decide_where_both_have_one():
    def one(touch, deal):
        return counts(person(TODAY - 400, (touch, "view", "c"), deals=[Deal(deal)]))

    assert one("2026-03-02T01:00:00Z", "2026-03-02T02:00:00Z") == (1, 1)
    assert one("2026-03-02T03:00:00Z", "2026-03-02T02:00:00Z") == (0, 0)
    assert one("2026-03-02T03:00:00Z", "2026-03-02") == (1, 1)
    assert one("2026-03-02", "2026-03-02T02:00:00Z") == (1, 1)
    # 23:30 UTC is the morning of the next business day in Tokyo.
    assert one("2026-03-02T23:30:00Z", "2026-03-02T14:00:00Z") == (0, 0)


def test_bounces_and_unsubscriptions_are_no_touches():
    assert counts(touched(300, kind="bounce"), touched(300, kind="unsubscribe")) == (0, 0)


def test_who_touched_it_lately_cannot_be_judged_yet():
    # 30 + 60 days of the book, as long as fewer than 30 deals were seen.
    result = contents_of(touched(90), touched(89), touched(89, 10))
    assert (of(result).touched, of(result).touched_all, result.maturity_days) == (1, 3, 90)


def test_with_thirty_deals_seen_their_ninth_tenth_decides():
    result = contents_of(*[touched(200 + wait, 200) for wait in range(1, 31)], touched(27), touched(26))
    assert result.maturity_days == 27
    assert (of(result).deals, of(result).touched) == (30, 31)


def test_without_a_window_there_is_neither_limit_nor_maturity():
    assert counts(touched(399, 10), touched(1), window=0) == (1, 2)
    assert contents_of(touched(1), window=0).maturity_days == 0


def test_a_lead_whose_deal_has_no_date_is_left_out():
    assert counts(touched(300, claims=[("deal", None)]), touched(300)) == (0, 1)


def test_the_baseline_is_the_rate_of_all_others_from_their_lead_date():
    others = [
        person(TODAY - 300, deals=[Deal(TODAY - 200)]),  # k
        person(TODAY - 300, deals=[Deal(TODAY - 119)]),  # 181 days: n only
        person(TODAY - 300),  # n
        person(TODAY - 89),  # too young
        person(TODAY - 300, deals=[Deal(TODAY - 301)]),  # acquired after its deal
        person(None),  # no date
        touched(150, 200),  # touched it only after its deal, which came 200 days after acquisition
    ]
    result = of(contents_of(touched(300, 250), *others))
    assert result.baseline == pytest.approx(1 / 4)
    assert of(contents_of(touched(300))).baseline is None


def test_rate_interval_and_whether_it_is_enough():
    result = of(contents_of(*[touched(300, 250)] * 10, *[touched(300)] * 20))
    assert (result.deals, result.touched, result.rate, result.enough) == (10, 30, 1 / 3, True)
    assert (result.low, result.high) == wilson(10, 30)
    assert of(contents_of(*[touched(300)] * 29)).enough is False


def test_enough_people_come_first_then_the_rate():
    result = contents_of(
        *[touched(300, 250, key="few")] * 2,
        *[touched(300, key="bad")] * 30,
        *[touched(300, 250, key="good")] * 30,
        known=(Content("untouched", "U"),),
    )
    assert [c.content for c in result.contents] == ["good", "bad", "few", "untouched"]


def test_won_amount_cost_and_return():
    buyer = person(
        TODAY - 400, (TODAY - 300, "view", "c"), (TODAY - 299, "view", "d"),
        deals=[Deal(TODAY - 250, TODAY - 200, 100_000), Deal(TODAY - 249, amount=7)],
    )  # fmt: skip
    known = (Content("c", "C", cost=20_000), Content("d", "D"))
    result = contents_of(buyer, touched(300, 250), known=known)
    assert (of(result).won, of(result).amount, of(result).cost) == (1, 50_000, 20_000)
    # Half of the deal of both, and all of the other lead's; the second deal had no touch after the first.
    assert of(result).credit["linear"] == pytest.approx(1.5)
    assert of(result).cost_per_deal == pytest.approx(20_000 / 1.5)
    assert (of(result).won_deals, of(result, "d").won_deals, result.deals) == (1, 1, 3)
    assert of(result).roi == pytest.approx((50_000 - 20_000) / 20_000)
    assert (of(result, "d").amount, of(result, "d").cost, of(result, "d").roi) == (50_000, None, None)


def test_what_no_touch_led_to_is_credited_to_nothing():
    result = contents_of(touched(300, 250), person(TODAY - 400, deals=[Deal(TODAY - 9, TODAY - 8, 500)]))
    assert result.uncredited.content == NO_CONTENT
    assert (result.uncredited.credit["linear"], result.uncredited.amount) == (1, 500)
    assert contents_of(touched(300, 250)).uncredited is None


def test_the_people_behind_each_number():
    found = facts(touched(300), touched(300, 250), touched(10), touched(300, 250, key="d"))
    days = stage_days(found, versions(BOOK), TODAY)
    asked = asked_about(found, days, BOOK, 180)
    assert members(found, days, asked, "c", "touched").tolist() == [0, 1]
    assert members(found, days, asked, "c", "deals").tolist() == [1]
    assert members(found, days, asked, "c", "touched_all").tolist() == [0, 1, 2]
    assert members(found, days, asked, "c", "won").tolist() == []
    assert members(found, days, asked, "nowhere", "touched").tolist() == []


def slow_counts(people, found, days, keys, *, window, as_of, needed, period=EVERYTHING):
    """(k, n) of the contents `keys`, taken as one, and the rate of all others, lead by lead."""
    k = n = other_k = other_n = 0
    first, last = period.from_day or 0, period.to_day or NEVER
    for place, someone in enumerate(people):
        deal, lead_day = int(days.day[DEAL, place]), int(days.day[0, place])
        if days.undated[DEAL, place]:
            continue
        seen = sorted(
            moment(when)[0]
            for when, _, content in someone.did
            if content in keys and moment(when)[0] <= min(as_of, deal)
        )
        limit = window or NEVER
        if seen:
            if first <= seen[0] <= last and (not window or as_of - seen[0] >= needed):
                n += 1
                k += deal != NEVER and any(0 <= deal - when <= limit for when in seen)
        elif first <= lead_day <= min(last, deal, NEVER - 1) and (not window or as_of - lead_day >= needed):
            other_n += 1
            other_k += deal != NEVER and deal - lead_day <= limit
    return (k, n), (other_k / other_n if other_n else None)


ranges = st.just(EVERYTHING) | st.tuples(random_leads.days, st.integers(0, 30)).map(
    lambda found: Period(found[0], found[0] + found[1])
)


@given(
    st.lists(random_leads.people(), min_size=1, max_size=6),
    random_leads.days,
    st.sampled_from((0, 5, 180)),
    st.integers(0, 20),
    ranges,
)
def test_any_rate_agrees_with_counting_lead_by_lead(people, as_of, window, needed, period):
    the_book = book(maturity_days={"deal": needed})
    found = facts(*people, contents=random_leads.CONTENTS)
    days = stage_days(found, versions(the_book), as_of)
    asked = {"window": window, "as_of": as_of, "needed": needed, "period": period}
    for content in contents(found, days, the_book, window, period).contents:
        expected = slow_counts(people, found, days, [content.content], **asked)
        assert ((content.deals, content.touched), content.baseline) == expected
        assert content.won <= content.deals <= content.touched <= content.touched_all
    # Whole sets: a and x have no phase, w is of the second; each has a type of its own but x, which has none.
    for by, sets in (
        ("phase", {"": "ax", "consideration": "w"}),
        ("type", {"article": "a", "white_paper": "w", "": "x"}),
    ):
        groups = content_groups(found, days, the_book, window, by=by, period=period)
        assert {group.content for group in groups} == set(sets)
        for group in groups:
            expected = slow_counts(people, found, days, list(sets[group.content]), **asked)
            assert ((group.deals, group.touched), group.baseline) == expected
            for part, count in (("touched", group.touched), ("deals", group.deals), ("won", group.won)):
                who = group_members(
                    found, days, the_book, window, by=by, value=group.content, part=part, period=period
                )
                assert len(who) == count


@given(
    st.lists(random_leads.people(), min_size=1, max_size=6), random_leads.days, st.sampled_from((0, 5, 180))
)
def test_every_deal_is_credited_once_by_every_model(people, as_of, window):
    found = facts(*people, contents=random_leads.CONTENTS)
    days = stage_days(found, versions(BOOK), as_of)
    result = contents(found, days, BOOK, window)
    deals = sum(moment(d.opened)[0] <= as_of or d.opened is None for p in people for d in p.deals)
    deals += sum(bool(days.reached[DEAL, place]) and not any(
        moment(d.opened)[0] <= as_of or d.opened is None for d in p.deals) for place, p in enumerate(people))  # fmt: skip
    rows = [*result.contents, *([result.uncredited] if result.uncredited else [])]
    for model in ("first", "last", "linear", "position", "decay", "markov"):
        assert sum(row.credit[model] for row in rows) == pytest.approx(deals)
        assert all(row.credit[model] >= 0 for row in rows)


def test_a_range_is_one_of_first_touches_and_the_money_is_of_all_time():
    found = facts(
        touched(300, 250), touched(200, 150), touched(201), person(TODAY - 200, deals=[Deal(TODAY - 100)]),
        person(TODAY - 300), contents=(Content("c", "C", cost=20_000),),
    )  # fmt: skip
    days = stage_days(found, versions(BOOK), TODAY)
    result = contents(found, days, BOOK, 180, Period(TODAY - 210, TODAY - 200))
    assert (of(result).deals, of(result).touched, of(result).touched_all) == (1, 2, 2)
    assert of(result).baseline == 1, "of the others only whoever became a lead in the range"
    assert (of(result).credit["last"], of(result).cost_per_deal) == (2, 10_000)
    assert (result.from_day, result.to_day) == (TODAY - 210, TODAY - 200)
    asked = asked_about(found, days, BOOK, 180, Period(None, TODAY - 250))
    assert members(found, days, asked, "c", "touched_all").tolist() == [0]


def test_sets_of_contents_add_up_their_money():
    known = (
        Content("a", "A", "guide", "decision", "t", cost=10_000), Content("b", "B", "case", "decision", "u"),
        Content("c", "C", "guide", "awareness", "t", cost=30_000),
    )  # fmt: skip
    buyer = person(
        TODAY - 400,
        (TODAY - 300, "view", "a"),
        (TODAY - 299, "view", "b"),
        deals=[Deal(TODAY - 250, TODAY - 200, 100_000)],
    )
    found = facts(buyer, touched(300, 250, key="c"), contents=known)
    days = stage_days(found, versions(BOOK), TODAY)
    by_phase = content_groups(found, days, BOOK, 180, by="phase")
    assert [group.content for group in by_phase] == ["awareness", "decision"], "in the order of a lead's way"
    decision = by_phase[1]
    assert (decision.deals, decision.touched, decision.credit["linear"]) == (1, 1, 1)
    assert (decision.amount, decision.cost, decision.won_deals) == (100_000, 10_000, 1)
    # Only the guide has a cost: half a deal and half the amount are set against it.
    assert (decision.cost_per_deal, decision.roi) == (20_000, 4)
    assert [g.content for g in content_groups(found, days, BOOK, 180, by="theme")] == ["t", "u"]
    assert group_members(found, days, BOOK, 180, by="theme", value="?", part="touched").tolist() == []


def test_whose_deals_give_a_content_its_credit():
    found = facts(
        person(TODAY - 400, (TODAY - 300, "view", "a"), (TODAY - 299, "view", "b"), deals=[Deal(TODAY - 250)]),
        touched(300, 250, key="b"), person(TODAY - 9, deals=[Deal(TODAY - 5)]), unattached=[Deal(TODAY - 5)],
    )  # fmt: skip
    days = stage_days(found, versions(BOOK), TODAY)
    shared = credited(found, days, 180)
    assert [shared.members(1, model).tolist() for model in ("first", "last", "linear")] == [
        [1],
        [0, 1],
        [0, 1],
    ]
    assert shared.members(0, "last").tolist() == []
    assert shared.members(-1, "first").tolist() == [2], "nobody is known of the deal that names none"
