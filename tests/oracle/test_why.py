"""Why a number moved, asked of the command line, against the second opinion on the same lists."""

from datetime import date

import pytest

from tests.cli.running import CommandLine
from tests.oracle import reference_why
from tests.oracle.desk import Desk, make_desk
from tests.oracle.reference_funnel import recorded

AS_OF = date(2026, 1, 15)
BEFORE, AFTER = (date(2025, 1, 1), date(2025, 6, 14)), (date(2025, 6, 15), date(2025, 12, 31))
SPANS = tuple(tuple(at.toordinal() for at in side) for side in (BEFORE, AFTER))


@pytest.fixture(scope="module", params=[(7, {"stated": True}), (3, {"sales": False})], ids=str)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    seed, options = request.param
    return make_desk(CommandLine(tmp_path_factory.mktemp("desk") / "funneldesk.db"), seed, **options)


def ask(desk: Desk, target: str, *more: str) -> dict:
    ranges = ["..".join(day.isoformat() for day in side) for side in (BEFORE, AFTER)]
    return desk.line.json(
        "why", "--from", ranges[0], "--to", ranges[1], "--target", target, "--as-of", AS_OF, *more
    )


@pytest.mark.parametrize("target", ["lead", "mql", "sal", "deal", "won", "amount"])
def test_parts_and_segments(desk: Desk, target: str) -> None:
    seen = dict(zip(("lead", "mql", "sal", "deal", "won"), recorded(desk.world), strict=True))
    if not seen["won" if target == "amount" else target]:
        return
    got, as_of = ask(desk, target), AS_OF.toordinal()
    sides = [reference_why.table(desk.world, as_of, span, target) for span in SPANS]
    assert [got["before"], got["after"]] == [float(side[-1]) for side in sides]
    volume, mix, *rates = reference_why.split([sides[0]], [sides[1]])[0]
    expected = [float(part) for part in (volume + mix, *rates)]
    assert [part["value"] for part in got["parts"]] == pytest.approx(expected, rel=1e-6, abs=1e-6)
    assert sum(part["value"] for part in got["parts"]) == pytest.approx(
        got["after"] - got["before"], abs=1e-6
    )
    for place, part in enumerate(got["parts"][1:], 1):
        if part["name"] != "amount" and sides[0][place - 1] and sides[1][place - 1]:
            counts = [int(side[at]) for side in sides for at in (place - 1, place)]
            assert part["chance"] == pytest.approx(reference_why.fisher(*counts))
            assert part["within_chance"] == (reference_why.fisher(*counts) >= 0.05)
    for by in ("source", "industry"):
        assert_segments(desk, got, by, target)


def assert_segments(desk: Desk, got: dict, by: str, target: str) -> None:
    as_of, people = AS_OF.toordinal(), desk.world.people
    values = sorted({person.value(by, as_of) for person in people.values()})
    tables = [
        [
            reference_why.table(
                desk.world, as_of, span, target, {k for k, p in people.items() if p.value(by, as_of) == value}
            )
            for value in values
        ]
        for span in SPANS
    ]
    expected = dict(zip(values, reference_why.split(*tables), strict=True))
    found = {one["value"] or "": one for one in got["segments"] if one["by"] == by}
    some = {value for place, value in enumerate(values) if tables[0][place][0] or tables[1][place][0]}
    assert set(found) == some
    for value, one in found.items():
        volume, mix, *rates = (float(part) for part in expected[value])
        assert [one["volume"], one["mix"], one["rate"]] == pytest.approx(
            [volume, mix, sum(rates)], rel=1e-6, abs=1e-6
        ), (by, value)


def test_mqls_that_came_to_later_phases(desk: Desk) -> None:
    got = {one["phase"]: one for one in ask(desk, "mql")["reached_phases"]}
    for phase, one in got.items():
        for side, span in zip(("before", "after"), SPANS, strict=True):
            n, k = reference_why.reached_phase(desk.world, AS_OF.toordinal(), span, phase)
            assert (one[side]["n"], one[side]["k"]) == (n, k), (phase, side)
    assert got or not any(kinds & set(desk.world.types.values()) for kinds in reference_why.PHASES.values())


def test_at_the_same_age_the_range_before_is_seen_as_it_was(desk: Desk) -> None:
    then = AS_OF.toordinal() - (SPANS[1][1] - SPANS[0][1])
    got = ask(desk, "mql", "--same-age")
    assert got["before_as_of"] == date.fromordinal(then).isoformat()
    days = (then, AS_OF.toordinal())
    expected = [
        reference_why.table(desk.world, day, span, "mql")[-1] for day, span in zip(days, SPANS, strict=True)
    ]
    assert [got["before"], got["after"]] == expected
