"""Which data files were open last."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from funneldesk.ui.recent_stores import MOST, forget_store, recent_stores, remember_store


@pytest.fixture
def again(tmp_path):
    """Return a function that reads the settings as the next run does."""

    def read():
        return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)

    return read


def test_the_last_one_comes_first_and_none_twice(again):
    settings = again()
    assert recent_stores(settings) == []
    for name in ("a", "b", "a"):
        remember_store(settings, Path(f"/data/{name}.db"))
    settings.sync()
    assert recent_stores(again()) == [Path("/data/a.db"), Path("/data/b.db")]


def test_one_alone_is_a_list_too_whatever_its_name(again):
    settings = again()
    remember_store(settings, Path("/顧客, 一覧/店\\舗;1.db"))
    settings.sync()
    assert recent_stores(again()) == [Path("/顧客, 一覧/店\\舗;1.db")]
    forget_store(settings, Path("/顧客, 一覧/店\\舗;1.db"))
    settings.sync()
    assert recent_stores(again()) == []


def test_there_are_never_more_than_somebody_looks_through(again):
    settings = again()
    for number in range(MOST + 3):
        remember_store(settings, Path(f"/data/{number}.db"))
    assert [path.stem for path in recent_stores(settings)] == [str(n) for n in range(MOST + 2, 2, -1)]
