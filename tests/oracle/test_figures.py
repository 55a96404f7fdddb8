"""The program's figures against the second opinion (`reference.py`), on small random companies."""

import random
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from funneldesk.cli.contents import contents_data
from funneldesk.cli.funnel import funnel_data
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.funnel.funnel import Mode
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.operations.contents import contents_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.scoring import explain_lead, find_leads, scores_on
from funneldesk.operations.stores import Store, open_reader
from tests.cli.running import CommandLine
from tests.oracle import reference, reference_credit, reference_funnel
from tests.oracle.desk import Desk, make_desk

DAYS = (date(2025, 7, 31), date(2026, 1, 15), date(2026, 7, 1))
VARIANTS = [
    pytest.param((1, {}), id="all-lists"),
    pytest.param((2, {"stated": True}), id="stages-stated"),
    pytest.param((3, {"sales": False}), id="marketing-only"),
    pytest.param((4, {"stated": True, "sales": False}), id="stated-without-sales"),
]


@pytest.fixture(scope="module", params=VARIANTS)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    seed, options = request.param
    return make_desk(CommandLine(tmp_path_factory.mktemp("desk") / "funneldesk.db"), seed, **options)


@pytest.fixture(scope="module")
def store(desk: Desk) -> Iterator[Store]:
    with open_reader(desk.line.store) as store:
        yield store


@pytest.fixture(scope="module")
def ids(desk: Desk, store: Store) -> dict[str, int]:
    """Return the program's id of every person on the lists."""
    found = {key: find_leads(store, f"tool:{key}") for key in desk.world.people}
    assert {len(one) for one in found.values()} == {1}
    return {key: one[0] for key, one in found.items()}


def test_scores(desk: Desk, store: Store, ids: dict[str, int]) -> None:
    facts, versions = facts_of(store), versions_of(store)
    for day in DAYS:
        found = scores_under(facts, in_force(facts, versions, day.toordinal()), day.toordinal())
        assert np.array_equal(scores_on(facts, versions, day.toordinal()).milli, found.milli)
        for key, person in desk.world.people.items():
            at = int(np.searchsorted(facts.lead_ids, ids[key]))
            expected = reference.score(desk.world, person, day.toordinal())
            assert found.total[at] == pytest.approx(expected.pop("total"), abs=0.002), (key, day)
            got = {name: column[at] / 1000 for name, column in found.components.items()}
            assert got == pytest.approx(expected, abs=0.002), (key, day)


def test_explanations_add_up(desk: Desk, store: Store, ids: dict[str, int]) -> None:
    day = DAYS[1].toordinal()
    for key in list(ids)[:4]:
        got = explain_lead(store, ids[key], day)
        assert got.total == pytest.approx(
            reference.score(desk.world, desk.world.people[key], day)["total"], abs=0.002
        )
        assert sum(line.points for line in got.lines) == pytest.approx(got.total)


def test_candidates_and_stage_dates(desk: Desk, store: Store, ids: dict[str, int]) -> None:
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
            assert got == dates, (key, day)
            assert stages.reached[:, at].tolist() == reached, (key, day)


def test_score_summary(desk: Desk) -> None:
    day = DAYS[1]
    got = desk.line.json("score", "--as-of", day)
    people = desk.world.people.values()
    expected = sum(reference.candidate_since(desk.world, p, day.toordinal()) is not None for p in people)
    assert got["candidates"] == expected
    assert sum(band["leads"] for band in got["bands"]) == got["leads"]


SPANS = ((None, None), (date(2025, 3, 1), date(2025, 9, 30)), (date(2025, 6, 1), None))


@pytest.mark.parametrize("mode", ["cohort", "period"])
def test_funnels(desk: Desk, store: Store, mode: Mode) -> None:
    for day in DAYS:
        for span in SPANS:
            days = tuple(None if at is None else at.toordinal() for at in span)
            got = funnel_data(funnel_of(store, day.toordinal(), mode=mode, from_day=days[0], to_day=days[1]))
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
def test_contents(desk: Desk, store: Store, window: int) -> None:
    for day in DAYS:
        got = contents_data(contents_of(store, day.toordinal(), window_days=window))
        expected = reference_funnel.contents(desk.world, day.toordinal(), window)
        found = {c["content"]: c for c in got["contents"] if c["touched_all"]}
        assert set(found) == {name for name, other in expected.items() if other["touched_all"]}
        for name, content in found.items():
            for part in ("touched", "deals", "touched_all", "baseline"):
                assert content[part] == pytest.approx(expected[name][part]), (name, part, day)


@pytest.mark.parametrize("window", [0, 60])
def test_credit(desk: Desk, store: Store, window: int) -> None:
    if "stage" in (desk.folder / "leads.csv").read_text(encoding="utf-8").splitlines()[0]:
        pytest.skip("deals of this company may be stated without a deal list")
    for day in DAYS:
        data = contents_data(contents_of(store, day.toordinal(), window_days=window))
        got = data["contents"] + ([data["uncredited"]] if data["uncredited"] else [])
        by_model, amounts = reference_credit.credit(desk.world, day.toordinal(), window)
        for model in reference_credit.MODELS:
            found = {c["content"]: c["credit"][model] for c in got if c["credit"][model]}
            assert found == pytest.approx({n: v for n, v in by_model[model].items() if v}), (model, day)
        assert {c["content"]: c["amount"] for c in got if c["amount"]} == pytest.approx(
            {name: amount for name, amount in amounts.items() if amount}, abs=0.01
        )
        for content in got:
            cost = desk.world.costs.get(content["content"])
            assert content["cost"] == (cost or None)
            roi = (content["amount"] - cost) / cost if cost else None
            assert content["roi"] == (None if roi is None else pytest.approx(roi))


def test_any_order_of_imports_gives_the_same_figures(line: CommandLine) -> None:
    desk = make_desk(line, 5, order=lambda names: random.Random(9).sample(names, len(names)))
    for day in DAYS:
        expected = reference_funnel.funnel(desk.world, day.toordinal())
        got = desk.line.json("funnel", "--as-of", day)
        for one, other in zip(got["stages"], expected, strict=True):
            assert_same_stage(one, other, day)
    assert desk.line.json("check")["differences"] == []
