"""What the table of leads is narrowed down by, as conditions in words."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.i18n import _
from funneldesk.ui.pages.leads_words import shows
from funneldesk.ui.widgets.standing import Condition, condition_words

if TYPE_CHECKING:
    from funneldesk.ui.pages.leads import LeadsPage


def conditions(page: "LeadsPage") -> Iterator[Condition]:
    """Yield what the page's query asks for: whom it shows, what is searched for, and each filter."""
    query = page.query
    if query.show != "all":
        words = next((text for value, text in shows(page.model.labels) if value == query.show), query.show)
        yield words, partial(page.change, show="all")
    if query.text.strip():
        yield _("Search: %(text)s") % {"text": query.text.strip()}, page.search.clear
    for one in query.filters:
        say = partial(page.filters.words, one.field)
        yield condition_words(one, column_label(one.field), say), partial(page.filters.take_off, one.field)
