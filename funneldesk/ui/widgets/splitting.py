"""Two parts of a page side by side, with a border between them that people move; it is there again in the next run."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget

#: Free pixels between the parts.
BETWEEN = 16


class SideBySide(QSplitter):
    """Shows a part on the left and one on the right."""

    def __init__(self, settings: QSettings, name: str, left: QWidget, right: QWidget) -> None:
        """`name`: under which name of the settings the border's place is kept."""
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._key = f"splitters/{name}"
        self.setHandleWidth(BETWEEN)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.splitterMoved.connect(self._keep)

    def divide(self, shares: tuple[int, int], widths: tuple[int, int] | None = None) -> None:
        """Place the border where it was left, at first so that the parts have `widths`; `shares` of a wider window.

        Without `widths` each part is as wide as it wishes to be.
        """
        for place, share in enumerate(shares):
            self.setStretchFactor(place, share)
        kept = self._settings.value(self._key)
        restored = isinstance(kept, QByteArray) and self.restoreState(kept)
        if not restored and widths is not None:
            self.setSizes(list(widths))

    def _keep(self) -> None:
        self._settings.setValue(self._key, self.saveState())
