"""Scores of a store: the summary, the explanation, and finding who is meant."""

from datetime import date

import numpy as np
import pytest

from funneldesk.errors import UserError
from funneldesk.operations.scoring import (
    candidate_ids,
    explain_lead,
    find_leads,
    named_candidates,
    reached_threshold,
    score_summary,
)
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 4, 20).toordinal()
LEADS = [
    {"external_id": "A1", "email": "ito@minato.example", "name": "伊藤 翼", "company": "みなと精機", "title": "部長",
     "industry": "製造業", "employees": "200名", "acquired_at": "2026-01-10"},
    {"external_id": "A2", "email": "mori@kita.example", "name": "森 葵", "company": "北浜商事", "acquired_at": "2026-02-01"},
    {"external_id": "A3", "name": "学生 太郎", "title": "学生", "acquired_at": "2026-02-01"},
    {"external_id": "A4", "email": "later@kita.example", "name": "後", "acquired_at": "2026-05-01"},
]  # fmt: skip
ACTIVITIES = [
    {"lead_external_id": "A1", "occurred_at": "2026-04-10", "activity": "form"},
    {"lead_external_id": "A2", "occurred_at": "2026-04-18", "activity": "download", "content": "教科書"},
]


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        take(made, "leads", LEADS)
        take(made, "activities", ACTIVITIES)
        yield made


def lead_of(store, key):
    (found,) = find_leads(store, f"ma:{key}")
    return found


def test_the_summary_counts_those_there_are_and_names_the_candidates(store):
    summary = score_summary(store, TODAY)
    assert (summary.leads, summary.candidates) == (3, 1), "the lead of May is not there yet"
    assert sum(band.leads for band in summary.bands) == 3
    # 60 of the inquiry, 30 of attributes (10 + 10 + 10 + 5, capped).
    assert [(b.low, b.high) for b in summary.bands if b.leads][-1] == (90, 100)
    (first,) = summary.first
    assert (first.lead, first.name, first.company, first.score) == (
        lead_of(store, "A1"),
        "伊藤 翼",
        "みなと精機",
        90,
    )
    assert first.since == date(2026, 4, 10).toordinal()
    assert first.reasons.startswith("Inquiry")
    assert candidate_ids(store, TODAY) == (first.lead,)
    assert named_candidates(store, np.array([first.lead]), TODAY) == summary.first


def test_who_reached_the_threshold_and_has_fewer_points_now_is_a_candidate_still(store):
    seminars = [
        {
            "lead_external_id": "A1",
            "occurred_at": f"2026-04-{day}",
            "activity": "attend",
            "content": f"第{day}回",
        }
        for day in (10, 11)
    ]
    with in_memory_store("en") as other:
        take(other, "leads", LEADS[:1])
        take(other, "activities", seminars)
        # 30 of attributes, 40 of two seminars, half of them after 90 days; a candidate until 45.
        assert reached_threshold(other, date(2026, 4, 20).toordinal()) == (1, 1)
        assert reached_threshold(other, date(2026, 7, 5).toordinal()) == (1, 0)
    assert reached_threshold(store, TODAY) == (1, 1)


def test_the_summary_of_an_empty_store_is_empty():
    with in_memory_store("ja") as empty:
        summary = score_summary(empty, TODAY)
    assert (summary.leads, summary.candidates, summary.bands, summary.first) == (0, 0, (), ())


def test_a_new_record_makes_new_scores(store):
    before = score_summary(store, TODAY).candidates
    take(store, "activities", [{"lead_external_id": "A2", "occurred_at": "2026-04-19", "activity": "form"}])
    assert score_summary(store, TODAY).candidates == before + 1


def test_a_lead_explains_its_score(store):
    found = explain_lead(store, lead_of(store, "A2"), TODAY)
    assert found.lead == lead_of(store, "A2")
    assert [(line.signal, line.event) for line in found.lines] == [
        ("white_paper_download", "Download “教科書”"),
        ("company_mail", "Kind of e-mail address: company mail"),
    ]
    assert sum(line.points for line in found.lines) == pytest.approx(found.total)
    assert found.missing[0].reaches


def test_an_unknown_lead_is_a_sentence(store):
    with pytest.raises(UserError, match="no lead 999"):
        explain_lead(store, 999, TODAY)


def test_leads_are_found_by_number_external_id_or_mail(store):
    lead = lead_of(store, "A1")
    assert find_leads(store, str(lead)) == (lead,)
    assert find_leads(store, "A1") == (lead,)
    assert find_leads(store, " ITO@minato.example ") == (lead,)
    assert (
        find_leads(store, "ma:A9")
        == find_leads(store, "sfa:A1")
        == find_leads(store, "nobody@x.example")
        == ()
    )


def test_an_id_of_two_systems_may_mean_either(store):
    take(store, "leads", [{"external_id": "A1", "email": "other@x.example", "name": "別 人"}], system="sfa")
    assert len(find_leads(store, "A1")) == 2
    assert find_leads(store, "ma:A1") != find_leads(store, "sfa:A1")
