"""The reader child: watched, ended, and spoken for by its parent whatever happens to it."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from funneldesk.errors import UserError
from funneldesk.files.reading import child, reader
from funneldesk.files.reading.reader import ReaderChild
from tests.files.packages import save_xlsx, sheet_xml


@pytest.fixture
def list_path(tmp_path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("氏名,会社名\n山田 太郎,東都\n", encoding="utf-8")
    return path


def _open(path: Path, heartbeat=lambda: None) -> dict:
    with ReaderChild(path, heartbeat) as running:
        return running.open(path=str(path), sheet=None, header_row=None, language="en")


def _stand_in(monkeypatch, code: str) -> None:
    """Let another program play the child."""
    monkeypatch.setattr(reader, "child_command", lambda: [sys.executable, "-c", code])


def test_a_list_is_opened_in_another_process(list_path):
    look = _open(list_path)
    assert (look["headings"], look["encoding"], look["delimiter"]) == (["氏名", "会社名"], "utf-8", ",")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os.abort()", "unreadable_workbook"),
        ("import sys; sys.stdin.read(1); raise SystemExit(12)", "too_large"),
        ("import sys; sys.stderr.write('memory allocation of 17 bytes failed'); sys.exit(134)", "too_large"),
        ("import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x09half'); sys.exit(0)", "unreadable_workbook"),
        ("raise ValueError", "unreadable_workbook"),
    ],
    ids=["aborts", "has no memory", "Rust has no memory", "breaks off", "fails"],
)
def test_a_child_that_dies_is_spoken_for(monkeypatch, list_path, code, told):
    _stand_in(monkeypatch, code)
    with pytest.raises(UserError) as error:
        _open(list_path)
    assert error.value.code == told
    assert error.value.next_step


def test_a_child_that_says_nothing_is_given_up(monkeypatch, list_path):
    _stand_in(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setattr(reader, "PATIENCE", 0.0)
    monkeypatch.setattr(reader, "PATIENCE_PER_MB", 0.0)
    with pytest.raises(UserError) as error:
        _open(list_path)
    assert error.value.code == "too_slow"


def test_a_child_that_takes_too_much_memory_is_ended(monkeypatch, list_path):
    frame = "import sys, struct; data = b'{\"allowance\": 1048576}'; out = sys.stdout.buffer; "
    frame += "out.write(struct.pack('>I', len(data)) + data); out.flush(); "
    _stand_in(monkeypatch, frame + "held = bytearray(200 << 20); sys.stdin.read()")
    started: list[int] = []
    launch = ReaderChild._launch

    def noted(self):
        running = launch(self)
        started.append(running.pid)
        return running

    monkeypatch.setattr(ReaderChild, "_launch", noted)
    with pytest.raises(UserError) as error:
        _open(list_path)
    assert error.value.code == "too_large"
    assert started
    assert not any(psutil.pid_exists(pid) for pid in started)


def test_leaving_ends_the_child(list_path):
    with ReaderChild(list_path, lambda: None) as running:
        pid = running._child.pid
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)


def test_the_child_limits_its_own_memory(tmp_path):
    """On systems that can: a sheet of cells nobody could hold ends it, and says so."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = save_xlsx(tmp_path / "vast.xlsx", sheet_xml(rows))
    assert len(_open(path)["sample"]) == 2  # the second reader's answer


def test_memory_follows_what_the_list_says_of_itself(tmp_path, list_path):
    small, large = save_xlsx(tmp_path / "a.xlsx", sheet_xml("")), tmp_path / "b.xlsx"
    save_xlsx(large, sheet_xml("<row><c><v>1</v></c></row>" * 100_000))
    assert child.memory_allowance(list_path) < child.memory_allowance(large) > child.memory_allowance(small)
    assert child.memory_allowance(small) < 240 << 20
    assert child.memory_allowance(tmp_path / "none.csv") < 240 << 20


def test_the_child_ends_when_nobody_listens_any_more():
    running = subprocess.Popen(reader.child_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdin
    running.stdin.close()
    assert running.wait(timeout=60) == 0
    assert running.stdout
    running.stdout.close()
