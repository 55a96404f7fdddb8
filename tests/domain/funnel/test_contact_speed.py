"""Speed to contact: leads by hand, and random ones against a slow reading."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.contact_speed import contact_days, contact_speed
from funneldesk.domain.funnel.stages import stage_days
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, did, versions

TODAY = day("2026-11-20")
BOOK = book(mql=did("form", within=180))


def speed_of(*people):
    found = facts(*people)
    days = stage_days(found, versions(BOOK), TODAY)
    return contact_speed(contact_days(found, days), days, np.ones(len(people), np.bool_))


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


activities = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(["download", "view", "call", "meeting"])), max_size=5
)
leads = st.tuples(activities, st.none() | st.integers(0, 300))


@given(st.lists(leads, max_size=12))
def test_against_a_slow_reading(people):
    found = speed_of(
        *(
            person(TODAY - 300, *[(TODAY - 300 + at, kind) for at, kind in done],
                   deals=[] if deal is None else [Deal(opened=TODAY - 300 + deal)])
            for done, deal in people
        )
    )  # fmt: skip
    expected = {}
    for done, deal in people:
        begin = min((at for at, kind in done if kind == "download"), default=None)
        if begin is None or begin > 210 or (deal is not None and deal < begin):
            continue
        calls = [at for at, kind in done if kind in ("call", "meeting") and at >= begin]
        waits = [at - begin for at in calls if deal is None or at <= deal]
        wait = min(waits, default=None)
        key = next(
            (one.first for one in found if one.first is not None and wait is not None
             and one.first <= wait and (one.last is None or wait <= one.last)), None
        )  # fmt: skip
        n, k = expected.get(key, (0, 0))
        expected[key] = (n + 1, k + (deal is not None))
    assert {one.first: (one.deals.n, one.deals.k) for one in found if one.deals.n} == expected
