"""Columns of tables of leads: what there is to choose, and what becomes of a choice that does not fit."""

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.leads.lead_columns import (
    COMPUTED,
    STANDARD,
    column_kind,
    column_label,
    is_column,
    offered_columns,
    sound_columns,
)


def test_every_field_can_be_a_column_and_has_its_words():
    offered = offered_columns(("x.展示会",))
    assert offered[: len(STANDARD)] == STANDARD
    assert {*FIELDS["leads"], *COMPUTED, "x.展示会"} == set(offered)
    assert len(offered) == len(set(offered))
    assert all(is_column(name) for name in offered)
    labels = [column_label(name) for name in offered]
    assert len(set(labels)) == len(labels)
    assert "x.展示会" not in labels


def test_what_is_no_column_is_known():
    assert not is_column("mood")
    assert not is_column("x.")


def test_a_choice_keeps_its_order_and_begins_with_the_name():
    offered = offered_columns(("x.a",))
    assert sound_columns(("score", "x.a", "score", "x.gone", "company"), offered) == (
        "name",
        "score",
        "x.a",
        "company",
    )
    assert sound_columns(("company", "name"), offered) == ("name", "company")
    assert sound_columns(("x.gone",), offered) == STANDARD
    assert sound_columns((), offered) == STANDARD


def test_columns_are_compared_by_what_they_hold():
    kinds = {
        name: column_kind(name)
        for name in ("score", "activities", "since", "last_on", "acquired_at", "mql_at")
    }
    assert kinds == {
        "score": "number", "activities": "number", "since": "day", "last_on": "day", "acquired_at": "day",
        "mql_at": "day",
    }  # fmt: skip
    assert column_kind("stage") == "stage"
    assert column_kind("employees") == column_kind("x.score") == "text"
