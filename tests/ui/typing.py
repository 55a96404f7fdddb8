"""Japanese text as an input method hands it to a field: Qt's test keyboard knows ASCII only."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def write(field: QWidget, text: str) -> None:
    """Type `text` into a field that has the keyboard."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
