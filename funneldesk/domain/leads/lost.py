"""Whether a lead is lost: every deal of it ended without an order."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from funneldesk.domain.leads.entities import Entity, deal_outcome, opened_moment
from funneldesk.domain.moment import NEVER, moment_of


class Lost(NamedTuple):
    """When the last deal was lost (NEVER: no list says when) and the reason as the list has it, "" for none."""

    day: int
    reason: str


def lost_of(deals: Sequence[Entity], values: Mapping[str, str], zone: str, as_of: int) -> Lost | None:
    """Return the loss as of a day, None where a deal is open or won or there never was one.

    Without any deal the list of leads may say it: a date lost, or the stage.
    """
    opened = [(one, opened_moment(one, zone).day) for one in deals]
    begun = [one for one, day in opened if day == NEVER or day <= as_of]
    if not begun:
        day = moment_of(values.get("lost_at"), zone).day
        said = day <= as_of or (day == NEVER and values.get("stage") == "lost")
        return Lost(day, "") if said else None
    ends = []
    for deal in begun:
        day = deal.moment("closed_at", zone).day
        if deal_outcome(deal) != "lost" or (day != NEVER and day > as_of):
            return None
        ends.append(Lost(day, deal.get("lost_reason") or ""))
    # The newest counts; one without a date says least.
    return max(ends, key=lambda one: (one.day != NEVER, one.day))
