"""Shared views: what is written is read again, and what nobody wrote is left out."""

import json

import pytest

from funneldesk.domain.team.publication import table_named
from funneldesk.domain.team.team_views import (
    CHOSEN_BY,
    MOST_VALUES,
    MOST_VIEWS,
    ORDERS,
    SharedView,
    decoded,
    encoded,
)

VIEW = SharedView("製造業", "mql", {"industry": ("製造業", "")}, "candidate_since", descending=False)


def test_what_is_written_is_read_again():
    assert decoded(encoded([VIEW, SharedView("全員")])) == (VIEW, SharedView("全員"))


def test_a_view_asks_for_columns_of_published_leads_only():
    columns = {column.name: column.told for column in table_named("leads").columns}
    assert {columns[name] for name in (*CHOSEN_BY, *ORDERS.values())} == {"people"}


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
