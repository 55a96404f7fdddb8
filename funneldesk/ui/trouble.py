"""The one dialog for trouble: expected errors in words with the next step, bugs with details to copy."""

import platform
import traceback

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk import __version__
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.text import Label


class TroubleDialog(QDialog):
    """What went wrong and what to do; for a bug: version, details, Copy."""

    def __init__(self, parent: QWidget | None, error: Exception) -> None:
        super().__init__(parent)
        self.setWindowTitle("FunnelDesk")
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        expected = isinstance(error, UserError)
        message = error.message if isinstance(error, UserError) else _("Something went wrong in the program.")
        advice = (
            error.next_step
            if isinstance(error, UserError)
            else _("Your data is as it was before this step. Please send us the details below.")
        )
        column.addWidget(Label(message, "heading", wrap=True))
        column.addWidget(Label(advice, "secondary", wrap=True))
        close = QPushButton(_("Close"))
        close.setProperty("primary", "true")
        close.clicked.connect(self.accept)
        if expected:
            column.addLayout(row(1, close))
            return
        self.details = QPlainTextEdit(details_of(error), readOnly=True)
        self.details.setMinimumHeight(180)
        self.details.setAccessibleName(_("Copy details"))
        self.details.setTabChangesFocus(True)
        column.addWidget(self.details)
        copy = QPushButton(_("Copy details"))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.details.toPlainText()))
        column.addLayout(row(copy, 1, close))


def details_of(error: Exception) -> str:
    """Return version and stack of a bug, without values of anybody's data."""
    frames = traceback.extract_tb(error.__traceback__)
    stack = "\n".join(
        f"  {frame.name} ({frame.filename.rsplit('funneldesk', 1)[-1]}:{frame.lineno})" for frame in frames
    )
    system = f"{platform.platform()}, Python {platform.python_version()}"
    return f"FunnelDesk {__version__}, {system}\n{type(error).__name__}\n{stack}"


def show_trouble(parent: QWidget | None, error: Exception) -> None:
    """Open the dialog; a cancelled task is no trouble."""
    if not isinstance(error, Cancelled):
        TroubleDialog(parent, error).open()
