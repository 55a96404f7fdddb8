"""Since when lists said anything about a field of a lead: what a backtest must not know earlier."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.backtest.known import STATES, sources_of
from funneldesk.domain.facts import positions
from funneldesk.domain.leads.fold import said_of_reference
from funneldesk.domain.leads.lead_values import fields_in
from funneldesk.domain.leads.records import DAY_SECONDS
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.evaluation import criteria_of
from funneldesk.store import identity as identities
from funneldesk.store.edits import edits, leads_of_edits
from funneldesk.store.records import batches, columns_of_batch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts, Int32
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store


def fields_of(book: "Book") -> set[str]:
    """Return the fields of records that a book's scores, segment and disqualification look at."""
    conditions = [signal.test for signal in book.signals if signal.test is not None]
    conditions += [c for c in (criteria_of(book, "disqualified"), book.scope.segment) if c is not None]
    named = {field for condition in conditions for field in fields_in(condition)}
    named |= {field for signal in book.signals for field in signal.band_fields} | set(STATES)
    return {source for field in named for source in sources_of(field)}


def first_known(store: "Store", facts: "Facts", fields: Collection[str], task: "Task") -> "dict[str, Int32]":
    """Return by field the day (n leads) a visible record first gave a value, NEVER where none did."""
    first = {field: np.full(facts.count, NEVER, np.int32) for field in fields}
    table = identities.leads_by_identity(store.connection)
    for info in batches(store.connection, visible_only=True):
        wanted = [field for field in info.fields if field in first]
        if info.kind != "leads" or not wanted:
            continue
        for rows in columns_of_batch(store.connection, info):
            task.report(0, None)
            who = np.array([identity or 0 for identity in rows.identities], np.int64)
            place = positions(facts.lead_ids, table[who])
            day = (np.array(rows.known_at, np.int64) // DAY_SECONDS).astype(np.int32)
            for field in wanted:
                given = np.array([bool(value) for value in rows.values[field]]) & (place >= 0)
                np.minimum.at(first[field], place[given], day[given])
    _of_references(store, facts, first)
    _by_hand(store, facts, first)
    return first


def _by_hand(store: "Store", facts: "Facts", first: "dict[str, Int32]") -> None:
    """Add what somebody entered where no list said anything before."""
    made = edits(store.connection)
    leads = leads_of_edits(store.connection, made)
    for one in made:
        place = int(positions(facts.lead_ids, np.array([leads.get(one.id, 0)]))[0])
        for field in one.values.keys() & first.keys():
            if one.values[field] and place >= 0:
                first[field][place] = min(int(first[field][place]), one.known_at // DAY_SECONDS)


def _of_references(store: "Store", facts: "Facts", first: "dict[str, Int32]") -> None:
    """Add what is known of leads that stand on no list: from the newest row that names them."""
    unlisted: Iterable[int] = facts.lead_ids[~facts.listed].tolist()
    for lead, person, known in identities.known_of_references(store.connection, unlisted):
        place = int(np.searchsorted(facts.lead_ids, lead))
        for field in said_of_reference(person.who, known).values:
            if field in first:
                first[field][place] = min(int(first[field][place]), known // DAY_SECONDS)
