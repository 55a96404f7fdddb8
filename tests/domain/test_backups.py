"""Which dated copies are kept."""
# ruff: noqa: DTZ001 - the names of copies are of the computer's own clock

from datetime import datetime, timedelta

from funneldesk.domain.backups import kept

NOON = datetime(2026, 11, 20, 12)


def test_a_year_of_daily_copies_thins_to_days_weeks_and_months() -> None:
    copies = [NOON - timedelta(days=age) for age in range(365)]
    found = sorted(kept(copies), reverse=True)
    assert found[:7] == copies[:7]
    # 2026-11-20 is a Friday: the newest of each of the four weeks before are Sundays.
    assert {datetime(2026, 11, day, 12) for day in (15, 8, 1)} <= set(found)
    assert datetime(2026, 10, 31, 12) in found
    assert {one.month for one in found} == set(range(1, 13))
    # 7 days, 3 further weeks (the second week's Sunday is 5 days old), 11 month-ends.
    assert len(found) == 7 + 3 + 11


def test_of_several_copies_of_one_day_the_newest_stays() -> None:
    copies = [NOON, NOON - timedelta(hours=2)]
    assert kept(copies) == {NOON}


def test_few_copies_all_stay() -> None:
    copies = {NOON, NOON - timedelta(days=400), NOON - timedelta(days=40)}
    assert kept(copies) == copies
