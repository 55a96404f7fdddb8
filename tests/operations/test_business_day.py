"""Today is the calendar's day; the sample company's is never before its lists were exported."""

from datetime import date, datetime
from pathlib import Path

import pytest

from funneldesk.operations import business_day as subject
from funneldesk.operations.business_day import SAMPLE_DAY_SETTING, business_day, business_day_at
from funneldesk.operations.stores import create_store, in_memory_store


@pytest.fixture(params=[date(2025, 1, 31), date(2027, 5, 1)], ids=str)
def today(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> date:
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(request.param.year, request.param.month, request.param.day, 12, tzinfo=tz)

    monkeypatch.setattr(subject, "datetime", Clock)
    return request.param


def test_an_own_store_goes_by_the_calendar(today: date) -> None:
    with in_memory_store("en") as store:
        assert business_day(store) == today.toordinal()


def test_the_sample_is_never_cut_in_half(today: date, tmp_path: Path) -> None:
    path = tmp_path / "sample.db"
    with create_store(path, "en") as store:
        with store.transaction():
            store.set_setting(SAMPLE_DAY_SETTING, "2026-11-20")
        expected = max(today, date(2026, 11, 20)).toordinal()
        assert business_day(store) == expected
    assert business_day_at(path) == expected


def test_without_a_store_it_is_the_calendars_day(today: date, tmp_path: Path) -> None:
    assert business_day_at(tmp_path / "none.db") == today.toordinal()
