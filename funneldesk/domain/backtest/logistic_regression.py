"""Logistic regression with an L2 penalty, for the few columns a book has signals."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Newton's method needs about eight steps; halving comes in only where a step goes too far.
_STEPS = 100
_HALVINGS = 40
_ENOUGH = 1e-10


def logistic_regression(
    given: "NDArray[np.float64]", outcome: "NDArray[np.bool_]", weight: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Return the coefficient of each column of `given` (rows x columns) for how likely `outcome` is.

    The least of the weighted negative log-likelihood plus half the square of the coefficients (a ridge penalty of 1,
    none on the intercept), by Newton's method: Hastie, Tibshirani, Friedman, The Elements of Statistical
    Learning, 2nd ed., 4.4.1 and 18.4. The penalty makes the least unique as long as both outcomes are there.
    """
    columns = np.column_stack([np.ones(len(given)), given])
    penalty = np.ones(columns.shape[1])
    penalty[0] = 0.0
    happened = outcome.astype(np.float64)

    def loss(fitted: "NDArray[np.float64]") -> float:
        scores = columns @ fitted
        losses = weight @ (np.logaddexp(0.0, scores) - happened * scores)
        return float(losses + (penalty * fitted) @ fitted / 2)

    fitted = np.zeros(columns.shape[1])
    now = loss(fitted)
    for _step in range(_STEPS):
        chance = 0.5 * (1.0 + np.tanh(columns @ fitted / 2))
        slope = columns.T @ (weight * (chance - happened)) + penalty * fitted
        curvature = (columns.T * (weight * chance * (1 - chance))) @ columns + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        size = next((0.5**k for k in range(_HALVINGS) if loss(fitted - 0.5**k * step) <= now), 0.0)
        fitted = fitted - size * step
        now = loss(fitted)
        if size * np.abs(step).max() <= _ENOUGH:
            break
    return fitted[1:]
