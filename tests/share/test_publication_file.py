"""The published file: what any program finds in it, and what is opened again."""

import sqlite3

import pytest

from funneldesk.domain.team.publication import SCHEMA, TABLES, Publication
from funneldesk.errors import UserError
from funneldesk.i18n import LANGUAGES, _, speaking
from funneldesk.share.publication_file import open_publication, sum_of, write_publication
from funneldesk.share.publication_schema import APPLICATION_ID, view_name
from tests.share.publications import AS_OF, publication


@pytest.fixture
def path(tmp_path):
    return tmp_path / "公開.sqlite"


def asked(path, sql):
    """What a second program gets: nothing but Python's own SQLite, the file opened as it is."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("level", ["contact", "masked", "aggregate"])
def test_what_was_written_is_read(path, level):
    made = publication(30, level=level, language="en")
    rows = write_publication(path, made)
    with open_publication(path, rows=rows, sha256=sum_of(path)) as opened:
        assert (opened.level, opened.as_of, opened.language) == (level, AS_OF.toordinal(), "en")
        assert opened.about["program"] == "1.0"
        for table in TABLES:
            given = [tuple(row) for row in made.rows.get(table.name, ())]
            assert sorted(opened.rows(table.name), key=repr) == sorted(given, key=repr), table.name
            assert opened.count(table.name) == rows[table.name] == len(given)


def test_the_file_stands_alone(path):
    write_publication(path, publication())
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert asked(path, "PRAGMA journal_mode") == [("delete",)]
    assert asked(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert asked(path, "PRAGMA user_version") == [(SCHEMA,)]
    assert asked(path, "PRAGMA integrity_check") == [("ok",)]
    assert asked(path, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") == [(0,)]
    assert asked(path, "PRAGMA freelist_count") == [(0,)]


def test_the_same_publication_makes_the_same_bytes(path, tmp_path):
    write_publication(path, publication())
    other = tmp_path / "other.sqlite"
    write_publication(other, publication())
    assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_has_a_view_in_words(path, language):
    made = publication(25)
    write_publication(path, made)
    with speaking(language):
        for table in TABLES:
            connection = sqlite3.connect(path)
            cursor = connection.execute(f'SELECT * FROM "{view_name(table)}"')  # noqa: S608
            headings = [column[0] for column in cursor.description]
            assert headings == [_(column.heading) for column in table.columns]
            assert len(set(headings)) == len(headings), "a heading that is there twice"
            assert len(cursor.fetchall()) == len(made.rows[table.name])
            connection.close()


def test_views_say_flags_and_codes_in_words(path):
    leads = next(table for table in TABLES if table.name == "leads")
    row = {"lead": 7, "company": "O'Neill", "stage": "deal", "is_candidate": 1, "is_excluded": 0}
    about = publication(0).rows["about"]
    cells = tuple(row.get(column.name) for column in leads.columns)
    made = Publication("contact", AS_OF.toordinal(), "ja", {"about": about, "leads": [cells]})
    write_publication(path, made)
    assert asked(path, 'SELECT "会社", "段階", "SAL候補" FROM "リード"') == [("O'Neill", "商談", "はい")]
    assert asked(
        path, 'SELECT "Company", "Stage", "SAL candidate", "Not to be contacted" FROM "Leads in words"'
    ) == [("O'Neill", "Deal", "Yes", "No")]


def test_a_publication_that_does_not_say_what_it_is_is_not_handed_on(path):
    made = publication()
    with pytest.raises(UserError) as caught:
        write_publication(path, Publication("masked", made.as_of, "ja", made.rows))
    assert caught.value.code == "publication_damaged"


def test_a_file_is_compared_with_what_its_manifest_says(path):
    rows = write_publication(path, publication())
    for wrong in ({"rows": rows | {"leads": 41}}, {"sha256": "0" * 64}):
        with pytest.raises(UserError) as caught:
            open_publication(path, **wrong)
        assert caught.value.code == "publication_damaged"


def test_a_file_that_is_not_there_is_said(path):
    with pytest.raises(UserError) as caught:
        open_publication(path)
    assert caught.value.code == "publication_unreadable"
    assert str(path) in caught.value.message
    with pytest.raises(UserError):
        sum_of(path)


def test_nothing_can_be_written_into_an_opened_file(path):
    write_publication(path, publication())
    before = path.read_bytes()
    with open_publication(path) as opened, pytest.raises(sqlite3.OperationalError):
        opened._connection.execute("DELETE FROM leads")
    assert path.read_bytes() == before
