"""The names of everything that may lie in a shared folder, by strict pattern, and how large each may be (DESIGN 9).

What has another name is not ours: conflict copies of synchronising services, half-written files, notes of people.
"""

import re
from dataclasses import dataclass

FOLDER = "FunnelDesk"
SHARE = f"{FOLDER}/share.json"
READ_ME = f"{FOLDER}/はじめに.txt"
PUBLICATIONS = f"{FOLDER}/publications"
RESPONSES = f"{FOLDER}/responses"
#: Bytes nothing of the kind is longer than.
MOST_SHARE, MOST_MANIFEST, MOST_ANSWER = 16 * 1024, 8 * 1024 * 1024, 64 * 1024
MOST_PUBLICATION = 1024 * 1024 * 1024
#: Half-written files are swept when they are older than this, in seconds.
SWEPT_AFTER = 24 * 3600
TMP = ".tmp"
#: Numbers of publications that are not counted on from: names hold nine digits, and a made-up one must leave some.
MOST_TAKEN = 900_000_000
#: Files with a passphrase end in this.
SEALED = ".fdenc"

_OF_SYSTEMS = {"desktop.ini", "thumbs.db", ".ds_store", ".directory"}
_MARKS = ("~$", "._", ".~lock.", ".nfs", ".fuse_hidden", ".smbdelete")
_BESIDE = (".sqlite-journal", ".sqlite-wal", ".sqlite-shm")
_PUBLICATION = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})_team-(?P<epoch>[1-9][0-9]{0,8})-(?P<seq>[1-9][0-9]{0,8})-(?P<sum>[0-9a-f]{16})"
)
_DEVICE = re.compile(r"[0-9a-f]{16}")
_ANSWER = re.compile(r"(?P<number>[1-9][0-9]{0,11})-(?P<sum>[0-9a-f]{16})\.json(?P<sealed>\.fdenc)?")


@dataclass(frozen=True, slots=True, order=True)
class PublicationName:
    """The name all files of one publication share, without ending. `sum16` begins the database's sha256."""

    epoch: int
    seq: int
    day: str
    sum16: str

    def __str__(self) -> str:
        return f"{self.day}_team-{self.epoch}-{self.seq}-{self.sum16}"


@dataclass(frozen=True, slots=True, order=True)
class AnswerName:
    """The name of a file with one answer, in its device's folder. `sum16` begins the sha256 of its bytes."""

    number: int
    sum16: str
    sealed: bool = False

    def __str__(self) -> str:
        return f"{self.number}-{self.sum16}.json{SEALED if self.sealed else ''}"


def manifest_named(name: str) -> PublicationName | None:
    """Return of which publication a file in `publications` is the manifest, None if it is none."""
    stem, dot, ending = name.rpartition(".")
    found = _PUBLICATION.fullmatch(stem) if dot and ending == "json" else None
    if found is None:
        return None
    return PublicationName(int(found["epoch"]), int(found["seq"]), found["day"], found["sum"])


def publication_of_file(name: str) -> PublicationName | None:
    """Return to which publication a file in `publications` belongs by its name, None if to none."""
    for ending in (".json", ".sqlite", f".sqlite{SEALED}", ".xlsx"):
        if name.endswith(ending):
            return manifest_named(f"{name.removesuffix(ending)}.json")
    return None


def answer_named(name: str) -> AnswerName | None:
    """Return which answer a file in a device's folder is, None if it is none."""
    found = _ANSWER.fullmatch(name)
    return AnswerName(int(found["number"]), found["sum"], bool(found["sealed"])) if found else None


def is_device(name: str) -> bool:
    """Whether a folder in `responses` is that of a device."""
    return _DEVICE.fullmatch(name) is not None


def is_of_a_system(name: str) -> bool:
    """Whether a file is one that systems and programs leave beside others: Excel's lock, thumbnails, journals."""
    return name.lower() in _OF_SYSTEMS or name.startswith(_MARKS) or name.endswith(_BESIDE)
