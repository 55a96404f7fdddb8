"""Findings: what is true is found, what is not is not said, and a fact is said once."""

import os
from dataclasses import replace

import numpy as np
import pytest

from funneldesk.domain.findings.findings import LEVEL, WORTH
from funneldesk.domain.findings.outcomes import outcomes, shuffled
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.findings.traits import traits_of_leads
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import facts, person
from tests.domain.findings.made_company import AS_OF, BOOK, Planted, look, made_company, said
from tests.domain.small_books import versions

#: How many companies without a truth, and shuffled copies of one with truths, are looked at.
COPIES = int(os.environ.get("FUNNELDESK_SHUFFLES", "20"))
TRUTHS = Planted(
    fields={("source", "fair"): 3.5},
    contents={"c2": 5.0},
    rejected="care",
    called="c5",
    seminar=12.0,
)


@pytest.fixture(scope="module")
def company():
    return made_company(1, TRUTHS, leads=1_500)


@pytest.fixture(scope="module")
def found(company):
    return look(company)


def test_what_is_true_is_found(found):
    truths = said(found)
    assert truths["source", "fair", "deal"] is True
    assert truths["content", "c2", "deal"] is True
    assert truths["industry", "care", "accepted"] is False
    assert truths["content", "c5", "contact"] is True
    assert truths["seminar", "c3", "deal"] is True


def test_and_little_else(found):
    """There are two papers to download: to have taken c5 is not to have taken c1."""
    heads = {(one.kind, one.value) for one in found.findings} - {("content", "c1"), ("content", "c5")}
    assert heads == {("source", "fair"), ("content", "c2"), ("industry", "care"), ("seminar", "c3")}


def test_figures_are_those_of_the_people_named(company, found):
    one = next(f for f in found.findings if f.kind == "industry")
    legs = company.handovers
    care = company.columns["industry"].codes[one.positions]
    assert set(care.tolist()) == {company.columns["industry"].labels.index("care")}
    assert not set(one.positions.tolist()) & set(one.others.tolist())
    yes = set(legs.lead[legs.decision == 0].tolist())
    assert one.inside.k == len(yes & set(one.positions.tolist())) == 0
    assert one.outside.k == len(yes & set(one.others.tolist()))
    assert (one.inside.n, one.outside.n) == (len(one.positions), len(one.others))
    assert one.chance < LEVEL
    assert one.observed * WORTH <= one.expected


def test_noise_is_silence(company):
    """Companies without any truth, and copies of one with five in which outcomes are dealt to others."""
    loud = sum(bool(look(made_company(100 + seed, leads=500)).findings) for seed in range(COPIES))
    assert loud <= max(1, 0.05 * COPIES)
    dealt = sum(bool(look(company, seed).findings) for seed in range(COPIES))
    assert dealt <= max(1, 0.05 * COPIES)


def test_a_shuffle_keeps_everything_but_who(company):
    real = outcomes(company, stage_days(company, versions(BOOK), AS_OF))
    copy = shuffled(real, 7)
    assert np.array_equal(copy.lead_day, real.lead_day)
    waits = [np.sort((one.stages.day[3] - one.lead_day)[one.stages.day[3] != NEVER]) for one in (real, copy)]
    # Some waits are longer than their new owner is a lead: not yet happened.
    assert 0.8 * len(waits[0]) < len(waits[1]) <= len(waits[0])
    assert set(waits[1]) <= set(waits[0])
    assert copy.stages.day.max(where=copy.stages.day != NEVER, initial=0) <= AS_OF
    known = [one.stages.day[3] != NEVER for one in (real, copy)]
    assert np.mean(known[0] & known[1]) < 2 * np.mean(known[0]) * np.mean(known[1])
    asked = copy.downloaded != NEVER
    assert set(copy.waited[asked]) <= {*real.waited[asked], NEVER}


def test_what_happens_after_the_deal_has_no_influence():
    """Everybody with a deal gets a thank-you page a day later: no reason for any deal."""
    truths = said(look(made_company(3, Planted(thanks="c4"))))
    assert not [key for key in truths if "c4" in key[1]]


