"""Books of a few lines, for tests that work out their figures by hand: `book(count_signal(...), ...)`."""

from dataclasses import replace

from funneldesk.domain.book.book import BookVersion, Component, Criterion, Kpi, Signal, Threshold
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.conditions import Activity, ActivityMatch
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.scoring.scores_in_force import scores_under

WIDE = tuple(Component(name, -1000, 1000) for name in ("behaviour", "attribute", "engagement"))
BANDS = {
    "acceptance_rate": (0.35, 0.45),
    "deal_creation_rate": (0.5, 0.6),
    "win_rate": (0.2, 0.3),
    "deal_rate": (0.175, 0.27),
}


def counting(points, *kinds, name="s", component="behaviour", **rest):
    """A signal that counts activities of these kinds."""
    match = rest.pop("match", ActivityMatch(kinds=kinds))
    return Signal(name, component, name, points, counts=match, **rest)


def judging(points, condition, name="t", component="attribute"):
    return Signal(name, component, name, points, test=condition)


def book(*signals, mql=None, disqualified=None, points=60.0, leave=45.0, operator="ge", **rest):
    """A book of these signals; `mql` and `disqualified` are conditions. No other part matters to figures."""
    criteria = tuple(
        Criterion(target, target, when, "", "")
        for target, when in (("mql", mql), ("disqualified", disqualified))
        if when is not None
    )
    return replace(
        starter_book("en"),
        signals=signals,
        criteria=criteria,
        threshold=Threshold("t", points, operator, leave, rest.pop("also", None), ""),
        components=rest.pop("components", WIDE),
        kpis=tuple(Kpi(code, code, code, "", "", "", *band) for code, band in BANDS.items()),
        maturity_days=rest.pop("maturity_days", {"sal": 30, "deal": 60, "won": 120}),
        **rest,
    )


def versions(*books):
    """Versions in force from the days given: `versions(book)` or `versions((0, book), (day, other))`."""
    pairs = [pair if isinstance(pair, tuple) else (0, pair) for pair in books]
    return tuple(
        BookVersion(number, one, f"sha{number}", "", from_day) for number, (from_day, one) in enumerate(pairs)
    )


def scores_in_force(facts, the_versions, day):
    """Everybody's score on a day, under the version that decides about each."""
    return scores_under(facts, in_force(facts, the_versions, day), day)


def did(*kinds, within=None, at_least=1, **match):
    return Activity(ActivityMatch(kinds=kinds, **match), at_least, within)
