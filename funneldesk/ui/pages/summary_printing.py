"""Printing the sheet: drawn in the background as finely as a printer needs, then handed to it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog

from funneldesk.colours import LIGHT
from funneldesk.i18n import _
from funneldesk.ui.widgets.figures import draw

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from funneldesk.domain.summary.summary import Summary
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.summary import SummaryPage

#: Dots per inch: letters are sharp, and the picture still fits the memory of an old printer.
_DPI = 300
_SCREEN = 96


class Printing:
    """Asks for a printer and gives it the sheet of a page."""

    def __init__(self, page: "SummaryPage") -> None:
        self._page = page

    def ask(self) -> None:
        """Ask for a printer, then print."""
        from PySide6.QtPrintSupport import QPrintDialog

        if self._page.summary is None:
            return
        printer = a4_printer()
        dialog = QPrintDialog(printer, self._page)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        # The dialog's own `open` wants the name of a slot; that of all dialogs does the same.
        QDialog.open(dialog)

    def print_on(self, printer: "QPrinter") -> None:
        """Draw the sheet in the background, then print it."""
        page = self._page.page_to_give()
        if page is None:
            return

        def picture(_task: Any) -> QImage:
            from funneldesk.charts.summary import page_size, summary_sheet

            def make(_size: tuple[float, float], colours: Any) -> Any:
                return summary_sheet(page, colours)

            return draw(make, QSize(*page_size()), _DPI / _SCREEN, LIGHT).image

        self._page.session.run(picture, lambda image: self._give(printer, image, page), self._page.show_error)

    def _give(self, printer: "QPrinter", image: QImage, summary: "Summary") -> None:
        painter = QPainter()
        if not painter.begin(printer):
            self._page.banner.say(
                _("The printer did not take the page. Save it as PDF and print that."), "red"
            )
            return
        whole = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(whole, image, QRectF(image.rect()))
        painter.end()

        def note(store: "Store", _task: Any) -> None:
            from funneldesk.operations.summary import note_summary

            note_summary(store, summary, printed=True)

        self._page.session.read(note, lambda _none: None, self._page.show_error)
        self._page.banner.say(_("Sent to the printer."), "green")


def a4_printer() -> "QPrinter":
    """Return a printer set to one upright page of A4, edge to edge: the sheet has margins of its own."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer
