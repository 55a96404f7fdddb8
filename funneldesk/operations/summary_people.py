"""The people behind what can be clicked on the one page and on both boards."""

from typing import TYPE_CHECKING

from funneldesk.domain.funnel.contact_speed import BUCKETS, NO_CONTACT
from funneldesk.operations.backtest import backtest_members
from funneldesk.operations.boards import number_members
from funneldesk.operations.campaigns import campaign_members
from funneldesk.operations.contents import content_members
from funneldesk.operations.summary import answered_members
from funneldesk.operations.timing import bucket_members

if TYPE_CHECKING:
    from funneldesk.domain.funnel.periods import Period
    from funneldesk.store.store import Store

#: The places of the buckets of each row about contacts: within 7 days are the first three.
_WITHIN = 3
_WEEK = {
    "soon": range(_WITHIN), "late": range(_WITHIN, len(BUCKETS)), "none": range(NO_CONTACT, NO_CONTACT + 1)
}  # fmt: skip


def people_behind(store: "Store", as_of: int, period: "Period", key: str) -> tuple[int, ...]:
    """Return the ids of the leads behind a target, ascending; KeyError for one that is nobody's number.

    Keys: "score:above|below", "week:soon|late|none", "reason:NAME", "content:KEY", "source:NAME", "number:CODE".
    """
    kind, _colon, what = key.partition(":")
    if kind == "score":
        return backtest_members(store, as_of, above=what == "above")
    if kind == "week":
        days = {"from_day": period.from_day, "to_day": period.to_day}
        return tuple(sorted(i for place in _WEEK[what] for i in bucket_members(store, as_of, place, **days)))
    if kind == "reason":
        return answered_members(store, as_of, period, key)
    if kind == "content":
        return content_members(store, what, as_of)
    if kind == "source":
        return campaign_members(store, as_of, "source", period, part="deal", values=(what,))
    if kind == "number":
        return number_members(store, as_of, what)
    raise KeyError(key)
