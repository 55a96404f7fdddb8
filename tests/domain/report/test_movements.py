"""What moved most: which stretches are compared, how sure a difference is, which differences are told."""

from datetime import date

import pytest

from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.report.movements import Change, clearest, count_chance, stretch


def day(text):
    return date.fromisoformat(text).toordinal()


def days(*ends):
    return Period(*map(day, ends))


@pytest.mark.parametrize(
    ("last", "months", "before", "after"),
    [
        ("2026-10-31", 1, ("2026-09-01", "2026-09-30"), ("2026-10-01", "2026-10-31")),
        ("2026-02-28", 3, ("2025-09-01", "2025-11-30"), ("2025-12-01", "2026-02-28")),
        ("2026-10-31", 12, ("2024-11-01", "2025-10-31"), ("2025-11-01", "2026-10-31")),
        # A month that runs is set against the same days of the one before, as far as that has them.
        ("2026-11-20", 3, ("2026-06-01", "2026-08-20"), ("2026-09-01", "2026-11-20")),
        ("2026-03-30", 1, ("2026-02-01", "2026-02-28"), ("2026-03-01", "2026-03-30")),
    ],
)
def test_both_stretches_are_seen_on_their_last_day(last, months, before, after):
    sides = stretch(day(last), months)
    assert (sides.before, sides.after) == (days(*before), days(*after))
    assert (sides.before_as_of, sides.after_as_of) == (day(before[1]), day(last))


def test_equal_counts_are_chance_and_nobody_is_no_difference():
    assert count_chance(0, 0, 30, 31) == 1
    assert count_chance(20, 20, 30, 30) == 1
    # 5 of 5 on one side: twice one half to the fifth.
    assert count_chance(0, 5, 30, 30) == pytest.approx(2 * 0.5**5)
    assert count_chance(59, 30, 92, 92) < 0.005 < count_chance(24, 13, 92, 92)


def test_those_that_chance_explains_least_are_told_first():
    sides = stretch(day("2026-10-31"), 1)
    changes = [Change(target, sides, 1, *counts) for target, counts in
               (("lead", (100, 101)), ("mql", (60, 20)), ("sal", (12, 2)), ("deal", (5, 5)), ("won", (1, 3)))]  # fmt: skip
    assert [one.target for one in clearest(changes)] == ["mql", "sal", "won"]
