"""The order in which Tab goes from field to field: as they stand, also where some came later."""

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def order_by_place(first: QWidget, *roots: QWidget) -> None:
    """Let Tab go from `first` through all fields inside the roots, in the order of their layouts.

    Qt takes the order in which widgets were made; a line that was added or moved would come last.
    """
    fields = [field for root in roots for field in _fields(root)]
    for one, following in pairwise((first, *fields)):
        QWidget.setTabOrder(one, following)


def order_in(layout: QLayout) -> None:
    """Let Tab go through all fields of a layout, from the first of them on."""
    order(list(_in_layout(layout)))


def order(fields: list[QWidget]) -> None:
    """Let Tab go through these fields."""
    for one, following in pairwise(fields):
        QWidget.setTabOrder(one, following)


def fields_on_show(layout: QLayout) -> list[QWidget]:
    """Return the fields of a layout that can be seen now, in its order."""
    return list(_in_layout(layout, shown=True))


def _fields(widget: QWidget, *, shown: bool = False) -> Iterator[QWidget]:
    if shown and not widget.isVisible():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout, shown=shown)
    elif isinstance(widget, QScrollArea) and (inside := widget.widget()) is not None:
        yield from _fields(inside, shown=shown)
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            if (part := widget.widget(place)) is not None:
                yield from _fields(part, shown=shown)


def _in_layout(layout: QLayout, *, shown: bool = False) -> Iterator[QWidget]:
    for part in _parts(layout):
        if isinstance(part, QLayout):
            yield from _in_layout(part, shown=shown)
        else:
            yield from _fields(part, shown=shown)


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what stands in a layout, in its order.

    Not by `itemAt`: the binding keeps each item that was asked for as long as the layout, Qt ends it with its widget,
    and the program died of what was left when the layout ended.
    """
    around = layout.parentWidget()
    there = [*layout.children(), *(around.children() if around else ())]
    parts = [one for one in there if isinstance(one, QWidget | QLayout)]
    placed = [(layout.indexOf(one), one) for one in parts]
    return [one for place, one in sorted(placed, key=itemgetter(0)) if place >= 0]
