"""Much that appears and goes at once is put in its place once.

Qt arranges all that stands around a widget as soon as it appears, the whole window included; ten that appear one
after the other would have that done ten times. What is added to a layout on screen appears by itself, each widget in
an event of its own; it does so here before the layouts take up their work again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget
from shiboken6 import isValid


@contextmanager
def arranged_once(widget: QWidget) -> Iterator[None]:
    """Let what appears in a widget meanwhile be put in its place at the end, all together."""
    held = [layout for layout in _layouts_around(widget) if layout.isEnabled()]
    for layout in held:
        layout.setEnabled(False)
    try:
        yield
    finally:
        if isValid(widget) and held:
            _show_added(widget)
        there = [layout for layout in held if isValid(layout)]
        for layout in there:
            layout.setEnabled(True)
        for layout in reversed(there):  # from the window to what stands in it
            layout.activate()


def _layouts_around(widget: QWidget) -> list[QLayout]:
    """Return the layouts of a widget and of all that is around it up to the window; a hidden one arranges nothing."""
    found = []
    around: QWidget | None = widget if widget.isVisible() else None
    while around is not None:
        layout = around.layout()
        if layout is not None:
            found.append(layout)
        around = None if around.isWindow() else around.parentWidget()
    return found


def _show_added(widget: QWidget) -> None:
    """Show what was put into a layout below a widget, unless somebody decided when it is to be seen."""
    for child in _inside(widget):
        if not child.isHidden():
            _show_added(child)
        elif not child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            child.show()


def _inside(widget: QWidget) -> list[QWidget]:
    """Return what stands in a widget by layouts, scrolling or splitting.

    Not all its children: Qt makes and ends some of them itself, and Python would hold on to what is gone.
    """
    if isinstance(widget, QScrollArea):
        return [inside] if (inside := widget.widget()) is not None else []
    if isinstance(widget, QSplitter):
        return [part for place in range(widget.count()) if (part := widget.widget(place)) is not None]
    layout = widget.layout()
    return _laid_out(layout) if layout is not None else []


def _laid_out(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _laid_out(inner)
    return found
