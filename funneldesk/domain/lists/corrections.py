"""Lists that put an earlier list right: the workbook of its problem rows, corrected and imported again.

Such a workbook holds all columns of the original, and columns of ours beside them, which are notes and no fields.
Its rows take the place of the original's rows, as if that list had been right from the start.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from funneldesk.domain.fields import OWN_PREFIX

#: How the headings of our own columns end, in every language.
NOTE_MARK = "(FunnelDesk)"
#: The own field under which the number of the row in the original travels from the reader to the import.
ROW_FIELD = OWN_PREFIX + NOTE_MARK


@dataclass(frozen=True, slots=True)
class Correction:
    """Which list is put right: its file and sheet, the day it was exported, and which of its dates have times.

    A column of dates says only as a whole whether it has times; the few rows of a correction cannot.
    """

    sha256: str
    sheet: str | None
    list_date: str
    timed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `correction_from_json` reads them back."""
        return {
            "sha256": self.sha256,
            "sheet": self.sheet,
            "list_date": self.list_date,
            "timed": list(self.timed),
        }


def correction_from_json(value: Mapping[str, Any]) -> Correction:
    """Return the correction `Correction.to_json` wrote; KeyError if it is none."""
    sheet = value["sheet"]
    return Correction(
        str(value["sha256"]),
        None if sheet is None else str(sheet),
        str(value["list_date"]),
        tuple(str(name) for name in value.get("timed", ())),
    )


def is_note_heading(text: str) -> bool:
    """Whether a column is a note of ours: no field, never imported, no part of what the headings are known by."""
    return unicodedata.normalize("NFKC", text).strip().endswith(NOTE_MARK)


def note_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Return our own columns; the first holds the numbers of the rows in the original."""
    return tuple(heading for heading in headings if is_note_heading(heading))
