"""What a filled-in row says; whatever is not clear is named, never guessed."""

from datetime import date

import pytest

from funneldesk.domain.worklist.worklist_columns import column_heading
from funneldesk.domain.worklist.worklist_ids import RowIds
from funneldesk.domain.worklist.worklist_rows import FoundRow
from funneldesk.domain.worklist.worklist_understanding import Filled, Reading, RowProblem, understood

TODAY = date(2026, 4, 10).toordinal()
READING = Reading(("時期尚早", "不通"), ("きっかけ", "課題"), TODAY)
IDS = RowIds("s", date(2026, 4, 1), "sales", 1, 2, 3, (), "", "")


def ordinal(text):
    return date.fromisoformat(text).toordinal()


def read(result="", reason="", day="", comment="", recheck_at="", *, reading=READING, ids=IDS, **more):
    cells = {"result": result, "reason": reason, "day": day, "comment": comment, "recheck_at": recheck_at}
    return understood(FoundRow("A", 5, cells, ids, **more), reading)


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        (("受け入れる", "", "4/3"), Filled("accepted", "", ordinal("2026-04-03"), "")),
        (("見送る", "時期 尚早", "2026/4/3"), Filled("rejected", "時期尚早", ordinal("2026-04-03"), "")),
        (("見送る", "不通", "4/3", "", "7/1"), Filled("rejected", "不通", ordinal("2026-04-03"), "", ordinal("2026-07-01"))),
        (("Nobody answered", "", date(2026, 4, 3), "折り返し\nなし"),
         Filled("unreached", "", ordinal("2026-04-03"), "折り返し\nなし")),
        (("", "", "", "決裁者は部長"), Filled("", "", TODAY, "決裁者は部長")),
        (("", "", "4/3", "決裁者は部長"), Filled("", "", ordinal("2026-04-03"), "決裁者は部長")),
        (("", "", "", "", "2026/5/1"), Filled("", "", TODAY, "", ordinal("2026-05-01"))),
        # A template nobody wrote into is no comment; one with a word is.
        (("つながった", "", "4/3", "きっかけ：\n課題："), Filled("reached", "", ordinal("2026-04-03"), "")),
        (("つながった", "", "4/3", "きっかけ: 展示会\n課題: "),
         Filled("reached", "", ordinal("2026-04-03"), "きっかけ: 展示会")),
        (("つながった", "", "4/3", "きっかけ：\n課題：\n在庫が合わない\n\n"),
         Filled("reached", "", ordinal("2026-04-03"), "課題：\n在庫が合わない")),
    ],
)  # fmt: skip
def test_rows_that_are_clear(cells, filled):
    assert read(*cells) == filled


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("OK", "", "4/3"), "unknown_result"),
        (("見送る", "", "4/3"), "no_reason"),
        (("見送る", "気が乗らない", "4/3"), "unknown_reason"),
        (("受け入れる", "不通", "4/3"), "reason_without_rejection"),
        (("", "不通"), "reason_without_rejection"),
        (("受け入れる",), "no_day"),
        (("", "", "4/3"), "no_result"),
        (("受け入れる", "", "先週"), "unclear_day"),
        (("受け入れる", "", "2026/4/11"), "day_ahead"),
        (("見送る", "不通", "4/3", "", "そのうち"), "unclear_day"),
        (("見送る", "不通", "4/3", "", "2026/4/3"), "recheck_day"),
        (("受け入れる", "", "4/3", "", "2026/5/1"), "recheck_without_rejection"),
    ],
)
def test_rows_that_are_not_clear_are_named_with_what_to_do(cells, code):
    found = read(*cells)
    assert isinstance(found, RowProblem)
    assert found.code == code
    assert found.message
    assert found.next_step


def test_a_day_for_all_rows_without_one():
    reading = Reading((), (), TODAY, day=ordinal("2026-04-02"))
    assert read("不通", reading=reading) == Filled("unreached", "", ordinal("2026-04-02"), "")
    # A comment alone is of today; without ids a day of the last year will do.
    assert read(comment="a", reading=reading).day == TODAY
    assert read("不通", day="2026/1/5", ids=None).day == ordinal("2026-01-05")


def test_a_formula_without_its_result_is_named():
    found = read("受け入れる", uncalculated=frozenset({"day"}))
    assert found.code == "formula"
    assert column_heading("day") in found.message
