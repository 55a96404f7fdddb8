"""Much that appears and goes at once is put in its place once.

Qt arranges all that stands around a widget as soon as it appears, the whole window included; ten that appear one
after the other would have that done ten times. What is only added to a layout on screen appears in an event of its own
later, with the same effect: it is to be shown (`show()`) where it is added.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid


@contextmanager
def arranged_once(widget: QWidget) -> Iterator[None]:
    """Let what appears in a widget meanwhile be put in its place all together, by Qt's next request to arrange."""
    held = [layout for layout in _layouts_around(widget) if layout.isEnabled()]
    for layout in held:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in held:
            if isValid(layout):
                layout.setEnabled(True)


def _layouts_around(widget: QWidget) -> list[QLayout]:
    """Return the layouts of a widget and of all that is around it up to the window; a hidden one arranges nothing."""
    found = []
    around: QWidget | None = widget if widget.isVisible() else None
    while around is not None:
        if not isinstance(around, QMainWindow | QStackedWidget):  # theirs are Qt's own
            layout = around.layout()
            if layout is not None:
                found.append(layout)
        around = None if around.isWindow() else around.parentWidget()
    return found
