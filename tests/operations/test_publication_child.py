"""The database of a publication is the same whoever writes it, and is written whatever becomes of the child."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from funneldesk.domain.team.publication import TABLES
from funneldesk.errors import UserError
from funneldesk.files import child_process
from funneldesk.operations import publication_child
from funneldesk.operations.publication_child import PublicationChild
from funneldesk.share.publication_file import open_publication, write_publication
from tests.forked import as_it_starts_itself
from tests.share.publications import publication


def told(path):
    """Return every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608
            for table in TABLES
        }


@pytest.fixture(autouse=True)
def _as_the_program_starts_itself(monkeypatch):
    monkeypatch.setattr(child_process, "launch", as_it_starts_itself)


@pytest.fixture
def here(monkeypatch):
    """Count the databases that are written in this process."""
    written = []

    def write(path, of):
        written.append(path)
        return write_publication(path, of)

    monkeypatch.setattr(publication_child, "write_publication", write)
    return written


def with_child(path, of=None, early=()):
    of = of or publication()
    with PublicationChild(path, apart=True) as child:
        for name in early:
            child.fill(name, of.rows[name])
        child.begin(of)
        return child.finish()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("level", ["contact", "masked", "aggregate"])
def test_a_child_writes_what_is_written_here(tmp_path, here, level, language):
    of = publication(level=level, language=language)
    with PublicationChild(tmp_path / "here.sqlite", apart=False) as child:
        child.fill("leads", of.rows.get("leads", ()))
        child.begin(of)
        rows = child.finish()
        assert not child.was_apart
    assert here == [tmp_path / "here.sqlite"]
    assert with_child(tmp_path / "child.sqlite", of, ["leads"] if "leads" in of.rows else []) == rows
    assert here == [tmp_path / "here.sqlite"]
    assert told(tmp_path / "child.sqlite") == told(tmp_path / "here.sqlite")
    assert {name: len(found) for name, found in told(tmp_path / "child.sqlite").items()} == rows


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import sys; sys.stdin.buffer.read(); raise SystemExit(1)",
        "import os, sys; sys.stdin.buffer.read(); os.abort()",
        "import time; time.sleep(600)",
        # It began a file, and was ended.
        "import os, sys; sys.stdin.buffer.read(100); open(os.environ['BEGUN'], 'wb').write(b'SQLite'); os.abort()",
    ],
)
def test_what_a_child_does_not_write_is_written_here(tmp_path, monkeypatch, here, code):
    path = tmp_path / "a.sqlite"
    monkeypatch.setenv("BEGUN", str(path))
    monkeypatch.setattr(child_process, "child_command", lambda _argument: [sys.executable, "-c", code])
    monkeypatch.setattr(publication_child, "PATIENCE", 0.5)
    rows = with_child(path)
    assert here == [path]
    assert {name: len(found) for name, found in told(path).items()} == rows


def test_who_does_not_listen_keeps_nobody(tmp_path, monkeypatch, here):
    """Millions of letters are sent: more than a pipe holds."""
    monkeypatch.setattr(
        child_process,
        "child_command",
        lambda _argument: [sys.executable, "-c", "import time; time.sleep(600)"],
    )
    monkeypatch.setattr(publication_child, "PATIENCE", 0.5)
    of = publication()
    with PublicationChild(tmp_path / "a.sqlite", apart=True) as child:
        child.fill("reasons", [(number, "x" * 1_000_000, None) for number in range(5)])
        child.begin(of)
        child.finish()
    assert here == [tmp_path / "a.sqlite"]


def test_where_no_process_can_be_started_it_is_written_here(tmp_path, monkeypatch, here):
    def refuse(*_args, **_named):
        raise OSError(11, "no more processes")

    monkeypatch.setattr(child_process, "launch", refuse)
    with_child(tmp_path / "a.sqlite")
    assert here == [tmp_path / "a.sqlite"]


def test_a_disk_that_refuses_is_told(tmp_path):
    with pytest.raises((UserError, OSError, sqlite3.OperationalError)):
        with_child(tmp_path / "nowhere" / "a.sqlite")


def test_leaving_ends_the_child(monkeypatch, tmp_path):
    started = []
    launch = child_process.launch

    def watched(*given):
        started.append(launch(*given))
        return started[-1]

    monkeypatch.setattr(child_process, "launch", watched)
    with pytest.raises(RuntimeError), PublicationChild(tmp_path / "a.sqlite", apart=True):
        raise RuntimeError
    assert isinstance(started[0], subprocess.Popen)
    assert started[0].returncode is not None


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nobody can catch")
def test_a_child_whose_parent_died_leaves_without_a_whole_file(tmp_path):
    """It hears the end of what it is told, and that something is missing."""
    path = tmp_path / "a.sqlite"
    child = child_process.launch(
        child_process.child_command(publication_child.HIDDEN_ARGUMENT), subprocess.DEVNULL
    )
    stream = child.stdin
    packed = publication_child.msgspec.msgpack.encode(str(path))
    stream.write(len(packed).to_bytes(8, "big") + packed + (10_000).to_bytes(8, "big") + b"half a message")
    stream.close()
    assert child.wait(30) == 1
    child_process.close_streams(child)
    with pytest.raises(UserError):
        open_publication(path)
