"""Whether what is written on a page or dialog can be read, and says by words what it says by colour."""

import re
from collections import defaultdict
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTableView, QWidget

from tests.contrast import contrast
from tests.ui.gates import described, is_part, pixels, seen

READABLE = 4.5
#: Lines of letters are thinner than a pixel: what is painted is a little paler than what is meant.
PALER = 0.85
_LETTER = re.compile(r"\w")


def faint(root: QWidget) -> list[str]:
    """Return the words that stand out too little from their ground, as painted."""
    shown = pixels(root)
    ratio = root.devicePixelRatioF()
    found = []
    for widget in seen(root):
        if not isinstance(widget, QLabel | QPushButton) or not _LETTER.search(widget.text()):
            continue
        if not widget.isEnabled() or widget.visibleRegion().boundingRect() != widget.rect():
            continue
        at = widget.rect().translated(widget.mapTo(root, QPoint()))
        box = [round(side * ratio) for side in (at.top(), at.bottom() + 1, at.left(), at.right() + 1)]
        part = shown[box[0] : box[1], box[2] : box[3]].reshape(-1, 3)
        reached = most_contrast(part)
        if reached < READABLE * PALER:
            found.append(f"{reached:.1f} : 1 {described(widget)}")
    return found


def most_contrast(part: Any) -> float:
    """Return how much the farthest pixel stands out from the most frequent one."""
    codes = part.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, counts = np.unique(codes, return_counts=True)
    tones = np.stack([colours >> 16, (colours >> 8) & 255, colours & 255], axis=1)
    return float(contrast(tones, tones[counts.argmax()]).max())


def by_colour_alone(root: QWidget) -> list[str]:
    """Return what only a colour tells apart: the same words in two colours, and marks without words."""
    found = []
    tones: dict[str, set[str]] = defaultdict(set)
    for widget in seen(root):
        if isinstance(widget, QLabel):
            tone = str(widget.property("tone") or widget.property("chip") or "")
            if widget.property("chip") and not widget.text():
                found.append(f"a colour without a word: {described(widget)}")
            if widget.property("chip"):
                tones[widget.text()].add(tone)
        elif isinstance(widget, QAbstractItemView) and not is_part(widget):
            found += _cells(widget)
    found += [f"{text!r} is {' and '.join(sorted(many))}" for text, many in tones.items() if len(many) > 1]
    return found


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    found = []
    for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
        colours: dict[str, set[str]] = defaultdict(set)
        for row in range(min(model.rowCount(), 200)):
            at = model.index(row, column)
            said = str(at.data() or "")
            if not said:
                continue
            for role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
                colours[f"{said} {role.name}"].add(_name(at.data(role)))
        found += [
            f"column {column}: {said!r} is {' and '.join(sorted(many))}: {described(view)}"
            for said, many in colours.items()
            if len(many) > 1
        ]
    return found


def _name(colour: Any) -> str:
    if isinstance(colour, QBrush):
        colour = colour.color()
    return colour.name() if isinstance(colour, QColor) else "plain"
