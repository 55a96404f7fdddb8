"""The duties of a month at the sample company, day by day, are those of a slow, obvious reading of the rules."""

import numpy as np

from funneldesk.domain.book.conditions import Disqualified
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.duties import LEAD_EVENTS
from funneldesk.domain.facts import Facts
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.operations.book import book_versions
from funneldesk.operations.demo import SAMPLE_DAY, sample_lists
from funneldesk.operations.duties import duties_of
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import import_list
from funneldesk.operations.scoring import candidates_on
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.domain.duties.slow_duties import Owed
from tests.operations.desk_of_facts import dated, leads_of

AS_OF = SAMPLE_DAY.toordinal()


def test_the_duties_of_a_month_at_the_company_are_those_of_a_slow_reading() -> None:
    with in_memory_store("ja") as store:
        for file in sample_lists():
            import_list(store, file, list_date=SAMPLE_DAY)
        _compare(store)


def everybody_on(facts: Facts, day: int) -> Points:
    return Points(np.arange(facts.count, dtype=np.int32), np.full(facts.count, day, np.int32))


def _compare(store: Store) -> None:
    facts, versions = facts_of(store), tuple(book_versions(store))
    rules = [rule for rule in versions[0].book.rules if rule.event in LEAD_EVENTS]
    leads, events = leads_of(facts), set()
    for as_of in range(AS_OF - 30, AS_OF + 1, 3):
        since = candidates_on(facts, versions, as_of)
        expected = {}
        ruled_out = Scoring(facts, versions[0].book).conditions.holds(
            Disqualified(), everybody_on(facts, as_of)
        )
        for place, lead in enumerate(leads):
            if ruled_out[place]:
                continue
            lead.since = dated(since[place])
            asked = Owed(lead, rules, as_of, Calendar())
            expected |= {
                (int(facts.lead_ids[place]), rule.id): (answer[0] or 0, *answer[1:])
                for rule in rules
                if (answer := asked.of(rule))
            }
        duties = [duty for duty in duties_of(store, as_of).duties if duty.lead]
        events |= {duty.event for duty in duties}
        found = {(duty.lead, duty.rule): (duty.leg, duty.start, duty.due, duty.attempts) for duty in duties}
        assert found == expected, as_of
    assert events >= {"candidate", "recheck"}
