"""F1 in a dialog: the help of what the dialog is about, before the dialog, so that both can be read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from funneldesk.i18n import _
from funneldesk.ui.help_places import dialog_topic
from funneldesk.ui.widgets.keys import shortcut

if TYPE_CHECKING:
    from funneldesk.ui.shell import Shell

NAME = "help of the dialog"


class DialogHelp(QObject):
    """Gives each dialog of a window its F1 when it gets the keyboard first: dialogs need not know of it."""

    def __init__(self, window: "Shell") -> None:
        super().__init__(window)
        self._window = window
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._give)

    def _give(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or not self._is_ours(dialog):
            return
        from funneldesk.ui.help_view import HelpWindow

        if not isinstance(dialog, HelpWindow) and dialog.findChild(QShortcut, NAME) is None:
            made = shortcut(dialog, "F1", _("Help for this page"), lambda: self._show(dialog))
            made.setObjectName(NAME)

    def _is_ours(self, dialog: QDialog) -> bool:
        owner = dialog.parentWidget()
        while owner is not None and owner is not self._window:
            owner = owner.parentWidget()
        return owner is self._window

    def _show(self, dialog: QDialog) -> None:
        """Show the help; in a window of the dialog's where the dialog blocks the window's own as long as it asks."""
        from funneldesk.ui.help_view import HelpWindow

        topic = dialog_topic(type(dialog).__name__) or self._window.help_topic
        if not dialog.isModal():
            self._window.show_help(topic)
            return
        found = dialog.findChild(HelpWindow)
        if found is None:
            found = HelpWindow(dialog, self._window.surroundings, None)
            dialog.finished.connect(found.close)
        found.open_at(topic)
