"""Why a number moved between two cohorts: more leads, another mix of them, or other rates (DESIGN 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np

from funneldesk.domain.facts import Bool, Facts
from funneldesk.domain.fields import LEAD, OUTCOMES, STAGES, WON
from funneldesk.domain.funnel.breakdown import Breakdown
from funneldesk.domain.funnel.decomposition import decompose
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import StageDays
from funneldesk.domain.funnel.tallies import Groups, Selection
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.matching import Float
from funneldesk.domain.significance import fisher_exact
from funneldesk.domain.words import stage_label
from funneldesk.errors import UserError
from funneldesk.i18n import _

Target = Literal["lead", "mql", "sal", "deal", "won", "amount"]
TARGETS: tuple[Target, ...] = get_args(Target)
#: Two rates that differ less than this chance would say differ by chance.
LEVEL = 0.05
HUNDRED = 100


@lru_cache(maxsize=4096)
def chance_between(before: Share, after: Share) -> float | None:
    """Return how likely two rates are at least as far apart by chance (Fisher's exact test); None without anybody.

    A table of segments has thousands of pairs, a page shows a dozen: asked for when it is said.
    """
    if not before.n or not after.n:
        return None
    return fisher_exact([(side.k, side.n - side.k) for side in (before, after)])


@dataclass(frozen=True, slots=True)
class Part:
    """What one factor of the target did. `name`: a stage, or "amount" (per win, in units of the currency).

    `before`, `after`: the number of leads, else a rate (amount: per win); None where nobody entered the step.
    `shares`: the rate of each side as k of n; None if it is no rate.
    """

    name: str
    value: float
    before: float | None
    after: float | None
    shares: tuple[Share, Share] | None = None

    @property
    def chance(self) -> float | None:
        """Return how likely rates so far apart are if nothing changed; None where there are no two rates."""
        return None if self.shares is None else chance_between(*self.shares)

    @property
    def within_chance(self) -> bool:
        """Whether chance alone explains that the rates differ."""
        return self.chance is not None and self.chance >= LEVEL


@dataclass(frozen=True, slots=True)
class Segment:
    """One value of a field (None: no value): its part of the difference.

    `before`, `after`: the figure itself; `lead_counts`: its leads on both sides; `steps`: what each of its rates did.
    """

    by: str
    value: str | None
    before: float
    after: float
    lead_counts: tuple[int, int]
    volume: float
    mix: float
    steps: tuple[Part, ...]

    @property
    def leads(self) -> int:
        """Return how many more leads it has than before."""
        return self.lead_counts[1] - self.lead_counts[0]

    @property
    def rate(self) -> float:
        """Return what the segment's rates did together."""
        return sum(step.value for step in self.steps)

    @property
    def total(self) -> float:
        """Return its whole part: by how much its own figure changed."""
        return self.volume + self.mix + self.rate


@dataclass(frozen=True, slots=True)
class Why:
    """A difference, explained: `parts` add up to it, and so do the segments of each field."""

    target: Target
    before: float
    after: float
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...] = ()


def why(
    facts: Facts, before: Selection, after: Selection, target: Target, fields: Sequence[Breakdown] = ()
) -> Why:
    """Return why `target` differs between two cohorts; UserError where no record says anything of it.

    Each side stands as of its own day; what is recorded at all, and the fields, are those of the later side.
    """
    asked = _asked(facts, after.days, target)
    everybody = Breakdown("", (None,), np.zeros(before.days.count, np.int32))
    first, second = (_table(asked, side, everybody) for side in (before, after))
    split = decompose(first, second).by_factor
    parts = [Part("lead", float(split[0] + split[1]), float(first[0, 0]), float(second[0, 0]))]
    parts += _steps(asked.names, split[2:], first[0], second[0])
    segments = [segment for field in fields for segment in _segments(asked, (before, after), field)]
    return Why(target, float(first[0, -1]), float(second[0, -1]), tuple(parts), tuple(segments))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The stages that lead to what is asked about, as positions; `names`: the steps between them."""

    facts: Facts
    target: Target
    stages: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        steps = tuple(STAGES[stage] for stage in self.stages[1:])
        return (*steps, "amount") if self.target == "amount" else steps


def _segments(asked: _Asked, sides: tuple[Selection, Selection], by: Breakdown) -> list[Segment]:
    """Return the segments of a field that have anybody, the one that did most first."""
    first, second = (_table(asked, side, by) for side in sides)
    split, names = decompose(first, second).parts, asked.names
    found = [
        Segment(
            by.field,
            value,
            float(first[place, -1]),
            float(second[place, -1]),
            (int(first[place, 0]), int(second[place, 0])),
            float(split[place, 0]),
            float(split[place, 1]),
            tuple(_steps(names, split[place, 2:], first[place], second[place])),
        )
        for place, value in enumerate(by.values)
        if first[place, 0] or second[place, 0]
    ]
    return sorted(found, key=lambda one: -abs(one.total))


def _asked(facts: Facts, days: StageDays, target: Target) -> _Asked:
    last = WON if target == "amount" else STAGES.index(target)
    if last != LEAD and not days.recorded[last]:
        raise UserError(
            "not_recorded",
            _("Nothing is recorded of “%(stage)s” yet.") % {"stage": stage_label(STAGES[last])},
            _("Import a list with its dates first, or ask about another stage."),
        )
    return _Asked(facts, target, tuple(s for s in range(last + 1) if s == LEAD or days.recorded[s]))


def _table(asked: _Asked, of: Selection, by: Breakdown) -> Float:
    """Return how many leads of each segment reached each stage, and what the won deals brought (segments × stages)."""
    count = len(by.values)
    groups = Groups(by.codes, count)
    columns: list[Float] = [groups.tally(of.counted(stage)).astype(np.float64) for stage in asked.stages]
    if asked.target == "amount":
        won = of.counted(WON)
        amounts = _won_amounts(asked.facts, of.days.as_of)
        columns.append(np.asarray(np.bincount(by.codes[won], amounts[won], count), np.float64))
    return np.column_stack(columns)


def _won_amounts(facts: Facts, as_of: int) -> Float:
    """Return what each lead's won deals bring (n leads), in units of the currency."""
    deals = facts.deals
    when = np.where(deals.won_day != NEVER, deals.won_day, deals.opened_day)
    won: Bool = (deals.outcome == OUTCOMES.index("won")) & ((when <= as_of) | (when == NEVER))
    counted = won & (deals.lead >= 0) & (deals.amount > 0)
    amounts = np.bincount(deals.lead[counted], deals.amount[counted], facts.count)
    return np.asarray(amounts / HUNDRED)


def _steps(names: Sequence[str], values: Float, first: Float, second: Float) -> list[Part]:
    return [
        Part(
            name,
            float(value),
            float(first[place + 1] / first[place]) if first[place] else None,
            float(second[place + 1] / second[place]) if second[place] else None,
            None if name == "amount" else (_share(first, place), _share(second, place)),
        )
        for place, (name, value) in enumerate(zip(names, values, strict=True))
    ]


def _share(counts: Float, place: int) -> Share:
    return Share(int(counts[place]), int(counts[place + 1]))
