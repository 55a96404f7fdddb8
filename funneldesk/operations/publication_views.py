"""The saved views of the leads that a publication holds: those that ask for nothing it does not say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from funneldesk.domain.leads.lead_columns import column_kind
from funneldesk.domain.leads.typed_ranges import plain_range
from funneldesk.domain.team.team_views import CHOSEN_BY, COLUMNS, ORDERS, SHOWN, SharedView, is_range
from funneldesk.operations.lead_views import LeadView, lead_views

if TYPE_CHECKING:
    from funneldesk.operations.lead_filters import ColumnFilter
    from funneldesk.operations.leads import LeadQuery
    from funneldesk.operations.publication_texts import Texts
    from funneldesk.store.store import Store


def shared_views(store: "Store", texts: "Texts") -> tuple[SharedView, ...]:
    """Return the views that the team can see as they are, in words without people.

    What was typed into a search or under a heading may name somebody, unless it is a range of numbers or days, and so
    may own fields: those views stay here. Columns that are not published are left out of a view.
    """
    return tuple(_shared(one, texts) for one in _fitting(lead_views(store)))


def _fitting(views: Iterable[LeadView]) -> list[LeadView]:
    return [one for one in views if _is_told(one.query)]


def _is_told(query: "LeadQuery") -> bool:
    asking = [one for one in query.filters if one.asks]
    return (
        not query.text.strip()
        and query.show in SHOWN
        and query.sort in ORDERS
        and all(_is_chosen(one) or _is_range(one) for one in asking)
    )


def _is_chosen(one: "ColumnFilter") -> bool:
    return one.field in CHOSEN_BY and not one.text.strip()


def _is_range(one: "ColumnFilter") -> bool:
    return one.field in ORDERS and one.values is None and is_range(one.field, one.text)


def _shared(view: LeadView, texts: "Texts") -> SharedView:
    query = view.query
    values = {
        one.field: tuple(texts.free(value) for value in one.values)
        for one in query.filters
        if one.values is not None
    }
    ranges = {
        ORDERS[one.field]: plain_range(one.text, of_days=column_kind(one.field) == "day")
        for one in query.filters
        if one.asks and one.values is None
    }
    return SharedView(
        texts.free(view.name),
        query.show,
        values,
        ORDERS[query.sort],
        query.descending,
        ranges,
        tuple(COLUMNS[name] for name in view.columns if name in COLUMNS),
        {COLUMNS[name]: width for name, width in view.widths.items() if name in COLUMNS},
    )
