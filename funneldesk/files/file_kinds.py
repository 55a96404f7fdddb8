"""What a file really is, told by its first bytes, and whether it is safe to open: nobody can trust a suffix."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from funneldesk.errors import UserError
from funneldesk.i18n import _

FileKind = Literal["workbook", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Excel 2 to 4 wrote bare BIFF streams.
_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_ZIP = b"PK\x03\x04"
#: Unpacked size a workbook may have; one of a million rows stays well below.
_LARGEST = 3 << 30
#: Beyond this size a ratio this high is a bomb, not a list.
_BOMB_SIZE, _BOMB_RATIO = 200 << 20, 150
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)


def file_kind(path: Path) -> FileKind:
    """Return whether `path` is a workbook or delimited text; a UserError says why it is neither."""
    try:
        if path.is_dir():
            raise UserError("is_a_folder", _("“%(name)s” is a folder, not a list.") % {"name": path.name})
        with path.open("rb") as stream:
            head = stream.read(4096)
        size = path.stat().st_size
    except FileNotFoundError:
        raise UserError(
            "no_such_file",
            _("There is no file “%(name)s”.") % {"name": str(path)},
            _("Check the path and the name."),
        ) from None
    except OSError as error:
        raise UserError(
            "cannot_open",
            _("“%(name)s” cannot be opened: %(reason)s")
            % {"name": path.name, "reason": error.strerror or ""},
            _("If it is open in Excel, close it there; then try again."),
        ) from error
    if size == 0:
        raise UserError(
            "empty_file",
            _("“%(name)s” is empty (0 bytes).") % {"name": path.name},
            _("Export the list once more."),
        )
    return _kind_of(path, head)


def _kind_of(path: Path, head: bytes) -> FileKind:
    if head.startswith(_ZIP):
        _check_package(path)
        return "workbook"
    if head.startswith(_OLE):
        return "workbook"
    if head[:2] in _BIFF and path.suffix.lower() in (".xls", ".xlt") and len(head) > 4:  # noqa: PLR2004
        return "workbook"
    for magic, name in _FOREIGN:
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(head)):  # noqa: PLR2004 - weak signatures
            raise UserError(
                "not_a_list",
                _("“%(name)s” is no list but a file of type %(type)s.") % {"name": path.name, "type": name},
                _("Export the list as .xlsx or .csv and import that file."),
            )
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods") and not _is_text(head):
        raise UserError(
            "unreadable_workbook",
            _("“%(name)s” is damaged or no workbook at all.") % {"name": path.name},
            _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
        )
    return "text"


def _is_text(head: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def _check_package(path: Path) -> None:
    """Refuse a zip that is no workbook, unpacks to monstrous sizes or defines XML entities."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = max(1, sum(entry.compress_size for entry in entries))
            if unpacked > _LARGEST or (unpacked > _BOMB_SIZE and unpacked > packed * _BOMB_RATIO):
                raise UserError(
                    "too_large",
                    _("“%(name)s” would unpack to %(size)s MB; a list is never as large.")
                    % {"name": path.name, "size": f"{unpacked >> 20:,}"},
                    _("Export only the rows you need, or save the list as CSV."),
                )
            _check_parts(path, package, entries)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise UserError(
            "unreadable_workbook",
            _("“%(name)s” is damaged or no workbook at all.") % {"name": path.name},
            _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
        ) from error
    except RuntimeError as error:  # zipfile's way of saying that a part is encrypted
        raise UserError(
            "encrypted",
            _("“%(name)s” is protected by a password.") % {"name": path.name},
            _("Remove the password and save a copy."),
        ) from error


def _check_parts(path: Path, package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries}
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise UserError(
            "not_a_list",
            _("“%(name)s” is an archive but no workbook.") % {"name": path.name},
            _("Unpack it first and import the list inside, or export the list as .xlsx or .csv."),
        )
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")) or entry.file_size > _BOMB_SIZE:
            continue
        with package.open(entry) as part:
            if _ENTITY.search(part.read(2048)):
                raise UserError(
                    "unsafe_workbook",
                    _("“%(name)s” defines XML entities; no spreadsheet program writes such files.")
                    % {"name": path.name},
                    _("Open it in Excel and save it again as .xlsx, if you trust where it comes from."),
                )
