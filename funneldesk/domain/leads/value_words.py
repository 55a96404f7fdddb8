"""A stored value of a lead as people read it."""

import re

from funneldesk.domain.fields import FIELDS
from funneldesk.domain.formats import day
from funneldesk.domain.leads.timeline import time_text
from funneldesk.domain.moment import DEFAULT_ZONE, moment_of
from funneldesk.domain.words import value_label
from funneldesk.i18n import _

#: "1200", "1,200".
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}")


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


def plain_count(field: str, value: str) -> int | None:
    """Return the number of employees where a stored value is nothing but that: of 「50名」 and of other fields None.

    Own fields of lists are left alone: a number of a customer is no count.
    """
    if field != "employees" or not _COUNT.fullmatch(value):
        return None
    return int(value.replace(",", ""))
