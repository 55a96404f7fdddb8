"""The program's figures against the second opinion (`reference.py`), on small random companies."""

import random
from datetime import date

import numpy as np
import pytest

from funneldesk.domain.candidates import candidate_since
from funneldesk.domain.moment import NEVER
from funneldesk.domain.stages import stage_days
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.stores import open_reader
from tests.cli.running import CommandLine
from tests.oracle import reference, reference_funnel
from tests.oracle.desk import Desk, make_desk

DAYS = (date(2025, 7, 31), date(2026, 1, 15), date(2026, 7, 1))
VARIANTS = [
    pytest.param(1, {}, id="all-lists"),
    pytest.param(2, {"stated": True}, id="stages-stated"),
    pytest.param(3, {"sales": False}, id="marketing-only"),
    pytest.param(4, {"stated": True, "sales": False}, id="stated-without-sales"),
]


@pytest.fixture(params=VARIANTS)
def desk(request: pytest.FixtureRequest, line: CommandLine) -> Desk:
    seed, options = request.param
    return make_desk(line, seed, **options)


def lead_ids(desk: Desk) -> dict[str, int]:
    """Return the program's id of every person on the lists."""
    found = {}
    for key in desk.world.people:
        found[key] = desk.line.json("explain", f"tool:{key}", "--as-of", DAYS[-1].isoformat())["lead"]
    return found


def test_scores(desk: Desk) -> None:
    for day in DAYS:
        for key, person in list(desk.world.people.items())[:15]:
            expected = reference.score(desk.world, person, day.toordinal())
            got = desk.line.json("explain", f"tool:{key}", "--as-of", day.isoformat())
            assert got["total"] == pytest.approx(expected.pop("total"), abs=0.002), (key, day)
            assert got["components"] == pytest.approx(expected, abs=0.002), (key, day)


def test_candidates_and_stage_dates(desk: Desk) -> None:
    ids = lead_ids(desk)
    assert len(set(ids.values())) == len(ids)
    with open_reader(desk.line.store) as store:
        facts, versions = facts_of(store), versions_of(store)
        assert sorted(ids.values()) == facts.lead_ids.tolist()
        for day in DAYS:
            as_of = day.toordinal()
            since = candidate_since(facts, versions, as_of)
            stages = stage_days(facts, versions, as_of)
            for key, person in desk.world.people.items():
                at = int(np.searchsorted(facts.lead_ids, ids[key]))
                expected = reference.candidate_since(desk.world, person, as_of)
                assert since[at] == (NEVER if expected is None else expected), (key, day)
                dates, reached, _own = reference.stage_days(person, as_of)
                got = [None if d == NEVER else d for d in stages.day[:, at].tolist()]
                assert got[1:] == dates[1:], (key, day)
                assert stages.reached[1:, at].tolist() == reached[1:], (key, day)


def test_score_summary(desk: Desk) -> None:
    for day in DAYS[1:]:
        as_of = day.toordinal()
        got = desk.line.json("score", "--as-of", day.isoformat())
        people = desk.world.people.values()
        expected = sum(reference.candidate_since(desk.world, p, as_of) is not None for p in people)
        assert got["candidates"] == expected
        assert sum(band["leads"] for band in got["bands"]) == got["leads"]


SPANS = ((None, None), (date(2025, 3, 1), date(2025, 9, 30)), (date(2025, 6, 1), None))


@pytest.mark.parametrize("mode", ["cohort", "period"])
def test_funnels(desk: Desk, mode: str) -> None:
    for day in DAYS:
        for span in SPANS:
            options = [x for name, at in zip(("--from", "--to"), span, strict=True) if at for x in (name, at)]
            got = desk.line.json("funnel", "--mode", mode, "--as-of", day, *options)
            days = tuple(None if at is None else at.toordinal() for at in span)
            expected = reference_funnel.funnel(desk.world, day.toordinal(), mode, days)
            for one, other in zip(got["stages"], expected, strict=True):
                assert_same_stage(one, other, (mode, day, span))
            lost = reference_funnel.bottleneck(expected)
            assert (got["bottleneck"] and got["bottleneck"]["stage"]) == (lost and lost[0])
            if lost:
                assert got["bottleneck"]["gain"] == pytest.approx(lost[1])


def assert_same_stage(got: dict, expected: dict, where: object) -> None:
    for name in ("stage", "count", "recorded", "skipped", "undated", "n", "k", "verdict", "sure", "needed"):
        assert got[name] == expected.get(name), (name, where, got, expected)
    for name in ("rate", "low", "high", "mature", "median_days"):
        if expected.get(name) is None:
            assert got[name] is None, (name, where, got, expected)
        else:
            assert got[name] == pytest.approx(expected[name]), (name, where, got, expected)
    band = expected.get("band")
    assert got["band"] == (pytest.approx(list(band)) if band else None)


def test_groups_by_source(desk: Desk) -> None:
    day = DAYS[-1]
    got = desk.line.json("funnel", "--by", "source", "--as-of", day)
    people = desk.world.people
    sources = {p.value("source", day.toordinal()) for p in people.values()}
    assert {g["value"] or "" for g in got["groups"]} == sources
    for group in got["groups"]:
        keys = {k for k, p in people.items() if p.value("source", day.toordinal()) == (group["value"] or "")}
        expected = reference_funnel.funnel(desk.world, day.toordinal(), keys=keys)
        for one, other in zip(group["stages"], expected, strict=True):
            assert_same_stage(one, other, group["value"])


@pytest.mark.parametrize("window", [0, 30, 180])
def test_contents(desk: Desk, window: int) -> None:
    for day in DAYS:
        got = desk.line.json("contents", "--window", window, "--as-of", day)
        expected = reference_funnel.contents(desk.world, day.toordinal(), window)
        found = {c["content"]: c for c in got["contents"] if c["touched_all"]}
        assert set(found) == set(expected)
        for name, other in expected.items():
            assert (found[name]["touched"], found[name]["deals"]) == (other["touched"], other["deals"]), (
                name,
                day,
            )


def test_any_order_of_imports_gives_the_same_figures(line: CommandLine) -> None:
    desk = make_desk(line, 5, order=lambda names: random.Random(9).sample(names, len(names)))
    for day in DAYS:
        expected = reference_funnel.funnel(desk.world, day.toordinal())
        got = desk.line.json("funnel", "--as-of", day)
        for one, other in zip(got["stages"], expected, strict=True):
            assert_same_stage(one, other, day)
    assert desk.line.json("check")["differences"] == []
