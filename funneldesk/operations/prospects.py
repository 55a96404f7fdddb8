"""Hypotheses before they are made: which numbers can be chosen, what they are now, when they could be judged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.maturity import maturity
from funneldesk.domain.funnel.periods import trailing_year
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS
from funneldesk.domain.reviews.measures import Measure, label
from funneldesk.domain.reviews.prospects import Prospect, suggested_day
from funneldesk.operations.contents import contents_of
from funneldesk.operations.facts import versions_of
from funneldesk.operations.measures import measured, segments
from funneldesk.operations.reviews import review_of
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: The steps whose rate can be chosen: those of the funnel, and the shared KPI over the whole way.
_STEPS = (("lead", "mql"), ("mql", "sal"), ("sal", "deal"), ("deal", "won"), ("mql", "deal"))
#: The fields whose segments can be chosen.
SEGMENT_FIELDS = ("source", "industry", "size", "prefecture", "first_content")


@dataclass(frozen=True, slots=True)
class MeasureChoices:
    """What a hypothesis can be about: numbers with their names, and contents (key, title), most people first."""

    measures: tuple[tuple[Measure, str], ...]
    contents: tuple[tuple[str, str], ...]


def measure_choices(store: "Store", as_of: int) -> MeasureChoices:
    """Return the numbers that records could give on a day."""
    with store.one_view():
        days = stage_days_of(store, as_of)
        labels = version_in_force(versions_of(store), as_of).book.stage_labels
        told = {stage for place, stage in enumerate(STAGES) if place == 0 or days.recorded[place]}
        found = [Measure("count", stage) for stage in STAGES if stage in told]
        found += [Measure("rate", stage, before) for before, stage in _STEPS if {before, stage} <= told]
        found.append(Measure("contact"))
        shown = sorted(contents_of(store, as_of).contents, key=lambda one: -one.touched)
        return MeasureChoices(
            tuple((one, label(one, labels)) for one in found),
            tuple((one.content, one.title or one.content) for one in shown),
        )


def segment_values(store: "Store", field: str, as_of: int) -> tuple[str | None, ...]:
    """Return the segments of a field that can be chosen."""
    return segments(store, field, as_of).values


def prospect_of(store: "Store", review: int, measure: Measure) -> Prospect:
    """Return what a measure is as a review stands, and when a hypothesis about it could be judged."""
    with store.one_view():
        of = review_of(store, review)
        year = measured(store, measure, trailing_year(of.as_of), of.as_of)
        return Prospect(
            measured(store, measure, of.period, of.as_of),
            year,
            _maturity_days(store, measure, of.as_of),
            suggested_day(year, of.as_of, of.rhythm),
        )


def _maturity_days(store: "Store", measure: Measure, as_of: int) -> int:
    days, book = stage_days_of(store, as_of), version_in_force(versions_of(store), as_of).book
    if measure.kind == "rate":
        return maturity(days, book, STAGES.index(measure.previous), STAGES.index(measure.stage))
    if measure.kind == "content":
        return contents_of(store, as_of).maturity_days
    return CONTACT_DAYS if measure.kind == "contact" else 0
