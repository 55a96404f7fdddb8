"""One signal of the score in the tab: its weight as slider and number, and below, when opened, everything else."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from funneldesk.domain.amounts import half_life
from funneldesk.domain.book.clauses import set_apart
from funneldesk.domain.book.sentences import band_points_words
from funneldesk.domain.formats import number
from funneldesk.domain.words import heading
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.dragging import DRAG
from funneldesk.ui.widgets.fields import DecimalBox, WeightSlider
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.colours import Colours
    from funneldesk.domain.book.book import Signal as ScoreSignal
    from funneldesk.domain.scoring.present import Reach
    from funneldesk.ui.pages.book_signal_editor import Ends, SignalDesk, SignalEditor

TYPED_POINTS = 1000
#: Most names are readable at the least width of the window.
NAME_WIDTH = 148


class WeightRow(QWidget):
    """One signal: its name, a slider, the number, and what it was; its editor is made when first opened."""

    moved = Signal(str, float)
    #: Its fields were opened or folded.
    unfolded = Signal()
    #: The leads it counts for today are wanted: the signal's id.
    people_wanted = Signal(str)

    def __init__(self, signal: "ScoreSignal", desk: "SignalDesk") -> None:
        super().__init__()
        self._id, self._desk = signal.id, desk
        self._signal = signal
        self._before: ScoreSignal | None = None
        self._reach: Reach | None = None
        self._ends: Ends | None = None
        self.editor: SignalEditor | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 2, 0, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self.name = Label(signal.name, wrap=True)
        self.name.setMinimumWidth(NAME_WIDTH)
        self.slider = WeightSlider(signal.name)
        self.number = PointsBox()
        self.number.setFixedWidth(64)
        self.was = Label("", "secondary")
        # Of a fixed size, so that another number in it lays nothing out anew.
        self.was.setFixedSize(40, self.was.sizeHint().height())
        self.limits = Label("", "secondary", wrap=True)
        self.fault = Label("", "secondary", wrap=True, tone="amber")
        self.fault.hide()
        self.change = QPushButton(_("Change"))
        self.change.setProperty("link", "true")
        self.change.setCheckable(True)
        self.change.toggled.connect(self._unfold)
        self._grid.addWidget(self.name, 0, 0)
        self._grid.addWidget(self.slider, 0, 1)
        self._grid.addWidget(self.number, 0, 2)
        self._grid.addWidget(self.was, 0, 3)
        self._grid.addWidget(self.limits, 1, 0, 1, 2)
        self._grid.addWidget(self.change, 1, 2, 1, 2)
        self.people = QPushButton(_("Show the people"))
        self.people.setProperty("link", "true")
        self.people.setAccessibleName(f"{_('Show the people')}: {signal.name}")
        self.people.clicked.connect(lambda: self.people_wanted.emit(self._id))
        self.people.hide()
        self._grid.addWidget(self.fault, 2, 0, 1, 4)
        self._grid.addWidget(self.people, 3, 0, 1, 4, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(0, 6)
        self._grid.setColumnStretch(1, 5)
        self.slider.moved.connect(self._take)
        self.number.valueChanged.connect(self._type)

    def show_signal(
        self, signal: "ScoreSignal", before: "ScoreSignal | None", colours: "Colours", ends: "Ends"
    ) -> None:
        """Show a signal of a book beside that of the version in force; bands are edited below."""
        self._before, self._ends = before, ends
        self.name.setText(signal.name)
        for widget in (self.slider, self.number):
            widget.setEnabled(not signal.bands)
            widget.setAccessibleName(signal.name)
        self.change.setAccessibleName(_("Change %(signal)s") % {"signal": signal.name})
        self.slider.show_points(_shown(signal), colours)
        self._show_number(_shown(signal))
        self.mark_changed(signal)
        self.show_editor()

    def mark_changed(self, signal: "ScoreSignal") -> None:
        """Say what the weight is in the version in force, where it differs, and what else decides."""
        self._signal = signal
        self._say_limits()
        before = self._before
        changed = before is not None and before.points != signal.points
        was = _("← %(points)s") % {"points": f"{before.points:g}"} if before and changed else ""
        if was != self.was.text():
            self.was.setText(was)
        if self.editor is not None:
            # Its sentence and slots follow once the hand rests: no step of a drag waits for them.
            self.editor.hold(signal)

    def show_editor(self) -> None:
        """Show the signal in its fields, where they are open."""
        if self.editor is not None and self.editor.isVisibleTo(self) and self._ends is not None:
            self.editor.show_signal(self._signal, self._ends)

    def show_reach(self, reach: "Reach | None") -> None:
        """Say for how many leads the signal counts today, and the points it gives in sum."""
        self._reach = reach
        self._say_limits()
        self._offer_people()

    def _offer_people(self) -> None:
        reached = self._reach is not None and self._reach.leads > 0
        self.people.setVisible(self.change.isChecked() and reached)

    def show_faults(self, problems: "Sequence[str]") -> None:
        """Say what is wrong with the signal as it stands."""
        words = heading(_("; ").join(problems))
        if words != self.fault.text():
            self.fault.setText(words)
            self.fault.setVisible(bool(words))

    def open(self) -> None:
        """Unfold the fields and begin with the name."""
        self.change.setChecked(True)
        if self.editor is not None:
            self.editor.open()

    def _unfold(self, is_open: bool) -> None:
        self.change.setText(_("Fold") if is_open else _("Change"))
        if is_open and self.editor is None:
            from funneldesk.ui.pages.book_signal_editor import SignalEditor

            self.editor = SignalEditor(self._desk)
            self._grid.addWidget(self.editor, 4, 0, 1, 4)
        if self.editor is not None:
            self.editor.setVisible(is_open)
            self.show_editor()
        self._offer_people()
        self.unfolded.emit()

    def _say_limits(self) -> None:
        words = limits_in_words(self._signal)
        if self._reach is not None:
            words = f"{words}　{reach_in_words(self._reach)}" if words else reach_in_words(self._reach)
        words = heading(words)
        if words != self.limits.text():
            self.limits.setText(words)

    def _type(self, points: float) -> None:
        """Follow a number while it is being typed: all of it is one step."""
        with DRAG.part_of(self.number.entry):
            self._take(points)

    def _take(self, points: float) -> None:
        self._show_number(points)
        self.slider.show_points(points, self.slider.colours)
        self.moved.emit(self._id, points)

    def _show_number(self, points: float) -> None:
        if points == self.number.value():
            return
        self.number.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.number.setValue(points)
        self.number.blockSignals(False)  # noqa: FBT003
        self.number.begin_entry()


class PointsBox(DecimalBox):
    """Points: whole ones look whole, others keep their decimals."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(3)
        self.setRange(-TYPED_POINTS, TYPED_POINTS)
        #: What is typed until the field is left, Enter is hit or another number is shown, among the drags.
        self.entry = DRAG.another()
        self.editingFinished.connect(self.begin_entry)

    def begin_entry(self) -> None:
        """Let what is typed from now on be another entry."""
        self.entry = DRAG.another()

    def textFromValue(self, value: float) -> str:
        """Return the number without zeros nobody wrote."""
        return f"{value:.3f}".rstrip("0").rstrip(".")


def limits_in_words(signal: "ScoreSignal") -> str:
    """Return what else decides over a signal's points: cap, window, half-life, or its bands."""
    if signal.bands:
        return set_apart([band_points_words(band) for band in signal.bands])
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


def reach_in_words(reach: "Reach") -> str:
    """Return for how many leads a signal counts today, and the points it gives them together."""
    words = ngettext(
        "today %(leads)s lead, %(points)s points in sum",
        "today %(leads)s leads, %(points)s points in sum",
        reach.leads,
    )
    return words % {"leads": number(reach.leads), "points": number(round(reach.points)).replace("-", "−")}


def _shown(signal: "ScoreSignal") -> float:
    if signal.bands:
        return max((band.points for band in signal.bands), key=abs)
    return signal.points
