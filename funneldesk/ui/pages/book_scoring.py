"""定義書／スコアリング: weights as sliders, and at once what they do to the leads there are."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from funneldesk.domain.amounts import half_life
from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.words import component_label
from funneldesk.i18n import _
from funneldesk.ui.page import GUTTER, scrolled
from funneldesk.ui.pages.book_preview import PreviewPane
from funneldesk.ui.widgets.fields import DecimalBox, WeightSlider
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import ElidedLabel, Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Band, Book
    from funneldesk.domain.book.book import Signal as ScoreSignal
    from funneldesk.ui.session import Session

TYPED_POINTS = 1000
#: Most names are readable at the least width of the window.
NAME_WIDTH = 148


class ScoringTab(QWidget):
    """Edits the points of every signal and the threshold; the preview pane follows every step."""

    edited = Signal(object)

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self._book: Book | None = None
        self._leave = 0.0
        self._rows: dict[str, WeightRow] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, GUTTER, 0)
        across.setSpacing(16)
        self._card = Card(margin=0)
        self._list = QVBoxLayout()
        inside = QVBoxLayout()
        inside.addLayout(self._list)
        inside.addStretch(1)
        area = scrolled(inside, "card")
        inside.setContentsMargins(16, 12, 16, 12)
        self._card.body.addWidget(area)
        across.addWidget(self._card, 10)
        self.preview = PreviewPane(session)
        self.preview.threshold_moved.connect(self._move_threshold)
        across.addWidget(self.preview, 10)

    def show_book(self, book: "Book", in_force: "Book") -> None:
        """Show a book; `in_force` is what its weights are compared with."""
        rebuild = self._book is None or [s.id for s in book.signals] != [s.id for s in self._book.signals]
        self._book = book
        # What the leaving threshold goes back to when the line is dragged down past it and up again.
        self._leave = book.threshold.leave
        if rebuild:
            self._build(book)
        before = {s.id: s for s in in_force.signals}
        for signal in book.signals:
            self._rows[signal.id].show_signal(signal, before.get(signal.id), self._session)
        self.preview.show_book(book, in_force)

    def _build(self, book: "Book") -> None:
        for row in self._rows.values():
            row.deleteLater()
        self._rows.clear()
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for component in book.components:
            limits = {"low": f"{component.floor:g}", "high": f"{component.cap:g}"}
            words = (_("%(low)s to %(high)s points") % limits).replace("-", "−")
            head = Label(f"{component_label(component.id)}　{words}", "heading")
            head.setContentsMargins(0, 10, 0, 4)
            self._list.addWidget(head)
            for signal in book.signals:
                if signal.component == component.id:
                    row = WeightRow(signal)
                    row.moved.connect(self._change)
                    self._rows[signal.id] = row
                    self._list.addWidget(row)

    def _change(self, signal_id: str, points: float) -> None:
        if self._book is None:
            return
        signals = tuple(replace(s, points=points) if s.id == signal_id else s for s in self._book.signals)
        self._take(replace(self._book, signals=signals))

    def _move_threshold(self, points: int) -> None:
        book = self._book
        if book is None or points == book.threshold.points:
            return
        self._take(with_threshold(book, float(points), self._leave))

    def _take(self, book: "Book") -> None:
        before, self._book = self._book, book
        for signal in book.signals:
            if before is None or signal not in before.signals:
                self._rows[signal.id].mark_changed(signal)
        self.preview.follow(book)
        self.edited.emit(book)


class WeightRow(QWidget):
    """One signal: its name, a slider, the number, and what it was."""

    moved = Signal(str, float)

    def __init__(self, signal: "ScoreSignal") -> None:
        super().__init__()
        self._id = signal.id
        self._before: ScoreSignal | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        self.name = ElidedLabel(signal.name)
        self.name.setMinimumWidth(NAME_WIDTH)
        self.slider = WeightSlider(signal.name)
        self.number = PointsBox()
        self.number.setFixedWidth(64)
        self.number.setAccessibleName(signal.name)
        self.was = Label("", "secondary")
        self.was.setFixedWidth(40)
        self.limits = ElidedLabel("", "secondary")
        grid.setVerticalSpacing(0)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.slider, 0, 1)
        grid.addWidget(self.limits, 1, 0, 1, 2)
        grid.addWidget(self.number, 0, 2, 2, 1)
        grid.addWidget(self.was, 0, 3, 2, 1)
        grid.setColumnStretch(0, 6)
        grid.setColumnStretch(1, 5)
        self.slider.moved.connect(self._take)
        self.number.valueChanged.connect(self._take)

    def show_signal(self, signal: "ScoreSignal", before: "ScoreSignal | None", session: "Session") -> None:
        """Show the weight of a book beside that of the version in force; bands are edited elsewhere."""
        self._before = before
        self.name.set_text(signal.name)
        banded = bool(signal.bands)
        self.slider.setEnabled(not banded)
        self.number.setEnabled(not banded)
        self.slider.show_points(_shown(signal), session.colours)
        self._show_number(_shown(signal))
        self.mark_changed(signal)

    def mark_changed(self, signal: "ScoreSignal") -> None:
        """Say what the weight is in the version in force, where it differs."""
        words = limits_in_words(signal)
        self.limits.set_text(words)
        self.limits.setVisible(bool(words))
        self.slider.setToolTip(plain_tip(words))
        before = self._before
        changed = before is not None and before.points != signal.points
        self.was.setText(_("← %(points)s") % {"points": f"{before.points:g}"} if before and changed else "")

    def _take(self, points: float) -> None:
        self._show_number(points)
        self.slider.show_points(points, self.slider._colours)  # noqa: SLF001 - the row owns its slider
        self.moved.emit(self._id, points)

    def _show_number(self, points: float) -> None:
        self.number.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.number.setValue(points)
        self.number.blockSignals(False)  # noqa: FBT003


class PointsBox(DecimalBox):
    """Points: whole ones look whole, others keep their decimals."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(3)
        self.setRange(-TYPED_POINTS, TYPED_POINTS)

    def textFromValue(self, value: float) -> str:
        """Return the number without zeros nobody wrote."""
        return f"{value:.3f}".rstrip("0").rstrip(".")


def limits_in_words(signal: "ScoreSignal") -> str:
    """Return what else decides over a signal's points: cap, window, half-life, or its bands."""
    if signal.bands:
        return _(", ").join(_band_words(band) for band in signal.bands)
    if signal.counts is None:
        return ""
    parts = [
        _("cap %(points)s points") % {"points": f"{signal.cap:g}"} if signal.cap is not None else _("no cap")
    ]
    if signal.window_days is not None:
        parts.append(_("window %(days)s days") % {"days": signal.window_days})
    if half_life(signal):
        parts.append(_("half-life %(days)s days") % {"days": f"{signal.half_life_days:g}"})
    elif signal.half_life_days:
        parts.append(_("no half-life below zero"))
    return _(", ").join(parts)


def _band_words(band: "Band") -> str:
    low = "" if band.low is None else f"{band.low:g}"
    high = "" if band.high is None else f"{band.high:g}"
    words = _("%(low)s to below %(high)s: %(points)s")
    return words % {"low": low, "high": high, "points": f"{band.points:g}"}


def _shown(signal: "ScoreSignal") -> float:
    if signal.bands:
        return max((band.points for band in signal.bands), key=abs)
    return signal.points
