"""The main reasons of many leads' scores at once, in the words `operations.scoring.reasons` has for one."""

from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.funnel.selection import some
from funneldesk.domain.scoring.explanation import ScoreLine
from funneldesk.domain.scoring.scoring import MILLI, scores
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.scoring import reasons, scores_on

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Bool, Facts, Int64
    from funneldesk.store.store import Store


def scores_and_reasons(store: "Store", lead_ids: "Int64", as_of: int) -> dict[int, tuple[float, str]]:
    """Return the points of these leads (ascending ids, all there) on a day, and why in a few words, by lead."""
    facts, versions = facts_of(store), versions_of(store)
    places = np.searchsorted(facts.lead_ids, lead_ids)
    found, deciding = scores_on(facts, versions, as_of), in_force(facts, versions, as_of)
    inside = np.zeros(len(places), np.bool_) if deciding.inside is None else deciding.inside[places]
    words = _words(facts, deciding.everybody.book, as_of, places, ~inside)
    if deciding.pilot is not None and inside.any():
        words |= _words(facts, deciding.pilot.book, as_of, places, inside)
    return {
        int(lead): (float(found.milli[place]) / MILLI, words[int(place)])
        for lead, place in zip(lead_ids, places, strict=True)
    }


def _words(facts: "Facts", book: "Book", day: int, places: "Int64", among: "Bool") -> dict[int, str]:
    """Return the reasons of some leads under one book, by position."""
    chosen, table = places[among], []
    part = some(facts, chosen.astype(np.int32))
    said = scores(part, book, day).signals
    signals = [s for component in book.components for s in book.signals if s.component == component.id]
    for signal in signals:
        column = np.zeros(part.count, np.int32)
        column[said[signal.id].position] = said[signal.id].milli
        table.append(column)
    words = {}
    for at, place in enumerate(chosen.tolist()):
        lines = [
            ScoreLine(signal.id, signal.name, signal.component, float(column[at]) / MILLI, "")
            for signal, column in zip(signals, table, strict=True)
            if column[at] > 0
        ]
        words[place] = reasons(tuple(lines))
    return words
