"""What may be told where only sums are published: checked by linear algebra, which knows nothing of the search."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.team.levels import FEWEST_TOLD
from funneldesk.domain.team.small_numbers import what_is_told

#: Three cells, each a part of the one before, and every question about them.
NESTED = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, -1, 0], [0, 1, -1], [1, 0, -1]], np.int8)


def is_small(number):
    return 0 < abs(number) < FEWEST_TOLD


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([100, 40, 10], [True, True, True]),
        ([100, 40, 3], [True, True, False]),
        ([100, 98, 10], [True, False, True]),  # two who did not go on
        ([100, 40, 0], [True, True, True]),  # nobody is no small number
        ([100, 100, 98], [True, True, False]),
        ([4, 2, 1], [False, False, False]),
    ],
)
def test_one_row(cells, told):
    assert what_is_told(cells, (), NESTED).total.tolist() == told


def test_one_group_left_out_is_not_the_total_less_the_others():
    groups = [[50, 20, 3], [40, 20, 10], [30, 15, 8]]
    told = what_is_told([120, 55, 21], [groups], NESTED).groups[0]
    left_out = [row[2] for row, is_told in zip(groups, told[:, 2].tolist(), strict=True) if not is_told]
    assert len(left_out) > 1
    assert sum(left_out) >= FEWEST_TOLD


def test_a_total_that_is_left_out_is_not_the_sum_of_its_groups():
    told = what_is_told([100, 98, 20], [[[60, 60, 12], [40, 38, 8]]], NESTED)
    assert not told.total[1]
    assert not told.groups[0][:, 1].all()


def derivable(known, wanted):
    """Whether a sum of unknowns follows from others: it lies in the space they span."""
    if not len(known):
        return False
    solution = np.linalg.lstsq(known.T, wanted, rcond=None)[0]
    return np.allclose(known.T @ solution, wanted, atol=1e-6)


PEOPLE = st.integers(0, 12)
#: People by source (3) and industry (2): how many got to each stage and no further.
LEADS = st.lists(st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE), min_size=2, max_size=2), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(LEADS)
def test_no_small_number_follows_from_what_is_told(leads):
    furthest = np.array(leads)
    cells = furthest[:, :, ::-1].cumsum(axis=2)[:, :, ::-1]
    by_source, by_industry = cells.sum(axis=1), cells.sum(axis=0)
    told = what_is_told(cells.sum(axis=(0, 1)).tolist(), [by_source.tolist(), by_industry.tolist()], NESTED)
    unknowns = np.arange(cells.size).reshape(cells.shape)

    def row(places, signs):
        found = np.zeros(cells.size)
        for cell, sign in enumerate(signs):
            found[unknowns[places][..., cell].ravel()] += sign
        return found

    known = [row(np.s_[:, :], np.eye(3)[cell]) for cell in range(3) if told.total[cell]]
    groups = [(0, np.s_[one : one + 1, :], one) for one in range(cells.shape[0])]
    groups += [(1, np.s_[:, one : one + 1], one) for one in range(cells.shape[1])]
    for place, where, one in groups:
        known += [row(where, np.eye(3)[cell]) for cell in range(3) if told.groups[place][one, cell]]
    matrix = np.array(known)
    for where in [np.s_[:, :], *(group[1] for group in groups)]:
        for question in NESTED:
            answer = int((question * cells[where].sum(axis=(0, 1))).sum())
            if is_small(answer):
                assert not derivable(matrix, row(where, question)), (where, question, answer)
