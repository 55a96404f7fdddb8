"""Zip packages (.xlsx, .xlsb, .ods): which kind of workbook one is, and whether it is safe to open."""

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Literal

from funneldesk.domain.formats import number
from funneldesk.errors import UserError
from funneldesk.files.formats.text_encoding import bom_encoding
from funneldesk.i18n import _

PackageKind = Literal["ooxml", "xlsb", "opendocument"]

#: Unpacked size a workbook may have; one of a million rows stays well below.
_LARGEST = 3 << 30
#: Beyond this size a ratio this high is a bomb, not a list: real sheets pack 5 to 60 times smaller.
_BOMB_SIZE, _BOMB_RATIO = 64 << 20, 150
#: So much of a large part is unpacked to see whether it keeps to the size it announces.
_SAMPLE, _CHUNK = 1 << 16, 1 << 20
_LARGEST_RATIO = 1032  # of deflate
_DOCUMENT_TYPE = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_PROLOGUE = 1 << 16
_FOREIGN = (("word/", "Word"), ("ppt/", "PowerPoint"), ("visio/", "Visio"), ("index/", "Numbers"))
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)


def check_package(path: Path) -> PackageKind:
    """Return the kind of workbook; UserError if it is none, unpacks to monstrous sizes or defines XML entities."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            kind = _kind(path, entries)
            _check_sizes(path, entries)
            with path.open("rb") as stream:
                for entry in entries:
                    _check_ratio(path, stream, entry)
            for entry in entries:
                _check_prologue(path, package, entry)
    except _FAULTS as error:
        raise UserError(
            "unreadable_workbook",
            _("“%(name)s” is damaged or no workbook at all.") % {"name": path.name},
            _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
        ) from error
    except RuntimeError as error:  # zipfile's way of saying that a part is encrypted
        raise _locked(path) from error
    return kind


def _locked(path: Path) -> UserError:
    return UserError(
        "encrypted",
        _("“%(name)s” is protected by a password.") % {"name": path.name},
        _("Remove the password and save a copy."),
    )


def announced_size(path: Path) -> int:
    """Return the unpacked size the package announces, 0 if it is none."""
    try:
        with zipfile.ZipFile(path) as package:
            return sum(entry.file_size for entry in package.infolist())
    except _FAULTS:
        return 0


def _kind(path: Path, entries: list[zipfile.ZipInfo]) -> PackageKind:
    names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") or name.startswith("xl/") for name in names):
        return "ooxml"
    if "content.xml" in names:
        return "opendocument"
    if "encrypted-package" in names:
        raise _locked(path)
    for folder, program in _FOREIGN:
        if any(name.startswith(folder) for name in names):
            raise UserError(
                "not_a_list",
                _("“%(name)s” is no list but a file of type %(type)s.")
                % {"name": path.name, "type": program},
                _("Export the list as .xlsx or .csv and import that file."),
            )
    raise UserError(
        "not_a_list",
        _("“%(name)s” is an archive but no workbook.") % {"name": path.name},
        _("Unpack it first and import the list inside, or export the list as .xlsx or .csv."),
    )


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    bombs = any(
        entry.file_size > _BOMB_SIZE and entry.file_size > entry.compress_size * _BOMB_RATIO
        for entry in entries
    )
    if bombs or unpacked > _LARGEST:
        raise _bomb(path, unpacked)


def _bomb(path: Path, unpacked: int) -> UserError:
    return UserError(
        "too_large",
        _("“%(name)s” would unpack to %(size)s MB, far more than a list of its size holds.")
        % {"name": path.name, "size": number(unpacked >> 20)},
        _("Export only the rows you need, or save the list as CSV."),
    )


def _check_ratio(path: Path, stream: BinaryIO, entry: zipfile.ZipInfo) -> None:
    """Refuse a part that packs like a bomb and holds more than it announces: the reader would unpack it all."""
    if entry.compress_type != zipfile.ZIP_DEFLATED or entry.compress_size * _LARGEST_RATIO < _BOMB_SIZE:
        return
    stream.seek(entry.header_offset)
    header = stream.read(30)
    name, extra = struct.unpack("<HH", header[26:30])
    stream.seek(name + extra, 1)
    packed = stream.read(min(_SAMPLE, entry.compress_size))
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    found = len(inflate.decompress(packed, _SAMPLE * _BOMB_RATIO))
    if found < len(packed) * _BOMB_RATIO:
        return
    rest = inflate.unconsumed_tail
    left = entry.compress_size - len(packed)
    while found <= max(entry.file_size, _BOMB_SIZE) and not inflate.eof:
        if not rest:
            rest = stream.read(min(_SAMPLE, left))
            left -= len(rest)
            if not rest:
                return
        found += len(inflate.decompress(rest, _CHUNK))
        rest = inflate.unconsumed_tail
    if found > _BOMB_SIZE:
        raise UserError(
            "too_large",
            _("“%(name)s” unpacks to far more than it says of itself.") % {"name": path.name},
            _("Open it in Excel and save it again as .xlsx, if you trust where it comes from."),
        )


def _check_prologue(path: Path, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    try:
        with package.open(entry) as part:
            head = part.read(_PROLOGUE)
    except _FAULTS:  # one broken part need not matter: the reader will say
        return
    if b"<!" not in head and b"<\0!" not in head and b"\0<\0!" not in head:
        return
    refuse_entities(path, head.decode(bom_encoding(head) or "utf-8", "ignore"))


def refuse_entities(path: Path, prologue: str) -> None:
    """Raise UserError if XML that begins so defines entities: from a few bytes they grow without end."""
    if _DOCUMENT_TYPE.search(prologue):
        raise UserError(
            "unsafe_workbook",
            _("“%(name)s” defines XML entities; no spreadsheet program writes such files.")
            % {"name": path.name},
            _("Open it in Excel and save it again as .xlsx, if you trust where it comes from."),
        )
