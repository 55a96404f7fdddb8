"""Which two ranges are set side by side: the last month, quarter, half or fiscal year, or four days of one's own."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QPushButton, QVBoxLayout

from funneldesk.domain.formats import colon
from funneldesk.domain.funnel.comparisons import COMPARISONS, Sides
from funneldesk.domain.funnel.periods import Period
from funneldesk.i18n import _
from funneldesk.operations.why import ComparisonChoice
from funneldesk.ui.page import row
from funneldesk.ui.pages.ranges import SENTENCE
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.text import FieldName, Label

if TYPE_CHECKING:
    from funneldesk.ui.session import Session


class ComparisonBox(Choice):
    """The named comparisons, or two ranges of one's own; `comparison` is what the operation takes."""

    #: Another comparison was chosen.
    compared = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__([(name, _name(name)) for name in COMPARISONS])
        self._session = session
        self.comparison = ComparisonChoice()
        self.sides: Sides | None = None
        self.set_value(self.comparison.name)
        self.chosen.connect(self._choose)

    def set_periods(self, before: Period, after: Period) -> None:
        """Compare two ranges of one's own."""
        self.comparison = ComparisonChoice("custom", before, after)
        self.set_value("custom")
        self.compared.emit()

    def _choose(self, name: object) -> None:
        if name != "custom":
            self.comparison = ComparisonChoice(str(name))
            self.compared.emit()
            return
        dialog = PeriodsDialog(self, self.sides, self._session.today)
        dialog.accepted.connect(lambda: self.set_periods(*dialog.periods))
        dialog.rejected.connect(lambda: self.set_value(self.comparison.name))
        dialog.open()


class PeriodsDialog(QDialog):
    """Asks for the first and last day of both ranges."""

    def __init__(self, parent: ComparisonBox, sides: Sides | None, today: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose two ranges"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        text = _("Leads acquired in the one range are compared with those acquired in the other.")
        column.addWidget(Label(text, "secondary", wrap=True))
        form = QFormLayout()
        self.edits: list[DayField] = []
        known = (sides.before, sides.after) if sides else (None, None)
        for heading, period in zip((_("The range before"), _("The later range")), known, strict=True):
            form.addRow(Label(heading, "heading"))
            days = (period.from_day, period.to_day) if period else (None, None)
            for name, day in zip((_("From"), _("To (this day included)")), days, strict=True):
                edit = DayField(f"{heading}{colon()}{name}", day or today)
                self.edits.append(edit)
                form.addRow(FieldName(name), edit)
        column.addLayout(form)
        take = QPushButton(_("Compare these ranges"))
        take.setProperty("primary", "true")
        take.setDefault(True)
        take.clicked.connect(self.accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        column.addLayout(row(1, cancel, take))
        for edit in self.edits:
            edit.setMinimumWidth(pixels(SENTENCE))
            edit.changed.connect(lambda: take.setEnabled(all(edit.is_right for edit in self.edits)))

    @property
    def periods(self) -> tuple[Period, Period]:
        """Return the two ranges, each with its earlier day first."""
        days = [edit.day for edit in self.edits]
        return Period(*sorted(days[:2])), Period(*sorted(days[2:]))


def _name(comparison: str) -> str:
    return {
        "month": _("Last month against the one before"),
        "quarter": _("Last quarter against the one before"),
        "half": _("Last half-year against the one before"),
        "month_of_year": _("Last month against a year before"),
        "quarter_of_year": _("Last quarter against a year before"),
        "half_of_year": _("Last half-year against a year before"),
        "fiscal": _("This fiscal year against the same days of the last"),
        "last_fiscal": _("Last fiscal year against the one before"),
        "custom": _("Choose two ranges…"),
    }[comparison]