def test_a_value_that_lists_give_later_has_no_influence():
    """A field changed after the deal tells of the deal; the value from before counts."""
    plain = made_company(4)
    deal = {int(lead): int(day) for lead, day in zip(plain.deals.lead, plain.deals.opened_day, strict=True)}
    leads = np.array(sorted(deal), np.int32)
    column = plain.columns["source"]
    codes = column.codes.copy()
    codes[leads] = column.labels.index("fair")
    changed = replace(
        column,
        codes=codes,
        change_lead=np.repeat(leads, 2),
        change_day=np.array([day for lead in leads for day in (0, deal[int(lead)] + 1)], np.int32),
        change_code=np.array([c for lead in leads for c in (column.codes[lead], codes[lead])], np.int32),
    )
    later = replace(plain, columns={**plain.columns, "source": changed})
    assert said(look(later)) == said(look(plain))


def test_the_order_of_leads_does_not_matter(company, found):
    """The same people in another order: the same findings, to the last digit of their chance."""
    order = np.random.default_rng(5).permutation(company.count)
    place = np.argsort(order).astype(np.int32)

    def moved(table, *keys):
        lead = place[table.lead]
        by = np.lexsort((*(getattr(table, key) for key in reversed(keys)), lead))
        rows = {name: getattr(table, name)[by] for name in table.__slots__}
        return replace(table, **rows | {"lead": lead[by]})

    turned = replace(
        company,
        acquired_day=company.acquired_day[order],
        events=moved(company.events, "day", "record"),
        deals=moved(company.deals, "opened_day"),
        claims=moved(company.claims, "stage", "day"),
        handovers=moved(company.handovers, "handed_day"),
        columns={
            name: replace(column, codes=column.codes[order]) for name, column in company.columns.items()
        },
    )
    again = look(turned)
    assert [(f.key, f.inside, f.outside, f.observed) for f in again.findings] == [
        (f.key, f.inside, f.outside, f.observed) for f in found.findings
    ]
    assert [f.chance for f in again.findings] == pytest.approx([f.chance for f in found.findings], rel=1e-9)


def test_the_same_fact_is_said_once(company, found):
    """Each trait heads one card at most, and what only follows from it stands under it."""
    heads = [(one.kind, one.value) for one in found.findings]
    assert len(heads) == len(set(heads))
    guide = next(one for one in found.findings if one.value == "c2")
    assert ("content_type", "case") in {(one.kind, one.value) for one in guide.under}


def test_too_little_is_not_asked():
    small = look(made_company(6, Planted(rejected="care"), leads=30))
    assert (small.questions, small.findings) == (0, ())


def test_stages_nothing_is_recorded_of_are_not_asked_about(company):
    bare = replace(company, claimable=frozenset())
    found = outcomes(bare, stage_days(bare, versions(BOOK), AS_OF))
    asked = {question.clock.stage for question, _sets in questions(bare, found, BOOK)}
    assert asked == {"accepted", "contact"}


def test_where_no_list_has_dates_leads_are_compared_as_they_stand():
    def somebody(source, has_deal):
        return person(None, fields={"source": source}, claims=[("deal", None)] if has_deal else [])

    people = [somebody("seo" if place % 2 else "ads", place % 2 and place % 4 != 1) for place in range(160)]
    undated = facts(*people, claimable=("deal",))
    one = look(undated).findings[0]
    assert {one.value, *(weaker.value for weaker in one.under)} == {"seo", "ads"}
    assert {(one.inside.k, one.inside.n), (one.outside.k, one.outside.n)} == {(40, 80), (0, 80)}
    assert one.mature_days is None


def test_students_are_known_by_whatever_says_so():
    """And who works beside a school is none."""
    students = [
        {"company": "白川大学"},
        {"company": "株式会社東都", "title": "学生"},
        {"industry": "Student"},
    ]
    others = [
        {"company": "白川大学生活協同組合"},
        {"company": "大学前印刷株式会社 病院部"},
        {"title": "学生課長"},
    ]
    company = facts(*(person("2025-04-01", fields=one) for one in (*students, *others) * 15))
    found = outcomes(company, stage_days(company, versions(BOOK), AS_OF))
    school = next(trait for trait in traits_of_leads(company, found) if trait.kind == "school")
    assert [since == 0 for since in school.since[:6]] == [True, True, True, False, False, False]
