"""A table as .csv for other programs: UTF-8 with a mark, or cp932 where every character fits."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from funneldesk.errors import UserError
from funneldesk.files.writing.saving import save_whole
from funneldesk.i18n import _

Encoding = Literal["utf-8", "cp932"]
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "cp932")
_FORMULA_MARKS = ("=", "@", "\t", "\r")
_SIGNS = ("+", "-")
_NAMED = 8


def write_csv(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], encoding: Encoding = "utf-8"
) -> None:
    """Write the table whole or not at all. UserError names the characters the encoding lacks, by row.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; a phone number stays as it is.
    """
    table = [[_as_text(cell) for cell in row] for row in (headings, *rows)]
    if encoding == "cp932":
        _require_cp932(table)

    def write(unfinished: Path) -> None:
        with unfinished.open(
            "w", encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline=""
        ) as file:
            csv.writer(file, lineterminator="\r\n").writerows(table)

    save_whole(path, write)


def _as_text(cell: str) -> str:
    sign = cell.startswith(_SIGNS) and not cell[1:2].isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA_MARKS) or (sign and len(cell) > 1) else cell


def _require_cp932(table: Sequence[Sequence[str]]) -> None:
    found = list(_lacking(table))
    if not found:
        return
    shown = _(", ").join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    raise UserError(
        "not_in_cp932",
        _("cp932 (Shift_JIS) lacks these characters: {characters}").format(characters=shown),
        _("Save it as UTF-8, which has all of them, or change how these rows are written."),
    )


def _lacking(table: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(table, start=1):
        for character in dict.fromkeys("".join(row)):
            try:
                character.encode("cp932")
            except UnicodeEncodeError:
                yield _("{character} (row {row})").format(character=character, row=number)
