"""Cards asked again in made companies: what is really there goes on, what is gone is noticed, nobody counts twice."""

from dataclasses import replace

import numpy as np

from funneldesk.domain.facts import Events, Handovers
from funneldesk.domain.findings.finding_sentences import Names
from funneldesk.domain.findings.outcomes import outcomes
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.knowledge.asked_again import answered, asked_again
from funneldesk.domain.knowledge.card_making import card_of_finding
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.judged_once import Asking
from funneldesk.domain.reviews.measures import Measure, measured
from funneldesk.operations.retesting import month_ends
from tests.domain.findings.made_company import AS_OF, BOOK, Planted, look, made_company
from tests.domain.small_books import versions

MADE = AS_OF - 300
KEY = "industry:steel:mql>deal"
PLANTED = Planted(fields={("industry", "steel"): 4.0})


def asked(company, day=AS_OF):
    found = outcomes(company, stage_days(company, versions(BOOK), day))
    return list(questions(company, found, BOOK))


def of_key(company, key=KEY, day=AS_OF):
    return [pair for pair in asked(company, day) if pair[0].key == key]


def again(pairs, evidence, as_of, ends):
    return asked_again([answered(*pair, evidence, as_of, ends) for pair in pairs], as_of, ends)


def card_evidence(company):
    (rank,) = (sets.compare(one.counted) for one, sets in of_key(company, day=MADE))
    assert rank.chance < 0.01
    heads = look(company).findings
    every = {one.key: one for head in heads for one in (head, *head.under)}
    return card_of_finding(every[KEY], Names(), {}, MADE).evidence


def test_what_is_there_holds_and_what_is_gone_stops():
    there = made_company(1, PLANTED, leads=2_500)
    evidence = card_evidence(there)
    ends = month_ends(MADE, AS_OF)
    holds = again(of_key(there), evidence, AS_OF, ends)
    assert holds.verdict == "holds"
    assert holds.last == ends[-1]
    assert MADE < holds.since <= ends[-1]
    gone = again(of_key(made_company(2, leads=2_500)), evidence, AS_OF, ends)
    assert gone.verdict == "stopped"
    # Asked at each month-end before it said what it says now of that day.
    standing = [again(of_key(there), evidence, AS_OF, ends[:count]) for count in range(len(ends) + 1)]
    assert standing[0].verdict == "open"
    assert [one.since for one in standing if one.verdict == "holds"] == [holds.since] * (
        len(ends) - ends.index(holds.since)
    )


def test_a_month_end_says_the_same_when_it_is_asked_later():
    company = made_company(3, PLANTED, leads=1_200)
    evidence = Evidence(
        MADE, True, Share(100, 40), Share(300, 40), finding=card_evidence(made_company(1, PLANTED)).finding
    )
    ends = month_ends(MADE, AS_OF)
    early = again(of_key(company, day=ends[4]), evidence, ends[4], ends[:5])
    late = again(of_key(company), evidence, AS_OF, ends[:5])
    assert (early.verdict, early.since) == (late.verdict, late.since)


def test_new_people_are_those_who_came_after_the_card():
    company = made_company(1, PLANTED)
    question = of_key(company)[0]
    evidence = card_evidence(company)
    found = again([question], evidence, AS_OF, month_ends(MADE, AS_OF))
    steel = company.columns["industry"].codes == company.columns["industry"].labels.index("steel")
    new = company.acquired_day > MADE
    assert found.seen.new[0].n + found.seen.young == np.count_nonzero(new & steel)
    assert found.seen.whole[0].n + found.seen.whole[1].n <= company.count


def test_what_cannot_be_asked_says_why():
    company = made_company(1, PLANTED)
    evidence = card_evidence(company)
    ends = month_ends(MADE, AS_OF)
    assert again([], evidence, AS_OF, ends).reason == "unknown"
    quarter = next(pair for pair in asked(company) if pair[0].trait.kind == "quarter")
    past = again([quarter], evidence, AS_OF, ends)
    assert (past.reason, past.verdict) == ("past", "open")
    assert past.seen.whole is not None
    # Everybody is asked about a content; of this one nothing was said when the card was made.
    touched = of_key(company, "content:c1:lead>deal")
    assert again(touched, evidence, AS_OF, ends).seen.whole[0].n > 0
    question = of_key(company)[0]
    question[0].clock.is_dated = False
    assert again([question], evidence, AS_OF, ends).reason == "unrecorded"


def test_a_measure_counts_those_the_pages_count():
    company = made_company(4, PLANTED)
    days = stage_days(company, versions(BOOK), AS_OF)
    groups = breakdown(company, days, "industry", lambda: None)
    every = Asking(company, days, BOOK)
    for measure in (
        Measure("rate", "deal", "mql", "industry", "steel"),
        Measure("contact", by="industry", value="steel"),
        Measure("content", content="c1"),
    ):
        inside, outside = every.sides(measure, groups)
        for after in (0, MADE):
            expected = measured(
                company, days, BOOK, measure, Period(after + 1, None), groups=groups if measure.by else None
            )
            assert (inside.share(after).n, inside.share(after).k) == (expected.n, expected.k)
            assert inside.young(after) == expected.young
        ends = month_ends(MADE, AS_OF)
        months = inside.by_month(MADE, ends, inside.needed_days)
        # Each is judged once; what comes later than its month-end counts no more.
        last = inside.share(MADE)
        assert sum(share.n for share in months) <= last.n
        assert sum(share.k for share in months) <= last.k + 1
        assert outside.share().n > 0
    silent = made_company(4, leads=40)
    silent = replace(silent, events=Events(*(getattr(silent.events, name)[:0] for name in Events.__slots__)))
    nobody = Asking(replace(silent, handovers=Handovers()), stage_days(silent, versions(BOOK), AS_OF), BOOK)
    assert nobody.sides(Measure("contact", by="industry", value="steel"), groups) is None
    assert every.sides(Measure("rate", "won", "deal", "industry", "steel"), groups) is None
    assert every.sides(Measure("rate", "deal", "mql", "industry", "nobody"), groups) is None
    assert every.sides(Measure("content", content="nothing"), None) is None
