"""Word that long work has finished, for whoever is in another program meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from funneldesk.i18n import _

if TYPE_CHECKING:
    from funneldesk.ui.shell import Shell

#: How long a notification stays, and its icon with it.
SHOWN_MS = 10_000


def system_tray(app: QApplication) -> QSystemTrayIcon | None:
    """Return an icon in the system's tray, which notifications need; None where the system has none."""
    if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
        return None
    return QSystemTrayIcon(app.windowIcon(), app)


class Notifier(QObject):
    """Lets the window ask for attention, and the system say why where it can; silent while the program is in use."""

    def __init__(
        self,
        app: QApplication,
        window: "Callable[[], Shell | None]",
        tray: Callable[[QApplication], QSystemTrayIcon | None] = system_tray,
    ) -> None:
        """`window`: returns the one to look at now."""
        super().__init__(app)
        self._app = app
        self._window = window
        self._make_tray = tray
        self._tray: QSystemTrayIcon | None = None
        self._hide = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hide.timeout.connect(self._put_away)

    def say_ended(self, succeeded: bool) -> None:
        """Tell that long work has come to its end."""
        window = self._window()
        if window is None or self._app.applicationState() == Qt.ApplicationState.ApplicationActive:
            return
        QApplication.alert(window)
        if self._tray is None:
            self._tray = self._make_tray(self._app)
            if self._tray is None:
                return
            self._tray.messageClicked.connect(self._come_forward)
            self._tray.activated.connect(self._come_forward)
        words = (
            _("What you were waiting for is done.")
            if succeeded
            else _("What you were waiting for could not be finished. The window says why.")
        )
        self._tray.setToolTip(f"FunnelDesk: {words}")
        self._tray.show()
        self._tray.showMessage("FunnelDesk", words, self._app.windowIcon(), SHOWN_MS)
        self._hide.start()

    def _come_forward(self) -> None:
        self._put_away()
        if window := self._window():
            window.come_forward()

    def _put_away(self) -> None:
        if self._tray is not None:
            self._tray.hide()
