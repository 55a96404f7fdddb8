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
    "行動の数": LeadQuery(filters=(ColumnFilter("activities", "3 or more"),)),
}
RANGED = LeadQuery(
    sort="last_on",
    descending=False,
    filters=(
        ColumnFilter("acquired_at", "2026年4月"),
        ColumnFilter("industry", values=("製造業",)),
        ColumnFilter("score", "60点以上"),
    ),
)
OWN = ("name", "score", "x.秘密", "activities", "last_on", "company")


@pytest.fixture(scope="module")
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS, list_date="2026-04-01")
        for name, query in VIEWS.items():
            save_view(store, name, query)
        save_view(store, "高得点", RANGED, OWN, {"score": 90, "x.秘密": 200})
        yield store


def said(store, level):
    rows = {row[0]: row for row in gather_publication(store, level, TODAY).rows["about"]}
    return rows.get("views")


@pytest.mark.parametrize("level", ["contact", "masked"])
def test_views_that_name_nobody_are_published(store, level):
    _key, value, _item, words = said(store, level)
    views = decoded(value)
    by_name = {one.name: one for one in views}
    assert by_name.pop("製造") == SharedView("製造", "lead", {"industry": ("製造業", "")}, "acquired_on")
    del by_name["高得点"]
    assert [one.values for one in by_name.values()] == [{"company": ("東都テック",)}]
    assert "白鳥" not in value + words
    assert words.endswith("の会社 / 製造 / 高得点")


def test_ranges_columns_and_widths_go_with_a_view_as_far_as_they_are_published(store):
    _key, value, _item, _words = said(store, "masked")
    assert decoded(value)[-1] == SharedView(
        "高得点",
        values={"industry": ("製造業",)},
        sort="last_on",
        descending=False,
        ranges={"acquired_on": "2026/04/01〜2026/04/30", "score": "60〜"},
        columns=("person", "score", "last_on", "company"),
        widths={"score": 90},
    )
    assert "秘密" not in value


def test_where_only_sums_are_told_there_are_no_views(store):
    assert said(store, "aggregate") is None
