"""Filters of the table of leads: whoever passes is whoever a slow reading of each lead lets pass."""

import unicodedata
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funneldesk.operations import lead_filters
from funneldesk.operations.facts import facts_of
from funneldesk.operations.lead_filters import ColumnFilter, ValueCount, fitting, values_of
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = 740_000
LEADS = [
    {"email": "a@x.co.jp", "name": "佐藤 花子", "company": "東都ﾃｯｸ", "industry": "製造業", "x.展示会": "春"},
    {
        "email": "b@x.co.jp",
        "name": "佐藤　次郎",
        "company": "東都テック",
        "industry": "小売業",
        "x.展示会": "",
    },
    {"email": "c@x.co.jp", "name": "Lee Ann", "company": "", "industry": "", "x.展示会": "秋"},
    {"email": "d@x.co.jp", "name": "", "company": "TOTO Inc.", "industry": "製造業", "x.展示会": "春"},
]
FIELDS = ("name", "company", "industry", "x.展示会", "gone")


@pytest.fixture(scope="module")
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS, list_date="2026-04-01")
        yield store


def bare(text):
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def passes(lead, one):
    if one.field == "gone":
        return True
    value = lead[one.field]
    holds = not one.text.strip() or (bool(value) and bare(one.text) in bare(value))
    return holds and (one.values is None or value in one.values)


texts = st.sampled_from(("", " ", "佐藤", "佐 藤", "ﾄｳﾄ", "テック", "toto", "ＬＥＥ", "a", "春", "無い"))
values = st.none() | st.lists(st.sampled_from(("", "製造業", "春", "東都テック", "無い")), max_size=3).map(
    tuple
)
filters = st.lists(st.builds(ColumnFilter, st.sampled_from(FIELDS), texts, values), max_size=3)


@given(filters)
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_who_passes_is_who_a_slow_reading_lets_pass(store, given_filters):
    fits = fitting(facts_of(store), given_filters)
    assert fits.tolist() == [all(passes(lead, one) for one in given_filters) for lead in LEADS]
    query = LeadQuery(filters=tuple(given_filters))
    found = leads_of(store, query, TODAY)
    assert sorted(found.positions.tolist()) == np.flatnonzero(fits).tolist()
    assert found.query == query


@given(filters, st.sampled_from(FIELDS))
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_values_are_counted_among_who_passes_the_other_filters(store, given_filters, field):
    found = values_of(facts_of(store), field, given_filters)
    others = [one for one in given_filters if one.field != field]
    here = [lead for lead in LEADS if all(passes(lead, one) for one in others)]
    counted = Counter(lead[field] for lead in here) if field != "gone" else Counter()
    assert {one.value: one.count for one in found} == counted
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)


def test_only_the_commonest_values_are_offered(store, monkeypatch):
    monkeypatch.setattr(lead_filters, "MOST_VALUES", 2)
    assert values_of(facts_of(store), "industry", ()) == [ValueCount("製造業", 2), ValueCount("", 1)]


def test_values_can_be_counted_among_some(store):
    among = np.array([True, False, False, False])
    assert values_of(facts_of(store), "x.展示会", (), among) == [ValueCount("春", 1)]


def test_a_filter_that_asks_for_nothing_leaves_nobody_out():
    assert not ColumnFilter("name", " ").asks
    assert ColumnFilter("name", values=()).asks
