"""The definition book (定義書): what was agreed, as one immutable value (DESIGN 4).

Every part and line has a stable id. `domain.book.book_json` gives it a canonical JSON form and a sha256,
`domain.book.book_diff` compares two books in words. Points are plain numbers, rates are fractions (0.35 = 35 %),
times are whole days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from funneldesk.domain.book.conditions import ActivityMatch, Condition

SCHEMA_VERSION = 1
COMPONENTS = ("behaviour", "attribute", "engagement")
#: Where a line comes from: the article (★), an example until somebody edits it (例), or the users' own.
Origin = Literal["article", "example", "own"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who has read the purpose: 「読みました」."""

    name: str
    side: str
    day: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """Part 0: why this mechanism is needed, and who has read it."""

    text: str
    readers: tuple[Reader, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """Part 1: a word both sides use. `code` is a word of DESIGN 3 (lead, mql, candidate, sal, deal, won)."""

    id: str
    code: str
    name: str
    definition: str
    purpose: str
    responsible: str
    example: str = ""
    counter_example: str = ""
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Criterion:
    """Part 2: when a lead is `target` (mql, recycled, disqualified, or sal: what sales checks by hand)."""

    id: str
    target: Literal["mql", "sal", "recycled", "disqualified"]
    when: Condition | None  # None: a human decision, described in `text`
    text: str
    why: str
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Part 2: when a lead becomes SAL候補 (score `operator` `points`) and when it stops (score < `leave`)."""

    id: str
    points: float
    operator: Literal["ge", "gt"]
    leave: float
    also: Condition | None  # must hold as well: the starter book says "not disqualified"
    why: str
    origin: Origin = "article"


@dataclass(frozen=True, slots=True)
class Band:
    """Points for `low <= number < high` (None: open)."""

    low: float | None
    high: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Signal:
    """Part 3: one line of the score. Exactly one of `counts`, `test` and `bands` is set.

    counts: Σ points · 0.5^(age / half_life_days) over activities with 0 <= age < window_days, clipped to
    ± cap. test: points if the condition holds. bands: points by the number in the first of `band_fields` that
    has one (tools name the same figure differently: x.クリック率, x.click_rate); "12 %" is the number 0.12.
    Bands that lie within 0..1 are of shares: there a plain 12 means 12 % as well, because tools write both.
    """

    id: str
    component: str
    name: str
    points: float
    why: str = ""
    counts: ActivityMatch | None = None
    window_days: int | None = None
    half_life_days: float | None = None
    cap: float | None = None
    test: Condition | None = None
    band_fields: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Component:
    """Part 3: a component of the score with its floor and cap."""

    id: str
    floor: float
    cap: float


@dataclass(frozen=True, slots=True)
class Rule:
    """Part 4: who does what, when, until when, leaving which record.

    `event`: candidate | call | no_contact | handover | unreachable | recheck | weekly | monthly;
    `after_days` and `count` qualify it; `clock` names the event where the time limit starts.
    """

    id: str
    number: int
    name: str
    event: str
    who: str
    action: str
    due_days: int
    due_calendar: Literal["calendar", "business"]
    why: str
    after_days: int = 0
    count: int = 0
    condition: Condition | None = None
    clock: str = ""
    leaves: str = ""
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Kpi:
    """Part 5: one KPI.

    `code`: sal_count | deal_rate | acceptance_rate | deal_creation_rate | win_rate | contact_7_days | own.
    Bands are fractions; `monthly_target` is a count.
    """

    id: str
    code: str
    name: str
    definition: str
    formula: str
    owner: str
    low: float | None = None
    high: float | None = None
    monthly_target: int | None = None
    shared: bool = False
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class ListSchedule:
    """Part 6: how often a list is imported (`every`: business_day | same_day | week | month)."""

    id: str
    name: str
    kind: str
    every: str
    weekday: int | None = None  # Monday 0
    owner: str = "marketing"


@dataclass(frozen=True, slots=True)
class DataRules:
    """Part 6: required fields by stage, allowed values by field, the hand-over comment, list schedules.

    A required "email|phone" means that one of the two will do.
    """

    required: Mapping[str, tuple[str, ...]]
    allowed: Mapping[str, tuple[str, ...]]
    comment_template: tuple[str, ...]
    schedules: tuple[ListSchedule, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class NurturePhase:
    """Part 7: a phase (awareness | consideration | decision), what people feel there, which contents fit."""

    id: str
    phase: str
    feeling: str
    types: tuple[str, ...]
    text: str = ""
    origin: Origin = "article"


@dataclass(frozen=True, slots=True)
class Step:
    """Part 7: one step of a scenario: a content type, or an action, so many days after the step before."""

    id: str
    text: str
    type: str = ""
    after_days: int = 0


@dataclass(frozen=True, slots=True)
class Scenario:
    """Part 7: ordered steps."""

    id: str
    name: str
    steps: tuple[Step, ...]
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Reason:
    """Part 8: why a lead was rejected, lost or disqualified, and what follows.

    `then`: recycle | disqualify | to_owner | merge | keep; `days` counts from the decision, or from
    `relative_to` (planned_date | renewal; negative: so many days before).
    """

    id: str
    kind: Literal["rejection", "lost", "disqualification"]
    name: str
    then: str
    days: int | None = None
    relative_to: str = ""
    origin: Origin = "example"


@dataclass(frozen=True, slots=True)
class Scope:
    """Part 9: everybody (`segment` None) or a pilot; `shadow`: beside the book in force, without duties."""

    segment: Condition | None = None
    shadow: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The whole definition book."""

    language: Literal["ja", "en"]
    purpose: Purpose
    terms: tuple[Term, ...]
    criteria: tuple[Criterion, ...]
    threshold: Threshold
    components: tuple[Component, ...]
    signals: tuple[Signal, ...]
    rules: tuple[Rule, ...]
    kpis: tuple[Kpi, ...]
    data_rules: DataRules
    phases: tuple[NurturePhase, ...]
    scenarios: tuple[Scenario, ...]
    reasons: tuple[Reason, ...]
    scope: Scope = field(default_factory=Scope)
    stage_labels: Mapping[str, str] = field(default_factory=dict)
    #: Days a lead needs before its step can be judged, until 30 durations are known; by stage reached
    #: (sal, deal, won).
    maturity_days: Mapping[str, int] = field(default_factory=dict)
    signatures_required: tuple[str, ...] = ("marketing", "sales")
    currency: str = "JPY"
    worked_example: str = ""
    schema_version: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody signed a version for one side."""

    side: str
    name: str
    signed_at: str  # instant


@dataclass(frozen=True, slots=True)
class BookVersion:
    """A stored version: never changes. `from_day` (ordinal; 0: the beginning of time): from then in force.

    `until_day`: the last day of a pilot that was ended, None while it runs; of no other version. `adopted_as`:
    the number of the version for everybody that a pilot became.
    """

    number: int
    book: Book
    sha256: str
    created_at: str
    from_day: int
    signatures: tuple[Signature, ...] = ()
    note: str = ""
    until_day: int | None = None
    adopted_as: int | None = None

    @property
    def is_pilot(self) -> bool:
        """Whether it runs beside the version in force: inside a segment, or as a shadow."""
        return self.book.scope.segment is not None or self.book.scope.shadow

    @property
    def decides(self) -> bool:
        """Whether it decides about anybody: every version but a shadow."""
        return not self.book.scope.shadow

    def ran_until(self, day: int) -> bool:
        """Whether it has begun by `day` and, being a pilot, was not ended before its first day."""
        return self.from_day <= day and (self.until_day is None or self.until_day >= self.from_day)

    def runs_on(self, day: int) -> bool:
        """Whether it has begun on `day` and, being a pilot, was not ended before."""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)

    @property
    def is_draft(self) -> bool:
        """Whether nobody has agreed to it yet."""
        return False


@dataclass(frozen=True, slots=True)
class DraftVersion(BookVersion):
    """A draft as it is printed, never stored: `number` is that of the version it was made from."""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has agreed to it yet."""
        return True


def takes_shares(signal: Signal) -> bool:
    """Whether a signal's bands are of shares (all ends within 0..1): a number above 1 is a percentage."""
    ends = [end for band in signal.bands for end in (band.low, band.high) if end is not None]
    return bool(ends) and all(0 <= end <= 1 for end in ends)


def version_in_force(versions: tuple[BookVersion, ...], day: int) -> BookVersion:
    """Return the version in force for everybody on `day`; `versions` holds at least version 0, in any order.

    A pilot is none: who is in one, `domain.book.book_pilots` knows.
    """
    agreed = (v for v in versions if v.from_day <= day and not v.is_pilot)
    return max(agreed, key=lambda v: (v.from_day, v.number))
