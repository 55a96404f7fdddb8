"""For whom a condition holds today, and which values the leads there are have: what its editor shows at once."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.scoring.points import all_leads
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.operations.facts import facts_of
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.conditions import Condition
    from funneldesk.domain.facts import Facts
    from funneldesk.store.store import Store

#: So many people are named.
NAMED = 3
#: Of a field with more different values none is offered: nobody chooses one of a thousand names.
MOST_VALUES = 1000
#: Fields that tell one person, moment or note from all others; and what a book computes itself.
_OWN_TO_EACH = frozenset({
    "external_id", "email", "last_name", "first_name", "name", "company", "corporate_number", "phone", "note",
    "acquired_at", "updated_at", "mql_at", "sal_at", "deal_at", "won_at", "lost_at", "opt_out", "employees",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holding:
    """Leads for which a condition holds: their ids in order, of `total`; the first of them by (name, company)."""

    ids: tuple[int, ...]
    total: int
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the lists say: every field of leads with its values, most frequent first; names and themes of contents."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contents: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def people_of(store: "Store", book: "Book", condition: "Condition", as_of: int) -> Holding:
    """Return for whom `condition` holds at the end of a day, under `book`."""
    facts = facts_of(store)
    chosen = Scoring(facts, book).conditions.holds(condition, all_leads(facts, as_of))
    ids = tuple(facts.lead_ids[chosen].tolist())
    names = lead_names(store, ids[:NAMED])
    return Holding(ids, facts.count, tuple(names[one] for one in ids[:NAMED] if one in names))


def vocabulary_of(store: "Store") -> Vocabulary:
    """Return what conditions can speak of in this store."""
    facts = facts_of(store)
    contents = facts.contents
    return Vocabulary(
        {name: _values(facts, name) for name in facts.columns},
        tuple(sorted({one.key for one in contents})),
        tuple(sorted({one.theme for one in contents if one.theme})),
    )


def _values(facts: "Facts", name: str) -> tuple[str, ...]:
    if name in _OWN_TO_EACH:
        return ()
    column = facts.columns[name]
    if len(column.labels) > MOST_VALUES:
        return ()
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.labels))
    return tuple(column.labels[code] for code in np.argsort(-counts, kind="stable"))
