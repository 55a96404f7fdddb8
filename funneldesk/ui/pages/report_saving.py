"""Saving the monthly report: which month and in which form, where to, and then it is written in the background."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.domain.formats import month_name
from funneldesk.domain.funnel.periods import last_whole_month, month_end, month_start
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.saved_files import say_saved
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.text import FieldName, Label

if TYPE_CHECKING:
    from funneldesk.operations.report import ReportWritten
    from funneldesk.ui.page import Page

WIDTH = 420
#: Months one can go back to.
_MONTHS = 36


class ReportDialog(QDialog):
    """Asks for the month and the form; `month` is the ordinal of its first day, `ending` that of the file."""

    def __init__(self, page: "Page") -> None:
        super().__init__(page)
        self.setWindowTitle("FunnelDesk")
        self.setFixedWidth(WIDTH)
        today = page.session.today
        self.months = Choice((month_start(today, back), _month_words(today, back)) for back in range(_MONTHS))
        # What people report of is the last month that is over.
        self.months.set_value(last_whole_month(today))
        self.forms = Choice(
            ((".pdf", _("PDF, 2 to 4 pages to print")), (".xlsx", _("Excel, all figures with formulas")))
        )
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(_("Monthly report"), "heading"))
        text = _("A month that is over is told as it stood on its last day.")
        column.addWidget(Label(text, "secondary", wrap=True))
        form = QFormLayout()
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(FieldName(_("Month")), self.months)
        form.addRow(FieldName(_("Form")), self.forms)
        column.addLayout(form)
        self.no, self.yes = QPushButton(_("Cancel")), QPushButton(_("Save…"))
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addSpacing(4)
        column.addLayout(buttons)

    @property
    def month(self) -> int:
        """Return the first day of the chosen month."""
        return int(str(self.months.value))

    @property
    def ending(self) -> str:
        """Return the ending of the chosen form."""
        return str(self.forms.value)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the words need at this width."""
        super().showEvent(event)
        needed = self.column.heightForWidth(WIDTH)
        self.setMinimumHeight(needed)
        self.resize(WIDTH, needed)


def ask_report(page: "Page") -> ReportDialog:
    """Ask for a month and a form, then save that report; the banner of `page` says what came of it."""
    dialog = ReportDialog(page)
    dialog.accepted.connect(lambda: save_report(page, dialog.month, dialog.ending))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_report(page: "Page", month: int | None = None, ending: str = ".pdf") -> None:
    """Ask where, then write the report of the month that begins on `month` (None: the last that is over)."""
    from funneldesk.operations.report import report_name

    as_of = page.session.today
    first = last_whole_month(as_of) if month is None else month
    pdf, xlsx = _("PDF (*.pdf)"), _("Excel workbook (*.xlsx)")
    kinds = (pdf, xlsx) if ending == ".pdf" else (xlsx, pdf)
    name = f"{report_name(first)}{ending}"
    path, kind = file_to_save(page, _("Save the monthly report"), name, ";;".join(kinds))
    if path is None:
        return
    if not path.suffix:
        path = path.with_name(f"{path.name}{'.pdf' if kind == pdf else '.xlsx'}")
    page.banner.say(_("The report of %(month)s is being written…") % {"month": month_name(first)}, "blue")

    def work(store: Any, job: Any) -> "ReportWritten":
        from funneldesk.operations.report import write_report

        return write_report(store, path, as_of, first, job)

    page.session.search(work, lambda written: say_saved(page.banner, written.path), page.show_error)


def _month_words(today: int, back: int) -> str:
    words = month_name(month_start(today, back))
    return words if back or today == month_end(today) else _("%(month)s (so far)") % {"month": words}
