"""What the scoring tab asks of the store: what there is to count or test, and whom each signal reaches today."""

from typing import TYPE_CHECKING, Any

import numpy as np

from funneldesk.domain.book.book_checks import tests_of
from funneldesk.domain.book.conditions import ActivityMatch, Attribute
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.lists.numerals import number_in
from funneldesk.domain.scoring.present import Offer, Present, Reach, present_in, values_in
from funneldesk.domain.scoring.scoring import MILLI
from funneldesk.operations.facts import facts_of
from funneldesk.operations.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts
    from funneldesk.operations.weights import Preview
    from funneldesk.store.store import Store

#: Fields most books ask about, in the order in which a new signal takes one nobody asks about yet.
_ASKED = ("industry", "employees", "title", "department", "prefecture", "source", "campaign")
#: So many own fields are looked through for numbers.
_LOOKED = 8
#: So many of their most frequent values must be numbers.
_VALUES = 20


def present_of(store: "Store") -> Present:
    """Return the activities, contents and fields that are there, most frequent first."""
    facts = facts_of(store)
    return remembered(facts, ("present",), lambda: present_in(facts))


def values_of(store: "Store", field: str) -> tuple[Offer, ...]:
    """Return the values leads have in a field, most frequent first."""
    facts = facts_of(store)
    return remembered(facts, ("values", field), lambda: values_in(facts, field))


def first_values(store: "Store", book: "Book") -> dict[str, Any]:
    """Return what a new signal may start from, as `domain.book.signal_lines.first_signal` takes it.

    An activity, a value and a number that are really there, and that no signal of the book looks at yet.
    """
    facts, present = facts_of(store), present_of(store)
    counted = {kind for signal in book.signals if signal.counts for kind in signal.counts.kinds}
    kinds = [offer.value for offer in present.kinds]
    kind = next((one for one in kinds if one not in counted), kinds[0] if kinds else "view")
    return {
        "match": ActivityMatch(kinds=(kind,)),
        "test": _first_test(facts, book),
        **_first_number(facts, book, present.fields),
    }


def reaches_of(preview: "Preview") -> dict[str, Reach]:
    """Return for each signal of a draft how many leads it gives points today, and how many points in sum."""
    return {
        id_: Reach(int(np.count_nonzero(found.milli)), int(found.milli.sum(dtype=np.int64)) / MILLI)
        for id_, found in preview.scores.signals.items()
    }


def people_of_signal(preview: "Preview", signal_id: str) -> list[int]:
    """Return the ids of the leads a signal of a draft gives points today, in order."""
    found = preview.scores.signals[signal_id]
    ids: list[int] = preview.facts.lead_ids[np.sort(found.position[found.milli != 0])].tolist()
    return ids


def _first_test(facts: "Facts", book: "Book") -> Attribute:
    tests = [test for signal in book.signals for test in tests_of(signal.test)]
    asked = {test.field for test in tests if isinstance(test, Attribute)}
    for field in sorted(_ASKED, key=lambda name: name in asked):
        values = values_in(facts, field)
        if values:
            return Attribute(field, "is", (values[0].value,))
    return Attribute("email_kind", "is", ("company",))


def _first_number(facts: "Facts", book: "Book", fields: "Iterable[str]") -> dict[str, Any]:
    """Return an own field whose most frequent values are numbers, and the number in their middle.

    Without one: the number of employees, from 50.
    """
    taken = {field for signal in book.signals for field in signal.band_fields}
    for field in [name for name in fields if name.startswith(OWN_PREFIX) and name not in taken][:_LOOKED]:
        numbers = [number_in(offer.value) for offer in values_in(facts, field)[:_VALUES]]
        known = sorted(number for number in numbers if number is not None)
        if known and len(known) == len(numbers):
            return {"band_field": field, "band_low": float(f"{known[len(known) // 2]:.2g}")}
    return {"band_field": "employees", "band_low": 50.0}
