"""Random people and books of a few lines, for properties of scores, candidates and stages.

What is drawn from stands outside the functions: to make a strategy anew takes longer than to draw from it.
"""

from hypothesis import strategies as st

from funneldesk.domain.book.book import Component
from funneldesk.domain.book.conditions import (
    ActivityMatch,
    All,
    Any_,
    Attribute,
    DaysSince,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.facts import Content
from tests.domain.facts_builder import Deal, Person
from tests.domain.small_books import book, counting, did, judging

START = 739_000
LENGTH = 50
KINDS = ("view", "download", "form")
CONTENTS = (
    Content("a", "A", "article"),
    Content("w", "W", "white_paper", "consideration"),
    Content("x", "X"),
)

days = st.integers(START, START + LENGTH)
maybe_days = st.none() | days
activities = st.tuples(days, st.sampled_from(KINDS), st.sampled_from(("a", "w", "x", "")))
texts = st.sampled_from(("", "p", "q"))
histories = st.lists(days, min_size=1, max_size=3, unique=True).flatmap(
    lambda later: st.lists(texts, min_size=len(later) + 1, max_size=len(later) + 1).map(
        lambda values: list(zip([START - 500, *sorted(later)], values, strict=True))
    )
)
yes_or_no = st.booleans()
seldom_days = st.none() | st.none() | days
some_activities = st.lists(activities, max_size=8)
some_deals = st.lists(maybe_days, max_size=1)
some_stages = st.lists(st.tuples(st.sampled_from(("mql", "sal", "deal", "won")), maybe_days), max_size=2)


@st.composite
def people(draw):
    changes = {"f": draw(histories)} if draw(yes_or_no) else {}
    return Person(
        acquired=draw(maybe_days),
        did=draw(some_activities),
        deals=[Deal(day) for day in draw(some_deals)],
        claims=draw(some_stages),
        fields={} if changes else {"f": draw(texts)},
        changes=changes,
        disqualified=draw(seldom_days),
    )


matches = st.builds(
    ActivityMatch,
    kinds=st.sampled_from(((), ("view",), ("download", "form"))),
    types=st.sampled_from(((), (), ("article",), ("white_paper", ""))),
)
tests_of_one = (
    st.sampled_from((Attribute("f", "is", ("p",)), Attribute("f", "filled"), Disqualified()))
    | st.builds(
        lambda match, least, within: did(*match.kinds, types=match.types, at_least=least, within=within),
        matches,
        st.integers(1, 2),
        st.none() | st.integers(1, 30),
    )
    | st.builds(DaysSince, matches, st.integers(1, 30))
)
scores = st.builds(
    Score, st.sampled_from(("ge", "gt")), st.integers(0, 30), st.sampled_from((None, "behaviour"))
)


def trees(leaves):
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=2).map(lambda p: All(tuple(p)))
            | st.lists(inner, min_size=1, max_size=2).map(lambda p: Any_(tuple(p)))
            | inner.map(Not)
        ),
        max_leaves=3,
    )


tests = trees(tests_of_one)
conditions = trees(tests_of_one | scores)
_counts, _points, _tested = st.integers(1, 3), st.integers(-10, 25), st.integers(-10, 15)
_windows = st.none() | st.integers(1, 30)
_half_lives = st.none() | st.integers(2, 20)
_caps = st.none() | st.integers(5, 40)
_enough, _leaving = st.integers(5, 30), st.integers(1, 30)
_disqualified = st.none() | tests_of_one.filter(lambda c: not isinstance(c, Disqualified))
_operators = st.sampled_from(("ge", "gt"))
_also = st.none() | st.just(Not(Disqualified())) | conditions
_floors, _ceilings = st.sampled_from((-1000, 0)), st.sampled_from((1000, 20))


@st.composite
def books(draw):
    signals = [
        counting(
            draw(_points),
            name=f"s{place}",
            match=draw(matches),
            window_days=draw(_windows),
            half_life_days=draw(_half_lives),
            cap=draw(_caps),
        )
        for place in range(draw(_counts))
    ]
    if draw(yes_or_no):
        signals.append(judging(draw(_tested), draw(tests)))
    points = draw(_enough)
    return book(
        *signals,
        mql=draw(conditions),
        disqualified=draw(_disqualified),
        points=points,
        leave=min(draw(_leaving), points),
        operator=draw(_operators),
        also=draw(_also),
        components=(
            Component("behaviour", draw(_floors), draw(_ceilings)),
            Component("attribute", -40, 30),
        ),
    )


_books = books()


@st.composite
def versioned(draw):
    from tests.domain.small_books import versions

    first = draw(_books)
    if draw(yes_or_no):
        return versions(first, (draw(days), draw(_books)))
    return versions(first)
