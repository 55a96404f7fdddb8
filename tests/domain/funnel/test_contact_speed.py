"""Speed to contact: leads by hand, and random ones against a slow reading."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.facts import Handovers
from funneldesk.domain.funnel.contact_speed import (
    Comparison,
    LeftOut,
    bucket_of,
    compare,
    contact_days,
    contact_speed,
    contact_waits,
    contacted_within,
    left_out,
)
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, did, versions

TODAY = day("2026-11-20")
BOOK = book(mql=did("form", within=180))


def found_of(*people, handed=()):
    """Return contacts, stage days and everybody; `handed`: (lead, day handed, day contacted or None)."""
    found = facts(*people)
    if handed:
        legs = [np.array(column, np.int32) for column in zip(*sorted(handed), strict=True)]
        nothing = np.full(len(handed), NEVER, np.int32)
        found = replace(
            found,
            handovers=Handovers(
                lead=legs[0], side=np.full(len(handed), 2, np.int8), handed_day=legs[1], decided_day=nothing,
                decision=np.full(len(handed), -1, np.int8), contacted_day=legs[2], commented_day=nothing,
                recheck_day=nothing, follows=np.zeros(len(handed), np.int8), reason=nothing, owner=nothing,
                record=np.arange(len(handed)),
            ),
        )  # fmt: skip
    days = stage_days(found, versions(BOOK), TODAY)
    return contact_days(found, days), days, np.ones(len(people), np.bool_)


def speed_of(*people, handed=()):
    found, days, everybody = found_of(*people, handed=handed)
    return contact_speed(bucket_of(found, days, everybody), days)


def downloaded(ago, contacted=None, kind="call", deal=None, won=None):
    did_ = [(TODAY - ago, "download"), (TODAY - ago + 1, "view")]
    did_ += [(TODAY - ago + contacted, kind)] if contacted is not None else []
    deals = (
        [Deal(opened=TODAY - ago + deal, won=None if won is None else TODAY - ago + won)]
        if deal is not None
        else []
    )
    return person(TODAY - ago, *did_, deals=deals)


def test_buckets_by_hand():
    found = speed_of(
        downloaded(200, 0, deal=30, won=60),
        downloaded(200, 1),
        downloaded(200, 2, "meeting", deal=40),
        downloaded(200, 14),
        downloaded(200, 15),
        downloaded(200, deal=10),
        downloaded(200, 20, deal=10),  # the call came after the deal
        downloaded(89, 0),  # too young
        person(TODAY - 200, (TODAY - 200, "view"), (TODAY - 190, "call")),  # nothing to be contacted for
        person(
            TODAY - 200, (TODAY - 210, "call"), (TODAY - 200, "download")
        ),  # a call before it is no answer
    )
    assert [(one.first, one.last, one.deals.n, one.deals.k, one.wins.k) for one in found] == [
        (0, 1, 2, 1, 1), (2, 3, 1, 1, 0), (4, 7, 0, 0, 0), (8, 14, 1, 0, 0), (15, None, 1, 0, 0), (None, None, 3, 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("download", "call", "deal", "waited"),
    [
        ("2026-03-02T05:00:00Z", "2026-03-02T04:59:00Z", None, None),  # called before, on the same day
        ("2026-03-02T05:00:00Z", "2026-03-02T05:00:00Z", None, 0),
        ("2026-03-02T05:00:00Z", "2026-03-02", None, 0),  # nobody knows at what time
        ("2026-03-02", "2026-03-02T00:30:00Z", None, 0),
        ("2026-03-02", "2026-03-05T02:00:00Z", "2026-03-05T01:00:00Z", None),  # the deal came first
        ("2026-03-02", "2026-03-05T02:00:00Z", "2026-03-05", 3),
        ("2026-03-02T14:00:00Z", "2026-03-02T15:30:00Z", None, 1),  # half past midnight in Tokyo
    ],
)
def test_the_time_of_day_counts_where_both_have_one(download, call, deal, waited):
    someone = person("2026-03-01", (download, "download"), (call, "call"), deals=[Deal(deal)] if deal else [])
    found, _days, _everybody = found_of(someone)
    contact = int(found.contact[0])
    assert (None if contact == NEVER else contact - int(found.trigger[0])) == waited


def test_the_first_handover_goes_before_the_first_download():
    found, days, everybody = found_of(
        downloaded(200, 5),
        downloaded(200, 5),
        downloaded(200),
        downloaded(200, 20, deal=20),
        handed=[
            (0, TODAY - 197, NEVER),
            (1, TODAY - 198, TODAY - 197),  # the list notes the contact
            (2, NEVER, TODAY - 190),  # handed over nobody knows when: counted from the download
            (3, TODAY - 179, NEVER),  # after the deal
        ],
    )
    assert (found.contact - found.trigger)[:3].tolist() == [2, 1, 10]
    assert found.handed.tolist() == [True, True, False, True]
    assert bucket_of(found, days, everybody).tolist() == [1, 0, 3, -1]
    assert left_out(found, days, everybody) == LeftOut(0, 1, 0)


def test_who_is_left_out_is_counted_once():
    found, days, everybody = found_of(
        downloaded(89), downloaded(200, deal=-10), downloaded(50, deal=-10), downloaded(200),
        person(TODAY - 200, (TODAY - 200, "download"), claims=[("deal", None)]),
        person(TODAY - 200),
    )  # fmt: skip
    assert left_out(found, days, everybody) == LeftOut(young=1, before=2, undated=1)
    assert left_out(found, days, ~everybody) == LeftOut(0, 0, 0)
    assert int((bucket_of(found, days, everybody) >= 0).sum()) == 1


def compared(*people):
    found, days, everybody = found_of(*people)
    return compare(found, bucket_of(found, days, everybody), days)


def many(count, deals, contacted, after=10):
    """Return `count` people contacted after so many days, `deals` of them with a deal some days after the contact."""
    return [
        downloaded(300, contacted, deal=contacted + after if place < deals else None)
        for place in range(count)
    ]


def test_a_difference_is_said_only_where_it_is_more_than_chance():
    clear = compared(*many(40, 20, 1), *many(40, 4, 10))
    assert (clear.soon_days, clear.late_days) == (1, 8)
    assert (clear.soon, clear.late) == (Share(40, 20), Share(40, 4))
    assert clear.is_beyond_chance
    alike = compared(*many(40, 12, 1), *many(40, 9, 10))
    assert alike.is_enough
    assert not alike.is_beyond_chance
    nobody = compared(*many(40, 0, 1), *many(40, 0, 10))
    assert (nobody.chance, nobody.is_beyond_chance) == (None, False)
    few = compared(*many(29, 29, 1), *many(40, 0, 10))
    assert not few.is_enough
    assert not few.is_beyond_chance
    # Too few on the first day: the whole week is the soon side, whatever comes out.
    week = compared(*many(29, 29, 1), *many(1, 0, 7), *many(40, 0, 20))
    assert (week.soon_days, week.soon) == (7, Share(30, 29))
    assert week.is_beyond_chance
    assert compared() == Comparison(7, 8, Share(0, 0), Share(0, 0), None)


def test_having_waited_does_not_count_against_the_late():
    # Both come to deals at the same pace after their contact; the late have only had less time since.
    soon = many(60, 30, 0, after=60)
    late = [downloaded(100, 50, deal=None) for _ in range(60)]
    found = compared(*soon, *late)
    assert found.soon.rate == 0.5
    assert found.late.rate == 0
    assert found.chance is None or found.chance > 0.05


def test_handed_over_and_downloaded_are_compared_apart():
    # Who is handed over is called at once and often comes to a deal, who only downloaded late and rarely: the
    # call's speed has no part in it.
    hot = [*many(40, 30, 1), *many(10, 7, 10)]
    cold = [*many(10, 1, 1), *many(40, 3, 10)]
    handed = [(lead, TODAY - 300, NEVER) for lead in range(len(hot))]
    found, days, everybody = found_of(*hot, *cold, handed=handed)
    mixed = compare(found, bucket_of(found, days, everybody), days)
    assert (mixed.soon, mixed.late) == (Share(50, 31), Share(50, 10))
    assert mixed.agrees
    assert not mixed.is_beyond_chance
    plain, days, everybody = found_of(*hot, *cold)  # all of one kind it would look like much
    assert compare(plain, bucket_of(plain, days, everybody), days).is_beyond_chance
    # The other way round in either kind.
    hot, cold = [*many(60, 40, 1), *many(20, 20, 10)], [*many(20, 0, 1), *many(60, 15, 10)]
    handed = [(lead, TODAY - 300, NEVER) for lead in range(len(hot))]
    found, days, everybody = found_of(*hot, *cold, handed=handed)
    turned = compare(found, bucket_of(found, days, everybody), days)
    assert turned.soon.rate > turned.late.rate
    assert (turned.agrees, turned.is_beyond_chance) == (False, False)
    assert turned.chance < 0.05


activities = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(["download", "view", "call", "meeting"])), max_size=5
)
legs = st.none() | st.tuples(st.none() | st.integers(0, 300), st.none() | st.integers(0, 300))
leads = st.tuples(activities, st.none() | st.integers(0, 300), legs)


@given(st.lists(leads, max_size=12))
def test_against_a_slow_reading(people):
    begin_of = TODAY - 300

    def at(when):
        return NEVER if when is None else begin_of + when

    found, days, everybody = found_of(
        *(
            person(begin_of, *[(begin_of + when, kind) for when, kind in done],
                   deals=[] if deal is None else [Deal(opened=begin_of + deal)])
            for done, deal, _leg in people
        ),
        handed=[(lead, at(leg[0]), at(leg[1])) for lead, (_d, _o, leg) in enumerate(people) if leg],
    )  # fmt: skip
    expected, waits, week = {}, [], []
    for done, deal, leg in people:
        handed, noted = leg or (None, None)
        begin = (
            handed if handed is not None else min((w for w, kind in done if kind == "download"), default=None)
        )
        if begin is None or (deal is not None and deal < begin):
            continue
        calls = [w for w, kind in done if kind in ("call", "meeting")] + ([] if noted is None else [noted])
        days_waited = [w - begin for w in calls if w >= begin and (deal is None or w <= deal)]
        wait = min(days_waited, default=None)
        followed = (300 if deal is None else deal) - begin
        waits.append((followed if wait is None else wait, wait is not None))
        if begin <= 293 and ((wait is not None and wait <= 7) or deal is None or deal - begin > 7):
            week.append(wait is not None and wait <= 7)
        if begin > 210:
            continue
        bucket = 5 if wait is None else next(i for i, last in enumerate((1, 3, 7, 14, 999)) if wait <= last)
        n, k = expected.get(bucket, (0, 0))
        expected[bucket] = (n + 1, k + (deal is not None))
    speed = contact_speed(bucket_of(found, days, everybody), days)
    assert {i: (one.deals.n, one.deals.k) for i, one in enumerate(speed) if one.deals.n} == expected
    asked, spent, arrived = contact_waits(found, days, everybody)
    assert list(zip(spent[asked].tolist(), arrived[asked].tolist(), strict=True)) == waits
    owed, in_time = contacted_within(found, days, everybody, 7)
    assert in_time[owed].tolist() == week
