"""Each value once, in order, as `numpy.unique` has it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.unique import unique


@given(st.lists(st.integers(-5, 5)))
def test_each_value_stands_once_in_order(values):
    assert unique(np.array(values, np.int32)).tolist() == sorted(set(values))


@pytest.mark.parametrize("kind", ["int8", "int32", "int64", "uint64", "bool"])
def test_the_type_stays(kind):
    assert unique(np.array([1, 0, 1], kind)).dtype == np.dtype(kind)


def test_a_table_is_taken_as_one_row():
    assert unique(np.array([[3, 1], [1, 2]])).tolist() == [1, 2, 3]
