"""Whoever is erased among people who share keys in odd ways: the figures stay, and nobody comes back."""

from collections.abc import Sequence
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from funneldesk.domain.leads.erased import ERASED
from funneldesk.operations.checking import check
from funneldesk.operations.erasing import erase
from funneldesk.operations.facts import facts_of
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.operations.taking import Row, plain, take

_few = st.sampled_from
_said = {
    "name": _few(["", "山田 花子", "山田花子", "佐藤 太郎", "鈴木 一郎"]),
    "company": _few(["", "みなと精機", "株式会社みなと精機", "東都"]),
    "email": _few(["", "hanako@minato.jp", "info@minato.jp", "taro@gmail.com", "Hanako@minato.jp"]),
}
_person = st.fixed_dictionaries(
    _said
    | {
        "external_id": _few(["", "1", "2"]),
        "phone": _few(["", "0312345678", "090-1234-5678"]),
        "title": _few(["", "部長"]),
    }
).filter(lambda row: any(row[name] for name in ("name", "company", "email", "external_id")))
_touch = st.fixed_dictionaries(
    _said
    | {
        "lead_external_id": _few(["", "1", "2", "3"]), "activity": _few(["view", "download"]),
        "content": _few(["ガイド", "事例"]), "occurred_at": _few(["2026-02-01", "2026-02-02"]),
    }
).filter(lambda row: any(row[name] for name in ("name", "company", "email", "lead_external_id")))  # fmt: skip
_deal = st.fixed_dictionaries(
    {
        "external_id": _few(["", "D1", "D2"]), "email": _said["email"], "company": _said["company"],
        "name": _few(["導入", "追加"]), "opened_at": _few(["2026-03-01", "2026-03-02"]), "amount": _few(["100", "200"]),
    }
).filter(lambda row: row["email"] or row["company"])  # fmt: skip
# All people of one tool: an id of nobody knows which tool that two tools know goes to the one that is left
# (`operations.suppressing`).
_lists = st.lists(
    st.one_of(
        st.tuples(st.just("leads"), st.lists(_person, min_size=1, max_size=4), st.just("ma")),
        st.tuples(st.just("activities"), st.lists(_touch, min_size=1, max_size=3), _few(["ma", "headings"])),
        st.tuples(st.just("deals"), st.lists(_deal, min_size=1, max_size=2), st.just("sfa")),
    ),
    min_size=1,
    max_size=5,
)


def counted(store: Store) -> list[Any]:
    """Return what is counted of each lead by its id, and all the rest."""
    facts = facts_of(store)
    leads, *rest = plain(facts)
    return [facts.lead_ids.tolist(), sorted((lead[2:] for lead in leads), key=repr), *rest]


def others(store: Store, lead: int) -> list[Any]:
    return store.connection.execute("SELECT * FROM lead WHERE id <> ? ORDER BY id", (lead,)).fetchall()


def named(store: Store) -> list[int]:
    sql = "SELECT id FROM lead WHERE name IS NOT NULL OR email IS NOT NULL OR external_id IS NOT NULL ORDER BY id"
    return [row[0] for row in store.connection.execute(sql)]


def take_all(store: Store, lists: Sequence[tuple[Any, list[Row], str]], day: str) -> None:
    for kind, rows, system in lists:
        take(store, kind, rows, system=system, list_date=day)


#: A deal that two people are named in at the same time.
_DISPUTED = [
    ("leads", [{"name": "", "company": "", "email": "", "external_id": "1", "phone": "", "title": ""}], "ma"),
    (
        "deals",
        [
            {
                "external_id": "D1", "email": email, "company": "", "name": "導入", "opened_at": "2026-03-01",
                "amount": "100",
            }
            for email in ("info@minato.jp", "hanako@minato.jp")
        ],
        "sfa",
    ),
]  # fmt: skip


@example(_DISPUTED, 1)
@example(_DISPUTED, 2)
@given(_lists, st.integers(0, 20))
def test_all_figures_stay_and_nobody_else_changes(lists: Any, which: int) -> None:
    with in_memory_store("ja") as store:
        take_all(store, lists, "2026-04-01")
        there = named(store)
        if not there:
            return
        lead = there[which % len(there)]
        before, rest = counted(store), others(store, lead)
        done = erase(store, lead)
        assert not done.changed_figures
        assert counted(store) == before
        assert others(store, lead) == rest
        assert store.connection.execute("SELECT name FROM lead WHERE id = ?", (lead,)).fetchone() == (ERASED,)
        assert check(store) == ()
        if store.connection.execute("SELECT 1 FROM suppression").fetchone() is None:
            # All that is known of her is known of others as well (a name alone, an id of nobody knows which tool):
            # nothing is kept that would keep them out (`marks_kept`), and nobody can tell her from them.
            return
        # Of what lists say again nothing is new, of her nothing comes back.
        take_all(store, lists, "2026-04-01")
        assert counted(store) == before
        assert others(store, lead) == rest
        assert check(store) == ()
