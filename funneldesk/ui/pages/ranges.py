"""The choice of a range of days, as pages with a funnel offer it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPushButton, QVBoxLayout

from funneldesk.domain.formats import day
from funneldesk.i18n import _
from funneldesk.operations.ranges import CHOICES, RangeChoice
from funneldesk.ui.page import row
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.text import FieldName

if TYPE_CHECKING:
    from funneldesk.ui.session import Session


#: What is wrong with a day stands below it, in two lines.
SENTENCE = 260


class RangeBox(QComboBox):
    """Named ranges, or two days; `choice` is what operations take."""

    chosen = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.choice = RangeChoice("trailing")
        self._days: tuple[int | None, int | None] = (None, None)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for name in CHOICES:
            self.addItem(_name(name), name)
        self.activated.connect(lambda: self._choose())

    def show_days(self, from_day: int | None, to_day: int | None, *, fallback: bool) -> None:
        """Say which days the chosen range means."""
        self._days = (from_day, to_day)
        words = _("All leads, undated ones too")
        if from_day is not None:
            words = _("%(from)s–%(to)s") % {"from": day(from_day), "to": day(to_day)}
        is_other = fallback and from_day is not None
        self.setToolTip(_("The last 12 months with leads: %(days)s") % {"days": words} if is_other else words)

    def set_days(self, from_day: int, to_day: int) -> None:
        """Choose two days of one's own."""
        self.choice = RangeChoice("custom", from_day, to_day)
        self.setCurrentIndex(self.findData("custom"))
        self.chosen.emit()

    def choose(self, name: str) -> None:
        """Choose one of the named ranges."""
        self.choice = RangeChoice(name)
        self.setCurrentIndex(self.findData(name))
        self.chosen.emit()

    def _choose(self) -> None:
        name = str(self.currentData())
        if name == "custom":
            dialog = DaysDialog(self, self._days, self._session.today)
            dialog.accepted.connect(lambda: self.set_days(*dialog.days))
            dialog.rejected.connect(lambda: self.setCurrentIndex(self.findData(self.choice.name)))
            dialog.open()
            return
        self.choice = RangeChoice(name)
        self.chosen.emit()


class DaysDialog(QDialog):
    """Asks for the first and the last day."""

    def __init__(self, parent: RangeBox, days: tuple[int | None, int | None], today: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose days"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)  # a sentence about a day has room
        form = QFormLayout()
        self.first = DayField(_("From"), days[0] or today - 365)
        self.last = DayField(_("To (this day included)"), days[1] or today)
        form.addRow(FieldName(_("From")), self.first)
        form.addRow(FieldName(_("To (this day included)")), self.last)
        column.addLayout(form)
        take = QPushButton(_("Show these days"))
        take.setProperty("primary", "true")
        take.setDefault(True)
        take.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        column.addLayout(row(1, cancel, take))
        for field in (self.first, self.last):
            field.setMinimumWidth(pixels(SENTENCE))
            field.changed.connect(lambda: take.setEnabled(self.first.is_right and self.last.is_right))

    @property
    def days(self) -> tuple[int, int]:
        """Return the two days, the earlier first."""
        found = sorted((self.first.day, self.last.day))
        return found[0], found[1]


def _name(choice: str) -> str:
    return {
        "trailing": _("Last 12 months"),
        "month": _("This month"),
        "last_month": _("Last month"),
        "quarter": _("This quarter"),
        "last_quarter": _("Last quarter"),
        "half": _("This half-year"),
        "last_half": _("Last half-year"),
        "fiscal": _("This fiscal year"),
        "last_fiscal": _("Last fiscal year"),
        "before_last_fiscal": _("The fiscal year before last"),
        "all": _("Everything"),
        "custom": _("Choose days…"),
    }[choice]
