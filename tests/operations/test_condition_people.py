"""For whom a condition holds today, against what the rows say."""

from funneldesk.domain.book.conditions import Activity, ActivityMatch, All, Any_, Attribute, Not, Score
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.moment import moment_of
from funneldesk.operations.condition_people import people_of, vocabulary_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

TODAY = moment_of("2026-04-30").day


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
            return people_of(store, starter_book("ja"), condition, TODAY)

        chief = Attribute("title", "is", ("部長",))
        loaded = Activity(ActivityMatch(kinds=("download",)), 1, 30)
        found = people(All((chief, Not(loaded))))
        wanted = [n for n, row in enumerate(rows) if row["title"] == "部長" and n not in {0, 2, 5}]
        assert found.ids == tuple(sorted(ids[rows[n]["email"]] for n in wanted))
        assert found.total == 24
        assert [name for name, _company in found.named] == [rows[n]["name"] for n in wanted[:3]]
        assert people(Any_((loaded, Attribute("title", "empty")))).ids == tuple(
            sorted(ids[row["email"]] for n, row in enumerate(rows) if n in {0, 2, 5} or not row["title"])
        )
        nobody = people(Score("ge", 9999))
        assert (nobody.ids, nobody.named, nobody.total) == ((), (), 24)
        # Of a day before anything was done nothing is known.
        assert people_of(store, starter_book("ja"), loaded, moment_of("2026-04-01").day).ids == ()


def test_the_most_frequent_values_are_offered_first_and_no_ones_own():
    with in_memory_store("ja") as store:
        take(store, "leads", _rows())
        take(
            store,
            "contents",
            [{"content": "wp1", "title": "入門", "theme": "原価"}, {"content": "wp0", "title": "応用"}],
        )
        found = vocabulary_of(store)
        assert found.values["title"] == ("部長", "課長")
        assert found.values["industry"] == ("製造業", "卸売業")
        assert found.values["email"] == ()
        assert found.contents == ("wp0", "wp1")
        assert found.themes == ("原価",)
