"""What followed what, and the deals that came later: by hand, and against a reading lead by lead."""

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.contents.sequences import STEPS, sequence_members, sequences
from funneldesk.domain.facts import Content
from funneldesk.domain.fields import DEAL
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER, NO_INSTANT
from tests.domain import random_leads
from tests.domain.facts_builder import Deal, day, facts, moment, person
from tests.domain.small_books import book, versions

TODAY = day("2026-11-20")
BOOK = book()
KNOWN = (Content("w", "W", "white_paper"), Content("s", "S", "seminar"), Content("x", "X"))
PARTS = ("both", "both_deals", "only", "only_deals", "early")


def read(ago, *then, deal=None, more=(), paper=None):
    """Somebody who took the white paper so many days ago: `then`: (days later, kind, content)."""
    begin = TODAY - ago
    did = [(begin if paper is None else paper, "download", "w"), *more]
    did += [(begin + later if isinstance(later, int) else later, kind, *key) for later, kind, *key in then]
    deals = [] if deal is None else [Deal(begin + deal if isinstance(deal, int) else deal)]
    return person(TODAY - 400, *did, deals=deals)


def of(*people, second="call", window=180, within=7, period=EVERYTHING):
    found = facts(*people, contents=KNOWN)
    days = stage_days(found, versions(BOOK), TODAY)
    asked = {"within_days": within, "period": period}
    result = sequences(found, days, BOOK, window, **asked)
    one = next((s for s in result.sequences if (s.first, s.second) == ("white_paper", second)), None)
    if one is not None:
        counts = (one.both.n, one.both.k, one.only.n, one.only.k, one.early)
        pair = (one.first, one.second)
        assert counts == tuple(
            len(sequence_members(found, days, BOOK, window, of=pair, part=part, **asked)) for part in PARTS
        )
    return one


def sides(*people, **asked):
    found = of(*people, **asked)
    return None if found is None else (found.both, found.only, found.early)


CALLED = read(300, (7, "call"), deal=40)


def test_a_call_within_the_days_and_a_deal_after_them():
    assert sides(CALLED, read(300), read(300, deal=50), read(300, (3, "call"))) == (
        Share(2, 1),
        Share(2, 1),
        0,
    )
    assert sides(CALLED, read(300, (8, "call"), deal=50)) == (Share(1, 1), Share(1, 1), 0), "a day too late"
    assert sides(CALLED, read(300, (3, "call"), deal=181)) == (Share(2, 1), Share(0, 0), 0), (
        "no deal within 180 days"
    )
    assert sides(CALLED, read(300, (3, "call"), deal=181), window=0) == (Share(2, 2), Share(0, 0), 0)


def test_whose_deal_came_before_the_days_were_over_is_on_neither_side():
    early = [read(300, (3, "call"), deal=7), read(300, deal=0), read(300, (2, "call"), deal=1)]
    assert sides(CALLED, *early) == (Share(1, 1), Share(0, 0), 3)
    assert sides(CALLED, read(300, deal=-1), read(300, (1, "call"), deal=-30)) == (
        Share(1, 1),
        Share(0, 0),
        0,
    )


def test_nobody_is_judged_too_soon():
    # 60 days of the book for a deal, as long as few deals were seen; longer where the next step may take longer.
    assert sides(CALLED, read(89, (3, "call")), read(90)) == (Share(1, 1), Share(1, 0), 0)
    assert sides(read(300, (7, "call"), deal=140), read(99), read(100), within=100) == (
        Share(1, 1),
        Share(1, 0),
        0,
    )


def test_the_order_within_a_day_is_by_time_where_both_have_one():
    def one(paper, call):
        return sides(read(0, (call, "call"), paper=paper), CALLED)

    assert one("2026-03-02T03:00:00Z", "2026-03-02T04:00:00Z") == (Share(2, 1), Share(0, 0), 0)
    assert one("2026-03-02T03:00:00Z", "2026-03-02T02:00:00Z") == (Share(1, 1), Share(1, 0), 0)
    assert one("2026-03-02", "2026-03-02T02:00:00Z") == (Share(2, 1), Share(0, 0), 0)


