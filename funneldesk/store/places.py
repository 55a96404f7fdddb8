"""Where a working store may lie: on a local disk, not on a share and not in a synced folder (DESIGN 5, One writer).

SQLite's write-ahead log needs shared memory and true locks. A network drive has neither, and a synchronising
program copies a file that is half written.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from funneldesk.errors import UserError
from funneldesk.i18n import _

_NETWORK_TYPES = frozenset(
    {
        "9p", "afs", "afpfs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs3",
        "nfs4", "smb2", "smb3", "smbfs", "sshfs", "vboxsf", "vmhgfs", "webdav",
        "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs",
        "fuse.vmhgfs-fuse", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse",
    }
)  # fmt: skip
_SYNCED = re.compile(
    r"^(onedrive( .*)?|dropbox( \(.*\))?|google ?drive|googledrive-.*|my drive|マイドライブ|icloud ?drive|"
    r"mobile documents|com~apple~clouddocs|box sync|cloudstorage)$",
    re.IGNORECASE,
)
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_DRIVE_REMOTE = 4  # GetDriveTypeW


def mounts_of_linux() -> list[tuple[str, str]]:
    """Return (mount point, file system type) of every mount; empty where the system has no such list."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    return [(fields[1].replace("\\040", " "), fields[2]) for fields in map(str.split, lines)]


def mounts() -> list[tuple[str, str]]:
    """Return (mount point, file system type) of every mount of this machine."""
    if sys.platform == "linux":
        return mounts_of_linux()
    import psutil

    return [(part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)]


def windows_drive_type(root: str) -> int:
    r"""Return what Windows says of a drive such as "Z:\\" (4: remote); 0 on other systems."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def is_on_network(
    path: Path,
    *,
    mounted: Callable[[], list[tuple[str, str]]] = mounts,
    drive_type: Callable[[str], int] = windows_drive_type,
) -> bool:
    """Whether `path` (absolute; need not exist) lies on a network drive."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    drive = re.match(r"^[A-Za-z]:", text)
    if drive:
        return drive_type(drive.group() + "\\") == _DRIVE_REMOTE
    best, kind = "", ""
    for point, fstype in mounted():
        inside = point in ("/", text) or text.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fstype
    return kind.lower() in _NETWORK_TYPES


def synced_by(path: Path, *, home: Path | None = None, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the folder of a synchronising service that holds `path`, None if there is none."""
    parts = re.split(r"[\\/]", str(path))
    for part in parts[:-1]:
        if _SYNCED.match(part):
            return part
    text = os.path.normcase(str(path))
    for name in _SYNCED_VARIABLES:
        folder = environ.get(name)
        if folder and text.startswith(os.path.normcase(folder.rstrip("\\/")) + os.sep):
            return folder
    # A folder merely called "Box" is common; the service's own lies directly in the home folder.
    box = os.path.normcase(str((home or Path.home()) / "Box"))
    return "Box" if text.startswith(box + os.sep) else None


def require_local(path: Path) -> None:
    """Raise a UserError if `path` is no place for a working store."""
    absolute = Path(os.path.realpath(path)) if not str(path).startswith("\\\\") else path
    step = _("Keep the store on this computer's own disk. To share it with the team, publish it from there.")
    if is_on_network(absolute):
        raise UserError(
            "network_place",
            _("{file} lies on a network drive. A store that is worked on breaks there.").format(
                file=str(path)
            ),
            step,
        )
    service = synced_by(absolute) or synced_by(path.absolute())
    if service:
        raise UserError(
            "synced_place",
            _(
                "{file} lies in a synchronised folder ({service}). A store that is worked on breaks there."
            ).format(file=str(path), service=service),
            step,
        )
