"""Whatever is corrected in whatever list, between whatever other lists: as if that list had been right at once."""

from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from funneldesk.domain.lists.corrections import ROW_FIELD
from funneldesk.operations.checking import check
from funneldesk.operations.correcting import correct_list
from funneldesk.operations.importing import ImportResult, redo_import, undo_import
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.tasks import NO_TASK
from funneldesk.store.records import batch_info
from funneldesk.store.store import Store
from tests.operations.deciding import decide, digests, partition
from tests.operations.taking import block_of, figures, new_batch, take
from tests.operations.test_merging_in_any_order import WORDS, Words, decisions_on
from tests.operations.test_order_of_imports import KINDS

KIND = st.sampled_from(sorted(KINDS))
ROW = {kind: st.fixed_dictionaries(fields) for kind, fields in KINDS.items()}
ROWS = {kind: st.lists(row, min_size=1, max_size=5) for kind, row in ROW.items()}
BESIDE = {kind: st.lists(row, min_size=1, max_size=3) for kind, row in ROW.items()}
# A row made empty says nothing: the original's stays (`test_correcting`).
SAID = {kind: row.filter(lambda values: any(values.values())) for kind, row in ROW.items()}


@st.composite
def a_correction(draw: st.DrawFn) -> dict[str, Any]:
    """Return a list, its rows put right by position, rows added, and a list of another kind beside it."""
    kind, other = draw(KIND), draw(KIND)
    rows = draw(ROWS[kind])
    right = draw(st.dictionaries(st.integers(0, len(rows) - 1), SAID[kind], min_size=1))
    beside = draw(BESIDE[other])
    return {"kind": kind, "rows": rows, "right": right, "beside": (other, beside)}


def correct(store: Store, case: dict[str, Any], original: int) -> ImportResult:
    given = [row | {ROW_FIELD: str(number + 2)} for number, row in case["right"].items()]
    block = block_of(given, [*KINDS[case["kind"]], ROW_FIELD])
    info = batch_info(store.connection, original)
    assert info is not None
    new = new_batch(case["kind"], KINDS[case["kind"]])
    plan = new.__class__(
        **{name: getattr(new, name) for name in new.__slots__} | {"plan": '{"constants": {}}'}
    )
    return correct_list(store, plan, [block], info, dry_run=False, task=NO_TASK)


@given(a_correction())
def test_a_correction_is_as_if_the_list_had_been_right(case: dict[str, Any]) -> None:
    kind, fields = case["kind"], list(KINDS[case["kind"]])
    with in_memory_store("ja") as store, in_memory_store("ja") as expected:
        for one in (store, expected):
            take(one, case["beside"][0], case["beside"][1], system="other")
        first = take(store, kind, case["rows"], fields=fields)
        if first.batch is None:
            return
        wrong = figures(store)
        result = correct(store, case, first.batch)
        taken = {p.row - 2 for p in result.problems}
        whole = dict(enumerate(case["rows"]))
        refused = [row for number, row in case["right"].items() if _is_refused(kind, row)]
        whole |= {n: row for n, row in case["right"].items() if not _is_refused(kind, row)}
        assert len(refused) == len(taken)
        take(expected, kind, whole.values(), fields=fields)
        assert figures(store) == figures(expected)
        assert check(store) == ()
        if result.batch is None:  # nothing was corrected
            assert figures(store) == wrong
            return
        undo_import(store, result.batch)
        assert figures(store) == wrong
        assert check(store) == ()
        redo_import(store, result.batch)
        assert figures(store) == figures(expected)
        assert check(store) == ()


def _is_refused(kind: str, row: dict[str, str]) -> bool:
    with in_memory_store("ja") as alone:
        return take(alone, kind, [row]).rejected == 1  # type: ignore[arg-type]


def digests_by_row(store: Store, batch: int) -> dict[int, int]:
    return dict(
        store.connection.execute(
            "SELECT r.row, i.digest FROM record r JOIN identity i ON i.id = r.identity_id WHERE r.batch_id = ?",
            (batch,),
        )
    )


def visits(*rows: dict[str, str], third: dict[str, str]) -> dict[str, Any]:
    """Return a list of views whose third row is corrected."""
    empty = dict.fromkeys(KINDS["activities"], "") | {"activity": "view"}
    right = dict.fromkeys(range(len(rows)), empty) | {2: empty | third}
    beside = "costs", [{"month": "2026-01", "content": "", "amount": "100"}]
    return {"kind": "activities", "rows": [empty | row for row in rows], "right": right, "beside": beside}


#: A row that says of whom it is what the second says already; both have been wrong once.
SECOND = {"company": "東都株式会社", "lead_external_id": "1"}
OF_TWO_PAIRS = visits(
    {"lead_external_id": "2"},
    SECOND,
    {"company": "㈱東都"},
    {"name": "山田 太郎"},
    {"lead_external_id": "1"},
    third=SECOND,
)
KEPT_APART = visits(
    {"email": "a@x.co.jp", "lead_external_id": "2"},
    SECOND,
    {"company": "㈱東都", "activity": "download"},
    {"name": "山田太郎", "lead_external_id": "1"},
    {"lead_external_id": "1"},
    third=SECOND,
)


@pytest.mark.long
@settings(max_examples=60)
@example(case=OF_TWO_PAIRS, words=[(True, [0, 1], [12, 18]), (False, [0], [2])], early=False)
@example(case=KEPT_APART, words=[(False, [0], [1])], early=False)
@given(a_correction(), WORDS, st.booleans())
def test_what_was_decided_of_a_row_holds_for_the_corrected_row(
    case: dict[str, Any], words: Words, early: bool
) -> None:
    """A decision on a person whose rows all became one other person is a decision on that person."""
    kind, fields = case["kind"], list(KINDS[case["kind"]])
    with in_memory_store("ja") as store, in_memory_store("ja") as expected:
        for one in (store, expected):
            take(one, case["beside"][0], case["beside"][1], system="other")
        first = take(store, kind, case["rows"], fields=fields)
        assume(first.batch is not None and digests(store))
        decisions = decisions_on(store, words)
        before = digests_by_row(store, first.batch)
        if early:
            for decision in decisions:
                decide(store, decision)
            undecided = partition(store), figures(store)
        result = correct(store, case, first.batch)
        assume(result.batch is not None)
        assert check(store) == ()
        for decision in () if early else decisions:
            decide(store, decision)
        assert check(store) == ()
        after = digests_by_row(store, result.batch)
        gone = set(before.values()) - {d for part in partition(store) for d in part}
        became: dict[int, set[int | None]] = {}
        for row, digest in before.items():
            became.setdefault(digest, set()).add(after.get(row))
        heirs = {one: found.pop() for one, found in became.items() if one in gone and len(found) == 1}

        whole = dict(enumerate(case["rows"]))
        whole |= {n: row for n, row in case["right"].items() if not _is_refused(kind, row)}
        take(expected, kind, whole.values(), fields=fields)
        for said in decisions:
            sides = [tuple(sorted({heirs.get(d) or d for d in side})) for side in said[2:]]
            decide(expected, said._replace(one=sides[0], other=sides[1]))
        assert (partition(store), figures(store)) == (partition(expected), figures(expected))
        undo_import(store, result.batch)
        assert check(store) == ()
        if early:
            assert (partition(store), figures(store)) == undecided
        redo_import(store, result.batch)
        assert check(store) == ()
        assert (partition(store), figures(store)) == (partition(expected), figures(expected))
