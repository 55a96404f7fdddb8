"""Text for a terminal: aligned tables that know Japanese characters are two columns wide."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

MISSING = "–"


def width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def shortened(text: str, columns: int) -> str:
    """Return `text` cut to at most `columns` columns, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return text + "…"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: str = "") -> str:
    """Return an aligned table; `right` has one character a column, "r" for those set to the right.

    Without rows the headings alone come back; a column that says nothing at all is left out.
    """
    full = [tuple(headings), *(tuple(row) for row in rows)]
    told = [i for i in range(len(headings)) if any(line[i] for line in full)]
    lines = [[line[i] for i in told] for line in full]
    right = "".join(right[i : i + 1] or " " for i in told)
    widths = [max(width(line[i]) for line in lines) for i in range(len(told))]
    out = []
    for line in lines:
        cells = []
        for i, cell in enumerate(line):
            gap = " " * (widths[i] - width(cell))
            cells.append(gap + cell if right[i : i + 1] == "r" else cell + gap)
        out.append("  ".join(cells).rstrip())
    out.insert(1, "  ".join("─" * w for w in widths))
    return "\n".join(out)


def units(hundredths: int | None) -> int | float | None:
    """Return money in whole units of the currency as JSON has it: 1234 rather than 1234.0."""
    if hundredths is None:
        return None
    whole, rest = divmod(hundredths, 100)
    return whole if rest == 0 else float(Decimal(hundredths) / 100)
