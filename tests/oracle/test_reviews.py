"""A year of reviews, month by month; each hypothesis judged a second time from the lists alone."""

from datetime import date
from fractions import Fraction

import pytest

from tests.cli.running import CommandLine
from tests.oracle.desk import Desk, make_desk
from tests.oracle.reference import STAGES, stage_days, wilson
from tests.oracle.reference_funnel import funnel

FIRST = date(2025, 2, 10)
MONTHS = 12
#: kind, stage, stage before, target, months until it is due.
ASKED = (
    ("count", "mql", "", 4, 1),
    ("count", "sal", "", 60, 2),
    ("rate", "sal", "mql", 30, 3),
    ("rate", "deal", "sal", 80, 1),
    ("rate", "won", "deal", 5, 4),
)


@pytest.fixture(scope="module", params=[11, 7])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(CommandLine(tmp_path_factory.mktemp("year") / "funneldesk.db"), request.param)


def month(after: int) -> date:
    at = FIRST.year * 12 + FIRST.month - 1 + after
    return date(at // 12, at % 12 + 1, FIRST.day)


def second_opinion(desk: Desk, one: tuple, begun: date, until: date, as_of: date, upward: bool) -> str:
    """Return kept, not_kept or open, in loops, by the rule that stands with `judge`."""
    kind, name, _before, target, _months = one
    span = (begun.toordinal() + 1, until.toordinal())
    stage = next(s for s in funnel(desk.world, as_of.toordinal(), "period", span) if s["stage"] == name)

    def reaches(value: Fraction) -> bool:
        goal = Fraction(target) if kind == "count" else Fraction(target, 100)
        return value >= goal if upward else value <= goal

    over = as_of >= until
    if kind == "count":
        days = [stage_days(person, as_of.toordinal()) for person in desk.world.people.values()]
        place = STAGES.index(name)
        count = sum(d[0][place] is not None and span[0] <= d[0][place] <= span[1] for d in days)
        assert count == stage["count"]
        if reaches(Fraction(count)) == upward or over:
            return "kept" if reaches(Fraction(count)) else "not_kept"
        return "open"
    if not over or not stage["n"]:
        return "open"
    n, k, young = stage["n"], stage["k"], round(stage["n"] / stage["mature"]) - stage["n"]
    ends = {reaches(Fraction(k + more, n + young)) for more in range(young + 1)}
    if len(ends) > 1:
        return "open"
    kept = reaches(Fraction(k, n))
    sure = all(reaches(Fraction(end)) == kept for end in wilson(k, n))
    return "open" if n < 30 and not sure else "kept" if kept else "not_kept"


def test_every_review_of_a_year_says_what_the_lists_say(desk: Desk) -> None:
    supposed: dict[int, tuple] = {}
    settled: set[int] = set()
    said: list[str] = []
    for after in range(MONTHS):
        at = month(after)
        review = desk.line.json("review", "begin", "--as-of", at)
        judged = {found["item"]: found for found in review["judged"]}
        assert set(judged) == set(supposed) - settled
        for item, found in judged.items():
            one, begun, until = supposed[item]
            expected = second_opinion(desk, one, begun, until, at, found["upward"])
            assert found["verdict"] == expected, (at, one, found)
            said.append(expected)
            if expected != "open":
                settled.add(item)
        for one in ASKED:
            kind, stage, before, target, months = one
            until = month(after + months)
            words = ["--previous", before] if before else []
            got = desk.line.json(
                "review", "suppose", review["review"], "more", "--kind", kind, "--stage", stage, *words, "--target",
                target, "--until", until,
            )  # fmt: skip
            supposed[got["item"]] = (one, at, until)
        desk.line.json("review", "close", review["review"], "--as-of", at)
    assert {"kept", "not_kept", "open"} <= set(said)
