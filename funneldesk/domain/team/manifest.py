"""The manifest of a publication: written last, it is what makes the publication one (DESIGN 9).

Whatever formats are to come, each keeps three things, so that a program of today tells a newer manifest, for which it
steps back, from a damaged one: it is JSON, its `format` is a greater number, and its `sum` is the sha256 of all the
rest as `_dump` writes it, made without any key.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from funneldesk.domain.team.levels import LEVELS, Level
from funneldesk.domain.team.ranges import Ranges, are_ranges

FORMAT = 1
_KEYS = frozenset(
    {
        "format", "share_id", "store_id", "epoch", "owner", "owner_name", "seq", "published_at", "as_of", "level",
        "language", "program", "schema", "files", "rows", "acknowledged", "withdrawn", "check",
    }
)  # fmt: skip
#: Tells damage from another key. Files that were written before it was thought of have none.
_SUM = "sum"
_MOST_TEXT = 500
#: Control characters, line ends too, and what turns the direction of writing: names and times stand within sentences,
#: also in terminals.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class BadManifest(Exception):  # noqa: N818 - said of a file, not of a fault
    """These bytes are no manifest.

    `code` says why: json, format, newer (of a program to come), fields, values, check (other bytes than were written)
    or key (the bytes are whole, and sealed with another key). Only what is whole is newer.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a publication: its name in the folder, its bytes, and their sha256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a publication is. `owner`: the id of whoever publishes, `owner_name`: in words; `as_of`: ordinal.

    `files`: "sqlite" and, where there is one, "workbook". `rows`: of each table. `acknowledged`: which numbers of each
    device are in the owner's store; `withdrawn`: references of hand-overs of people who were erased.
    """

    share_id: str
    store_id: str
    epoch: int
    owner: str
    owner_name: str
    seq: int
    published_at: str
    as_of: int
    level: Level
    language: str
    program: str
    schema: int
    files: Mapping[str, PublishedFile] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    acknowledged: Mapping[str, Ranges] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, int]:
        """Return what readers compare: a higher epoch, in one epoch one owner, then the newest. They never go back.

        Two owners that took over at once have the same epoch: the order of their ids, the same for everybody, decides.
        """
        return self.epoch, self.owner, self.seq


def manifest_bytes(manifest: Manifest, key: bytes | None = None) -> bytes:
    """Return the file of a manifest with its check sums; with a key only who has it can make one."""
    said: dict[str, Any] = {"format": FORMAT, **asdict(manifest)}
    said["check"] = _check(said, key)
    return _dump({**said, _SUM: _check(said, None)})


def manifest_from(data: bytes, key: bytes | None = None, *, check: bool = True) -> Manifest:
    """Return the manifest in a file that nobody vouches for; BadManifest where it is none, or damaged.

    Without `check` it may be anybody's: enough to ask whose a file says it is.
    """
    try:
        said = json.loads(data.decode("utf-8"))
        # Half a letter of two (a lone surrogate) passes as JSON and cannot be written anywhere.
        _dump(said)
    except (ValueError, RecursionError) as error:
        raise BadManifest("json") from error
    if not isinstance(said, dict):
        raise BadManifest("json")
    if type(said.get("format")) is not int or said["format"] < FORMAT:
        raise BadManifest("format")
    has_sum = _SUM in said
    is_whole = said.pop(_SUM, None) == _check(said, None)
    if said["format"] > FORMAT:
        raise BadManifest("newer" if is_whole else "check")
    if set(said) != _KEYS:
        raise BadManifest("fields")
    if check and has_sum and not is_whole:
        raise BadManifest("check")
    given = said.pop("check")
    if check and not (
        isinstance(given, str) and hmac.compare_digest(given.encode(), _check(said, key).encode())
    ):
        raise BadManifest("key")
    said.pop("format")
    if not _are_values(said):
        raise BadManifest("values")
    files = {name: PublishedFile(**one) for name, one in said.pop("files").items()}
    acknowledged = {
        device: tuple((first, last) for first, last in ranges)
        for device, ranges in said.pop("acknowledged").items()
    }
    return Manifest(**said | {"withdrawn": tuple(said["withdrawn"])}, files=files, acknowledged=acknowledged)


def _dump(said: Mapping[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _check(said: Mapping[str, object], key: bytes | None) -> str:
    data = _dump(said)
    return hmac.new(key, data, "sha256").hexdigest() if key else hashlib.sha256(data).hexdigest()


def _are_values(said: Mapping[str, Any]) -> bool:
    texts = ("share_id", "store_id", "owner", "owner_name", "published_at", "language", "program")
    whole = ("epoch", "seq", "as_of", "schema")
    files, rows, withdrawn = said["files"], said["rows"], said["withdrawn"]
    return (
        all(_is_text(said[name]) for name in texts)
        and all(type(said[name]) is int and said[name] > 0 for name in whole)
        and said["as_of"] <= date.max.toordinal()
        and said["level"] in LEVELS
        and isinstance(files, dict)
        and "sqlite" in files
        and set(files) <= {"sqlite", "workbook"}
        and all(_is_file(one) for one in files.values())
        and isinstance(rows, dict)
        and all(type(count) is int and count >= 0 for count in rows.values())
        and isinstance(said["acknowledged"], dict)
        and all(are_ranges(ranges) for ranges in said["acknowledged"].values())
        and isinstance(withdrawn, list)
        and all(isinstance(one, str) for one in withdrawn)
    )


def _is_text(said: object) -> bool:
    return isinstance(said, str) and len(said) <= _MOST_TEXT and _NO_TEXT.search(said) is None


def _is_file(said: object) -> bool:
    return (
        isinstance(said, dict)
        and set(said) == {"name", "size", "sha256"}
        and isinstance(said["name"], str)
        and type(said["size"]) is int
        and said["size"] >= 0
        and isinstance(said["sha256"], str)
    )
