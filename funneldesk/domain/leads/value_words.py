"""A stored value of a lead as people read it."""

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.formats import day
from funneldesk.domain.leads.timeline import time_text
from funneldesk.domain.moment import DEFAULT_ZONE, moment_of
from funneldesk.domain.words import value_label
from funneldesk.i18n import _


def value_text(field: str, value: str) -> str:
    """Return a stored value in words: a moment as day and time of the clock here, a code as its meaning."""
    if not value:
        return ""
    if FIELDS["leads"].get(field) == "moment":
        at = moment_of(value)
        return f"{day(at.day)} {time_text(at.instant, DEFAULT_ZONE)}".strip()
    if FIELDS["leads"].get(field) == "flag":
        return _("yes") if value == "1" else value
    return value_label(field, value)
