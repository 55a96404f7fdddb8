"""What the Today page shows: KPIs and what is owed; beside it what changed, and what both sides kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.sentences import follows_words
from funneldesk.domain.handovers.call_results import is_unreached
from funneldesk.operations.duties import duties_of
from funneldesk.operations.duty_lists import DutyList
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.importing import imports
from funneldesk.operations.kpis import Kpis, kpis_of
from funneldesk.operations.scorecard import Line, scorecard_of
from funneldesk.operations.since_yesterday import Changes, changes_since

if TYPE_CHECKING:
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Today:
    """The page's data.

    `to_call`: ids of those whom a rule asks to call as SAL candidates, the most points first; `missing` are kinds
    of lists that were never imported. `by_pilot`: while a pilot decides about anybody, its number and how many
    of `to_call` are in it. `reasons`: why a hand-over may be rejected and what follows, in the order of the book;
    `unreached`: the one of them for those nobody reaches, "" where the book has none. `template`: the comment.
    """

    kpis: Kpis
    duties: DutyList
    to_call: tuple[int, ...]
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    unreached: str
    template: tuple[str, ...]
    by_pilot: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the work list, and need not be waited for."""

    changes: Changes
    scorecard: tuple[Line, ...]


def beside_of(store: "Store", as_of: int) -> Beside:
    """Return what changed since yesterday and the scorecard of both sides."""
    with store.one_view():
        return Beside(changes_since(store, as_of), scorecard_of(store, as_of))


def today_of(store: "Store", as_of: int) -> Today:
    """Return the page's data as of a day."""
    with store.one_view():
        known = {batch.kind for batch in imports(store) if not batch.hidden}
        missing = tuple(kind for kind in ("leads", "activities", "deals") if kind not in known)
        book = version_in_force(versions_of(store), as_of).book
        rejections = [one for one in book.reasons if one.kind == "rejection"]
        duties = duties_of(store, as_of)
        to_call = owed_calls(duties)
        return Today(
            kpis_of(store, as_of),
            duties,
            to_call,
            missing,
            tuple((one.name, follows_words(one, brief=True)) for one in rejections),
            next((one.name for one in rejections if is_unreached(one.name)), ""),
            book.data_rules.comment_template,
            _by_pilot(store, to_call, as_of),
        )


def owed_calls(duties: DutyList) -> tuple[int, ...]:
    """Return whom the rules ask to call: the same rule as the lines below, never another one."""
    calls = duties.of_event("candidate")
    if not len(calls):
        return ()
    best_first = np.argsort(-calls.numbers("score"), kind="stable")
    return tuple(dict.fromkeys(calls.numbers("lead")[best_first].tolist()))


def _by_pilot(store: "Store", to_call: tuple[int, ...], as_of: int) -> tuple[int, int] | None:
    facts = facts_of(store)
    deciding = in_force(facts, versions_of(store), as_of)
    if deciding.pilot is None or deciding.inside is None:
        return None
    places = np.searchsorted(facts.lead_ids, np.array(to_call, np.int64))
    return deciding.pilot.number, int(np.count_nonzero(deciding.inside[places]))
