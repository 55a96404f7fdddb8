"""Days as sales types them: with a year in any form, without one only where a single day fits."""

from datetime import date, datetime

import pytest

from funneldesk.domain.worklist.worklist_days import day_in

FIRST, LAST = date(2026, 3, 1).toordinal(), date(2026, 4, 10).toordinal()


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 4, 3), "2026-04-03"),
        (datetime(2026, 4, 3, 15, 30), "2026-04-03"),  # noqa: DTZ001
        (46115.0, "2026-04-03"),
        ("令和8年4月3日", "2026-04-03"),
        ("R8.4.3", "2026-04-03"),
        ("2026.4.3", "2026-04-03"),
        ("２０２６／４／３", "2026-04-03"),
        ("4/3", "2026-04-03"),
        ("４月３日", "2026-04-03"),
        ("4/3(金)", "2026-04-03"),
        ("12/24", None),  # between the days there is none
        ("2/30", None),
        ("来週", None),
        ("", None),
        (True, None),
    ],
)
def test_days_in_a_japanese_list(cell, day):
    found = day_in(cell, FIRST, LAST, month_first=True)
    assert (found and date.fromordinal(found).isoformat()) == day


def test_where_day_or_month_may_come_first_only_a_single_reading_counts():
    assert day_in("4/3", FIRST, LAST, month_first=False) is None  # 3 April or 4 March
    assert day_in("25/3", FIRST, LAST, month_first=False) == date(2026, 3, 25).toordinal()
    # Over more than a year the same day comes twice.
    assert day_in("4/3", FIRST - 366, LAST, month_first=True) is None
