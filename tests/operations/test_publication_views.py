"""Saved views in a publication: those that name nobody, chosen by what is published, and only where leads are."""

import pytest

from funneldesk.domain.team.team_views import SharedView, decoded
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.lead_views import save_view
from funneldesk.operations.leads import LeadQuery
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = 740_000
LEADS = [
    {"email": "a@x.co.jp", "name": "白鳥 かえで", "company": "東都テック", "industry": "製造業"},
    {"email": "b@x.co.jp", "name": "黒川 次郎", "company": "西都", "industry": ""},
]
VIEWS = {
    "製造": LeadQuery(
        show="lead", sort="acquired_at", filters=(ColumnFilter("industry", values=("製造業", "")),)
    ),
    "白鳥 かえでの会社": LeadQuery(filters=(ColumnFilter("company", " ", ("東都テック",)),)),
    "検索": LeadQuery(text="白鳥"),
    "入力": LeadQuery(filters=(ColumnFilter("company", "白鳥"),)),
    "名前": LeadQuery(filters=(ColumnFilter("name", values=("白鳥 かえで",)),)),
    "名前順": LeadQuery(sort="name"),
    "対象外": LeadQuery(show="excluded"),
}


@pytest.fixture(scope="module")
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS, list_date="2026-04-01")
        for name, query in VIEWS.items():
            save_view(store, name, query)
        yield store


def said(store, level):
    rows = {row[0]: row for row in gather_publication(store, level, TODAY).rows["about"]}
    return rows.get("views")


@pytest.mark.parametrize("level", ["contact", "masked"])
def test_views_that_name_nobody_are_published(store, level):
    _key, value, _item, words = said(store, level)
    views = decoded(value)
    assert views[1] == SharedView("製造", "lead", {"industry": ("製造業", "")}, "acquired_on")
    assert [one.values for one in views if one != views[1]] == [{"company": ("東都テック",)}]
    assert "白鳥" not in value + words
    assert words.endswith("の会社 / 製造")


def test_where_only_sums_are_told_there_are_no_views(store):
    assert said(store, "aggregate") is None
