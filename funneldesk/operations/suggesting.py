"""Suggesting weights: learned from earlier month-ends, judged on later ones, never applied by itself."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.backtest.logistic_regression import logistic_regression
from funneldesk.domain.backtest.panel import panels
from funneldesk.domain.backtest.samples import sample, split_by_time
from funneldesk.domain.backtest.suggestion import (
    LEAST_OUTCOMES,
    Suggestion,
    inputs,
    outcomes,
    row_weights,
    suggestion,
    whole_points,
)
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.answered import answered
from funneldesk.operations.backtest import known_facts
from funneldesk.operations.tasks import NO_TASK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from funneldesk.domain.backtest.samples import Sample
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store


def suggest_weights(store: "Store", book: "Book", as_of: int, task: "Task" = NO_TASK) -> Suggestion:
    """Return suggested points for a book as of a day; UserError where too little happened to learn from."""
    return answered(store, task, _suggested, book, as_of)


def _suggested(store: "Store", task: "Task", book: "Book", as_of: int) -> Suggestion:
    return suggested_for(known_facts(store, [book], task), book, as_of, task)


def suggested_for(facts: "Facts", book: "Book", as_of: int, task: "Task" = NO_TASK) -> Suggestion:
    """Return suggested points from facts as known."""
    (panel,) = panels(facts, [book], as_of, task.report)
    whole = sample(facts, book, panel, task.report)
    early, late = split_by_time(whole.panel)
    learned, tested = whole.where(early), whole.where(late)
    _require_outcomes(learned, tested)
    points = whole_points(learned, book, _coefficients(learned, book))
    if points is None:
        raise UserError(
            "no_suggestion",
            _("No signal of this book goes with deals, so no weights can be suggested."),
            _("Add signals for what leads did before their deal."),
        )
    return suggestion(learned, tested, book, points)


def _require_outcomes(learned: "Sample", tested: "Sample") -> None:
    for given, words in (
        (learned, _("To learn weights from there are %(deals)s leads with a deal and %(others)s without.")),
        (tested, _("To judge weights on there are %(deals)s leads with a deal and %(others)s without.")),
    ):
        deals, others = outcomes(given)
        if min(deals, others) < LEAST_OUTCOMES:
            least = _(
                "Weights are suggested from %(least)s leads of each kind on. Import older lists, or wait."
            )
            raise UserError(
                "too_few_outcomes",
                words % {"deals": deals, "others": others},
                least % {"least": LEAST_OUTCOMES},
            )


def _coefficients(learned: "Sample", book: "Book") -> "NDArray[np.float64]":
    """Return the coefficient of each signal by logistic regression with an L2 penalty (C = 1), scales undone.

    Signals are brought to standard deviation one before, so that the penalty is fair to all.
    """
    given = inputs(learned, book)
    weight = row_weights(learned.panel.lead)
    mean = np.average(given, axis=0, weights=weight)
    spread = np.sqrt(np.average((given - mean) ** 2, axis=0, weights=weight))
    scale = np.where(spread > 0, spread, 1.0)
    fitted = logistic_regression((given - mean) / scale, learned.panel.deal, weight)
    coefficients: NDArray[np.float64] = np.where(spread > 0, fitted / scale, 0.0)
    return coefficients
