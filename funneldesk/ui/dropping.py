"""Files dragged onto a window: a hint over all of it says what happens, and they are taken wherever they fall."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QVBoxLayout

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.text import Label


class DropHint(QFrame):
    """Lies over the window while files hover over it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._covers = window
        self.setProperty("card", "drop-over")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.addStretch(1)
        self.what = Label("", "title", wrap=True)
        self.then = Label(_("Nothing is written until you have seen the result."), "field", wrap=True)
        for line in (self.what, self.then):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch(1)
        self.hide()

    def appear(self, files: int) -> None:
        """Cover the window and say how many files would be taken."""
        self.what.setText(
            ngettext("Let go to import %(n)s file", "Let go to import %(n)s files", files)
            % {"n": number(files)}
        )
        self.setGeometry(self._covers.rect())
        self.raise_()
        self.show()


class FileDrops(QObject):
    """Takes dropped files before any widget below the pointer does: a field would take them as text."""

    def __init__(self, window: QMainWindow, take: Callable[[list[str]], None]) -> None:
        super().__init__(window)
        self._take = take
        self.hint = DropHint(window)
        # The system brings files only to windows of which some part takes them.
        window.setAcceptDrops(True)

    def watch(self, handle: QWindow) -> None:
        """Begin: what the system drags over a window comes to its handle first, then to its widgets."""
        handle.removeEventFilter(self)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep files for the window; words dragged between fields go on their way."""
        if event.type() == QEvent.Type.DragLeave and self.hint.isVisible():
            self.hint.hide()
            return True
        if not isinstance(event, (QDragEnterEvent, QDropEvent)):
            return False
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        # A dialog that is open has to be answered first.
        if not paths or QApplication.activeModalWidget() is not None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.hint.hide()
            self._take(paths)
        elif not self.hint.isVisible():
            self.hint.appear(len(paths))
        return True
