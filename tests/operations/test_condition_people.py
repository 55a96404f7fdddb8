"""For whom a condition holds, counted a second time by hand; and what the slots of its editor are offered."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest

from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.moment import moment_of
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.operations.book import book_in_force
from funneldesk.operations.condition_people import NAMED, field_values, people_of, vocabulary_of
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store, in_memory_store
from tests.operations.taking import take

TODAY = date(2026, 11, 20)
AS_OF = TODAY.toordinal()
LEADS = 60
DAY = moment_of("2026-04-30").day
TITLES = ("部長", "課長", "")


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def _title(number):
    return TITLES[number % 3] if number % 4 else "部長"


@pytest.fixture
def store(tmp_path):
    leads = [
        {
            "氏名": f"山田 {n}郎", "会社名": f"株式会社東都{n}", "メールアドレス": f"y{n}@toto{n}.co.jp",
            "役職": _title(n), "従業員数": n * 10, "獲得日": "2026-01-10",
        }
        for n in range(LEADS)
    ]  # fmt: skip
    acts = [
        {
            "メールアドレス": f"y{n}@toto{n}.co.jp", "日時": (TODAY - timedelta(days=n)).isoformat(),
            "行動": "ダウンロード", "コンテンツ": "導入ガイド",
        }
        for n in range(40)
    ]  # fmt: skip
    with create_store(tmp_path / "funneldesk.db", "ja") as found:
        import_list(found, _write(tmp_path / "リード一覧.csv", leads), list_date=TODAY)
        import_list(found, _write(tmp_path / "行動履歴.csv", acts), list_date=TODAY)
        yield found


def _holds(store, condition):
    book = book_in_force(store, AS_OF).book
    found = people_of(store, book, condition, AS_OF)
    # Ids are given in the order of the list.
    first = int(facts_of(store).lead_ids[0])
    return [lead - first for lead in found.ids], found


def test_attributes_and_activities_hold_for_whom_the_lists_say(store):
    manager = Attribute("title", "is", ("部長",))
    recent = Activity(ActivityMatch(kinds=("download",)), 1, 30)
    large = Attribute("employees", "at_least", ("300",))
    who, found = _holds(store, All((manager, recent)))
    assert who == [n for n in range(30) if _title(n) == "部長"]
    assert found.total == LEADS
    who, _found = _holds(store, Any_((Not(recent), large)))
    assert who == list(range(30, LEADS))


def test_the_first_are_named(store):
    _who, found = _holds(store, All(()))
    assert len(found.ids) == LEADS
    assert tuple(who[1:] for who in found.people) == tuple(
        (f"山田 {n}郎", f"株式会社東都{n}") for n in range(NAMED)
    )
    assert _holds(store, Any_(()))[1].people == ()


def test_scores_are_those_of_the_book_that_is_edited(store):
    book = book_in_force(store, AS_OF).book
    facts, versions = facts_of(store), versions_of(store)
    scores = scores_under(facts, in_force(facts, versions, AS_OF), AS_OF)
    for points in (0, 10, 25):
        who, _found = _holds(store, Score("gt", points))
        assert who == [place for place, total in enumerate(scores.total) if total > points]
        who, _found = _holds(store, All((Attribute("title", "is", ("部長",)), Score("ge", points))))
        assert who == [n for n, total in enumerate(scores.total) if total >= points and _title(n) == "部長"]
        who, _found = _holds(store, Score("ge", points, "behaviour"))
        reached = scores.components["behaviour"] >= points * 1000
        assert who == [place for place, is_reached in enumerate(reached) if is_reached]
    nothing = replace(book, signals=())
    assert people_of(store, nothing, Score("gt", 0), AS_OF).ids == ()
    assert len(people_of(store, nothing, Score("ge", 0), AS_OF).ids) == LEADS


def test_who_is_disqualified_is_decided_by_the_book_that_is_edited(store):
    book = book_in_force(store, AS_OF).book
    manager = Attribute("title", "is", ("部長",))
    criteria = tuple(
        replace(one, when=manager) if one.target == "disqualified" else one for one in book.criteria
    )
    found = people_of(store, replace(book, criteria=criteria), Disqualified(), AS_OF)
    assert len(found.ids) == sum(_title(n) == "部長" for n in range(LEADS))


def test_values_of_a_field_stand_most_frequent_first(store):
    counts = {title: sum(_title(n) == title for n in range(LEADS)) for title in TITLES if title}
    assert field_values(store, "title") == tuple(sorted(counts, key=lambda one: -counts[one]))
    assert field_values(store, "email") == ()
    assert field_values(store, "x.nothing") == ()


def test_the_vocabulary_names_fields_and_contents(store):
    found = vocabulary_of(store)
    assert {"title", "employees", "email_kind"} <= set(found.fields)
    assert found.contents == ("導入ガイド",)
    assert found.themes == ()


def _rows():
    titles = ("部長", "課長", "部長", "")
    return [
        {
            "name": f"山田 {n}郎", "company": f"会社{n}", "email": f"y{n}@c{n}.co.jp", "title": titles[n % 4],
            "industry": "製造業" if n % 3 else "卸売業", "acquired_at": "2026-03-01",
        }
        for n in range(24)
    ]  # fmt: skip


def test_people_are_those_the_rows_say():
    rows = _rows()
    with in_memory_store("ja") as store:
        take(store, "leads", rows)
        done = [
            {"email": rows[n]["email"], "activity": "download", "occurred_at": "2026-04-20"}
            for n in (0, 2, 5)
        ]
        take(store, "activities", done)
        ids = dict(store.connection.execute("SELECT email, id FROM lead"))

        def people(condition):
            return people_of(store, starter_book("ja"), condition, DAY)

        chief = Attribute("title", "is", ("部長",))
        loaded = Activity(ActivityMatch(kinds=("download",)), 1, 30)
        found = people(All((chief, Not(loaded))))
        wanted = [n for n, row in enumerate(rows) if row["title"] == "部長" and n not in {0, 2, 5}]
        assert found.ids == tuple(sorted(ids[rows[n]["email"]] for n in wanted))
        assert found.total == 24
        assert [name for _lead, name, _company in found.people] == [rows[n]["name"] for n in wanted[:3]]
        assert people(Any_((loaded, Attribute("title", "empty")))).ids == tuple(
            sorted(ids[row["email"]] for n, row in enumerate(rows) if n in {0, 2, 5} or not row["title"])
        )
        nobody = people(Score("ge", 9999))
        assert (nobody.ids, nobody.people, nobody.total) == ((), (), 24)
        # Of a day before anything was done nothing is known.
        assert people_of(store, starter_book("ja"), loaded, moment_of("2026-04-01").day).ids == ()


def test_contents_are_offered_by_their_titles_and_themes():
    with in_memory_store("ja") as store:
        take(store, "leads", _rows())
        take(
            store,
            "contents",
            [{"content": "wp1", "title": "入門", "theme": "原価"}, {"content": "wp0", "title": "応用"}],
        )
        found = vocabulary_of(store)
        assert found.contents == ("入門", "応用")
        assert found.themes == ("原価",)
