"""One program writes to a store at a time, and the others are told who it is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store.locking import WriterLock, lock_path

REPOSITORY = Path(__file__).resolve().parents[2]
CHILD = """
import sys
from pathlib import Path
from funneldesk.operations.stores import open_store
with open_store(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(UserError) as error:
            open_store(path)
        with open_reader(path) as reader:  # reading goes on meanwhile
            assert reader.revision == 0
        child.kill()
    assert error.value.code == "store_locked"
    assert str(child.pid) in error.value.message
    open_store(path).close()


def test_the_lock_is_given_back_with_the_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with create_store(path, "ja"):
        assert lock_path(path).exists()
    assert not lock_path(path).exists()
    with open_store(path):
        pass


def test_a_lock_file_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    lock_path(path).write_text('{"pid": 1, "host": "elsewhere"}', encoding="utf-8")
    open_store(path).close()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_since_when_is_said_as_people_here_say_it(tmp_path: Path, language: str) -> None:
    path = tmp_path / "store.db"
    lock = WriterLock(path)
    holder = {"pid": 7, "host": "PC-YAMADA", "program": "FunnelDesk", "since": "2026-11-30T04:27:44Z"}
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")
    set_language(language)
    with pytest.raises(UserError) as error:
        WriterLock(path)
    assert "2026/11/30 13:27" in error.value.message
    assert "04:27:44Z" not in error.value.message
    lock.release()


def test_a_program_is_not_called_by_the_file_python_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for given, called in (
        ("funneldesk/__main__.py", "FunnelDesk"),
        ("bin/funneldesk", "funneldesk"),
    ):
        monkeypatch.setattr(sys, "argv", [given])
        lock = WriterLock(tmp_path / "store.db")
        assert json.loads(lock_path(tmp_path / "store.db").read_text(encoding="utf-8"))["program"] == called
        lock.release()


def test_a_lock_file_without_sense_still_says_something(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    lock = WriterLock(path)
    lock_path(path).write_text("??", encoding="utf-8")
    with pytest.raises(UserError) as error:
        WriterLock(path)
    assert "another program" in error.value.message
    lock.release()
    lock.release()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs rights that can be refused")
def test_a_folder_that_may_not_be_written_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(UserError) as error:
        create_store(folder / "store.db", "ja")
    assert error.value.code == "read_only"


#: Takes the lock, hands it to a child of its own for some seconds, as starting one does for an instant, and is killed.
KILLED = """
import os, subprocess, sys
from pathlib import Path
from funneldesk.store.locking import WriterLock
lock = WriterLock(Path(sys.argv[1]))
held = lock._file.fileno()
child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({sys.argv[2]})"], pass_fds=[held])
print(child.pid, flush=True)
sys.stdin.read()
"""


def _killed_while_starting_a_child(path: Path, seconds: float) -> int:
    """Return the child of a program that was killed: it has the lock still."""
    command = [sys.executable, "-c", KILLED, str(path), str(seconds)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        child = int(holder.stdout.readline())
        holder.kill()
    return child


@pytest.mark.skipif(sys.platform == "win32", reason="there a child has nothing it was not given")
def test_what_a_killed_program_was_just_starting_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    _killed_while_starting_a_child(path, 0.5)
    open_store(path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="there a child has nothing it was not given")
def test_it_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    create_store(path, "ja").close()
    monkeypatch.setattr("funneldesk.store.locking._PATIENCE", 0.1)
    child = _killed_while_starting_a_child(path, 60)
    try:
        with pytest.raises(UserError) as error:
            open_store(path)
        assert error.value.code == "store_locked"
    finally:
        os.kill(child, 9)