def test_a_range_holds_the_first_content_and_the_first_one_of_its_type_begins():
    again = read(200, (2, "call"), more=[(TODAY - 300, "view", "w")])
    assert sides(CALLED, again) == (Share(1, 1), Share(1, 0), 0)
    assert sides(CALLED, read(200, (2, "call")), period=Period(TODAY - 250, TODAY - 150)) == (
        Share(1, 0),
        Share(0, 0),
        0,
    )


def test_types_of_content_follow_each_other_and_what_is_too_few_comes_last():
    seminar = read(300, (5, "attend", "s"), deal=40)
    assert sides(seminar, read(300, (5, "bounce", "s")), second="seminar") == (Share(1, 1), Share(1, 0), 0)
    assert sides(seminar) is None, "nobody was called"
    many = [read(300, (2, "call"), deal=30)] * 30 + [read(300)] * 30
    found = facts(*many, seminar, contents=KNOWN)
    days = stage_days(found, versions(BOOK), TODAY)
    result = sequences(found, days, BOOK, 180)
    assert [(s.first, s.second, s.enough, s.apart) for s in result.sequences] == [
        ("white_paper", "call", True, 1), ("white_paper", "seminar", False, 0),
    ]  # fmt: skip
    turned = [read(300, (2, "call"))] * 30 + [read(300, deal=30)] * 30
    assert of(*turned).apart == -1
    assert of(*([read(300, (2, "call"))] * 30 + [read(300)] * 30)).apart == 0


kinds = st.sampled_from(("view", "call", "download", "bounce"))
hours = st.none() | st.integers(0, 3)
begin = random_leads.START


def at(when, hour):
    """A day, or an hour of it."""
    from datetime import date

    return when if hour is None else f"{date.fromordinal(when).isoformat()}T{hour:02d}:00:00Z"


acts = st.tuples(st.builds(at, random_leads.days, hours), kinds, st.sampled_from(("w", "s", "x", "")))
somebody = st.builds(
    lambda did, deal: person(begin - 400, *did, deals=[] if deal is None else [Deal(deal)]),
    st.lists(acts, max_size=7),
    random_leads.maybe_days,
)


def slowly(people, days, first, second, *, as_of, window, within, needed):
    """The same, lead by lead."""
    types = {"w": "white_paper", "s": "seminar"}
    n = {True: 0, False: 0}
    k = {True: 0, False: 0}
    early = 0
    for place, someone in enumerate(people):
        did = sorted(
            (*moment(when), "call" if kind == "call" else types.get(key, ""))
            for when, kind, key in someone.did
            if kind != "bounce" and moment(when)[0] <= as_of
        )
        starts = [one for one in did if one[2] == first]
        deal = int(days.day[DEAL, place])
        if not starts or days.undated[DEAL, place] or deal < starts[0][0]:
            continue
        start = starts[0]
        if as_of - start[0] < max(within, needed):
            continue
        if deal <= start[0] + within:
            early += 1
            continue
        followed = any(
            step == second
            and 0 <= when - start[0] <= within
            and not (when == start[0] and NO_INSTANT not in (instant, start[1]) and instant < start[1])
            for when, instant, step in did
        )
        n[followed] += 1
        k[followed] += deal != NEVER and deal - start[0] <= (window or NEVER)
    return Share(n[True], k[True]), Share(n[False], k[False]), early


@given(
    st.lists(somebody, min_size=1, max_size=6), random_leads.days, st.sampled_from((0, 9, 180)), st.integers(0, 5),
    st.integers(0, 8),
)  # fmt: skip
def test_any_sequence_agrees_with_reading_lead_by_lead(people, as_of, window, needed, within):
    the_book = book(maturity_days={"deal": needed})
    found = facts(*people, contents=KNOWN)
    days = stage_days(found, versions(the_book), as_of)
    result = sequences(found, days, the_book, window, within_days=within)
    said = {(one.first, one.second): (one.both, one.only, one.early) for one in result.sequences}
    for first in ("white_paper", "seminar"):
        for second in STEPS:
            if first != second:
                expected = slowly(
                    people,
                    days,
                    first,
                    second,
                    as_of=as_of,
                    window=window,
                    within=within,
                    needed=needed if window else 0,
                )
                if expected[0].n:
                    assert said[first, second] == expected
                else:
                    assert (first, second) not in said
