"""Cells that come by the clipboard, as spreadsheets write them: tabs between cells, lines between rows."""

import csv
import io


def pasted_cells(text: str) -> list[list[str]]:
    """Return the rows of a block that was copied; each is as long as it came.

    Spreadsheets put cells with tabs, lines or quotes into quotes. What is no such text is taken as it stands: one
    quote that is never closed must not swallow the rows below it.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    # A line with nothing in it is an empty cell.
    return [row or [""] for row in rows]


def tiled(cells: list[list[str]], rows: int, columns: int) -> list[list[str]]:
    """Return a block repeated over so many chosen cells, as it is where that leaves some of them over."""
    width = max(map(len, cells), default=0)
    if not width or rows % len(cells) or columns % width or any(len(row) != width for row in cells):
        return cells
    return [row * (columns // width) for row in cells] * (rows // len(cells))
