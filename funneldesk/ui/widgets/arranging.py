"""Much that appears and goes at once is put in its place once.

Qt arranges all that stands around a widget as soon as it appears, the whole window included; ten that appear one
after the other would have that done ten times. What is added to a layout on screen appears by itself, each widget in
an event of its own; it does so here before the layouts take up their work again.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget
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
    for child in widget.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if not child.isHidden():
            _show_added(child)
        elif child.testAttribute(Qt.WidgetAttribute.WA_LaidOut) and not child.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        ):
            child.show()
