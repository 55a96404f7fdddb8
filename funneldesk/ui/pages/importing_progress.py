"""A running import: how far, how quick, how long yet, and the way to stop it without a trace."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import ElidedLabel, Label

#: A rate seen for less than this says nothing about the rest.
SETTLED_SECONDS = 1.0
MINUTE = 60
CARD_WIDTH = 560


def remaining_words(seconds: float) -> str:
    """Return how long it will take, coarsely: people plan by minutes."""
    if seconds < MINUTE:
        count = max(round(seconds), 1)
        return ngettext("about %(count)s second left", "about %(count)s seconds left", count) % {
            "count": count
        }
    count = round(seconds / MINUTE)
    return ngettext("about %(count)s minute left", "about %(count)s minutes left", count) % {"count": count}


class Pace:
    """Rate and remaining time from what was reported so far."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start: tuple[float, int] | None = None

    def words(self, done: int, total: int | None) -> str:
        """Return "1,204 of 2,143 rows · 3,200 a second · about 5 seconds left", as far as it is known."""
        now = self._clock()
        if self._start is None or done < self._start[1]:
            self._start = (now, done)
        seconds, rows = now - self._start[0], done - self._start[1]
        if total:
            parts = [_("{done} of {total} rows").format(done=f"{done:,}", total=f"{total:,}")]
        else:
            parts = [ngettext("%(count)s row", "%(count)s rows", done) % {"count": f"{done:,}"}]
        if seconds >= SETTLED_SECONDS and rows > 0:
            rate = rows / seconds
            parts.append(_("{count} a second").format(count=f"{round(rate):,}"))
            if total and total > done:
                parts.append(remaining_words((total - done) / rate))
        return " · ".join(parts)


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
