"""The split of a difference: parts add up whatever the counts, and say what a person would say."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.funnel.decomposition import decompose, in_units
from tests.oracle import reference_why


@st.composite
def cohorts(draw):
    """Draw two cohorts of the same segments and stages, each stage a part of the one before, zeros included."""
    segments, stages = draw(st.integers(1, 5)), draw(st.integers(1, 5))

    def side():
        rows = []
        for _ in range(segments):
            row = [draw(st.integers(0, 2000))]
            for _ in range(stages - 1):
                row.append(draw(st.integers(0, row[-1])))
            rows.append(row)
        return np.array(rows, np.int64)

    return side(), side()


@given(cohorts())
def test_parts_add_up_to_the_difference(sides):
    before, after = sides
    found = decompose(before, after)
    assert np.isfinite(found.parts).all()
    change = after[:, -1] - before[:, -1]
    assert found.by_segment == pytest.approx(change, abs=1e-6)
    assert found.by_factor.sum() == pytest.approx(change.sum(), abs=1e-6)


@given(cohorts())
def test_the_way_back_undoes_the_way_there(sides):
    there, back = decompose(*sides), decompose(*reversed(sides))
    assert there.parts == pytest.approx(-back.parts, abs=1e-6)


@given(cohorts())
def test_one_segment_has_no_mix(sides):
    before, after = (side.sum(axis=0, keepdims=True) for side in sides)
    assert decompose(before, after).parts[:, 1] == pytest.approx(0, abs=1e-9)


def test_each_factor_alone():
    """Where only one thing changed, it did everything."""
    before = np.array([[100, 40, 10], [100, 20, 10]])
    doubled = decompose(before, before * 2).by_factor
    assert doubled == pytest.approx([20, 0, 0, 0])
    mixed = decompose(before, np.array([[150, 60, 15], [50, 10, 5]])).by_factor
    assert mixed == pytest.approx([0, 0, 0, 0], abs=1e-9)  # both segments win 10 % in the end
    better = decompose(before, np.array([[100, 80, 20], [100, 20, 10]])).by_factor
    assert better == pytest.approx([0, 0, 10, 0])


def test_against_figures_by_hand():
    """SEO: 100 leads at 41 % become 240 at 28 %; others 100 at 30 % become 80 at 30 %."""
    before, after = np.array([[100, 41], [100, 30]]), np.array([[240, 67.2], [80, 24]])
    weights = [(67.2 - 41) / np.log(67.2 / 41), (24 - 30) / np.log(24 / 30)]
    volume = np.log(320 / 200)
    expected = [
        [weights[0] * volume, weights[0] * np.log(0.75 / 0.5), weights[0] * np.log(0.28 / 0.41)],
        [weights[1] * volume, weights[1] * np.log(0.25 / 0.5), 0],
    ]
    assert decompose(before, after).parts == pytest.approx(np.array(expected), abs=1e-9)


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=8), st.sampled_from([1.0, 0.1]))
def test_shown_parts_add_up_as_well(parts, unit):
    total = sum(parts)
    shown = in_units(np.array(parts), total, unit)
    assert shown.sum() == pytest.approx(round(total / unit) * unit, abs=1e-6)
    assert np.abs(shown - parts).max() < unit * (1 + 1e-9)


@given(cohorts())
def test_against_the_second_opinion_with_fifty_digits(sides):
    expected = reference_why.split(*([[Decimal(int(n)) for n in row] for row in side] for side in sides))
    found = decompose(*sides).parts
    assert found == pytest.approx(np.array(expected, np.float64), rel=1e-6, abs=1e-6)


@given(st.integers(0, 10**12), st.integers(0, 10**15), st.integers(0, 10**12), st.integers(0, 10**15))
def test_amounts_add_up_to_the_last_unit(wins, amount, more_wins, more_amount):
    """Whatever a win brings: 1e-9 in place of no win at all would be millions."""
    before = [[10**12, wins, amount if wins else 0]]
    after = [[10**12, more_wins, more_amount if more_wins else 0]]
    found = decompose(np.array(before), np.array(after)).parts
    change = after[0][-1] - before[0][-1]
    # A number of 10**15 has no digits beyond eighths: of such sums the last unit is all that can be asked.
    assert found.sum() == pytest.approx(change, rel=1e-9, abs=0.4 + 5e-16 * max(amount, more_amount))


def test_nothing_on_both_sides_is_explained_by_nothing():
    assert not decompose(np.array([[50, 9, 0]]), np.array([[80, 20, 0]])).parts.any()


def test_a_segment_that_is_new_came_by_mix_and_volume_alone():
    before, after = np.array([[100, 20], [0, 0]]), np.array([[100, 20], [50, 10]])
    new = decompose(before, after).parts[1]
    assert new.sum() == pytest.approx(10)
    assert new[2] == pytest.approx(0)  # it has no rate before to have changed from


def test_a_million_leads_and_a_difference_of_one():
    parts = decompose(np.array([[10**6, 10**6 - 1]]), np.array([[10**6, 10**6]])).parts
    assert parts == pytest.approx(np.array([[0, 0, 1]]), abs=1e-6)
