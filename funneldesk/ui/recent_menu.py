"""The menu of the data files that were open last."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.ui.recent_stores import forget_store, recent_stores
from funneldesk.ui.session import Session

#: A longer path is cut in its middle: both ends tell files apart.
LONGEST_PIXELS = 480


class RecentMenu(QMenu):
    """Offers the data files that were open before; one that cannot be opened is said so and offered no more."""

    def __init__(self, session: Session, failed: Callable[[Exception], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._failed = failed
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List them anew: which ones there are changes while the window is open."""
        self.clear()
        current = self._session.path
        others = [path for path in recent_stores(self._session.settings) if path != current]
        for path in others:
            shown = self.fontMetrics().elidedText(str(path), Qt.TextElideMode.ElideMiddle, LONGEST_PIXELS)
            action = self.addAction(shown.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on=False, path=path: self._open(path))
        if not others:
            self.addAction(_("No other data was open yet")).setEnabled(False)

    def _open(self, path: Path) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                forget_store(self._session.settings, path)
            self._failed(error)

        self._session.try_open(path, failed)
