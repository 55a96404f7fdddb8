"""Undo and redo where a field has the keyboard: its own typing first, then the steps of the page."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid


class FieldSteps(QObject):
    """Lets the page have Ctrl+Z while the field with the keyboard has nothing to take back.

    Qt's fields keep these keys for themselves also then: whoever typed a number, went on with Tab and pressed
    Ctrl+Z saw nothing happen.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, (QLineEdit, QPlainTextEdit, QAbstractSpinBox)) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the key in the field's name, so that the menu's shortcut gets it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        back = event.matches(QKeySequence.StandardKey.Undo)
        if not back and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        if _can_step(watched, back=back):
            return False
        event.ignore()
        return True


def _can_step(field: QObject, *, back: bool) -> bool:
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if back else document.isRedoAvailable()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    return False
