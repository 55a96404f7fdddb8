"""What a file really is, told by its first bytes: nobody can trust a suffix."""

import re
import zipfile
from pathlib import Path
from typing import Literal

from funneldesk.errors import UserError
from funneldesk.files.formats.packages import check_package, refuse_entities
from funneldesk.files.formats.text_encoding import bom_encoding
from funneldesk.files.formats.workbooks import encrypted
from funneldesk.i18n import _

#: ooxml: .xlsx .xlsm .xltx; xlsb; opendocument: .ods; binary: .xls; flat_opendocument: .fods; xml_2003: Excel's XML of
#: 2003; html: a web page that many tools call .xls; text: everything delimited.
FileKind = Literal["ooxml", "xlsb", "opendocument", "binary", "flat_opendocument", "xml_2003", "html", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Sectors of 512 or 4096 bytes.
_SECTOR_SHIFTS = (9, 12)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
#: Excel 2 to 4 wrote bare BIFF streams: the number of the first record, then its length.
_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_BIFF_LENGTHS = (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00")
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots")
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
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"BEGIN:VCARD", "vCard"),
    (b"BEGIN:VCALENDAR", "iCalendar"),
)
#: Tables that Excel or LibreOffice still open.
_SPREADSHEETS = (
    (b"ID;P", "SYLK"),
    (b"TABLE\r\n0,1", "DIF"),
    (b"TABLE\n0,1", "DIF"),
    (b"MIME-Version:", "MHTML"),
    (b"\x00\x00\x02\x00", "Lotus 1-2-3"),
    (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|table|body|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Elements that are closed again; <会社名>,<氏名> are headings.
_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\b|<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?/?>.*</)", re.DOTALL)
#: Cells of links and bold words are no elements: <a href="...">東都</a>,<b>急ぎ</b>
_MARKED_UP_CELLS = re.compile(
    r"\s*[\"']?<(?:a|b|i|u|em|strong|span|font|p)\b[^\n]*</\w+>[\"']?[,;\t|]", re.IGNORECASE
)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:')
_FLAT = re.compile(r"<office:document\b|urn:oasis:names:tc:opendocument:xmlns:office")
_XML_2003 = re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|mso-application[^>]*Excel\.Sheet")


def file_kind(path: Path) -> FileKind:
    """Return what `path` is; a UserError says why it is no list."""
    try:
        if path.is_dir():
            raise UserError("is_a_folder", _("“%(name)s” is a folder, not a list.") % {"name": path.name})
        with path.open("rb") as stream:
            head = stream.read(8192)
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
    if not head:
        raise UserError(
            "empty_file",
            _("“%(name)s” is empty (0 bytes).") % {"name": path.name},
            _("Export the list once more."),
        )
    return _kind_of(path, head)


def _kind_of(path: Path, head: bytes) -> FileKind:
    if head.startswith(_ZIPS):
        return check_package(path)
    if head.startswith(_OLE):
        if _holds_encrypted_package(path, head):
            raise encrypted(path)
        return "binary"
    if head[:2] in _BIFF and head[2:4] in _BIFF_LENGTHS:
        return "binary"
    _refuse_foreign(path, head)
    # Scripts that answer with a workbook may send a line of their own before it.
    if _ZIPS[0] in head and zipfile.is_zipfile(path):
        return check_package(path)
    if path.suffix.lower() in _WORKBOOK_SUFFIXES and not _is_text(head) and bom_encoding(head) is None:
        raise damaged(path)
    return _markup_kind(path, head)


def _holds_encrypted_package(path: Path, head: bytes) -> bool:
    """Whether a compound file holds nothing but an encrypted .xlsx or .xlsb, whatever the file is called.

    Its directory begins in the sector the header names ([MS-CFB] 2.2).
    """
    sector, shift = int.from_bytes(head[48:52], "little"), int.from_bytes(head[30:32], "little")
    if not _SECTOR_SHIFTS[0] <= shift <= _SECTOR_SHIFTS[1]:
        return False
    with path.open("rb") as stream:
        stream.seek((sector + 1) << shift)
        return _ENCRYPTED_PACKAGE in stream.read(1 << max(shift, 12))


def _markup_kind(path: Path, head: bytes) -> FileKind:
    """Tell the workbooks that are written as text from delimited text."""
    text = head.decode(bom_encoding(head) or "latin-1", "ignore").lstrip("\ufeff")
    if _JSON.match(text):
        raise _foreign(path, "JSON")
    if not text.lstrip().startswith("<"):
        return "text"
    flat = bool(_FLAT.search(text))
    if flat or (_XML_2003.search(text) and not _HTML.match(text)):
        refuse_entities(path, text)
        return "flat_opendocument" if flat else "xml_2003"
    if _HTML.match(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)):
        return "html"
    if _XML.match(text) and not _MARKED_UP_CELLS.match(text):
        raise _foreign(path, "XML")
    return "text"


def _refuse_foreign(path: Path, head: bytes) -> None:
    for magic, name in _FOREIGN:
        if head.startswith(magic) and not (len(magic) == 2 and _is_text(head)):  # noqa: PLR2004 - weak signatures
            raise _foreign(path, name)
    for magic, name in _SPREADSHEETS:
        if head.startswith(magic):
            raise _old_spreadsheet(path, name)


def _foreign(path: Path, name: str) -> UserError:
    return UserError(
        "not_a_list",
        _("“%(name)s” is no list but a file of type %(type)s.") % {"name": path.name, "type": name},
        _("Export the list as .xlsx or .csv and import that file."),
    )


def _old_spreadsheet(path: Path, name: str) -> UserError:
    return UserError(
        "not_a_list",
        _("“%(name)s” is a spreadsheet of type %(type)s, which is not read here.")
        % {"name": path.name, "type": name},
        _("Open it in Excel or LibreOffice, save it as .xlsx and import that file."),
    )


def _is_text(head: bytes) -> bool:
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head)


def damaged(path: Path) -> UserError:
    """Return the error for a workbook whose outermost layer is broken."""
    return UserError(
        "unreadable_workbook",
        _("“%(name)s” is damaged or no workbook at all.") % {"name": path.name},
        _("Open it in Excel and save it again as .xlsx, or export the list as CSV."),
    )
