"""Random people and books of a few lines, for properties of scores, candidates and stages."""

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
CONTENTS = (Content("a", "A", "article"), Content("w", "W", "white_paper"), Content("x", "X"))

days = st.integers(START, START + LENGTH)
maybe_days = st.none() | days
activities = st.tuples(days, st.sampled_from(KINDS), st.sampled_from(("a", "w", "x", "")))
texts = st.sampled_from(("", "p", "q"))
histories = st.lists(days, min_size=1, max_size=3, unique=True).flatmap(
    lambda later: st.lists(texts, min_size=len(later) + 1, max_size=len(later) + 1).map(
        lambda values: list(zip([START - 500, *sorted(later)], values, strict=True))
    )
)


@st.composite
def people(draw):
    changes = {"f": draw(histories)} if draw(st.booleans()) else {}
    stages = st.tuples(st.sampled_from(("mql", "sal", "deal", "won")), maybe_days)
    return Person(
        acquired=draw(maybe_days),
        did=draw(st.lists(activities, max_size=8)),
        deals=[Deal(day) for day in draw(st.lists(maybe_days, max_size=1))],
        claims=draw(st.lists(stages, max_size=2)),
        fields={} if changes else {"f": draw(texts)},
        changes=changes,
        disqualified=draw(st.none() | st.none() | days),
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


@st.composite
def books(draw):
    signals = []
    for place in range(draw(st.integers(1, 3))):
        points = draw(st.integers(-10, 25))
        match, window = draw(matches), draw(st.none() | st.integers(1, 30))
        half_life, cap = draw(st.none() | st.integers(2, 20)), draw(st.none() | st.integers(5, 40))
        signals.append(
            counting(
                points, name=f"s{place}", match=match, window_days=window, half_life_days=half_life, cap=cap
            )
        )
    if draw(st.booleans()):
        signals.append(judging(draw(st.integers(-10, 15)), draw(trees(tests_of_one))))
    points = draw(st.integers(5, 30))
    return book(
        *signals,
        mql=draw(trees(tests_of_one | scores)),
        disqualified=draw(st.none() | tests_of_one.filter(lambda c: not isinstance(c, Disqualified))),
        points=points,
        leave=draw(st.integers(1, points)),
        operator=draw(st.sampled_from(("ge", "gt"))),
        also=draw(st.none() | st.just(Not(Disqualified())) | trees(tests_of_one | scores)),
        components=(
            Component("behaviour", draw(st.sampled_from((-1000, 0))), draw(st.sampled_from((1000, 20)))),
            Component("attribute", -40, 30),
        ),
    )


@st.composite
def versioned(draw):
    from tests.domain.small_books import versions

    first = draw(books())
    if draw(st.booleans()):
        return versions(first, (draw(days), draw(books())))
    return versions(first)
