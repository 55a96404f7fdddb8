"""Dragging over a window as a system does it: everything comes to the window's handle first."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

_HOW = (Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def files(*paths):
    """Return what a file manager hands over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(window, data, where=QPoint(10, 10)):  # noqa: B008 - never changed
    """Drag something over a window; whether it would be taken there."""
    action, button, key = _HOW
    entering = QDragEnterEvent(where, action, data, button, key)
    QApplication.sendEvent(window.windowHandle(), entering)
    moving = QDragMoveEvent(where, action, data, button, key)
    QApplication.sendEvent(window.windowHandle(), moving)
    return entering.isAccepted() and moving.isAccepted()


def leave(window):
    """Drag it out again."""
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())


def drop(window, data, where=QPoint(10, 10)):  # noqa: B008 - never changed
    """Let go over a window; whether it was taken."""
    drag(window, data, where)
    action, button, key = _HOW
    event = QDropEvent(QPointF(where), action, data, button, key)
    QApplication.sendEvent(window.windowHandle(), event)
    return event.isAccepted()
