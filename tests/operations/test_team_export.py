"""A member's table of leads as a file: what is published of whom, typed, in the order on show."""

import csv
from datetime import date

import openpyxl
import pytest

from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import set_language
from funneldesk.operations import team_export
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.leads_written import written_words
from funneldesk.operations.tasks import Task
from funneldesk.operations.team_export import write_published_leads
from funneldesk.operations.team_view import LeadQuery, open_view
from funneldesk.share.publication_file import write_publication

DAY = "2026-11-30"
LEADS = (
    {
        "lead": 1,
        "person": "鈴木 一郎",
        "email": "i@a.example",
        "company": "東都",
        "stage": "mql",
        "score": 70.4,
    },
    {"lead": 2, "company": "=cmd|'/c calc'!A0", "stage": "lead", "score": 10.0, "last_on": DAY},
    {"lead": 3, "company": "南都"},
)
NAMES = ("person", "company", "stage", "score", "last_on")


def open_at(folder, level):
    columns = [column.name for column in table_named("leads").columns]
    flags = {column.name: 0 for column in table_named("leads").columns if column.type == "flag"}
    about = {"level": level, "as_of": DAY, "language": "ja"}
    told = [one if level == "contact" else one | {"person": None, "email": None} for one in LEADS]
    rows = {
        "about": [(key, value, key, value) for key, value in about.items()],
        "leads": [tuple({**dict.fromkeys(columns), **flags, **one}.values()) for one in told],
    }
    write_publication(
        folder / "a.sqlite", Publication(level, date.fromisoformat(DAY).toordinal(), "ja", rows)
    )
    return open_view(folder / "a.sqlite")


@pytest.fixture
def view(tmp_path):
    found = open_at(tmp_path, "contact")
    yield found
    found.close()


def test_a_workbook_holds_the_lines_columns_and_order_on_show(view, tmp_path):
    set_language("ja")
    path = tmp_path / "リード.xlsx"
    written = write_published_leads(view, path, LeadQuery(), NAMES)
    [sheet] = openpyxl.load_workbook(path).worksheets
    heading, *lines = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert heading == ["氏名", "会社", "段階", "スコア", "最後の行動"]
    assert [line[0] for line in lines] == ["鈴木 一郎", None, None]
    assert [line[2:4] for line in lines] == [["MQL", 70], ["リード", 10], [None, None]]
    assert lines[1][4].date() == date.fromisoformat(DAY)
    assert sheet.cell(3, 2).data_type == "s", "text that starts like a formula stays text"
    assert (written.rows, written.personal) == (3, ("氏名",))


def test_what_is_filtered_is_not_in_the_file(view, tmp_path):
    path = tmp_path / "a.csv"
    query = LeadQuery(filters=(ColumnFilter("company", "南"),))
    assert write_published_leads(view, path, query, ("company", "score")).rows == 1
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1:] == [["南都", ""]]


def test_more_lines_than_are_read_at_a_time(view, tmp_path, monkeypatch):
    monkeypatch.setattr(team_export, "AT_ONCE", 2)
    path = tmp_path / "a.csv"
    write_published_leads(view, path, LeadQuery(sort="lead", descending=False), ("company",))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert [line[0] for line in list(csv.reader(stream))[1:]] == ["東都", "'=cmd|'/c calc'!A0", "南都"]


def test_masked_leads_hold_no_data_of_people(tmp_path):
    masked = open_at(tmp_path, "masked")
    written = write_published_leads(masked, tmp_path / "a.csv", LeadQuery(), NAMES)
    masked.close()
    assert written.personal == ()
    assert "鈴木" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    set_language("ja")
    assert written_words(written, sealed=False) == "3人を a.csv に保存しました。"


def test_what_is_in_the_file_and_that_it_has_no_passphrase_is_said(view, tmp_path):
    written = write_published_leads(view, tmp_path / "a.csv", LeadQuery(), NAMES)
    set_language("en")
    assert "personal data" in written_words(written, sealed=False)
    assert "has a passphrase; this file has none" in written_words(written, sealed=True)


def test_whoever_stops_it_or_names_no_file_has_none(view, tmp_path):
    class Stopped(Task):
        def report(self, done, total=None):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_published_leads(view, tmp_path / "a.xlsx", LeadQuery(), NAMES, task=Stopped())
    with pytest.raises(UserError):
        write_published_leads(view, tmp_path / "a.doc", LeadQuery(), NAMES)
    assert [one.name for one in tmp_path.iterdir()] == ["a.sqlite"]
