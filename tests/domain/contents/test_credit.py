"""Six ways to share a deal among the contents of its path."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.contents import markov
from funneldesk.domain.contents.content_results import contents
from funneldesk.domain.contents.contents import CREDIT_MODELS
from funneldesk.domain.contents.markov import removal_effects
from funneldesk.domain.contents.paths import Paths, conversions, paths_to
from funneldesk.domain.funnel.stages import stage_days
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, versions

TODAY = day("2026-11-20")
BOOK = book()


def touched(*touches, deals=()):
    """A lead who touched contents so many days ago: touched((9, "a"), (5, "b"))."""
    return person(TODAY - 900, *((TODAY - ago, "view", key) for ago, key in touches), deals=list(deals))


def credit(*people, window=180, digits=4):
    found = facts(*people)
    result = contents(found, stage_days(found, versions(BOOK), TODAY), BOOK, window)
    return {
        model: {c.content: round(c.credit[model], digits) for c in result.contents if c.credit[model]}
        for model in CREDIT_MODELS
    }


def path_of(someone, window=180):
    """The path to each deal, as text."""
    found = facts(someone)
    days = stage_days(found, versions(BOOK), TODAY)
    paths = paths_to(found, np.ones(1, np.bool_), conversions(found, days), TODAY, window)
    texts = [""] * paths.count
    for path, content in zip(paths.path, paths.content, strict=True):
        texts[path] += found.contents[content].key
    return texts


def test_a_path_holds_the_touches_of_the_window_before_the_deal():
    steps = [(191, "a"), (190, "b"), (100, "c"), (10, "d"), (9, "e")]
    assert path_of(touched(*steps, deals=[Deal(TODAY - 10)])) == ["bcd"]
    assert path_of(touched(*steps, deals=[Deal(TODAY - 10)]), window=0) == ["abcd"]


def test_repeats_in_a_row_are_one_step():
    assert path_of(touched((9, "a"), (8, "a"), (7, "b"), (6, "a"), deals=[Deal(TODAY)])) == ["aba"]


def test_a_second_deal_begins_after_the_first():
    two = touched((30, "a"), (20, "b"), (15, "c"), (10, "d"), deals=[Deal(TODAY - 20), Deal(TODAY - 5)])
    assert path_of(two) == ["ab", "cd"]
    same_day = touched((30, "a"), deals=[Deal(TODAY - 20), Deal(TODAY - 20)])
    assert path_of(same_day) == ["a", ""]


def test_a_deal_without_an_opening_date_is_that_of_its_winning():
    assert path_of(touched((30, "a"), (2, "b"), deals=[Deal(None, TODAY - 10)])) == ["a"]
    assert path_of(touched((30, "a"), deals=[Deal(None)])) == [""]


def test_a_lead_list_that_only_says_deal_makes_one_deal():
    someone = person(TODAY - 90, (TODAY - 30, "view", "a"), claims=[("deal", TODAY - 10)])
    assert path_of(someone) == ["a"]


def test_first_last_linear_position_and_decay_by_hand():
    found = credit(touched((14, "a"), (7, "b"), (0, "c"), deals=[Deal(TODAY)]))
    assert found["first"] == {"a": 1}
    assert found["last"] == {"c": 1}
    assert found["linear"] == {"a": 0.3333, "b": 0.3333, "c": 0.3333}
    assert found["position"] == {"a": 0.4, "b": 0.2, "c": 0.4}
    assert found["decay"] == {"a": 0.1429, "b": 0.2857, "c": 0.5714}  # 1 : 2 : 4


def test_position_of_one_two_and_four():
    assert credit(touched((9, "a"), deals=[Deal(TODAY)]))["position"] == {"a": 1}
    assert credit(touched((9, "a"), (8, "b"), deals=[Deal(TODAY)]))["position"] == {"a": 0.5, "b": 0.5}
    four = credit(touched((9, "a"), (8, "b"), (7, "c"), (6, "a"), deals=[Deal(TODAY)]))
    assert four["position"] == {"a": 0.8, "b": 0.1, "c": 0.1}


def test_decay_survives_touches_of_ten_years_ago():
    old = credit(touched((3900, "a"), (3893, "b"), deals=[Deal(TODAY)]), window=0)
    assert old["decay"] == {"a": 0.3333, "b": 0.6667}


def test_markov_by_hand():
    # Paths: a b deal; a nothing; b nothing. Start: a 2/3, b 1/3. a -> b 1/2, a -> end 1/2; b -> deal 1/2.
    # Conversion: v(b) = 1/2, v(a) = 1/4; P = 2/3 * 1/4 + 1/3 * 1/2 = 1/3.
    # Without a: 1/3 * 1/2 = 1/6, effect 1/2. Without b: 0, effect 1. Shares of the deal: 1/3 and 2/3.
    people = [touched((9, "a"), (8, "b"), deals=[Deal(TODAY)]), touched((9, "a")), touched((9, "b"))]
    assert credit(*people)["markov"] == {"a": 0.3333, "b": 0.6667}


def test_many_contents_share_one_state_of_the_chain(monkeypatch):
    people = [touched((9, "a"), (8, "b"), deals=[Deal(TODAY)]), touched((9, "a")), touched((9, "b"))]
    rare = [touched((9, "a"), (8, "x"), deals=[Deal(TODAY)]), touched((9, "y")), touched((8, "y"), (7, "x"))]
    exact = credit(*people, *rare)["markov"]
    monkeypatch.setattr(markov, "MOST_STATES", 1)
    found = credit(*people, *rare)["markov"]
    assert sum(found.values()) == pytest.approx(2, abs=1e-3)
    assert found.keys() == exact.keys()
    monkeypatch.setattr(markov, "MOST_STATES", 4)
    assert credit(*people, *rare)["markov"] == exact


def _removed_slowly(paths, without, contents, removed):
    """Walk the chain until nothing moves: the probability to convert when `removed` leads nowhere."""
    moves = {}
    for path, end in [(p, "deal") for p in paths] + [(p, "none") for p in without]:
        for here, there in zip(["start", *path], [*path, end], strict=True):
            moves.setdefault(here, []).append(there)
    at = {"start": 1.0}
    converted = 0.0
    for _ in range(400):
        following = {}
        for place, share in at.items():
            for there in moves[place]:
                part = share / len(moves[place])
                if there == "deal":
                    converted += part
                elif there not in ("none", removed):
                    following[there] = following.get(there, 0.0) + part
        at = following
    return converted


def _as_paths(lists):
    path = [n for n, steps in enumerate(lists) for _ in steps]
    steps = np.array([step for steps in lists for step in steps], np.int32)
    return Paths(len(lists), np.array(path, np.int64), steps, np.zeros(len(path), np.int32))


steps_of_a_path = st.lists(st.integers(0, 3), min_size=1, max_size=4).map(
    lambda steps: [s for n, s in enumerate(steps) if n == 0 or s != steps[n - 1]]
)


@given(st.lists(steps_of_a_path, min_size=1, max_size=4), st.lists(steps_of_a_path, max_size=4))
def test_removal_effects_agree_with_walking_the_chain(paths, without):
    effects = removal_effects(_as_paths(paths), lambda: [_as_paths(without)], 4)
    whole = _removed_slowly(paths, without, 4, None)
    for content in range(4):
        left = _removed_slowly(paths, without, 4, content)
        assert effects[content] == pytest.approx(1 - left / whole, abs=1e-6)


@pytest.mark.parametrize(
    "case", json.loads(Path(__file__).with_name("attribution_paths.json").read_text("utf-8"))
)
def test_every_model_agrees_with_an_independent_library(case):
    # Made by attribution_paths.py, which says how the definitions differ and what was asked.
    ours = credit(
        *(touched(*steps, deals=[Deal(TODAY)]) for steps in case["with_deal"]),
        *(touched(*steps) for steps in case["without"]),
        digits=9,
    )
    assert ours.keys() == case["credit"].keys() == set(CREDIT_MODELS)
    for model, theirs in case["credit"].items():
        assert ours[model] == pytest.approx({content: value for content, value in theirs.items() if value}), (
            model
        )
        assert sum(ours[model].values()) == pytest.approx(len(case["with_deal"])), model
