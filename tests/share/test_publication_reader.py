"""Questions to an opened publication: chosen, sorted and searched rows."""

import sqlite3
import threading

import pytest

from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.errors import UserError
from funneldesk.share import publication_reader
from funneldesk.share.publication_file import open_publication, write_publication
from funneldesk.share.publication_reader import Holding, Within
from tests.share.publications import AS_OF, publication

LEADS = (
    {"lead": 1, "company": "株式会社山田製作所", "stage": "mql", "score": 80.5},
    {"lead": 2, "company": "100%_off\\ GmbH", "stage": "deal", "score": None},
    {"lead": 3, "company": None, "stage": "mql", "score": 12.0},
    {"lead": 4, "company": "ヤマダ商事", "stage": None, "score": 80.5},
)


@pytest.fixture
def opened(tmp_path):
    columns = table_named("leads").columns
    rows = {
        "about": publication(0).rows["about"],
        "leads": [tuple(one.get(column.name) for column in columns) for one in LEADS],
    }
    path = tmp_path / "a.sqlite"
    write_publication(path, Publication("contact", AS_OF.toordinal(), "ja", rows))
    with open_publication(path) as reader:
        yield reader


def leads(opened, **asked):
    place = [column.name for column in opened.columns("leads")].index("lead")
    return [row[place] for row in opened.rows("leads", **asked)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"order_by": ["-score"]}, [1, 4, 3, 2]),
        ({"order_by": ["score", "-lead"]}, [3, 4, 1, 2]),
        ({"order_by": ["company"]}, [2, 4, 1, 3]),
        ({"where": {"stage": "mql"}}, [1, 3]),
        ({"where": {"stage": None}}, [4]),
        ({"where": {"stage": ["mql", "deal"], "score": 80.5}}, [1]),
        ({"where": {"lead": ()}}, []),
        ({"search": "山田"}, [1]),
        ({"search": " gmbh "}, [2]),
        ({"search": "%"}, [2]),
        ({"search": "0%_o"}, [2]),
        ({"search": "f\\"}, [2]),
        ({"search": "' OR 1=1 --"}, []),
        ({"also": [("company", Holding("gmbh"))]}, [2]),
        ({"also": [("company", Holding("0%_o"))]}, [2]),
        ({"also": [("company", Holding("' OR 1=1 --"))]}, []),
        ({"also": [("score", Within(80.5, None))]}, [1, 4]),
        ({"also": [("score", Within(None, 80.5)), ("stage", ["mql"])], "where": {"stage": "mql"}}, [1, 3]),
        ({"limit": 2, "offset": 1}, [2, 3]),
        ({"offset": 3}, [4]),
        ({"limit": 0}, []),
    ],
)
def test_rows_are_chosen_sorted_and_searched(opened, asked, expected):
    assert leads(opened, **asked) == expected
    if not asked.keys() & {"limit", "offset"}:
        asked.pop("order_by", None)
        assert opened.count("leads", **asked) == len(expected)


def test_only_names_of_this_program_are_asked_for(opened):
    for asked in ({"where": {"no": 1}}, {"order_by": ["lead; DROP TABLE leads"]}):
        with pytest.raises(KeyError):
            opened.rows("leads", **asked)
    with pytest.raises(StopIteration):
        opened.rows("sqlite_schema")


def test_any_thread_may_ask(opened):
    found = []
    threads = [threading.Thread(target=lambda: found.append(leads(opened))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[1, 2, 3, 4]] * 8


def test_a_question_without_end_is_ended(opened, monkeypatch):
    monkeypatch.setattr(publication_reader, "DEADLINE", 0.05)
    endless = f"SELECT count(*) FROM {', '.join(f'leads AS l{number}' for number in range(30))}"  # noqa: S608
    with pytest.raises(UserError) as caught, opened._asking() as connection:
        connection.execute(endless).fetchall()
    assert caught.value.code == "publication_slow"
    assert leads(opened) == [1, 2, 3, 4]


def test_closed_twice_is_closed(opened):
    opened.close()
    opened.close()
    with pytest.raises(sqlite3.ProgrammingError):
        opened.rows("leads")


def test_the_values_of_a_column_come_once_each(opened):
    place = [column.name for column in opened.columns("leads")].index("company")
    companies = {row[place] for row in opened.rows("leads")}
    assert opened.values("leads", "company") == tuple(sorted(one for one in companies if one is not None))
    with pytest.raises(KeyError):
        opened.values("leads", "secret")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"most": 9}, [("mql", 2), (None, 1), ("deal", 1)]),
        ({"most": 2}, [("mql", 2), (None, 1)]),
        ({"most": 9, "where": {"score": 80.5}}, [(None, 1), ("mql", 1)]),
        ({"most": 9, "also": [("score", Within(None, 50.0))]}, [("mql", 1)]),
        ({"most": 9, "search": "gmbh"}, [("deal", 1)]),
        ({"most": 9, "search": "nobody"}, []),
    ],
)
def test_values_are_counted_the_commonest_first(opened, asked, expected):
    assert opened.counted("leads", "stage", **asked) == expected


def test_only_columns_that_are_published_are_counted(opened):
    with pytest.raises(KeyError):
        opened.counted("leads", "name", most=1)
