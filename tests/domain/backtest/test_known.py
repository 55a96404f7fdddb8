"""Values hold from the day a list said them; a name in parts, from the last change of its parts."""

import numpy as np

from funneldesk.domain.backtest.known import as_known
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import day, facts, person

JAN, MAR, JUN = day("2026-01-10"), day("2026-03-10"), day("2026-06-10")


def seen(columns, field, when):
    column = columns[field]
    return [column.labels[code] if code >= 0 else "" for code in column.at(when)]


def known(made, **days):
    return as_known(made, {field: np.array(column, np.int32) for field, column in days.items()}).columns


def test_a_value_that_never_changed_and_one_that_did():
    made = facts(
        person(JAN, fields={"title": "部長"}),
        person(JAN, changes={"title": [(JAN, "主任"), (JUN, "課長")]}),
        person(JAN),
    )
    columns = known(made, title=[MAR, MAR, NEVER])
    assert seen(columns, "title", MAR - 1) == ["", "", ""]
    assert seen(columns, "title", MAR) == ["部長", "主任", ""]
    assert seen(columns, "title", JUN) == ["部長", "課長", ""]
    points = columns["title"].at_points(np.array([0, 1, 1], np.int32), np.array([JAN, JAN, JUN], np.int32))
    assert [int(code) < 0 for code in points] == [True, True, False]
    assert set(columns) == {"title"}
    assert len(columns) == 1


def test_the_kind_of_an_address_is_known_since_the_address_is():
    made = facts(
        person(JAN, fields={"email": "a@aoba.example", "email_kind": "company"}),
        person(
            JAN,
            changes={
                "email": [(JAN, "b@x.example"), (JUN, "b@free.example")],
                "email_kind": [(JAN, "company"), (JUN, "free")],
            },
        ),
    )
    columns = known(made, email=[MAR, JAN + 9])
    assert seen(columns, "email_kind", JAN) == ["", ""]
    assert seen(columns, "email_kind", MAR) == ["company", "company"]
    assert seen(columns, "email_kind", JUN) == ["company", "free"]


def test_a_name_that_changed_begins_when_a_list_named_it():
    made = facts(person(JAN, changes={"name": [(JAN, "山田"), (MAR, "佐藤")]}))
    columns = known(made, name=[JAN], last_name=[JUN])
    assert [seen(columns, "name", when)[0] for when in (JAN - 1, JAN, MAR, JUN)] == [
        "",
        "山田",
        "佐藤",
        "佐藤",
    ]


def test_a_field_no_record_named_is_never_known():
    assert seen(known(facts(person(JAN, fields={"title": "部長"}))), "title", JUN) == [""]
