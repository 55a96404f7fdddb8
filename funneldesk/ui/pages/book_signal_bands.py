"""The bands of a signal that takes a number: from, up to below, points; each line a slot."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.book import Band, Signal
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.formats import sentences
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.text import Label
from funneldesk.ui.widgets.typed_numbers import MisreadNumberError, number_in_field, number_text

END_WIDTH, POINTS_WIDTH = 62, 52


class BandSlots(QWidget):
    """Edits the bands of one signal; `take` gets the changed signal and returns what is wrong with it."""

    def __init__(self, take: Callable[[Signal], tuple[str, ...]]) -> None:
        super().__init__()
        self._take = take
        self._signal: Signal | None = None
        self.lines: list[BandLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add = QPushButton(_("Add a band"))
        self.add.setProperty("link", "true")
        self.add.clicked.connect(lambda: self._add())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._list)
        whole.addLayout(row(self.add, 1))

    def show_signal(self, signal: Signal) -> None:
        """Show a signal's bands."""
        self._signal = signal
        while len(self.lines) > len(signal.bands):
            line = self.lines.pop()
            self._list.removeWidget(line)
            line.deleteLater()
        while len(self.lines) < len(signal.bands):
            line = BandLine(len(self.lines), self._change, self._remove)
            self.lines.append(line)
            self._list.addWidget(line)
            line.show()
        for line, band in zip(self.lines, signal.bands, strict=True):
            line.show_band(band)
            line.remove.setEnabled(len(signal.bands) > 1)

    def _change(self, place: int, band: Band) -> tuple[str, ...]:
        signal = self._signal
        if signal is None:
            return ()
        bands = (*signal.bands[:place], band, *signal.bands[place + 1 :])
        return self._take(replace(signal, bands=bands, origin="own"))

    def _remove(self, place: int) -> None:
        signal = self._signal
        if signal is not None:
            bands = (*signal.bands[:place], *signal.bands[place + 1 :])
            self._take(replace(signal, bands=bands, origin="own"))
            self.lines[min(place, len(self.lines) - 1)].low.focus()

    def _add(self) -> None:
        """Add a band above the last one: it begins where that ends."""
        signal = self._signal
        if signal is None:
            return
        last = signal.bands[-1] if signal.bands else Band(None, None, 0.0)
        bands, begins = signal.bands, last.high
        if begins is None:
            # The last band is open above: it is cut where the new one begins.
            begins = (last.low or 0.0) * 2 or 1.0
            bands = (*bands[:-1], replace(last, high=begins)) if bands else bands
        new = Band(begins, None, last.points)
        if not self._take(replace(signal, bands=(*bands, new), origin="own")):
            self.lines[-1].low.focus()


class BandLine(QWidget):
    """One band."""

    def __init__(
        self, place: int, change: Callable[[int, Band], tuple[str, ...]], remove: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._place, self._change = place, change
        self._band = Band(None, None, 0.0)
        self.low = _end(_("from"))
        self.high = _end(_("below"))
        self.points = CheckedLine(_("Points of this band"), width=POINTS_WIDTH)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.remove = QPushButton("×")
        self.remove.setProperty("link", "true")
        self.remove.setAccessibleName(_("Remove this band"))
        self.remove.setToolTip(_("Remove this band"))
        self.remove.clicked.connect(lambda: remove(self._place))
        self.low.committed.connect(lambda text: self._commit("low", text))
        self.high.committed.connect(lambda text: self._commit("high", text))
        self.points.committed.connect(lambda text: self._commit("points", text))
        across = QHBoxLayout()
        across.setSpacing(4)
        for widget in (self.low, Label("–", "field"), self.high, Label("→", "field"), self.points):
            across.addWidget(widget)
        across.addWidget(self.remove)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across)
        whole.addWidget(self.fault)

    def show_band(self, band: Band) -> None:
        """Show a band."""
        self._band = band
        for line, text in (
            (self.low, _end_text(band.low)),
            (self.high, _end_text(band.high)),
            (self.points, number_text(band.points)),
        ):
            line.show_text(text)
        self._refuse("")

    def _commit(self, field: str, text: str) -> None:
        try:
            value = number_in_field(text, percent=field != "points", needed=field == "points")
        except MisreadNumberError as error:
            self._refuse(str(error))
            return
        if value == getattr(self._band, field):
            self.show_band(self._band)
            return
        changed: dict[str, Any] = {field: value}
        problems = self._change(self._place, replace(self._band, **changed))
        self._refuse(sentences(*problems))

    def _refuse(self, message: str) -> None:
        """Say it under the whole line: there is no room under one of its three numbers."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message))


def _end(name: str) -> CheckedLine:
    return CheckedLine(name, width=END_WIDTH, empty=_("none"))


def _end_text(end: float | None) -> str:
    """Return an end as sentences say it: shares in percent."""
    if end is None:
        return ""
    if 0 < abs(end) < 1:
        return number_in_words(round(end * 100, 10)) + "%"
    return number_text(end)
