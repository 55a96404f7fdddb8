"""Children that are forked off a process which has the program loaded: what they do is theirs, only starting is free.

A new Python needs 0.2 s of processor time to load what reads a list, and 0.7 s with what the tests of kills need; the
suite starts two thousand of them. Here each is a process of its own as well, with its own memory, files and end, and
can be killed like any other; it just does not load what it needs. The tests in `tests/files` start the program as it
starts itself (`as_it_starts_itself`), and where a system cannot fork like this all do.
"""

import atexit
import gc
import importlib
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Any, Self

from funneldesk.files import child_process

REPOSITORY = Path(__file__).resolve().parents[1]
IS_POSSIBLE = sys.platform == "linux"
#: What children need; loaded once.
LOADED = (
    "funneldesk.files.reading.child",
    "funneldesk.files.writing.publication_workbook",
    "funneldesk.operations.collecting",
    "funneldesk.operations.importing_folder",
    "funneldesk.operations.publishing",
    "funneldesk.operations.team",
    "openpyxl",
    "python_calamine",
    "tests.operations.published",
    "tests.operations.taking",
)
PROGRAM = "import sys; from funneldesk.__main__ import main; sys.exit(main())"
#: Bytes one request may have; it arrives whole.
_MOST = 1 << 17
_NUMBER = struct.Struct("i")
as_it_starts_itself = child_process.launch


class Forked:
    """A child, used like `subprocess.Popen` with pipes: a program text with its arguments.

    `complaints` takes its stderr; `text`: it is spoken to in lines of text.
    """

    def __init__(
        self, code: str, arguments: Iterable[str], complaints: int = 2, *, text: bool = False
    ) -> None:
        request = {
            "code": code,
            "arguments": list(arguments),
            "env": dict(os.environ),
            "cwd": str(Path.cwd()),
        }
        self.args = [code, *request["arguments"]]
        self.returncode: int | None = None
        asked, ask = os.pipe()
        answer, answered = os.pipe()
        self._status, told = os.pipe()
        given = [asked, answered, complaints, told, _channel().fileno()]
        socket.send_fds(_channel(), [json.dumps(request).encode()], given)
        for end in (asked, answered, told):
            os.close(end)
        encoding = "utf-8" if text else None
        self.stdin: IO[Any] = os.fdopen(ask, "w" if text else "wb", encoding=encoding)
        self.stdout: IO[Any] = os.fdopen(answer, "r" if text else "rb", encoding=encoding)
        (self.pid,) = _NUMBER.unpack(os.read(self._status, _NUMBER.size))

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return its exit code: minus the signal where one ended it."""
        if self.returncode is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(self.args, timeout or 0)
            (self.returncode,) = _NUMBER.unpack(os.read(self._status, _NUMBER.size))
            os.close(self._status)
        return self.returncode

    def kill(self) -> None:
        """Kill it."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def communicate(self) -> tuple[Any, None]:
        """Return what it says until its end."""
        with suppress(OSError):
            self.stdin.close()
        with self.stdout:
            said = self.stdout.read()
        self.wait()
        return said, None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for stream in (self.stdin, self.stdout):
            with suppress(OSError):
                stream.close()
        self.wait()


def start(code: str, *arguments: object) -> Any:
    """Start a program text as a child that is spoken to in lines; pipes and end as those of `subprocess.Popen`."""
    words = list(map(str, arguments))
    if not IS_POSSIBLE:
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", code, *words]
        return subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
    return Forked(code, words, text=True)


def launch(command: list[str], complaints: IO[bytes] | int) -> Any:
    """Start a child of the program (in place of `child_process.launch`); any other command as it stands."""
    argument = command[-1]
    if not IS_POSSIBLE or command != child_process.child_command(argument):
        return as_it_starts_itself(command, complaints)
    if not isinstance(complaints, int):
        return Forked(PROGRAM, [argument], complaints.fileno())
    with Path(os.devnull).open("wb") as nowhere:
        return Forked(PROGRAM, [argument], nowhere.fileno())


_inherited: list[socket.socket] = []


@cache
def _channel() -> socket.socket:
    """Return where children are asked for: of the process that forks them, started when the first one is wanted."""
    if _inherited:
        return _inherited[0]
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", f"from tests.forked import serve; serve({theirs.fileno()})"]
    server = subprocess.Popen(
        command,
        cwd=REPOSITORY,
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    theirs.close()

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def serve(number: int) -> None:
    """Fork off children as long as somebody may ask for them; tell who asked their numbers, and how they ended."""
    for module in LOADED:
        importlib.import_module(module)
    gc.freeze()
    channel = socket.socket(fileno=number)
    asleep, awake = socket.socketpair()
    awake.setblocking(False)
    signal.set_wakeup_fd(awake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    running: dict[int, int] = {}
    while True:
        ready = select.select([channel, asleep], [], [])[0]
        if asleep in ready:
            asleep.recv(1024)
            _tell_ends(running)
        if channel in ready:
            data, given, _flags, _address = socket.recv_fds(channel, _MOST, 5)
            if not data:
                return
            child = os.fork()
            if not child:
                _begin(json.loads(data), given)
            running[child] = given.pop(3)
            _tell(running[child], child)
            for end in given:
                os.close(end)


def _tell_ends(running: dict[int, int]) -> None:
    """Tell of each child that ended how it did."""
    while running:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        told = running.pop(child)
        _tell(told, os.waitstatus_to_exitcode(status))
        os.close(told)


def _tell(whom: int, number: int) -> None:
    with suppress(BrokenPipeError):  # who asked was killed
        os.write(whom, _NUMBER.pack(number))


def _begin(request: dict[str, Any], given: list[int]) -> None:
    """Be the child: with its own streams, nothing of the process it was forked from, and the same way to ask."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        channel = os.dup2(given[4], max(given) + 1)
        for stream in range(3):
            os.dup2(given[stream], stream)
        os.closerange(3, channel)
        os.closerange(channel + 1, channel + 1024)
        _inherited.append(socket.socket(fileno=channel))
        child_process.launch = launch
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["-c", *request["arguments"]]
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        exec(compile(request["code"], "<child>", "exec"), {"__name__": "__main__"})  # noqa: S102 - as `python -c`
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as Python does at the end of a program
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)
