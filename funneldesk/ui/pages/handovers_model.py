"""The rows of hand-overs in their table: a hundred thousand are kept column by column and sorted in the background."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt

from funneldesk.ui.widgets.rows import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from funneldesk.domain.packed import Packed
    from funneldesk.operations.handovers import HandoverLine
    from funneldesk.ui.page import Page
    from funneldesk.ui.tasks import Job
    from funneldesk.ui.widgets.rows import RowsColumn


class HandoversModel(RowsModel["HandoverLine"]):
    """Shows hand-overs in the order of a column, also those that come after it was chosen."""

    def __init__(self, page: "Page", columns: "Sequence[RowsColumn[HandoverLine]]") -> None:
        super().__init__(columns)
        self._page = page
        self._sorting: Job | None = None
        self._section, self._order = -1, Qt.SortOrder.AscendingOrder

    @property
    def is_sorting(self) -> bool:
        """Whether the order is still being found."""
        return self._sorting is not None

    def show_sorted(self, rows: "Sequence[HandoverLine]") -> None:
        """Replace all rows, in the order chosen at the head of the table."""
        self.show_rows(rows)
        if self._section >= 0:
            self.sort(self._section, self._order)

    def held(self, rows: "Sequence[HandoverLine]") -> "list[HandoverLine]":
        """Return rows as they are where they are very many; an order that is still being found is of others."""
        self._forget_order()
        return cast("list[HandoverLine]", rows) if _are_many(rows) else list(rows)

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; rows without a value stay last either way."""
        self._section, self._order = section, order
        if not _are_many(self.rows):
            super().sort(section, order)
            return
        self._forget_order()
        if not 0 <= section < len(self.columns):
            return
        rows = cast("Packed[HandoverLine]", self.rows)

        def work(_store: Any, _job: "Job") -> "NDArray[Any]":
            import numpy as np

            return np.array(self.places_in_order(rows, section, order), np.intp)

        def done(places: "NDArray[Any]") -> None:
            self._sorting = None
            self.show_rows(rows.take(places))

        def failed(error: Exception) -> None:
            self._sorting = None
            self._page.show_error(error)

        self._sorting = self._page.session.read(work, done, failed, needs_store=False)

    def _forget_order(self) -> None:
        if self._sorting is not None:
            self._sorting.cancel()
            self._sorting = None


def _are_many(rows: object) -> bool:
    # Not by its type: numpy, which that needs, is loaded after the page is built.
    return hasattr(rows, "take")
