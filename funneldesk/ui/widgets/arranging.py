"""Much that appears and goes at once is put in its place once.

Qt arranges all that stands around a widget as soon as it appears, the whole window included; ten that appear one
after the other would have that done ten times. What is only added to a layout on screen appears in an event of its own
later: it is to be shown (`show()`) where it is added. Going through all layouts here to do that is no way: Python would
hold on to items that Qt ends by itself, and the program dies of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

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
