"""What the duties of a day cost: 100,000 leads, 1 M activities, thousands of calls and hand-overs.

`python tests/bench/bench_duties.py`. The floor is the score of everybody on that day, which every page needs anyway.
Cold: nothing but the facts is known; warm: scores and candidates are, as after any other page.
"""

from dataclasses import replace

import numpy as np
from timing import medians, report

from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.answers import answers_of
from funneldesk.domain.duties.duties import Matters, owed_now
from funneldesk.domain.facts import NOT_REACHED, NOTED, Done, Facts, Handovers, Rechecks
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from tests.bench.bench_pilots import SEGMENTS, with_pilot
from tests.bench.made_facts import DAYS, LAST_DAY, made_facts
from tests.domain.small_books import scores_in_force, versions

LEADS, LEGS, CALLS, BAR = 100_000, 8_000, 30_000, 500
PLAIN = versions(starter_book("ja"))
CALENDAR = Calendar()


def with_a_desk(facts: Facts) -> Facts:
    """Give some leads hand-overs, calls, dates to look again and marks."""
    rng = np.random.default_rng(2)
    lead = np.sort(rng.integers(0, facts.count, LEGS)).astype(np.int32)
    handed = (LAST_DAY - rng.integers(0, DAYS, LEGS)).astype(np.int32)
    decision = rng.integers(-1, 2, LEGS).astype(np.int8)
    order = np.lexsort((handed, lead))
    later = (handed + rng.integers(0, 20, LEGS)).astype(np.int32)

    def some(days, share):
        return np.where(rng.random(LEGS) < share, days, NEVER).astype(np.int32)

    legs = Handovers(
        lead, rng.integers(0, 2, LEGS).astype(np.int8), handed, np.where(decision < 0, NEVER, later), decision,
        some(later, 0.5), some(later, 0.5), some(later + 90, 0.3), np.zeros(LEGS, np.int8), np.zeros(LEGS, np.int32),
        np.full(LEGS, -1, np.int32), np.arange(LEGS),
    )  # fmt: skip
    legs = replace(legs, **{name: getattr(legs, name)[order] for name in Handovers.__slots__})
    kind, side, result = facts.events.kind.copy(), facts.events.side.copy(), facts.events.result.copy()
    calls = rng.choice(len(kind), CALLS, replace=False)
    kind[calls], side[calls] = ACTIVITY_KINDS.index("call"), rng.integers(-1, 2, CALLS)
    result[calls] = rng.choice([0, NOT_REACHED, NOTED], CALLS)
    days = np.full(LEGS, LAST_DAY - 30, np.int32)
    return replace(
        facts,
        events=replace(facts.events, kind=kind, side=side, result=result),
        handovers=legs,
        rechecks=Rechecks(lead, days - 90, days, np.zeros(LEGS, np.int32)),
        done=Done(np.zeros(LEGS, np.int32), lead, days),
        names=("recheck",),
    )


def duties(facts: Facts, given, since):
    """Return the duties of the last day."""
    about = Matters(
        facts, answers_of(facts, LAST_DAY), since, CALENDAR, LAST_DAY - DAYS, np.zeros(facts.count, np.int32)
    )
    return owed_now(about, in_force(facts, given, LAST_DAY))


def main():
    """Measure the duties beside the scores they rest on."""
    facts = with_a_desk(made_facts(LEADS, LEADS * 10))
    pilot = with_pilot("maker", SEGMENTS["one_industry"])
    since = candidate_since(facts, PLAIN, LAST_DAY)
    found = duties(facts, PLAIN, since)
    print(f"\n{LEADS:,} leads, {LEADS * 10:,} activities, {LEGS:,} hand-overs, {CALLS:,} calls")
    print("  owed: " + ", ".join(f"{one.rule.event} {len(one):,}" for one in found))

    def cold(given):
        anew = replace(facts)
        duties(anew, given, candidate_since(anew, given, LAST_DAY))

    duties(facts, pilot, since)
    report(
        "The duties of a day",
        medians(
            5,
            scores_of_everybody=lambda: scores_in_force(replace(facts), PLAIN, LAST_DAY),
            answers=lambda: answers_of(facts, LAST_DAY),
            warm=lambda: duties(facts, PLAIN, since),
            warm_with_a_pilot=lambda: duties(facts, pilot, since),
            cold=lambda: cold(PLAIN),
            cold_with_a_pilot=lambda: cold(pilot),
        ),
        {"warm": BAR, "cold": BAR, "warm_with_a_pilot": BAR, "cold_with_a_pilot": BAR},
    )


if __name__ == "__main__":
    main()
