"""Which leads the command line means, and what programs are told of them."""

from datetime import date

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import changes
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.lead_listing import listed, wanted
from funneldesk.operations.lead_views import save_view
from funneldesk.operations.leads import LeadQuery
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 11, 20).toordinal()
LEADS = [
    {"email": "a@x.co.jp", "name": "佐藤 花子", "updated_at": "2026-05-01T03:00:00Z", "opt_out": "1", "x.展示会": "春"},
    {"email": "b@x.co.jp", "name": "鈴木 健", "acquired_at": "2026-06-01", "title": "部長"},
]  # fmt: skip
COLUMNS = ("name", "updated_at", "opt_out", "x.展示会", "acquired_at", "stage")


@pytest.fixture
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS, list_date="2026-06-02")
        query = LeadQuery("x.co.jp", show="lead", sort="name", filters=(ColumnFilter("title", "部"),))
        save_view(store, "全部", LeadQuery(sort="email", descending=False), COLUMNS)
        save_view(store, "部長", query)
        yield store


def test_programs_get_what_is_stored_and_people_what_they_read(store):
    asked = wanted(store, view="全部")
    coded = listed(store, asked, TODAY, None, codes=True)
    assert coded.lines[0] == ["佐藤 花子", "2026-05-01T03:00:00Z", "1", "春", None, "lead"]
    assert coded.lines[1][4] == date(2026, 6, 1)
    said = listed(store, asked, TODAY, None, codes=False)
    assert said.lines[0][2] == "yes"
    assert said.lines[0][5] != "lead"


def test_only_what_a_program_gets_stands_in_the_audit_log(store):
    before = len(changes.log(store))
    asked = wanted(store)
    listed(store, asked, TODAY, None, codes=False)
    assert len(changes.log(store)) == before
    assert listed(store, asked, TODAY, 1, codes=True).matching == 2
    assert changes.log(store)[-1].detail == {"what": "leads", "count": 1}


def test_what_is_said_beside_a_view_narrows_it_down_or_takes_its_place(store):
    of_view = wanted(store, view="部長")
    assert of_view.columns == wanted(store).columns
    asked = wanted(
        store, view="部長", show="all", text="鈴木", filters=[("Job title", "課"), ("company", "x")]
    )
    assert (asked.query.show, asked.query.text, asked.query.sort) == ("all", "鈴木", "name")
    assert asked.query.filters == (ColumnFilter("title", "課"), ColumnFilter("company", "x"))


def test_of_a_column_that_is_not_there_it_says_how_columns_are_named(store):
    with pytest.raises(UserError, match="給料") as caught:
        wanted(store, filters=[("給料", "3")])
    assert "heading" in caught.value.next_step
