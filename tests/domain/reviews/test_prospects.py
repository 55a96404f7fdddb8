"""When a hypothesis can be judged."""

from datetime import date

import pytest

from funneldesk.domain.reviews.measures import Measured
from funneldesk.domain.reviews.prospects import Prospect, suggested_day
from funneldesk.domain.reviews.reviews import next_period, period_end, periods_to_review


def on(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def iso(day: int | None) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()


AS_OF = on("2026-11-10")
#: Two people every three days, and twenty who are too recent.
YEAR = Measured(AS_OF - 364, AS_OF, AS_OF, 50, 223, 20)


def test_enough_people_decide_how_long_it_takes() -> None:
    # 30 people need 45 days.
    assert iso(suggested_day(YEAR, AS_OF, "monthly")) == "2026-12-31"
    assert iso(suggested_day(YEAR, AS_OF, "weekly")) == "2026-12-27"
    count = Measured(AS_OF - 364, AS_OF, AS_OF, 120)
    assert iso(suggested_day(count, AS_OF, "monthly")) == "2026-12-31"
    assert iso(suggested_day(count, AS_OF, "weekly")) == "2026-11-22"
    nobody = Measured(AS_OF - 364, AS_OF, AS_OF, 0, 0)
    assert iso(suggested_day(nobody, AS_OF, "monthly")) == "2027-11-30"


def test_people_have_to_be_old_enough() -> None:
    prospect = Prospect(YEAR, YEAR, 33, AS_OF + 51)
    assert prospect.judged_on(AS_OF + 51) == AS_OF + 84
    assert prospect.expected(45) == 30
    assert Prospect(YEAR, Measured(1, 2, 2, 5), 0, 3).expected(10) is None


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        ("monthly", "2026-11-27", "2026-10-01"),
        # Its last working day, and the weekend after the last one of a month.
        ("monthly", "2026-11-30", "2026-11-01"),
        ("monthly", "2026-10-31", "2026-10-01"),
        ("weekly", "2026-11-26", "2026-11-16"),
        ("weekly", "2026-11-27", "2026-11-23"),
        ("weekly", "2026-11-29", "2026-11-23"),
        ("weekly", "2026-11-30", "2026-11-23"),
    ],
)
def test_the_range_a_review_is_about_unless_somebody_says(rhythm: str, day: str, expected: str) -> None:
    assert iso(next_period(rhythm, on(day)).from_day) == expected  # type: ignore[arg-type]


def test_ranges_to_choose_from_follow_each_other() -> None:
    found = periods_to_review("monthly", AS_OF, 3)
    assert [(iso(one.from_day), iso(one.to_day)) for one in found] == [
        ("2026-10-01", "2026-10-31"), ("2026-09-01", "2026-09-30"), ("2026-08-01", "2026-08-31"),
    ]  # fmt: skip
    assert iso(period_end("weekly", AS_OF)) == "2026-11-15"
