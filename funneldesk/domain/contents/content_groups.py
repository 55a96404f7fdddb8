"""The same rates of whole sets of contents: by phase, by type, by theme.

A set is touched by whoever touched any content of it. So n, k and the baseline of others are those of one content
(DESIGN 6) with its touches relabelled: the first touch of the set decides who is counted and how old it is, any touch
of the set before the deal counts. The days a touch must be old are those of the page.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.contents.content_rates import Part, asked_about, content_rates, people_of
from funneldesk.domain.contents.content_results import Worth, results, worth_of_contents
from funneldesk.domain.contents.contents import ContentResult
from funneldesk.domain.contents.crediting import credited
from funneldesk.domain.facts import Content, Facts, Int32, Int64
from funneldesk.domain.fields import CONTENT_TYPES, PHASES
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.scoring.matching import Float

By = Literal["phase", "type", "theme"]
BYS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """The values contents have, in the order people think of them ("": none said); `of`: each content's."""

    values: tuple[str, ...]
    of: Int32

    def total(self, worth: Float | Int64) -> Float:
        """Return the sums over the contents of each set."""
        return np.bincount(self.of, worth, minlength=len(self.values)).astype(np.float64, copy=False)


def sets_of(facts: Facts, by: By) -> Sets:
    """Return the sets of contents by a field."""
    said = [_value(content, by) for content in facts.contents]
    order = {"phase": PHASES, "type": CONTENT_TYPES, "theme": ()}[by]
    values = sorted(set(said), key=lambda v: (v == "", order.index(v) if v in order else len(order), v))
    return Sets(tuple(values), np.array([values.index(value) for value in said], np.int32))


def content_groups(
    facts: Facts, days: StageDays, book: Book, window_days: int, *, by: By, period: Period = EVERYTHING
) -> tuple[ContentResult, ...]:
    """Return the result of each set as if it were one content: `content` is its value, "" where none is said."""
    sets, asked = sets_of(facts, by), asked_about(facts, days, book, window_days, period)
    rates = content_rates(facts, days, asked, sets.of, len(sets.values))
    shared = credited(facts, days, window_days)
    single = worth_of_contents(facts, shared)
    has_cost = single.cost > 0
    worth = Worth(
        {model: sets.total(values) for model, values in single.credit.items()},
        sets.total(single.amount),
        shared.paid_sets(sets.of, len(sets.values)),
        sets.total(single.cost).astype(np.int64),
        sets.total(np.where(has_cost, single.credit["linear"], 0.0)),
        sets.total(np.where(has_cost, single.amount, 0.0)),
    )
    return tuple(results([Content(value, "") for value in sets.values], rates, worth))


def group_members(
    facts: Facts,
    days: StageDays,
    book: Book,
    window_days: int,
    *,
    by: By,
    value: str,
    part: Part,
    period: Period = EVERYTHING,
) -> Int32:
    """Return the positions of the leads behind one number of a set, ascending."""
    asked = asked_about(facts, days, book, window_days, period)
    chosen = np.array([_value(content, by) == value for content in facts.contents], np.bool_)
    return people_of(facts, days, asked, chosen, part)


def _value(content: Content, by: By) -> str:
    return {"phase": content.phase, "type": content.type, "theme": content.theme}[by]
