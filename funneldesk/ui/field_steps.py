"""Keys that a field and the window both know: its own typing is undone first, and the palette opens from anywhere."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

PALETTE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)
OTHER_REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


class FieldSteps(QObject):
    """Lets the page have Ctrl+Z while the field with the keyboard has nothing to take back.

    Qt's fields keep these keys for themselves also then: whoever typed a number, went on with Tab and pressed
    Ctrl+Z saw nothing happen.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        #: Steps the page took back since the field itself took one back: they come again before the field's.
        self._backs = 0
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._backs = 0
        self._field = now if isinstance(now, (QLineEdit, QPlainTextEdit, QAbstractSpinBox)) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the key in the field's name, so that the menu's shortcut gets it."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.keyCombination() == PALETTE:
            # Some systems' fields cut off the rest of the line by it.
            event.ignore()
            return True
        back = event.matches(QKeySequence.StandardKey.Undo)
        own_redo = event.matches(QKeySequence.StandardKey.Redo)
        if not back and not own_redo and event.keyCombination() != OTHER_REDO:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._is_for_page(watched, back=back):
                event.ignore()
                return True
        else:
            self._backs = 0  # the page had nothing to step to
        if not back and not _can_step(watched, back=False):
            # What was typed anew has nothing behind it; a step of the page would wipe it out.
            event.accept()
            return _can_step(watched, back=True)
        if back or own_redo:
            return False
        # The system's fields know the other of the two keys only.
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            _redo(watched)
        return True

    def _is_for_page(self, field: QObject, *, back: bool) -> bool:
        """Whether a step is the page's: what was taken back last is what comes again first."""
        typed = _can_step(field, back=True)
        if back:
            self._backs = 0 if typed else self._backs + 1
            return not typed
        if self._backs and not typed:
            self._backs -= 1
            return True
        return not typed and not _can_step(field, back=False)


def _redo(field: QObject) -> None:
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, (QLineEdit, QPlainTextEdit)):
        field.redo()


def _can_step(field: QObject, *, back: bool) -> bool:
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isUndoAvailable() if back else document.isRedoAvailable()
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if back else field.isRedoAvailable()
    return False
