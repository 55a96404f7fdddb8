"""A running import: how far, how quick, how long yet, and the way to stop it without a trace."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.lists.pace import Pace
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import ElidedLabel, Label

CARD_WIDTH = 560


class ProgressView(QWidget):
    """Shown while an import writes."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pace = Pace()
        self._rows: int | None = None
        column = QVBoxLayout(self)
        column.addStretch(2)
        card = Card(margin=24, spacing=12)
        card.setFixedWidth(CARD_WIDTH)
        self.title = ElidedLabel("", "heading")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(_("Progress of the import"))
        self.state = Label("", "secondary")
        self.note = Label(
            _("Until it is done nothing is written. If you stop, everything stays as it was."),
            "secondary",
            wrap=True,
        )
        self.stop = QPushButton(_("Stop"))
        self.stop.clicked.connect(self._stop)
        for widget in (self.title, self.bar, self.state, self.note):
            card.body.addWidget(widget)
        card.body.addLayout(row(1, self.stop))
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def start(self, name: str, rows: int | None) -> None:
        """Begin with a list of so many rows (None: nobody has counted them)."""
        self._pace, self._rows = Pace(), rows
        self.title.set_text(_("Importing {name}").format(name=name))
        self.bar.setRange(0, 0)
        self.state.setText(_("Reading the list …"))
        self.stop.setEnabled(True)
        self.stop.setText(_("Stop"))

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far it is."""
        if not self.stop.isEnabled():
            return
        total = total or self._rows
        if done:
            self.bar.setRange(0, total or 0)
            self.bar.setValue(done)
        if not done or (total and done >= total):
            self.bar.setRange(0, 0)
            self.state.setText(_("Putting people together and saving …"))
        else:
            self.state.setText(self._pace.words(done, total))

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.state.setText(_("Stopping …"))
        self.cancelled.emit()
