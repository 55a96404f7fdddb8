"""What is wrong with a cell, in the language of whoever reads it."""

from funneldesk.domain.lists.mapping import Problem
from funneldesk.domain.lists.problems import problem, spoken
from funneldesk.i18n import speaking


def test_a_problem_stored_in_one_language_is_read_in_the_other():
    with speaking("ja"):
        stored = [problem(2, "登録日", "bad_date", "2026/13/45"), problem(9, "", "total_row")]
    with speaking("en"):
        assert [one.message for one in map(spoken, stored)] == [
            "“2026/13/45” is no date; the field stays empty.",
            "A row of totals, no entry: left out.",
        ]
        assert [(one.row, one.column, one.code) for one in map(spoken, stored)] == [
            (2, "登録日", "bad_date"),
            (9, "", "total_row"),
        ]
    with speaking("ja"):
        assert list(map(spoken, map(spoken, stored))) == stored


def test_what_is_no_sentence_of_ours_stays_as_it_was_stored():
    own = Problem(3, "", "no_key", "Nobody is named.")
    with speaking("ja"):
        assert spoken(own) is own
