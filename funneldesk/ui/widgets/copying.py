"""Rows of a table as Excel takes them from the clipboard."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt


def copied(model: QAbstractItemModel, rows: Iterable[int], columns: Iterable[int]) -> str:
    """Return headings and cells: tabs between them, a line for each row, quotes where needed."""
    places = list(columns)
    lines = ["\t".join(str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in places)]
    lines += ["\t".join(cell_text(model.index(r, c).data()) for c in places) for r in rows]
    return "\r\n".join(lines)


def cell_text(value: Any) -> str:
    """Return a value as a cell of pasted text: quoted where it holds tabs, lines or quotes."""
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '\t\n\r"') else text
