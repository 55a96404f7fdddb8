"""Data quality over columns: who breaks which rule, who cannot be scored or reached, which lists are late."""

from datetime import date

import numpy as np
import pytest

from funneldesk.domain.book.book import DataRules, ListSchedule
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.facts import Column
from funneldesk.domain.leads.quality import (
    allowed_rules,
    required_rules,
    schedule_states,
    scored_fields,
    unreached,
    unscored,
)
from tests.domain.facts_builder import facts, person

AS_OF = date(2026, 4, 15).toordinal()  # a Wednesday


def mask(*places: int, n: int = 5) -> np.ndarray:
    found = np.zeros(n, bool)
    found[list(places)] = True
    return found


def rules(**said: object) -> DataRules:
    return DataRules(**({"required": {}, "allowed": {}, "comment_template": (), "schedules": ()} | said))


def test_a_required_field_is_asked_of_those_at_the_stage() -> None:
    there = {"email": mask(0, 1), "phone": mask(1, 2), "industry": mask(0, 4)}
    states = required_rules(
        rules(required={"lead": ("email|phone",), "mql": ("industry",), "won": ("amount",)}),
        {"lead": mask(0, 1, 2, 3, 4), "mql": mask(0, 1, 2)},
        lambda _stage, name: there[name],
    )
    assert [(s.stage, s.fields, s.n, s.places.tolist()) for s in states] == [
        ("lead", ("email", "phone"), 5, [3, 4]),
        ("mql", ("industry",), 3, [1, 2]),
    ]
    # Two of three MQLs weigh more than two of five leads.
    assert states[1].effect > states[0].effect


def test_values_the_book_does_not_know_are_counted_and_empty_ones_are_not() -> None:
    column = Column(("SEO", "seo", "展示会"), np.array([0, 1, 1, -1, 2], np.int32))
    [state] = allowed_rules(
        rules(allowed={"source": ("SEO",), "industry": (), "x.何か": ("a",)}),
        {"source": column, "industry": column},
        mask(0, 1, 2, 3, 4),
    )
    assert (state.n, state.places.tolist()) == (4, [1, 2, 4])
    assert state.values == (("seo", 2), ("展示会", 1))


def test_who_has_neither_attributes_nor_activities_cannot_be_scored() -> None:
    people = [
        person(None, (AS_OF - 3, "view")),
        person(None, (AS_OF + 3, "view")),
        person(),
        person(),
        person(),
    ]
    found = unscored(facts(*people), mask(0, 1, 2, 3), mask(2, 4), AS_OF)
    assert found.no_activities.tolist() == [1, 2, 3]  # one of them has only one to come
    assert found.no_attributes.tolist() == [0, 1, 3]
    assert found.neither.tolist() == [1, 3]


def test_a_returned_mail_counts_where_there_is_no_phone() -> None:
    bounced = person(None, (AS_OF - 3, "bounce"))
    people = facts(bounced, bounced, person(), person(), person(opt_out=AS_OF))
    email, phone = mask(0, 1, 4), mask(1)
    found = unreached(people, mask(0, 1, 2, 3, 4), email, phone, AS_OF)
    assert found.no_contact.tolist() == [2, 3]
    assert found.bounced.tolist() == [0]
    assert found.opted_out.tolist() == [4]
    assert found.anyhow.tolist() == [0, 2, 3, 4]


@pytest.mark.parametrize(
    ("every", "weekday", "last", "as_of", "late"),
    [
        ("business_day", None, "2026-04-14", "2026-04-15", False),
        ("business_day", None, "2026-04-13", "2026-04-15", True),
        ("business_day", None, "2026-04-10", "2026-04-13", False),  # Friday's on Monday
        ("business_day", None, "2026-04-09", "2026-04-12", True),  # on Sunday Friday's is due
        ("business_day", None, "2026-04-10", "2026-04-12", False),
        ("same_day", None, "2026-04-14", "2026-04-15", False),
        ("same_day", None, "2026-04-13", "2026-04-15", True),
        ("week", 0, "2026-04-06", "2026-04-13", False),  # today is the day
        ("week", 0, "2026-04-06", "2026-04-14", True),
        ("week", 0, "2026-04-13", "2026-04-19", False),
        ("week", None, "2026-04-08", "2026-04-15", False),
        ("week", None, "2026-04-07", "2026-04-15", True),
        ("month", None, "2026-03-15", "2026-04-15", False),
        ("month", None, "2026-03-10", "2026-04-15", True),
    ],
)
def test_a_list_is_late_when_the_agreed_day_has_passed(
    every: str, weekday: int | None, last: str, as_of: str, late: bool
) -> None:
    schedule = ListSchedule("s", "SFA", "deals", every, weekday)
    newest = {"deals": date.fromisoformat(last).toordinal()}
    [state] = schedule_states([schedule], newest, date.fromisoformat(as_of).toordinal(), Calendar())
    assert state.is_late is late
    assert state.days == date.fromisoformat(as_of).toordinal() - newest["deals"]


def test_a_list_that_never_came_is_late() -> None:
    [state] = schedule_states([ListSchedule("s", "SFA", "deals", "week")], {}, AS_OF, Calendar())
    assert (state.last, state.days, state.is_late) == (None, None, True)


def test_the_fields_that_give_points_are_those_of_the_book() -> None:
    fields = scored_fields(starter_book("ja"))
    assert {"industry", "employees", "title"} <= fields
    assert "company" not in fields
