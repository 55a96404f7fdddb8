"""Filters of the table of leads: whoever passes is whoever a slow reading of each lead lets pass."""

import unicodedata
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funneldesk.errors import UserError
from funneldesk.operations import lead_filters
from funneldesk.operations.facts import facts_of
from funneldesk.operations.lead_figures import figures_of
from funneldesk.operations.lead_filters import ColumnFilter, ValueCount, fitting, require_readable, values_of
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


@pytest.fixture(scope="module")
def staged():
    """Three leads with dates, one of them turned down, and their figures."""
    with in_memory_store("ja") as store:
        rows = [
            {
                "email": "a@x.co.jp",
                "acquired_at": "2026-04-01",
                "mql_at": "2026-04-20",
                "updated_at": "2026-05-01",
            },
            {"email": "b@x.co.jp", "acquired_at": "2026-05-10", "updated_at": ""},
            {"email": "c@x.co.jp", "acquired_at": "", "stage": "disqualified"},
        ]
        take(store, "leads", rows, list_date="2026-04-01")
        acts = [
            {"email": "a@x.co.jp", "occurred_at": f"2026-04-0{day}", "activity": "view"} for day in (1, 2, 3)
        ]
        take(store, "activities", acts)
        yield facts_of(store), figures_of(store, TODAY)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (ColumnFilter("acquired_at", "2026/4"), "a"),
        (ColumnFilter("acquired_at", "2026/4〜"), "ab"),
        (ColumnFilter("acquired_at", "〜2026/12"), "ab"),
        (ColumnFilter("updated_at", "2026"), "a"),
        (ColumnFilter("last_on", "2026/4/3"), "a"),
        (ColumnFilter("since", "2020〜"), ""),
        (ColumnFilter("activities", "3"), "a"),
        (ColumnFilter("activities", "0〜2"), "bc"),
        (ColumnFilter("score", "-1000〜1000"), "abc"),
        (ColumnFilter("stage", values=("lead",)), "b"),
        (ColumnFilter("stage", values=("mql", "disqualified")), "ac"),
        (ColumnFilter("stage", values=()), ""),
        (ColumnFilter("stage", "受注"), "abc"),
    ],
)
def test_ranges_and_stages_choose_by_what_is_computed(staged, one, expected):
    facts, figures = staged
    found = "".join("abc"[place] for place in np.flatnonzero(fitting(facts, (one,), figures)))
    assert found == expected


def test_what_is_computed_asks_for_nothing_where_it_is_not_known(staged):
    asked = (ColumnFilter("score", "60〜"), ColumnFilter("stage", values=("won",)))
    assert fitting(staged[0], asked).all()


def test_one_number_means_what_is_shown(staged):
    facts, figures = staged
    shown = {place: f"{figures.score(place):.0f}" for place in range(3)}
    for text in set(shown.values()):
        fits = fitting(facts, (ColumnFilter("score", text),), figures)
        assert fits.tolist() == [shown[place] == text for place in range(3)]


@pytest.fixture(scope="module")
def sized():
    """Companies by their size as lists write it, an own number, and an own text that is mostly no number."""
    with in_memory_store("ja") as store:
        rows = [
            {"email": "a@x.co.jp", "employees": "50名", "x.座席": "5", "x.メモ": "3回訪問", "title": "120"},
            {
                "email": "b@x.co.jp",
                "employees": "1,200",
                "x.座席": "４０席",
                "x.メモ": "電話",
                "title": "部長",
            },
            {"email": "c@x.co.jp", "employees": "100～300", "x.座席": "", "x.メモ": "", "title": ""},
            {"email": "d@x.co.jp", "employees": "", "x.座席": "1,000", "x.メモ": "120名", "title": ""},
        ]
        take(store, "leads", rows, list_date="2026-04-01")
        yield facts_of(store)


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("employees", "100以上", "bc"),
        ("employees", "100〜500", "c"),
        ("employees", "≦50", "a"),
        ("employees", "100", "c"),
        ("employees", "1,2", "b"),
        ("employees", "名", "a"),
        ("x.座席", "40以上", "bd"),
        ("x.メモ", "100以上", ""),
        ("title", "100以上", ""),
    ],
)
def test_values_that_state_numbers_are_chosen_by_a_range(sized, field, text, expected):
    fits = fitting(sized, (ColumnFilter(field, text),))
    assert "".join("abcd"[place] for place in np.flatnonzero(fits)) == expected


def test_of_very_many_values_none_is_read_as_a_number(sized, monkeypatch):
    monkeypatch.setattr(lead_filters, "MOST_NUMBERED", 2)
    assert not fitting(sized, (ColumnFilter("employees", "100以上"),)).any()


def test_stages_are_counted_in_their_order(staged):
    facts, figures = staged
    found = values_of(facts, "stage", (), figures=figures)
    assert found == [ValueCount("lead", 1), ValueCount("mql", 1), ValueCount("disqualified", 1)]


def test_a_text_that_is_no_range_is_refused():
    with pytest.raises(UserError, match="no number"):
        require_readable(ColumnFilter("score", "たくさん"))
    with pytest.raises(UserError, match="no date"):
        require_readable(ColumnFilter("last_on", "昨日"))
    require_readable(ColumnFilter("company", "昨日"))
    require_readable(ColumnFilter("score", " "))
