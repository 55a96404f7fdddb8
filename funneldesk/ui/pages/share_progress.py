"""One line while a publication is written or answers are taken in: how far it is, and the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QProgressBar, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label


class ProgressCard(Card):
    """Shown while something is done to the folder."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__(margin=12)
        self.title = Label()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Progress"))
        self.stop = QPushButton(_("Stop"))
        self.stop.clicked.connect(self._stop)
        line = row(self.title, self.bar, self.stop)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.heading.hide()
        #: What had the keyboard when it began: it is disabled meanwhile, and the keyboard goes elsewhere.
        self._before: QWidget | None = None

    def begin(self, name: str) -> None:
        """Begin with something of this name."""
        self._before = QApplication.focusWidget()
        self.title.setText(name)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far it is; with no total, that something moves."""
        if self.stop.isEnabled():
            self.bar.setRange(0, total or 0)
            self.bar.setValue(done)

    def end(self, otherwise: QWidget) -> None:
        """Go, and give the keyboard back to what had it; where that can do nothing any more, to something else."""
        before, self._before = self._before, None
        has_it = QApplication.focusWidget()
        self.hide()
        # Whoever went on to another page or into a field meanwhile stays there.
        if before is None or not (has_it is None or self._was_moved_to(has_it)):
            return
        can = isValid(before) and before.isEnabled() and before.isVisible()
        (before if can else otherwise).setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_moved_to(self, has_it: QWidget) -> bool:
        """Whether it may be Qt that gave it the keyboard: to the next button of the page, time and again."""
        page = self.parentWidget()
        return (
            page is not None
            and page.isAncestorOf(has_it)
            and isinstance(has_it, QAbstractButton | QScrollArea)
        )

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.bar.setRange(0, 0)
        self.title.setText(_("Stopping …"))
        self.stopped.emit()
