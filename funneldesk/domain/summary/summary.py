"""What stands on the one page: the same answers the other pages give, put beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from funneldesk.domain.backtest.backtest import Backtest
from funneldesk.domain.contents.contents import Contents
from funneldesk.domain.funnel.contact_speed import Comparison
from funneldesk.domain.funnel.funnel import Funnel
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.timing import Timing
from funneldesk.domain.handovers.rejection_reasons import Rejections

#: How many of each the page has room for, and a director reads.
REASONS, CONTENTS, CALLS = 3, 5, 10


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to phone: who, how to reach them, the points and why they have them; `days_late` 0: in time.

    `owner`: who is in charge, "" where nobody is named.
    """

    lead: int
    name: str
    company: str
    title: str
    phone: str
    score: float
    why: str
    owner: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What a review decided or expects that is not over yet; `who` "" and `until` None where it does not say."""

    text: str
    who: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The page as of a day. `fallback`: the last 12 months held nobody, these are the last that do.

    `version`: of the book in force, 0 the example; `week`: those contacted within 7 days beside all later ones.
    `plans`: by reason, what reviews decided to change about it. `calls`: the first of `to_call` in all.
    `has_names` False: `calls` names nobody.
    """

    as_of: int
    version: int
    labels: Mapping[str, str]
    funnel: Funnel
    fallback: bool
    backtest: Backtest
    timing: Timing
    week: Comparison
    rejections: Rejections
    contents: Contents
    calls: tuple[Call, ...]
    to_call: int
    plans: Mapping[str, tuple[Plan, ...]] = field(default_factory=dict)
    has_names: bool = True

    @property
    def period(self) -> Period:
        """Return the range of days the funnel, the speed and the rejections are about."""
        return Period(self.funnel.from_day, self.funnel.to_day)

    @property
    def is_empty(self) -> bool:
        """Whether there are no leads at all."""
        return self.timing.is_empty

    @property
    def deals_recorded(self) -> bool:
        """Whether any record could tell of a deal: else no rate of deals is said, not even 0 %."""
        return self.timing.deals_recorded

    @property
    def uncontacted(self) -> Share:
        """Return the deals of those nobody contacted."""
        return self.timing.buckets[-1].deals

    def without_names(self) -> "Summary":
        """Return the same page for readers who need no personal data: the people to phone without name and number."""
        calls = tuple(replace(call, name="", phone="") for call in self.calls)
        return replace(self, calls=calls, has_names=False)
