"""Whether the Tab key reaches every control of what is on screen, in order, and shows where it is."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QRadioButton, QWidget

from tests.ui.gates import described, is_control, pixels, seen

#: More stops than any page has.
MOST = 400
#: So many pixels of a ring differ at least, each by so much (of 255) in one of its colours.
RING_PIXELS, RING_STEP = 24, 24
#: Dates are left after year, month and day; a table after its cells are not: one stop.
SECTIONS = 4


@dataclass(frozen=True)
class Stop:
    """Where the keyboard was, and whether that could be seen."""

    widget: QWidget
    is_marked: bool


def untabbed(root: QWidget) -> list[str]:
    """Return the controls Tab does not reach, the stops without a ring, and steps back up within a column."""
    stops, trapped = _walk(root)
    reached = {stop.widget for stop in stops} | {QApplication.focusWidget()}
    found = [f"Tab does not leave it: {described(trapped)}"] if trapped else []
    wanted = [w for w in seen(root) if is_control(w) and _is_stop(w)]
    if not trapped:
        found += [f"Tab does not reach it: {described(w)}" for w in wanted if _keyboard_of(w) not in reached]
    # The first one had the keyboard already; at the end of the round Tab comes to it.
    found += [f"no ring: {described(stop.widget)}" for stop in stops[1:] if _lacks_ring(root, stop)]
    found += _jumps(root, [stop.widget for stop in stops])
    return found


def _lacks_ring(root: QWidget, stop: Stop) -> bool:
    by_tab = bool(stop.widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return not stop.is_marked and by_tab and root.isAncestorOf(stop.widget)


def _keyboard_of(widget: QWidget) -> QWidget:
    while widget.focusProxy() is not None:
        widget = widget.focusProxy()
    return widget


def _is_stop(widget: QWidget) -> bool:
    """Whether Tab should stop there: of choices that exclude each other, the arrow keys reach all but one."""
    if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(widget, QAbstractButton) and not widget.isChecked():
        return not (_excludes(widget) and isinstance(widget, QRadioButton))
    return True


def _excludes(button: QAbstractButton) -> bool:
    group: QButtonGroup | None = button.group()
    return button.autoExclusive() or (group is not None and group.exclusive())


def _walk(root: QWidget) -> tuple[list[Stop], QWidget | None]:
    """Press Tab until it is where it began."""
    first = QApplication.focusWidget() or root
    stops: list[Stop] = []
    seen_before: set[QWidget] = set()
    at: QWidget = first
    stays = 0
    for _stop in range(MOST):
        before = QApplication.focusWidget() or root
        focused = pixels(before) if root.isAncestorOf(before) else None
        QTest.keyClick(before, Qt.Key.Key_Tab)
        at = QApplication.focusWidget() or root
        if at is before:
            stays += 1
            if stays > SECTIONS:
                return stops, at if _others(root, at) else None
            continue
        stays = 0
        stops.append(
            Stop(before, focused is None or not before.isVisible() or _differs(focused, pixels(before)))
        )
        if before in seen_before:
            return stops, None
        seen_before.add(before)
    return stops, at


def _others(root: QWidget, alone: QWidget) -> bool:
    return any(is_control(w) and _is_stop(w) and _keyboard_of(w) is not alone for w in seen(root))


def _differs(one: Any, other: Any) -> bool:
    if one.shape != other.shape:
        return True
    step = np.abs(one.astype(int) - other.astype(int)).max(axis=2)
    return int((step >= RING_STEP).sum()) >= RING_PIXELS


def _jumps(root: QWidget, stops: list[QWidget]) -> list[str]:
    """Return steps to something that lies wholly above, in the same column: nobody reads like that."""
    found = []
    inside = [widget for widget in stops if root.isAncestorOf(widget)]
    # Behind the last one comes the first one again.
    first = min(
        inside, key=lambda w: (w.mapTo(root, QPoint()).y(), w.mapTo(root, QPoint()).x()), default=None
    )
    for one, other in pairwise(stops):
        if one not in inside or other not in inside or other is first or one.isAncestorOf(other):
            continue
        a, b = (w.rect().translated(w.mapTo(root, QPoint())) for w in (one, other))
        if b.bottom() <= a.top() and b.left() < a.right() and a.left() < b.right():
            found.append(f"Tab goes up from {described(one)} to {described(other)}")
    return found
