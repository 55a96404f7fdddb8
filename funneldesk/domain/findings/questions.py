"""What is asked by itself: source, segment, time, content, order, seminar, speed - against everybody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np

from funneldesk.domain.book.book import Book
from funneldesk.domain.facts import Facts, Int32
from funneldesk.domain.fields import DEAL, LEAD, MQL, WON
from funneldesk.domain.findings.clocks import (
    READING_DAYS,
    Clock,
    answer_clock,
    contact_clock,
    late_clock,
    stage_clock,
    standing_clock,
)
from funneldesk.domain.findings.log_rank import RiskSets
from funneldesk.domain.findings.outcomes import Outcomes
from funneldesk.domain.findings.touch_traits import (
    downloads,
    first_touches,
    seminars,
    sequences,
    traits_of_touches,
)
from funneldesk.domain.findings.traits import Trait, has, traits_of_leads
from funneldesk.domain.funnel.contact_speed import contact_days
from funneldesk.domain.funnel.funnel_counting import steps
from funneldesk.domain.moment import NEVER

SOON_DAYS = 7
MONTH_DAYS = 31


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Whether leads with a trait come to the end of a clock more or less often than others."""

    clock: Clock
    trait: Trait

    @property
    def key(self) -> str:
        """Return what tells it from all others; each day of a seminar is the same question again."""
        return f"{self.trait.kind}:{self.trait.value}:{self.clock.previous}>{self.clock.stage}"

    @property
    def since(self) -> Int32:
        """Return from which day of the clock each lead has the trait."""
        return self.clock.on(self.trait.since)

    @property
    def counted(self) -> Int32:
        """Return the same as the risk sets count days."""
        return self.clock.counted(self.since, by_period=self.trait.by_period)


def questions(facts: Facts, found: Outcomes, book: Book) -> Iterator[tuple[Question, RiskSets]]:
    """Yield everything worth asking as of a day, and of whom; of stages nothing is recorded of nothing is asked.

    Risk sets are columns over all leads: whoever keeps questions must not keep them.
    """
    recorded = found.stages.recorded
    lead_traits = list(traits_of_leads(facts, found))
    for clock in _clocks_of_leads(facts, found, book):
        yield from _asked(clock, lead_traits)
    yield from _asked(contact_clock(found), downloads(facts, found.downloaded))
    if recorded[DEAL]:
        first = first_touches(facts, found.as_of)
        yield from _asked(stage_clock(found, book, LEAD, DEAL, READING_DAYS), traits_of_touches(first))
        for when, before in sequences(first):
            yield from _asked(late_clock(found, book, when, DEAL, "touch"), before)
        yield from _of_seminars(facts, found, book)
    yield from _of_speed(facts, found, book)


def _clocks_of_leads(facts: Facts, found: Outcomes, book: Book) -> Iterator[Clock]:
    """Yield the steps of the funnel (who becomes an MQL is what the book says, no fact), and what sales answers."""
    recorded = found.stages.recorded
    spans = [(MQL, DEAL)] if recorded[MQL] and recorded[DEAL] else []
    for previous, stage in dict.fromkeys((*steps(found.stages), *spans)):
        if stage != MQL:
            dated, undated = found.stages.is_dated(stage), found.stages.is_undated(stage)
            if np.count_nonzero(undated) > np.count_nonzero(dated):
                yield standing_clock(found, previous, stage)
            else:
                yield stage_clock(found, book, previous, stage)
    if len(facts.handovers):
        yield answer_clock(found)


def _asked(clock: Clock, traits: Iterable[Trait]) -> Iterator[tuple[Question, RiskSets]]:
    """Yield a question for each trait; those that ask the same leads one after the other share their risk sets."""
    for (_kind, by_period), alike in groupby(
        traits, lambda t: (t.kind if t.among is not None else "", t.by_period)
    ):
        first = next(alike)
        sets = clock.sets(first.among, by_period=by_period)
        for trait in chain((first,), alike):
            yield Question(clock, trait), sets


def _of_speed(facts: Facts, found: Outcomes, book: Book) -> Iterator[tuple[Question, RiskSets]]:
    """Ask whether a contact in the first week helps: of those who then have no deal, and no win, yet."""
    spoken = contact_days(facts, found.stages)
    soon = (spoken.contact != NEVER) & (spoken.contact.astype(np.int64) - spoken.trigger <= SOON_DAYS)
    for stage in (DEAL, WON):
        if found.stages.recorded[stage]:
            clock = late_clock(found, book, spoken.trigger, stage, "trigger", from_day=SOON_DAYS)
            yield from _asked(clock, [Trait("speed", str(SOON_DAYS), has(lambda: soon))])


def _of_seminars(facts: Facts, found: Outcomes, book: Book) -> Iterator[tuple[Question, RiskSets]]:
    """Ask of each seminar whether who came made a deal in the month after, beside all who were leads that day."""
    for day, trait in seminars(facts, found.as_of):
        when = np.where(found.lead_day <= day, day, NEVER).astype(np.int32)
        clock = late_clock(found, book, when, DEAL, "seminar", for_days=MONTH_DAYS)
        yield from _asked(clock, [trait])
