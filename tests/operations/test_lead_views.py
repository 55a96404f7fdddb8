"""Saved views: kept under a name, replaced by the same name, taken back by their step, of no figure's concern."""

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import changes
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.lead_views import (
    LONGEST_NAME,
    LeadView,
    lead_views,
    remove_view,
    save_view,
    view_named,
)
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.minutes import redo_step, undo_step
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.notes import add_note

QUERY = LeadQuery(
    text="東都", show="candidates", sort="since", descending=False,
    filters=(ColumnFilter("title", "部長"), ColumnFilter("x.展示会", values=("春", ""))),
)  # fmt: skip


@pytest.fixture
def store():
    with in_memory_store("ja") as store:
        yield store


def test_a_view_is_what_was_seen(store):
    step = save_view(store, " 部長 　春 ", QUERY, ("name", "x.展示会"))
    assert lead_views(store) == (LeadView(step, "部長 春", QUERY, ("name", "x.展示会")),)


def test_widths_are_kept_with_the_columns(store):
    step = save_view(store, "幅", QUERY, ("name", "title"), {"title": 200})
    assert lead_views(store) == (LeadView(step, "幅", QUERY, ("name", "title"), {"title": 200}),)


def test_views_stand_by_name_and_are_found_however_they_are_spelt(store):
    for name in ("ｂ", "A", "c"):
        save_view(store, name, LeadQuery())
    assert [one.name for one in lead_views(store)] == ["A", "ｂ", "c"]
    assert view_named(lead_views(store), "B").name == "ｂ"
    assert view_named(lead_views(store), "d") is None


def test_the_same_name_replaces_and_the_step_can_be_taken_back(store):
    first = save_view(store, "春", LeadQuery())
    second = save_view(store, "春", QUERY)
    assert [(one.item, one.query) for one in lead_views(store)] == [(first, QUERY)]
    undo_step(store, second)
    assert [one.query for one in lead_views(store)] == [LeadQuery()]
    redo_step(store, second)
    assert [one.query for one in lead_views(store)] == [QUERY]


def test_a_removed_view_is_gone_until_that_is_taken_back(store):
    item = save_view(store, "春", QUERY)
    step = remove_view(store, item)
    assert lead_views(store) == ()
    with pytest.raises(UserError, match="not there any more"):
        remove_view(store, item)
    undo_step(store, step)
    assert [one.name for one in lead_views(store)] == ["春"]


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("　", LeadQuery(), "needs a name"),
        ("あ" * (LONGEST_NAME + 1), LeadQuery(), "needs a name"),
        ("選んだ人", LeadQuery(only=(1, 2)), "chosen people"),
    ],
)
def test_what_is_no_view_is_refused(store, name, query, said):
    with pytest.raises(UserError, match=said):
        save_view(store, name, query)
    assert lead_views(store) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"name": "新しい版"},
        {"name": "新しい版", "query": {"show": "tomorrow"}},
        {"name": "新しい版", "query": {"sort": "mood"}},
    ],
)
def test_what_a_later_program_wrote_is_left_out(store, values):
    with store.aside() as connection:
        add_note(connection, "view", values, at="2026-04-01T00:00:00Z")
    save_view(store, "春", QUERY)
    assert [one.name for one in lead_views(store)] == ["春"]


def test_no_figure_changes_and_the_log_says_what_was_done(store):
    before = store.revision
    item = save_view(store, "山田さんの見込み客", QUERY)
    remove_view(store, item)
    assert store.revision == before
    assert [(one.operation, one.detail) for one in changes.log(store)][-2:] == [
        ("save-view", {"view": item}),
        ("remove-view", {"view": item}),
    ]


@pytest.mark.parametrize("sort", ["email", "last_on", "x.展示会"])
def test_a_view_is_in_the_order_of_any_column(store, sort):
    query = LeadQuery(
        sort=sort, filters=(ColumnFilter("score", "60〜"), ColumnFilter("stage", values=("mql",)))
    )
    save_view(store, "順", query, ("name", sort))
    assert [(one.query, one.columns) for one in lead_views(store)] == [(query, ("name", sort))]
    assert not len(leads_of(store, query, 740_000).ids)
