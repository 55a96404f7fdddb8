"""Characters written as _xHHHH_ in the texts of an .xlsx, as Excel reads them (ECMA-376, part 1, 22.9.2.19 ST_Xstring).

Excel resolves every such escape once: _x30C7_ is デ, and _x005F_x30C7_ the text _x30C7_ as somebody typed it. calamine
and openpyxl resolve only some, and what they leave looks like what was typed: the parts themselves tell the two apart.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence

from funneldesk.domain.lists.cells import Cell

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WRITTEN = re.compile(rb"_x([0-9A-Fa-f]{4})_(?:(?=x([0-9A-Fa-f]{4})_))?")
_UNDERLINE = 0x5F
_CHUNK, _LONGEST = 1 << 20, 13


def unescaped(text: str, codes: frozenset[str] | None = None) -> str:
    """Return `text` with its escapes resolved; with `codes` only those written with one of these four digits."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(
        lambda one: chr(int(one[1], 16)) if codes is None or one[1] in codes else one[0], text
    )
    # A character beyond the first plane is two escapes.
    return found if found.isascii() else found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def unescaped_rows(rows: Iterator[Sequence[Cell]], codes: frozenset[str]) -> Iterator[Sequence[Cell]]:
    """Return `rows` with the escapes of `codes` resolved in their texts."""
    return (_unescaped_row(row, codes) for row in rows) if codes else rows


def _unescaped_row(row: Sequence[Cell], codes: frozenset[str]) -> Sequence[Cell]:
    return [unescaped(cell, codes) if isinstance(cell, str) else cell for cell in row] if row else row


class Escapes:
    """Gathers, from parts as they are written, which escapes are there and which of them somebody only typed."""

    def __init__(self) -> None:
        self._escaped: set[bytes] = set()
        self._typed: set[bytes] = set()

    def see(self, text: bytes) -> None:
        """Look through some XML that ends between two cells."""
        if b"_x" not in text:
            return
        for found in _WRITTEN.finditer(text):
            if found[2] is not None and int(found[1], 16) == _UNDERLINE:
                self._typed.add(found[2])
            else:
                self._escaped.add(found[1])

    def see_part(self, package: zipfile.ZipFile, part: str) -> None:
        """Look through a whole part."""
        kept = b""
        with package.open(package.getinfo(part)) as stream:
            while chunk := stream.read(_CHUNK):
                self.see(kept + chunk)
                kept = chunk[-_LONGEST:]

    @property
    def codes(self) -> frozenset[str]:
        """The four digits of the escapes to resolve."""
        return frozenset(code.decode("ascii") for code in self._escaped - self._typed)
