"""What the table of leads is filtered by under its headings: its columns, and the values they have."""

from typing import TYPE_CHECKING, Any

from funneldesk.domain.words import stage_label
from funneldesk.ui.widgets.heading_filters import HeadingFilters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from funneldesk.operations.lead_filters import ValueCount
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage


class LeadFilters(HeadingFilters):
    """Knows the columns and values of the table of leads."""

    def __init__(self, page: "LeadsPage") -> None:
        self._leads = page
        super().__init__(page, page.table, page.table.headings)

    def columns(self) -> "Sequence[tuple[str, str]]":
        """Return the columns on show, each with its heading."""
        return [(column.sort, column.heading) for column in self._leads.model.columns]

    def words(self, field: str, value: str) -> str:
        """Return a value of a column as people read it."""
        return stage_label(value, self._leads.model.labels) if field == "stage" and value else value

    def keep(self, fields: "Iterable[str]") -> None:
        """Let the table keep these columns in sight."""
        self._leads.table.keep_columns(fields)

    def find_values(self, field: str, then: "Callable[[Sequence[ValueCount]], None]") -> None:
        """Count the values of a column among whom all other filters let pass."""
        filters, as_of = self._leads.query.filters, self._leads.session.today

        def work(store: "Store", job: Any) -> "Sequence[ValueCount]":
            from funneldesk.operations.facts import facts_of
            from funneldesk.operations.lead_filters import values_of
            from funneldesk.operations.leads import figures_of

            return values_of(facts_of(store), field, filters, figures=figures_of(store, as_of, job))

        self._leads.session.read(work, then, self._leads.show_error)
