"""The monthly report as a record: answers the pages give as well, about one month and as of one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.campaigns.campaigns import Campaigns
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.formats import month
from funneldesk.domain.funnel.forecast import Month
from funneldesk.domain.funnel.funnel import Funnel, StageResult, Verdict
from funneldesk.domain.report.movements import Movement
from funneldesk.domain.reviews.hypotheses import Judgement
from funneldesk.domain.reviews.reviews import Decision


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """How many leads reached each stage in the month that begins on `first_day`; stages not recorded are left out."""

    first_day: int
    counts: Mapping[str, int]

    @property
    def name(self) -> str:
        """Return the month as "2026/10"."""
        return month(self.first_day)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one side owes the other: kept in `k` of `n` cases; `recorded` False: no record could tell.

    `name`, `formula` and `remark` are words in the language the report was asked for in.
    """

    code: str
    side: str
    name: str
    formula: str
    remark: str
    k: int
    n: int
    recorded: bool
    interval: tuple[float, float] | None
    goal: float | None
    verdict: Verdict | None

    @property
    def rate(self) -> float | None:
        """Return the share kept, None where there is nothing to judge."""
        return self.k / self.n if self.recorded and self.n else None


@dataclass(frozen=True, eq=False)
class Report:
    """One month. `as_of`: the day everything is seen as of, the month's last, or the day asked on while it runs.

    `months`: thirteen, the report's last, each with what was reached in it by `as_of`. `cohort`: the leads of the
    twelve months that end with it; `period`: what happened in it. `outlook`: None where the month is over.
    `reviews`: how many were held in it or about it; `decisions`: theirs, and earlier ones not done before it;
    `judged`: what was expected of it or of a later day, measured on the day asked on.
    """

    as_of: int
    asked_on: int
    version: BookVersion
    months: tuple[MonthCounts, ...]
    targets: Mapping[str, int]
    cohort: Funnel
    period: Funnel
    outlook: Month | None
    movements: tuple[Movement, ...]
    contents: Contents
    campaigns: Campaigns
    promises: tuple[Promise, ...]
    decisions: tuple[Decision, ...] = ()
    judged: tuple[Judgement, ...] = ()
    reviews: int = 0

    @property
    def first_day(self) -> int:
        """Return the first day of the month."""
        return self.months[-1].first_day

    @property
    def is_running(self) -> bool:
        """Whether the month is not over."""
        return self.outlook is not None

    @property
    def labels(self) -> Mapping[str, str]:
        """Return the book's labels of the stages."""
        return self.version.book.stage_labels

    @property
    def currency(self) -> str:
        """Return the currency of all amounts."""
        return self.version.book.currency

    def count(self, stage: str, months_back: int = 0) -> int | None:
        """Return how many reached a stage in the month, or one before; None where nothing is recorded of it."""
        return self.months[-1 - months_back].counts.get(stage)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Return what contents are called, by key."""
        return {one.content: one.title for one in self.contents.contents if one.title}

    @cached_property
    def rates(self) -> tuple[StageResult, ...]:
        """Return the steps of the funnel that end at a recorded stage."""
        return tuple(s for s in self.cohort.stages if s.previous and s.recorded)

    @cached_property
    def overall(self) -> tuple[StageResult, StageResult] | None:
        """Return the two steps whose product is the rate from MQL to deal; None where one is missing."""
        found = {(step.previous, step.stage): step for step in self.rates if step.rate is not None}
        first, second = found.get(("mql", "sal")), found.get(("sal", "deal"))
        return (first, second) if first and second else None
