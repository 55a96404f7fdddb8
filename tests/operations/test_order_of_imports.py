"""Whatever order lists come in, and whatever was imported and taken back: the facts are those of the visible lists."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from funneldesk.operations.checking import check
from funneldesk.operations.importing import redo_import, undo_import
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import figures, take

IDS = st.sampled_from(["", "1", "2", "3"])
EMAILS = st.sampled_from(["", "a@x.co.jp", "A@x.co.jp", "b@gmail.com", "c@y.jp"])
NAMES = st.sampled_from(["", "山田 太郎", "山田太郎", "佐藤 花子"])
COMPANIES = st.sampled_from(["", "㈱東都", "東都株式会社", "南海工業"])
NUMBERS = st.sampled_from(["", "", "3010001000001", "3010001000002"])
DAYS = st.sampled_from(["", "2026-01-05", "2026-02-10", "2026-02-10T01:00:00Z", "2026-03-01"])
CONTENTS = st.sampled_from(["", "WP1", "wp1", "記事A"])
PERSON = {"email": EMAILS, "name": NAMES, "company": COMPANIES}
KINDS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "leads": PERSON
    | {
        "external_id": IDS,
        "corporate_number": NUMBERS,
        "phone": st.sampled_from(["", "03-1111-2222", "0311112222", "090-1"]),
        "acquired_at": DAYS,
        "updated_at": DAYS,
        "stage": st.sampled_from(["", "lead", "mql", "won", "recycled", "disqualified"]),
        "mql_at": DAYS,
        "first_content": CONTENTS,
        "opt_out": st.sampled_from(["", "1", "0"]),
        "x.地区": st.sampled_from(["", "東", "西"]),
    },
    "activities": PERSON
    | {
        "lead_external_id": IDS,
        "external_id": st.sampled_from(["", "", "k1", "k2"]),
        "occurred_at": DAYS,
        "activity": st.sampled_from(["view", "download", "call"]),
        "content": CONTENTS,
    },
    "deals": {
        "external_id": st.sampled_from(["", "d1", "d2"]),
        "lead_external_id": IDS,
        "email": EMAILS,
        "company": COMPANIES,
        "corporate_number": NUMBERS,
        "company_domain": st.sampled_from(["", "", "x.co.jp", "https://www.y.jp/"]),
        "opened_at": DAYS,
        "won_at": DAYS,
        "outcome": st.sampled_from(["", "open", "won", "lost"]),
        "amount": st.sampled_from(["", "100", "2500"]),
    },
    "handovers": PERSON
    | {
        "lead_external_id": IDS,
        "side": st.sampled_from(["", "is", "sales"]),
        "handed_at": DAYS,
        "decision": st.sampled_from(["", "accepted", "rejected"]),
    },
    "contents": {
        "content": CONTENTS,
        "title": st.sampled_from(["", "原価の教科書"]),
        "type": st.sampled_from(["", "white_paper", "article"]),
        "cost": st.sampled_from(["", "5000"]),
    },
    "costs": {"month": st.just("2026-01"), "content": CONTENTS, "amount": st.sampled_from(["100", "300"])},
}


KIND = st.sampled_from(
    ["leads", "leads", "activities", "activities", "deals", "handovers", "contents", "costs"]
)
ROWS = {
    kind: st.lists(st.fixed_dictionaries(fields), min_size=1, max_size=4) for kind, fields in KINDS.items()
}
SYSTEMS = st.sampled_from(["ma", "sfa", "headings"])
LIST_DATES = st.sampled_from(["2026-03-01", "2026-04-01", "2026-04-01"])


@st.composite
def a_list(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(KIND)
    rows, system, day = draw(ROWS[kind]), draw(SYSTEMS), draw(LIST_DATES)
    return {"kind": kind, "rows": rows, "system": system, "list_date": day}


LISTS = st.lists(a_list(), min_size=2, max_size=4)


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_imports_changes_no_figure(lists: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(lists)
    random.shuffle(shuffled)
    found = []
    for order in (lists, shuffled):
        with in_memory_store("ja") as store:
            for one in order:
                take(store, **one)
            assert check(store) == ()
            found.append(figures(store))
    assert found[0] == found[1]


@given(LISTS, st.integers(0, 3))
def test_an_import_taken_back_leaves_no_trace(lists: list[dict[str, Any]], place: int) -> None:
    place = min(place, len(lists) - 1)
    with in_memory_store("ja") as never, in_memory_store("ja") as undone:
        batches = [take(undone, **one).batch for one in lists]
        for one in lists[:place] + lists[place + 1 :]:
            take(never, **one)
        everything = figures(undone)
        batch = batches[place]
        assume(batch is not None)  # nothing could be taken
        undo_import(undone, batch)
        assert check(undone) == ()
        assert figures(undone) == figures(never)
        redo_import(undone, batch)
        assert check(undone) == ()
        assert figures(undone) == everything


@given(LISTS)
def test_undoing_the_last_import_gives_every_lead_its_old_id_back(lists: list[dict[str, Any]]) -> None:
    with in_memory_store("ja") as store:
        for one in lists[:-1]:
            take(store, **one)
        before = store.connection.execute("SELECT * FROM lead ORDER BY id").fetchall()
        result = take(store, **lists[-1])
        assert result.rows == len(lists[-1]["rows"])
        assume(result.batch is not None)  # nothing could be taken
        undo_import(store, result.batch)
        assert store.connection.execute("SELECT * FROM lead ORDER BY id").fetchall() == before


@given(LISTS)
def test_importing_the_same_rows_again_creates_nothing(lists: list[dict[str, Any]]) -> None:
    with in_memory_store("ja") as store:
        for one in lists:
            take(store, **one)
        before = figures(store)
        for one in lists:
            again = take(store, **one)
            assert (again.created, again.updated) == (0, 0)
        assert figures(store) == before
        assert check(store) == ()
