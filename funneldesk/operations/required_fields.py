"""How many leads lack what the data rules require, by the rules of a draft: the same count as under data quality."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.quality import required_states
from funneldesk.operations.remembered import book_key, remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.book.book import DataRules
    from funneldesk.domain.facts import Int32, Int64
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Lacking:
    """For each (stage, entry of its required fields): of how many leads, and the places of those who lack it.

    A stage that no record could ever give is in none. `own`: fields of lists that nobody mapped ("x.NAME").
    """

    ids: "Int64"
    found: "Mapping[tuple[str, str], tuple[int, Int32]]"
    own: tuple[str, ...] = ()

    def leads(self, places: "Int32") -> list[int]:
        """Return the lead ids at some places."""
        found: list[int] = self.ids[places].tolist()
        return found


def lacking(store: "Store", rules: "DataRules", as_of: int) -> Lacking:
    """Return who lacks what `rules` require, at the stages of the versions agreed on."""
    with store.one_view():
        facts, versions = facts_of(store), versions_of(store)
        required = tuple((stage, tuple(entries)) for stage, entries in rules.required.items())
        key = ("lacking", book_key(versions, as_of), as_of, required)

        def count() -> Lacking:
            book = replace(version_in_force(versions, as_of).book, data_rules=rules)
            states = required_states(store, facts, book, as_of)
            found = {(state.stage, "|".join(state.fields)): (state.n, state.places) for state in states}
            own = tuple(sorted(name for name in facts.columns if name.startswith("x.")))
            return Lacking(facts.lead_ids, found, own)

        return remembered(facts, key, count)
