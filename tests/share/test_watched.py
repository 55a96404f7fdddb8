"""Nobody waits for a shared folder that does not answer: it is given up in time, or as soon as nobody wants it."""

from threading import Event
from threading import enumerate as threads

import pytest

from funneldesk.errors import Cancelled
from funneldesk.share.file_system import Entry
from funneldesk.share.watched import MOST_SECONDS, Caller, WatchedFiles


def NEVER():
    return False


class Blocked:
    """A folder whose `list` hangs until it is let go, and which notes what was really done."""

    def __init__(self) -> None:
        self.go, self.reached = Event(), Event()
        self.done: list[str] = []

    def list(self, folder: str) -> list[Entry]:
        self.reached.set()
        self.go.wait(20)
        self.done.append(f"list {folder}")
        return []

    def read(self, path: str, most: int) -> bytes:
        self.done.append(f"read {path} {most}")
        return b"read"

    def create_new(self, path: str, data: bytes) -> None:
        raise FileExistsError(path)

    def fsync(self, path: str) -> None:
        self.done.append(f"fsync {path}")

    def rename_new(self, old: str, new: str) -> None:
        self.done.append(f"rename {old} {new}")

    def delete(self, path: str) -> None:
        self.done.append(f"delete {path}")


@pytest.fixture
def blocked():
    files = Blocked()
    yield files
    files.go.set()


@pytest.fixture
def caller():
    made = Caller()
    yield made
    made.close()


def watched(files, caller, stopped=NEVER, seconds=30.0):
    return WatchedFiles("the drive", lambda: files, caller, stopped, seconds=seconds)


def test_calls_are_passed_on_with_their_answers_and_errors(blocked, caller):
    files = watched(blocked, caller)
    blocked.go.set()
    assert files.list("a") == []
    assert files.read("a/b", 9) == b"read"
    with pytest.raises(FileExistsError, match="a/c"):
        files.create_new("a/c", b"x")
    files.fsync("a/b")
    files.rename_new("a/b", "a/d")
    files.delete("a/d")
    assert (files.where, files.now() > 1_700_000_000) == ("the drive", True)
    assert blocked.done == ["list a", "read a/b 9", "fsync a/b", "rename a/b a/d", "delete a/d"]


def test_a_folder_that_does_not_answer_is_given_up_in_time(blocked, caller):
    files = watched(blocked, caller, seconds=0.1)
    with pytest.raises(TimeoutError):
        files.list("a")


def test_whoever_no_longer_wants_the_answer_does_not_wait_for_it(blocked, caller):
    files = watched(blocked, caller, blocked.reached.is_set, seconds=600)
    with pytest.raises(Cancelled):
        files.list("a")


def test_even_finding_the_folder_keeps_nobody_waiting(blocked, caller):
    def make():
        blocked.list("found")
        return blocked

    files = WatchedFiles("the drive", make, caller, NEVER, seconds=0.1)
    with pytest.raises(TimeoutError):
        files.read("a", 1)


def test_what_was_given_up_before_its_turn_is_never_done(blocked, caller):
    files = watched(blocked, caller, seconds=0.1)
    for _try in range(3):
        with pytest.raises(TimeoutError):
            files.list("a")
    with pytest.raises(TimeoutError):
        files.delete("a/b")
    hanging = [thread for thread in threads() if thread.name == "share" and thread is caller._thread]
    assert len(hanging) == 1, "one thread hangs, not one for each try"
    assert hanging[0].daemon, "it never keeps the program from ending"
    blocked.go.set()
    assert watched(blocked, caller).read("a/c", 1) == b"read"
    assert blocked.done == ["list a", "read a/c 1"]


def test_a_large_file_may_take_its_time(blocked):
    asked: list[float] = []

    class Noting(Caller):
        def call(self, work, seconds, stopped):
            asked.append(seconds)
            return work()

    files = watched(blocked, Noting(), seconds=30)
    files.read("a", 0)
    files.read("a", 256 * 1024 * 60)
    files.read("a", 1024**3)
    files.fsync("a")
    assert asked == [30, 90, MOST_SECONDS, MOST_SECONDS]


def test_a_caller_that_was_closed_begins_anew(blocked, caller):
    blocked.go.set()
    files = watched(blocked, caller)
    files.list("a")
    first = caller._thread
    caller.close()
    caller.close()
    first.join(20)
    assert not first.is_alive()
    assert files.list("b") == []
