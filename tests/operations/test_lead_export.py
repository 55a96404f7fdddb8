"""The table of leads as a file: read back by other programs, it holds what was seen, in the types it has."""

import csv
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from funneldesk.errors import Cancelled, UserError
from funneldesk.operations import changes, lead_export
from funneldesk.operations.lead_export import write_leads
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.leads_written import written_words
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 11, 20).toordinal()
LEADS = [
    {
        "email": "a@x.co.jp", "name": "佐藤 花子", "company": "=1+1", "phone": "03-1234-5678",
        "acquired_at": "2026-04-01", "updated_at": "2026-05-01T03:00:00Z", "opt_out": "1", "x.展示会": "=春",
    },
    {"email": "b@x.co.jp", "name": "鈴木 健", "company": "小売", "acquired_at": "2026-06-01", "employees": "1,000名"},
    {"email": "c@x.co.jp", "name": "高橋 翔", "employees": "50名", "x.展示会": "秋"},
]  # fmt: skip
COLUMNS = (
    "name",
    "company",
    "acquired_at",
    "updated_at",
    "score",
    "stage",
    "activities",
    "x.展示会",
    "opt_out",
    "last_on",
)

at = datetime.fromisoformat


@pytest.fixture
def store():
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS, list_date="2026-04-01")
        take(store, "activities", [{"email": "b@x.co.jp", "occurred_at": "2026-07-02", "activity": "view"}])
        yield store


def test_a_workbook_holds_what_is_seen_with_days_and_numbers_as_such(store, tmp_path):
    path = tmp_path / "リード.xlsx"
    query = LeadQuery(sort="acquired_at", descending=False)
    written = write_leads(store, path, query, COLUMNS, TODAY)
    heading, *rows = load_workbook(path).active.iter_rows()
    assert [cell.value for cell in heading] == [
        "Name", "Company", "Date acquired", "Date updated", "Score", "Stage", "Number of activities", "展示会",
        "Opted out", "Last activity",
    ]  # fmt: skip
    figures = leads_of(store, query, TODAY).figures
    assert [[cell.value for cell in row] for row in rows] == [
        [
            "佐藤 花子", "=1+1", at("2026-04-01"), at("2026-05-01T12:00"), round(figures.score(0)), "Lead", 0,
            "=春", "yes", None,
        ],
        ["鈴木 健", "小売", at("2026-06-01"), None, round(figures.score(1)), "Lead", 1, None, None, at("2026-07-02")],
        ["高橋 翔", None, None, None, round(figures.score(2)), "Lead", 0, "秋", None, None],
    ]  # fmt: skip
    assert rows[0][1].data_type == rows[0][7].data_type == "s"
    assert rows[0][2].number_format == "yyyy/mm/dd"
    assert written.rows == 3


def test_lines_follow_filters_search_and_order(store, tmp_path):
    path = tmp_path / "リード.csv"
    write_leads(store, path, LeadQuery(sort="employees", descending=False), ("name", "employees"), TODAY)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [
            ["Name", "Number of employees"],
            ["高橋 翔", "50名"],
            ["鈴木 健", "1,000名"],
            ["佐藤 花子", ""],
        ]
    filtered = LeadQuery(filters=(ColumnFilter("x.展示会", values=("秋",)),))
    write_leads(store, path, filtered, ("name", "score", "x.展示会", "x.無い"), TODAY)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        heading, row = csv.reader(stream)
    assert heading == ["Name", "Score", "展示会"]
    assert (row[0], row[2]) == ("高橋 翔", "秋")


def test_a_plain_number_of_employees_is_a_number_and_an_own_number_stays_what_it_is(tmp_path):
    rows = [{"email": "d@x.co.jp", "name": "a", "employees": "1200", "x.顧客番号": "0012"}]
    rows += [{"email": "e@x.co.jp", "name": "b", "employees": "50名", "x.顧客番号": "34"}]
    path, query = tmp_path / "a.xlsx", LeadQuery(sort="name", descending=False)
    with in_memory_store("ja") as store:
        take(store, "leads", rows)
        write_leads(store, path, query, ("employees", "x.顧客番号"), TODAY)
    _heading, *cells = load_workbook(path).active.iter_rows(values_only=True)
    found = [row[1:] for row in cells]
    assert found == [(1200, "0012"), ("50名", "34")]


def test_lines_that_stand_keep_their_order_and_stay_though_no_filter_lets_them_pass(store, tmp_path):
    path, query = tmp_path / "リード.csv", LeadQuery(filters=(ColumnFilter("x.展示会", values=("秋",)),))
    before = leads_of(store, LeadQuery(sort="name", descending=True), TODAY).ids[:2]
    written = write_leads(store, path, query, ("name",), TODAY, before=before)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["Name"], ["高橋 翔"], ["鈴木 健"]]
    assert written.rows == 2


def test_formulas_stay_text_in_csv(store, tmp_path):
    path = tmp_path / "リード.csv"
    write_leads(store, path, LeadQuery(text="花子"), ("name", "company", "updated_at"), TODAY)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1] == ["佐藤 花子", "'=1+1", "2026/05/01 12:00"]


def test_the_log_and_the_sentence_say_what_of_people_left(store, tmp_path):
    written = write_leads(store, tmp_path / "a.csv", LeadQuery(), ("name", "email", "score"), TODAY)
    entry = changes.log(store)[-1]
    assert (entry.operation, entry.detail) == ("export", {"what": "leads", "count": 3})
    assert written.personal == ("Name", "E-mail address")
    said = written_words(written)
    assert "3 leads" in said
    assert "a.csv" in said
    assert "Name, E-mail address" in said


def test_what_cannot_be_written_leaves_nothing_and_no_line_in_the_log(store, tmp_path, monkeypatch):
    before = len(changes.log(store))
    with pytest.raises(UserError):
        write_leads(store, tmp_path / "missing" / "a.csv", LeadQuery(), ("name",), TODAY)

    class Stopped:
        def report(self, done, total=None):
            if total == 3 and done >= 2:
                raise Cancelled

    monkeypatch.setattr(lead_export, "AT_ONCE", 1)
    with pytest.raises(Cancelled):
        write_leads(store, tmp_path / "a.xlsx", LeadQuery(), ("name",), TODAY, task=Stopped())
    assert list(tmp_path.iterdir()) == []
    assert len(changes.log(store)) == before
