"""Shared views: what is written is read again, and what nobody wrote is left out."""

import json

import pytest

from funneldesk.domain.team.publication import table_named
from funneldesk.domain.team.team_views import (
    CHOSEN_BY,
    COLUMNS,
    MOST_VALUES,
    MOST_VIEWS,
    ORDERS,
    SharedView,
    decoded,
    encoded,
)

VIEW = SharedView("製造業", "mql", {"industry": ("製造業", "")}, "candidate_since", descending=False)
RANGED = SharedView(
    "今年の60点",
    values={"source": ("SEO",)},
    ranges={"score": "60〜", "acquired_on": "2026/01/01〜2026/12/31"},
    columns=("person", "score", "company"),
    widths={"company": 300},
)


def test_what_is_written_is_read_again():
    assert decoded(encoded([VIEW, RANGED, SharedView("全員")])) == (VIEW, RANGED, SharedView("全員"))


def test_a_program_without_ranges_reads_the_views_that_have_none():
    """What it takes for a view: these five, of these types; of more people than a view names it must not speak."""
    told = {"name": str, "show": str, "values": dict, "sort": str, "descending": bool}
    found = json.loads(encoded([VIEW, RANGED, SharedView("列", columns=("score",), widths={"score": 90})]))
    read = [one for one in found if all(isinstance(one.get(name), kind) for name, kind in told.items())]
    assert [one["name"] for one in read] == ["製造業", "列"]
    assert read[0]["values"] == {"industry": ["製造業", ""]}


def test_views_of_before_there_were_columns_are_read():
    said = {"name": "全員", "show": "all", "values": {}, "sort": "score", "descending": True}
    assert decoded(json.dumps([said])) == (SharedView("全員"),)


def test_columns_of_a_later_program_are_passed_over():
    said = json.loads(encoded([RANGED]))[0]
    said |= {
        "columns": ["score", "mood", 1, ["x"], "score"],
        "widths": {"mood": 90, "score": 90},
        "colour": "red",
    }
    view = decoded(json.dumps([said]))[0]
    assert (view.columns, view.widths) == (("score",), {"score": 90})


@pytest.mark.parametrize("width", [47, 4_001, "90", True, None, 10**400])
def test_a_width_that_no_column_can_have_is_none(width):
    said = json.loads(encoded([SharedView("全員")]))[0] | {"widths": {"score": width}}
    assert decoded(json.dumps([said]))[0].widths == {}


def test_a_view_asks_for_columns_of_published_leads_only():
    columns = {column.name: column.told for column in table_named("leads").columns}
    assert {columns[name] for name in (*CHOSEN_BY, *ORDERS.values())} == {"people"}
    assert set(COLUMNS.values()) <= set(columns)


@pytest.mark.parametrize(
    "broken",
    [
        {"name": " "},
        {"name": "長" * 201},
        {"show": "excluded"},
        {"show": "nobody"},
        {"sort": "person"},
        {"sort": "x; DROP"},
        {"values": {"email": ["a@x.co.jp"]}},
        {"values": {"industry": "製造業"}},
        {"ranges": {"score": "many"}},
        {"ranges": {"score": "6" * 201}},
        {"ranges": {"company": "60〜"}},
        {"ranges": {"activities": "60〜"}},
        {"ranges": {"mood": "60〜"}},
        {"ranges": {"score": 60}},
        {"ranges": ["score"]},
        {"values": {"industry": ["値"] * (MOST_VALUES + 1)}},
    ],
)
def test_what_a_publication_cannot_say_is_left_out(broken):
    sound = json.loads(encoded([SharedView("全員")]))[0]
    assert [one.name for one in decoded(json.dumps([sound, {**sound, **broken}]))] == ["全員"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"name": "a"}]', "[" * 5000, '[{"name": null}]'])
def test_what_is_no_list_of_views_is_none(text):
    assert decoded(text) == ()


def test_more_than_anybody_saves_are_not_read():
    assert len(decoded(encoded([VIEW] * (MOST_VIEWS + 1)))) == MOST_VIEWS
