"""What a member's table of leads is filtered by under its headings: published columns, and the values they have."""

from typing import TYPE_CHECKING, Any

from funneldesk.domain.words import stage_label
from funneldesk.ui.widgets.heading_filters import HeadingFilters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from funneldesk.operations.lead_filters import ValueCount
    from funneldesk.operations.team_view import TeamView
    from funneldesk.ui.member.leads import LeadsPage
    from funneldesk.ui.widgets.filter_header import FilterHeader


class MemberFilters(HeadingFilters):
    """Knows the columns and values of a publication's leads."""

    def __init__(self, page: "LeadsPage", header: "FilterHeader") -> None:
        self._leads = page
        super().__init__(page, page.table, header)

    def columns(self) -> "Sequence[tuple[str, str]]":
        """Return the columns on show, each with its heading."""
        model = self._leads.model
        return [(name, column.heading) for name, column in zip(model.names, model.columns, strict=True)]

    def words(self, field: str, value: str) -> str:
        """Return a value of a column as people read it."""
        return stage_label(value) if field == "stage" and value else value

    def keep(self, fields: "Iterable[str]") -> None:
        """Leave the table as it is: what has no room is said above it, as all conditions are."""

    def find_values(self, field: str, then: "Callable[[Sequence[ValueCount]], None]") -> None:
        """Count the values of a column among those who pass everything else."""
        query = self._leads.query

        def work(view: "TeamView", _task: Any) -> "Sequence[ValueCount]":
            return view.lead_values(field, query)

        self._leads.session.search(work, then, self._leads.show_error)
