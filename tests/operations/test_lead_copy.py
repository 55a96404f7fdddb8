"""Cells on the clipboard: a text, and a table in which Excel finds days, numbers and texts as what they are."""

from datetime import date
from html.parser import HTMLParser

import pytest

from funneldesk.operations import lead_copy
from funneldesk.operations.lead_copy import copied
from funneldesk.operations.leads import LeadQuery, leads_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take
from tests.operations.test_lead_export import LEADS

TODAY = date(2026, 11, 20).toordinal()


class Cells(HTMLParser):
    """Reads a table as a spreadsheet does: (text, number format) of each cell."""

    def __init__(self, html):
        super().__init__()
        self.rows = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag == "td":
            style = dict(attrs).get("style", "")
            self.rows[-1].append(["", style.removeprefix("mso-number-format:").strip('"')])
        elif tag == "br":
            self.rows[-1][-1][0] += "\n"

    def handle_data(self, data):
        if self.rows:
            self.rows[-1][-1][0] += data


def copy(names, spans, **options):
    with in_memory_store("ja") as store:
        take(store, "leads", LEADS)
        found = leads_of(store, LeadQuery(sort="name", descending=False), TODAY)
        return copied(store, found, spans, names, {}, **{"headings": False, **options})


def test_cells_are_typed_for_excel():
    made = copy(("name", "phone", "acquired_at", "activities", "company"), [(0, 0)])
    [row] = Cells(made.html).rows
    assert row == [
        ["佐藤 花子", r"\@"],
        ["03-1234-5678", r"\@"],
        ["2026-04-01", r"yyyy\/mm\/dd"],
        ["0", ""],
        ["=1+1", r"\@"],  # a text, no formula
    ]
    assert made.text == "佐藤 花子\t03-1234-5678\t2026-04-01\t0\t=1+1"
    assert made.words == ""


def test_an_instant_has_its_time_of_the_clock_here():
    made = copy(("updated_at",), [(0, 0)])
    assert made.text == "2026-05-01 12:00"
    assert Cells(made.html).rows == [[["2026-05-01 12:00", r"yyyy\/mm\/dd hh\:mm"]]]


def test_blocks_apart_come_one_below_the_other_with_headings_where_asked():
    made = copy(("name", "employees"), [(0, 0), (2, 2)], headings=True)
    assert made.text.split("\r\n") == ["Name\tNumber of employees", "佐藤 花子\t", "高橋 翔\t50名"]


def test_lines_tabs_and_markup_in_a_cell_stay_in_it():
    person = {"email": "d@x.co.jp", "name": "<b>田中</b> & 子", "note": '一行目\n"二行目"'}
    with in_memory_store("ja") as store:
        take(store, "leads", [person])
        found = leads_of(store, LeadQuery(), TODAY)
        made = copied(store, found, [(0, 0)], ("name", "note"), {}, headings=False)
    assert made.text == '<b>田中</b> & 子\t"一行目\n""二行目"""'
    assert Cells(made.html).rows == [[["<b>田中</b> & 子", r"\@"], ['一行目\n"二行目"', r"\@"]]]


def test_what_is_too_much_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lead_copy, "MOST_COPIED", 2)
    made = copy(("name",), [(0, 2)])
    assert len(made.text.split("\r\n")) == 2
    assert "first 2 of 3" in made.words
