"""The references of hand-overs: all copies of a store name a hand-over alike, so that answers find it."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from funneldesk.operations.backup import backup, restore
from funneldesk.operations.collecting import collect
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.publishing import publish
from funneldesk.operations.references import legs_by_ref, secret_of
from funneldesk.operations.stores import create_store, open_reader, open_store
from tests.operations.published import TODAY, make, rows_of
from tests.operations.test_collecting import made, put
from tests.share.memory_files import MemoryFolder

SHARE = Path("nowhere")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made_at = tmp_path / "a" / "store.db"
    make(made_at)
    return made_at


def without_secret(path: Path) -> None:
    """Let a store be as an older program left it that never published."""
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM meta WHERE key = 'secret'")
    connection.commit()
    connection.close()


def test_a_copy_made_before_the_first_publication_applies_the_answers_to_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("publishing", "collecting"):
        monkeypatch.setattr(f"funneldesk.operations.{module}.business_day", lambda _store: TODAY)
    other, drive = tmp_path / "b" / "store.db", MemoryFolder()
    other.parent.mkdir()
    shutil.copyfile(path, other)
    with open_store(path) as store:
        publish(store, SHARE, files=drive, home=tmp_path / "home a", level="masked")
    [row] = rows_of(drive, tmp_path, "handovers")
    put(drive, made(str(row[0]), "a", 1, "accept"))
    with open_store(other) as store:
        publish(store, SHARE, files=drive, home=tmp_path / "home b", take_over=True)
        assert [leg.decision for leg in legs_of_store(store)] == ["accepted"]
        found = collect(store, SHARE, files=drive)
        assert (found.new, found.unknown, found.problems) == (0, 0, ())


def test_two_stores_name_nothing_alike(path: Path, tmp_path: Path) -> None:
    make(tmp_path / "b" / "store.db")
    with open_reader(path) as one, open_reader(tmp_path / "b" / "store.db") as other:
        assert set(legs_by_ref(one)).isdisjoint(legs_by_ref(other))


def test_a_store_of_an_older_program_gets_its_secret_once(path: Path) -> None:
    without_secret(path)
    with open_store(path) as store:
        first, revision = secret_of(store), store.revision
    with open_store(path) as store:
        assert (secret_of(store), store.revision) == (first, revision)
    assert len(first) == 32


def test_a_backup_without_a_secret_gets_the_one_answers_were_asked_with(path: Path) -> None:
    with open_store(path) as store:
        known = secret_of(store)
        saved = backup(store)
    without_secret(saved)
    restore(saved, path)
    with open_reader(path) as store:
        assert secret_of(store) == known


def test_a_backup_of_another_store_keeps_its_own(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        known = secret_of(store)
        saved = backup(store)
    new = tmp_path / "new" / "store.db"
    create_store(new, "ja").close()
    restore(saved, new)
    with open_reader(new) as store:
        assert secret_of(store) == known
