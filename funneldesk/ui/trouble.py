"""The one dialog for trouble: expected errors in words with the next step, bugs with details to copy."""

import errno
import platform
import traceback
from pathlib import PureWindowsPath

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from funneldesk import __version__
from funneldesk.errors import Cancelled, UserError
from funneldesk.i18n import _, language
from funneldesk.ui.page import row
from funneldesk.ui.widgets.text import Label

#: Of a call that went round in circles, the first and the last steps say enough.
STEPS_SHOWN = 20
#: Folders that programs lie in; what stands above them may be somebody's name.
_PROGRAM_FOLDERS = ("funneldesk", "site-packages", "lib", "Lib")


class TroubleDialog(QDialog):
    """What went wrong and what to do; for a bug: version, details, Copy."""

    def __init__(self, parent: QWidget | None, error: Exception) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
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
        #: Tells one trouble from another.
        self.about = said_by(error)
        close = QPushButton(_("Close"))
        close.setProperty("primary", "true")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        if expected:
            column.addLayout(row(1, close))
            return
        self.details = QPlainTextEdit(self.about, readOnly=True)
        self.details.setAccessibleName(_("Details"))
        self.details.setTabChangesFocus(True)
        self.details.setMinimumHeight(180)
        column.addWidget(self.details)
        nothing_private = _("They hold no names, addresses, paths or numbers of your data.")
        column.addWidget(Label(nothing_private, "secondary", wrap=True))
        self.copy = QPushButton(_("Copy details"))
        self.copy.clicked.connect(lambda: self._copy())
        column.addLayout(row(self.copy, 1, close))

    def showEvent(self, event: QShowEvent) -> None:
        """Be no taller than the words need: room to spare would stand between them."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            needed = layout.heightForWidth(self.width())
            self.setMinimumHeight(needed)  # Qt asks the words at another width
            self.resize(self.width(), needed)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.about)
        self.copy.setText(_("Copied"))


def said_by(error: Exception) -> str:
    """Return what the dialog says of an error: its sentence, of a bug the details."""
    return error.message if isinstance(error, UserError) else details_of(error)


def details_of(error: Exception) -> str:
    """Return versions and the way to a bug, without values of anybody's data.

    No message of an exception is in it, and no path but that within a program: both may hold names.
    """
    system = f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}, {language()}"
    lines = [f"FunnelDesk {__version__}, {system}"]
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        lines += [_kind(one), *_steps(one)]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(lines)


def _kind(error: BaseException) -> str:
    """Return what kind of error it is, with the name its system or database has for it."""
    # Errors of the database carry it; what they say in words may quote a value.
    named = str(getattr(error, "sqlite_errorname", ""))
    if isinstance(error, OSError) and error.errno is not None:
        named = errno.errorcode.get(error.errno, str(error.errno))
    return f"{type(error).__name__} {named}".rstrip()


def _steps(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    steps = [f"  {frame.name} ({_place(frame.filename)}:{frame.lineno})" for frame in frames]
    left_out = len(steps) - 2 * STEPS_SHOWN
    return [*steps[:STEPS_SHOWN], f"  … {left_out} …", *steps[-STEPS_SHOWN:]] if left_out > 0 else steps


def _place(filename: str) -> str:
    """Return where a file lies within its program; "?" of one that lies elsewhere, its name may be anybody's."""
    # Takes both kinds of separators.
    parts = PureWindowsPath(filename).parts
    for folder in _PROGRAM_FOLDERS:
        if folder in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(folder, 1)
            return "/".join(parts[last:])
    return "?"


def show_trouble(parent: QWidget | None, error: Exception) -> None:
    """Open the dialog; a cancelled task is no trouble, and what is on screen already is not said again."""
    if isinstance(error, Cancelled):
        return
    about = said_by(error)
    shown = parent.findChildren(TroubleDialog) if parent is not None else []
    if not any(dialog.isVisible() and dialog.about == about for dialog in shown):
        TroubleDialog(parent, error).open()
