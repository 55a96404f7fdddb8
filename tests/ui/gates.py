"""What holds for everything people see: functions that look at one page or dialog and return what is wrong in words."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QTextEdit, QPlainTextEdit,
    QAbstractItemView, QTabBar,
)  # fmt: skip
#: Roles that tell a listener nothing about what can be done there.
MUTE = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.StaticText,
}
_LETTER = re.compile(r"[^\W_]")
#: What a screen reader reads out as nothing, or as the name of a sign.
_SIGNS = re.compile(r"[\s▸▾▲▼↑↓×＋+…・()（）-]")


def seen(root: QWidget) -> Iterator[QWidget]:
    """Yield what is shown of a page or dialog, itself included; parts that Qt made for itself are no controls."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root.window():
            yield widget


def is_part(widget: QWidget) -> bool:
    """Whether Qt made it within another control: the line of a combo box, a scroll bar, the buttons of tabs."""
    if widget.objectName().startswith("qt_") or isinstance(widget, QScrollBar | QHeaderView):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar | QHeaderView):
            return True
        if isinstance(parent, QAbstractItemView) and widget.parentWidget() is parent:
            return True
        parent = parent.parentWidget()
    return False


def is_control(widget: QWidget) -> bool:
    """Whether people do something with it."""
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if isinstance(widget, QLabel | QStackedWidget) or is_part(widget):
        return False
    return isinstance(widget, CONTROLS) or tabbed


def spoken(widget: QWidget) -> str:
    """Return the name a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name)


def described(widget: QWidget) -> str:
    """Return where a widget is: its class, the one it stands in, and what it says."""
    parent = widget.parentWidget()
    text = getattr(widget, "text", "")
    said = spoken(widget) or (text() if callable(text) else "")
    return f"{type(widget).__name__} {said!r} in {type(parent).__name__} {widget.geometry().getRect()}"


def pixels(widget: QWidget) -> NDArray[np.uint8]:
    """Return a picture of a widget as rows of red, green and blue."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def nameless(root: QWidget) -> list[str]:
    """Return the controls without a name in words, or without a role."""
    found = []
    for widget in filter(is_control, seen(root)):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = _SIGNS.sub("", spoken(widget))
        if not _LETTER.search(name):
            found.append(f"no name: {described(widget)}")
        # An area that scrolls has no role in Qt, its name says what the keyboard does there; a text is read.
        is_read = isinstance(widget, QScrollArea | QTextEdit)
        if interface is None or (interface.role() in MUTE and not is_read):
            found.append(f"no role: {described(widget)}")
    return found
