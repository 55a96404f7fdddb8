"""Backups are whole, dated, thinned, and come back without losing what was there."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.backup import backup, backup_if_due, backups_of, backups_to_choose, restore
from funneldesk.operations.stores import create_store, open_reader, open_store
from tests.operations.taking import figures, take

ROWS = [{"email": "a@x.co.jp", "name": "山田 太郎", "acquired_at": "2026-01-05"}]
MORE = [{"email": "b@x.co.jp", "name": "佐藤 花子", "acquired_at": "2026-02-05"}]


def make(path: Path) -> Path:
    with create_store(path, "ja") as store:
        take(store, "leads", ROWS)
    return path


def test_a_backup_holds_everything_and_comes_back(tmp_path: Path) -> None:
    path = make(tmp_path / "私のデータ.db")
    with open_reader(path) as store:
        saved = backup(store)
        before = figures(store)
    assert saved.parent.name == "FunnelDesk backups"
    with open_store(path) as store:
        take(store, "leads", MORE)
        after = figures(store)
    kept = restore(saved, path)
    assert kept is not None
    for file, expected in ((path, before), (kept, after)):
        with open_reader(file) as store:
            assert figures(store) == expected


def test_the_first_writer_of_a_day_leaves_one_copy(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    for _time in range(2):
        with open_store(path):
            pass
    assert len(backups_of(path)) == 1


def test_a_copy_that_cannot_be_made_is_told_and_keeps_nobody_from_working(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    (tmp_path / "FunnelDesk backups").write_text("a file in the place of the folder", encoding="utf-8")
    told: list[UserError] = []
    with open_store(path, told.append) as store:
        take(store, "leads", MORE)
    assert [error.code for error in told] == ["no_backup"]
    assert "FunnelDesk backups" in told[0].message
    assert "saved all the same" in told[0].next_step
    with open_store(path) as store:
        assert len(store.connection.execute("SELECT id FROM lead").fetchall()) == 2


def test_copies_are_thinned(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    first = datetime(2026, 1, 1, 9)  # noqa: DTZ001 - the names of copies are of the computer's own clock
    with open_reader(path) as store:
        for day in range(40):
            assert backup_if_due(store, first + timedelta(days=day)) is not None
            assert backup_if_due(store, first + timedelta(days=day, hours=1)) is None
    days = [time.date().toordinal() - first.date().toordinal() for time in backups_of(path)]
    newest = [day for day in days if day <= 39]
    assert newest[-7:] == list(range(33, 40))
    assert len(newest) < 14


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    content = path.read_bytes()
    wrong = tmp_path / "list.csv"
    wrong.write_text("メール\na@x.co.jp\n", encoding="utf-8")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(content[:9000])
    for file in (wrong, damaged, tmp_path / "missing.db"):
        with pytest.raises(UserError) as error:
            restore(file, path)
        assert error.value.code == "store_broken"
        assert error.value.next_step
    assert path.read_bytes() == content


def test_a_store_in_use_is_not_replaced(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    with open_store(path) as store:
        saved = backup(store)
        with pytest.raises(UserError) as error:
            restore(saved, path)
    assert error.value.code == "store_locked"


def test_a_damaged_store_can_be_brought_back(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    with open_reader(path) as store:
        saved, before = backup(store), figures(store)
    path.write_bytes(b"not a database at all")
    kept = restore(saved, path)
    assert kept is not None
    assert kept.read_bytes() == b"not a database at all"
    with open_reader(path) as store:
        assert figures(store) == before


def test_a_store_damaged_behind_its_head_can_be_brought_back(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    with open_reader(path) as store:
        saved, before = backup(store), figures(store)
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    assert restore(saved, path) is not None
    with open_reader(path) as store:
        assert figures(store) == before


def test_the_backups_to_choose_from_are_told_newest_first_with_their_size(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    assert backups_to_choose(path) == ()
    times = [datetime(2026, 1, day, 9, 30) for day in (1, 2, 3)]  # noqa: DTZ001
    with open_reader(path) as store:
        copies = [backup(store, at) for at in times]
    copies[0].with_name("store-notes.db").write_text("no date", encoding="utf-8")
    found = backups_to_choose(path)
    assert [(one.made_at, one.path) for one in found] == list(
        zip(reversed(times), reversed(copies), strict=True)
    )
    assert [one.size_bytes for one in found] == [one.stat().st_size for one in reversed(copies)]


def test_a_backup_that_goes_meanwhile_is_not_offered(tmp_path: Path) -> None:
    path = make(tmp_path / "store.db")
    with open_reader(path) as store:
        saved = backup(store)
    content = saved.with_name("elsewhere")
    saved.unlink()
    saved.symlink_to(content)
    assert backups_to_choose(path) == ()
