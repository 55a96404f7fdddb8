"""A real file server on this machine, and a `FileSystem` that speaks to it as Windows does: with sharing and no replace."""

import errno
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import smbclient
from smbclient.shutil import rmtree
from smbprotocol.exceptions import SMBOSError

from funneldesk.share.file_system import Entry, TooLarge

SHARE, PASSWORD = "team", "a test's own"
#: Where Debian keeps the server when the folder is not on the path of a plain user.
_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"
_PATIENCE_S = 20.0
CONFIGURATION = """
[global]
server role = standalone server
disable netbios = yes
smb ports = {port}
interfaces = lo
bind interfaces only = yes
lock directory = {home}/lock
state directory = {home}/state
cache directory = {home}/cache
private dir = {home}/private
pid directory = {home}/pid
ncalrpc dir = {home}/ncalrpc
passdb backend = tdbsam:{home}/private/passdb.tdb
log file = {home}/log
load printers = no
sync always = yes
oplocks = no
smb2 leases = no
[team]
path = {folder}
read only = no
"""


def has_server() -> bool:
    """Whether a file server can be started here."""
    return all(shutil.which(name, path=_PATH) for name in ("smbd", "smbpasswd"))


@contextmanager
def file_server(home: Path) -> Iterator[int]:
    """Run a server for the folder `home`/folder inside the block, and give its port."""
    for name in ("folder", "lock", "state", "cache", "private", "pid", "ncalrpc"):
        (home / name).mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configuration = home / "smb.conf"
    configuration.write_text(
        CONFIGURATION.format(port=port, home=home, folder=home / "folder"), encoding="utf-8"
    )
    environment = dict(os.environ, PATH=_PATH)
    subprocess.run(
        ["smbpasswd", "-c", str(configuration), "-a", "-s", getpass.getuser()],
        input=f"{PASSWORD}\n{PASSWORD}\n", text=True, check=True, capture_output=True, env=environment,
    )  # fmt: skip
    command = ["smbd", "--foreground", "--no-process-group", "-s", str(configuration)]
    with (home / "out").open("wb") as out:
        # A session of its own: a server that ends takes its whole group of processes with it.
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, start_new_session=True
        )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(_PATIENCE_S)


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def _as_the_system_says() -> Iterator[None]:
    """Raise what Python raises on Windows for the same answer of a server."""
    try:
        yield
    except SMBOSError as error:
        # A file held by somebody who does not share it has no number here; Windows says "permission denied".
        raise OSError(error.errno or errno.EACCES, str(error), error.filename) from error


class SmbFolder:
    """The shared folder of a server, through a connection of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cache: dict[str, object] = {}
        self._options = {
            "username": getpass.getuser(), "password": PASSWORD, "port": port, "connection_cache": self._cache,
        }  # fmt: skip

    @property
    def where(self) -> str:
        """Return the folder as people know it."""
        return rf"\\127.0.0.1\{SHARE}"

    def path(self, name: str) -> str:
        r"""Return a path as the server knows it: \\server\share\folder\name."""
        return "\\".join([self.where, *filter(None, name.split("/"))])

    @_as_the_system_says()
    def list(self, folder: str) -> list[Entry]:
        """Return what lies in a folder."""
        found = []
        for one in smbclient.scandir(self.path(folder), **self._options):
            about = one.smb_info
            found.append(Entry(one.name, about.end_of_file, about.last_write_time.timestamp(), one.is_dir()))
        return found

    def read(self, path: str, most: int) -> bytes:
        """Return a whole file; others may read it, delete or rename it meanwhile."""
        with self.held(path) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise TooLarge(path)
        return data

    @_as_the_system_says()
    def held(self, path: str, access: str = "rd") -> "smbclient.SMBFileIO":
        """Return an open file as a reader on Windows holds it; others may read it, and delete it where "d" says so."""
        return smbclient.open_file(self.path(path), mode="rb", share_access=access, **self._options)

    @_as_the_system_says()
    def create_new(self, path: str, data: bytes) -> None:
        """Write a new file, and the folders above it."""
        for at, letter in enumerate(path):
            if letter == "/":
                with suppress(SMBOSError):
                    smbclient.mkdir(self.path(path[:at]), **self._options)
        with smbclient.open_file(self.path(path), mode="xb", **self._options) as stream:
            stream.write(data)

    def fsync(self, path: str) -> None:
        """See that the file is there: this server is set to write everything to its disk at once."""
        self.held(path).close()

    @_as_the_system_says()
    def rename_new(self, old: str, new: str) -> None:
        """Give a file another name; the server refuses one that is taken."""
        smbclient.rename(self.path(old), self.path(new), **self._options)

    @_as_the_system_says()
    def delete(self, path: str) -> None:
        """Remove a file."""
        smbclient.remove(self.path(path), **self._options)

    def now(self) -> float:
        """Return the time."""
        return time.time()

    def close(self) -> None:
        """End the connection."""
        smbclient.reset_connection_cache(connection_cache=self._cache)

    def empty(self) -> None:
        """Remove everything, as somebody may by mistake."""
        for one in self.list(""):
            rmtree(self.path(one.name), **self._options)
