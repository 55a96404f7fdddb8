"""Tables are found by their hidden mark or by their headings, rows keep their ids wherever these went."""

import zlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.worklist.worklist_columns import (
    RESULTS,
    columns_in,
    is_worklist,
    result_of,
    result_words,
)
from funneldesk.domain.worklist.worklist_ids import RowIds, ids_in, short_store, state_sum, who_sum
from funneldesk.domain.worklist.worklist_rows import rows_in_sheets
from funneldesk.i18n import set_language

IDS = RowIds(
    "abc",
    date(2026, 4, 1),
    "is",
    7,
    12,
    -5,
    ("call again", "x+y"),
    state_sum(["a"]),
    who_sum("山田", "A", ""),
)
HEADINGS = ["氏名", "メールアドレス", "結果", "理由", "対応日", "コメント", "再確認日"]
NOTHING = frozenset()


@given(
    st.builds(
        RowIds, st.just(short_store("1f-2")), st.dates(), st.sampled_from(["is", "sales"]), st.integers(0, 2**40),
        st.integers(0, 2**40), st.integers(-(2**63), 2**63 - 1), st.lists(st.text(min_size=1), max_size=3).map(tuple),
        st.just("0a"), st.just("1b"),
    )
)  # fmt: skip
def test_ids_come_back_as_they_were(ids):
    assert ids_in(ids.text()) == ids


@pytest.mark.parametrize("harm", ["", "fd1", "fd1 a b c", IDS.text() + "0", IDS.text().replace(" 7 ", " 8 ")])
def test_damaged_ids_are_none(harm):
    assert ids_in(harm) is None


def test_ids_whose_check_sum_fits_may_still_say_nothing():
    said = IDS.text().rpartition(" ")[0].replace("2026-04-01", "yesterday")
    assert ids_in(f"{said} {zlib.crc32(said.encode()):08x}") is None


def test_the_person_is_the_same_however_it_is_spaced():
    assert who_sum("山田 太郎", "ＡＢＣ", "A@B.jp") == who_sum("山田太郎", "abc", "a@b.jp")
    assert who_sum("山田", "A", "") != who_sum("山田", "", "A")


def test_results_are_known_by_the_words_of_both_languages_and_no_others():
    for language in ("ja", "en"):
        set_language(language)
        assert [result_of(f" {result_words(result)} ") for result in RESULTS] == list(RESULTS)
    assert [result_of(text) for text in ("OK", "NG", "受け入れた", "〇")] == [None] * 4


def test_headings_tell_a_work_list_also_without_its_ids():
    assert is_worklist(HEADINGS)
    assert is_worklist(["fd:worklist"])
    assert (
        columns_in(["Date  of the Result", "Result", "Reason", "Date to look again", "Company"])["day"] == 0
    )
    # A hand-over list of an SFA is none.
    assert not is_worklist(["氏名", "会社名", "判断", "理由", "判断日", "コメント"])
    assert not is_worklist(HEADINGS[2:])


def grid(*rows):
    return {"A": ([["title"], [], HEADINGS, *rows], NOTHING)}


def test_rows_that_say_nothing_of_a_person_are_no_rows():
    found = rows_in_sheets(
        grid(["山田", "a@b.jp", "不通"], [], ["", "", "", "", "", "", "", "fd:end"], ["合計"])
    )
    assert [(row.row, row.is_filled) for row in found.rows] == [(4, True), (7, False)]
    assert found.sheets == 1
    assert found.lacking == ()


def test_ids_are_found_wherever_their_column_went():
    [row] = rows_in_sheets(grid(["山田", "a@b.jp", "", "", "", "", "", IDS.text()])).rows
    assert row.ids == IDS
    [row] = rows_in_sheets(grid(["山田", "a@b.jp", "", "", "", "", "", "fd1 7 8"])).rows
    assert row.ids is None


def test_a_formula_without_a_result_is_filled_in_and_a_dash_is_not():
    sheets = {"A": ([HEADINGS, ["山田", "", None], ["佐藤", "", "-"]], frozenset({(2, 2)}))}
    first, second = rows_in_sheets(sheets).rows
    assert first.uncalculated == {"result"}
    assert (first.is_filled, second.is_filled) == (True, False)
    for shown in ("#NAME?", "Err:508"):
        [row] = rows_in_sheets(grid(["山田", "a@b.jp", "", "", "", shown])).rows
        assert row.uncalculated == {"comment"}


def test_columns_that_are_gone_are_named():
    found = rows_in_sheets({"A": ([["fd:worklist", "氏名", "結果"], [IDS.text(), "山田", "不通"]], NOTHING)})
    assert found.lacking == (("A", "reason"), ("A", "day"), ("A", "comment"), ("A", "recheck_at"))
    assert found.rows[0].ids == replace(IDS)
