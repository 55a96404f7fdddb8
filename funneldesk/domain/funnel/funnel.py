"""The funnel: how many reached each stage, honest rates between them, and the bottleneck (DESIGN 6)."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["cohort", "period"]
Verdict = Literal["below", "within", "above"]


@dataclass(frozen=True, slots=True)
class WholeWay:
    """How many of the leads (the first stage) got all the way to a stage: k of n, by leads old enough for it.

    `immature`: leads that have not had `maturity_days` yet. In a period these are the leads acquired in it.
    """

    n: int
    k: int
    rate: float | None
    low: float | None
    high: float | None
    immature: int
    maturity_days: int


@dataclass(frozen=True, slots=True)
class StageResult:
    """One stage. `count` is everybody; n, k, rate ... are of mature entrants of the step that leads here.

    The step runs from the recorded stage before (`previous`). All of n ... median_days are None for the first
    stage and for stages that are not recorded. `immature`: entrants of the step that are not mature yet.
    `quartile_days`: (25 %, 75 %). `whole_way`: the rate from the first stage.
    """

    stage: str
    count: int
    recorded: bool
    skipped: int
    undated: int
    previous: str | None = None
    n: int | None = None
    k: int | None = None
    rate: float | None = None
    low: float | None = None
    high: float | None = None
    band: tuple[float, float] | None = None
    verdict: Verdict | None = None
    sure: bool | None = None
    needed: int | None = None
    mature: float | None = None
    immature: int = 0
    maturity_days: int | None = None
    median_days: float | None = None
    quartile_days: tuple[float, float] | None = None
    whole_way: WholeWay | None = None


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """The banded step below its middle that costs most: `gain` more wins at the band's middle, with interval.

    Where no wins are recorded, the gain is counted at the last recorded stage: `gain_stage`. `deals`: the same in
    deals, where the step comes before them and wins are recorded.
    """

    stage: str
    previous: str
    rate: float
    target: float
    gain: float
    gain_low: float
    gain_high: float
    gain_stage: str = "won"
    deals: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The funnel of one value of the field it is broken down by (None: no value)."""

    by: str
    value: str | None
    stages: tuple[StageResult, ...]


@dataclass(frozen=True, slots=True)
class MqlDifference:
    """A lead (id) that the book and an imported list make MQL on different days (ordinals)."""

    lead: int
    book_day: int
    listed_day: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """A whole funnel; days are ordinals, None where open."""

    mode: Mode
    from_day: int | None
    to_day: int | None
    as_of: int
    stages: tuple[StageResult, ...]
    bottleneck: Bottleneck | None
    groups: tuple[Group, ...] = ()
    unattached_deals: int = 0
    #: Leads of the whole store whose MQL date differs between the book and an imported list (the book's counts).
    mql_differences: int = 0
