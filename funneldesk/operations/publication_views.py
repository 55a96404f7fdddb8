"""The saved views of the leads that a publication holds: those that ask for nothing it does not say."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from funneldesk.domain.team.team_views import CHOSEN_BY, ORDERS, SHOWN, SharedView
from funneldesk.operations.lead_views import LeadView, lead_views

if TYPE_CHECKING:
    from funneldesk.operations.leads import LeadQuery
    from funneldesk.operations.publication_texts import Texts
    from funneldesk.store.store import Store


def shared_views(store: "Store", texts: "Texts") -> tuple[SharedView, ...]:
    """Return the views that the team can see as they are, in words without people.

    What was typed into a search or under a heading may name somebody, and so may own fields: those views stay here.
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
        and all(one.field in CHOSEN_BY and not one.text.strip() for one in asking)
    )


def _shared(view: LeadView, texts: "Texts") -> SharedView:
    query = view.query
    values = {
        one.field: tuple(texts.free(value) for value in one.values)
        for one in query.filters
        if one.values is not None
    }
    return SharedView(texts.free(view.name), query.show, values, ORDERS[query.sort], query.descending)
