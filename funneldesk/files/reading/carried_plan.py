"""How a list is to be understood, carried inside a workbook of ours, so that it is read back as it was written.

It lies in the document's own properties, where Excel and LibreOffice leave it alone: as compressed JSON in pieces of
at most 255 characters, which is what Excel allows. Where a program drops it, the list is understood by its headings.
"""

import base64
import binascii
import json
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from funneldesk.domain.lists.mapping import ImportPlan

if TYPE_CHECKING:
    from openpyxl import Workbook

_NAME = "FunnelDesk "
_PIECE = 250
_PART = "docProps/custom.xml"
#: Beyond this size the part is none of ours.
_LARGEST = 1 << 20


def carry_plan(workbook: "Workbook", plan: ImportPlan) -> None:
    """Put `plan` into the properties of a workbook that is being written."""
    from openpyxl.packaging.custom import StringProperty

    text = json.dumps(plan.to_json(), ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode())).decode("ascii")
    for number, start in enumerate(range(0, len(packed), _PIECE), start=1):
        workbook.custom_doc_props.append(
            StringProperty(name=f"{_NAME}{number:03}", value=packed[start : start + _PIECE])
        )


def carried_plan(path: Path) -> dict[str, Any] | None:
    """Return the plan a workbook carries, as JSON values; None where there is none, or nothing we can read."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(_PART).file_size > _LARGEST:
                return None
            data = package.read(_PART)
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return None
    if b"<!" in data:  # no document type, no entities: ours has neither
        return None
    try:
        packed = "".join(text for _name, text in sorted(_pieces(data)))
        value = json.loads(zlib.decompress(base64.b64decode(packed, validate=True))) if packed else None
    except (ET.ParseError, binascii.Error, zlib.error, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _pieces(data: bytes) -> list[tuple[str, str]]:
    root = ET.fromstring(data)  # noqa: S314 - small, and without a document type
    pieces = []
    for entry in root:
        name = entry.get("name") or ""
        text = "".join(entry.itertext()).strip()
        if name.startswith(_NAME) and text:
            pieces.append((name, text))
    return pieces
