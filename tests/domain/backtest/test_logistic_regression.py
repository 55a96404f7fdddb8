"""Logistic regression: the slope of its loss is zero, and it agrees with an independent library."""

import numpy as np
import pytest

from funneldesk.domain.backtest.logistic_regression import logistic_regression


def cases(seed, rows=400, columns=5):
    """Return columns, outcomes that depend on the first of them, and weights."""
    random = np.random.default_rng(seed)
    given = random.normal(size=(rows, columns))
    outcome = random.random(rows) < 1 / (1 + np.exp(1.5 - 2 * given[:, 0]))
    return given, outcome, random.integers(1, 4, rows) / 3


@pytest.mark.parametrize("seed", range(5))
def test_it_agrees_with_an_independent_library(seed):
    models = pytest.importorskip("sklearn.linear_model")
    given, outcome, weight = cases(seed)
    model = models.LogisticRegression(C=1.0, max_iter=10_000, tol=1e-10)
    model.fit(given, outcome, sample_weight=weight)
    assert logistic_regression(given, outcome, weight) == pytest.approx(model.coef_[0], abs=1e-6)


def test_what_separates_both_outcomes_wholly_gets_a_finite_coefficient():
    given = np.array([[-1.0], [-1.0], [1.0], [1.0]])
    # With weights of one the least lies where 4 / (1 + exp(x)) = x.
    (found,) = logistic_regression(given, np.array([False, False, True, True]), np.ones(4))
    assert 4 / (1 + np.exp(found)) == pytest.approx(found)


def test_columns_that_say_the_same_share_the_coefficient():
    given, outcome, weight = cases(1, columns=1)
    one, other = logistic_regression(np.hstack([given, given]), outcome, weight)
    assert one == pytest.approx(other)


def test_columns_far_from_any_outcome_do_not_throw_it_off():
    given = np.array([[0.0], [1e4], [2e4], [-3e4]])
    found = logistic_regression(given, np.array([True, False, True, False]), np.ones(4))
    assert np.isfinite(found).all()
