"""Erasing outside the store: no byte of her in any file of the folder, whenever the program dies."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from funneldesk.operations.backup import backup, backups_of, restore
from funneldesk.operations.checking import check
from funneldesk.operations.erasing import erase
from funneldesk.operations.erasing_rest import after_erasing, copies_of, erase_person
from funneldesk.operations.facts import facts_of
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store.suppression import pending_of
from tests.operations.taking import take
from tests.operations.test_erasing import HANAKO, WORDS, counted, filled


def bytes_of_words() -> set[bytes]:
    """Return how the words may stand in a file."""
    found = set()
    for word in WORDS:
        escaped = json.dumps(word)[1:-1]
        for text in {word, escaped, escaped.upper().replace("\\U", "\\u")}:
            found |= {text.encode("utf-8"), text.encode("utf-16-le"), text.encode("utf-16-be")}
    return found


def planted(folder: Path) -> list[str]:
    """Return the files in which a word of hers stands."""
    words = bytes_of_words()
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in words)
    )


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store with a cache, backups and kept files, all of which hold her."""
    monkeypatch.setattr("funneldesk.operations.kept_columns.FEWEST", 0)
    place = tmp_path / "data" / "funneldesk.db"
    place.parent.mkdir()
    with create_store(place, "ja") as store:
        filled(store)
        dict(facts_of(store).columns)
        made = backup(store)
        made.rename(made.with_name("funneldesk-2026-01-02-030405.db"))
        backup(store)
    (place.parent / "funneldesk.db.before-8").write_bytes(place.read_bytes())
    (place.parent / "funneldesk-before-restore-2026-01-02-030405.db").write_bytes(place.read_bytes())
    return place


def test_no_byte_of_her_is_left_in_any_file(path: Path) -> None:
    assert {"funneldesk.db", "funneldesk.db.cache", "funneldesk.db.before-8"} <= set(planted(path.parent))
    assert len(planted(path.parent)) >= 6
    with open_store(path) as store:
        before = counted(store)
        done, problems = erase_person(store, 1)
        assert (done.lead, problems, pending_of(store)) == (1, (), None)
        assert planted(path.parent) == []
        assert counted(store) == before
    assert planted(path.parent) == []
    for copy in (path, *backups_of(path).values()):
        with open_reader(copy) as store:
            assert check(store) == ()
            assert counted(store) == before


def test_what_a_program_that_died_left_is_finished_at_the_next_start(path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from funneldesk.operations import erasing_rest as rest\n"
        "from funneldesk.operations.stores import open_store\n"
        "rest.after_erasing = lambda *_a, **_k: os._exit(9)\n"
        "rest.erase_person(open_store(Path(sys.argv[1])), 1)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=os.environ | {"PYTHONPATH": "."}, check=False
    )
    assert ended.returncode == 9
    assert planted(path.parent) != []
    with open_store(path) as store:
        assert pending_of(store) is None
    assert planted(path.parent) == []


def test_an_older_backup_brings_nobody_back(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "copy.db"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(next(iter(backups_of(path).values())).read_bytes())
    with open_store(path) as store:
        erase_person(store, 1)
    restore(elsewhere, path)
    assert planted(path.parent) == []
    with open_store(path) as store:
        assert check(store) == ()
        assert take(store, "leads", [HANAKO], list_date="2026-06-01").skipped == 1


def test_a_copy_that_is_no_store_is_named(path: Path) -> None:
    broken = path.parent / "funneldesk.db.before-7"
    broken.write_bytes("山田 花子".encode())
    with open_store(path) as store:
        _done, problems = erase_person(store, 1)
        assert [one.code for one in problems] == ["not_scrubbed"]
        assert broken.name in problems[0].message
        broken.unlink()
        assert after_erasing(store) == ()
        assert pending_of(store) is None


def test_only_copies_of_this_store_are_looked_at(path: Path) -> None:
    (path.parent / "other.db").write_bytes(b"")
    assert "other.db" not in {one.name for one in copies_of(path)}
    with open_store(path) as store:
        erase(store, 1)
        assert after_erasing(store) == ()
