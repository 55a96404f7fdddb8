"""Builds small workbooks part by part, as no honest program would write them."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


def sheet_xml(rows: str, before: str = "") -> str:
    """Return a sheet with `rows` as its data and `before` in front of it."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'


def save_xlsx(path: Path, sheet: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """Write an .xlsx of one sheet "S"; `parts` adds parts or takes the place of the usual ones."""
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>a</t></si></sst>',
        **(parts or {}),
    }
    return save_zip(path, written)


def save_ods(path: Path, rows: str, prologue: str = "", styles: str = "") -> Path:
    """Write an .ods whose one table "S" has `rows`."""
    return save_zip(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": prologue + flat_ods(rows, styles=styles, root="document-content")})  # fmt: skip


def flat_ods(rows: str, *, styles: str = "", root: str = "document") -> str:
    """Return the XML of a spreadsheet whose one table "S" has `rows`."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    return (
        f"<office:{root} {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
        f"</office:{root}>"
    )


def save_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write a zip of `parts`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return path


def announce(path: Path, part: str, size: int) -> None:
    """Let the package say of `part` that it unpacks to `size` bytes, whatever it really holds."""
    data = bytearray(path.read_bytes())
    for mark, length_at, name_at, size_at in ((b"PK\1\2", 28, 46, 24), (b"PK\3\4", 26, 30, 22)):
        start = data.find(mark)
        while start != -1:
            length = struct.unpack_from("<H", data, start + length_at)[0]
            if data[start + name_at : start + name_at + length] == part.encode():
                struct.pack_into("<I", data, start + size_at, size)
            start = data.find(mark, start + 4)
    path.write_bytes(data)
