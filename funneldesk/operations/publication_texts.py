"""The texts of a publication, with nobody's name, address or number in them: asked for each text once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from funneldesk.domain.book.starter import starter_json
from funneldesk.domain.moment import NEVER, day_text
from funneldesk.domain.team.masking import Names, may_hold, normal_names, own_hidden, scrubbed
from funneldesk.i18n import LANGUAGES
from funneldesk.operations.kept_rows import kept_rows
from funneldesk.operations.remembered import remembered
from funneldesk.store.lead_names import other_names

if TYPE_CHECKING:
    from funneldesk.domain.facts import Facts, Int32
    from funneldesk.store.store import Store

Cell = TypeVar("Cell")


class Texts:
    """What is published of texts. `person` is the bare name of each lead by position, "" for none."""

    def __init__(self, store: "Store", facts: "Facts") -> None:
        self._facts = facts
        self.names = remembered(facts, ("names",), lambda: _names(store, facts))
        name = facts.columns["name"]
        own = self.names.bare[: len(name.labels)]
        self.person: list[str] = _by_code(own, name.codes, "")
        self._persons = frozenset(own) - {""}
        self._seen: dict[str, str] = {}

    def free(self, text: str) -> str:
        """Return a text that is about nobody in particular, or about many."""
        if text and text not in self._seen:
            self._seen[text] = scrubbed((text,), self.names)[0]
        return self._seen.get(text, text)

    def free_all(self, texts: Sequence[str]) -> list[str]:
        """Return many such texts."""
        return scrubbed(texts, self.names)

    def of_leads(self, field: str, *, as_listed: Sequence[int] = ()) -> list[str | None]:
        """Return a field of all leads, by position, without those who they are.

        `as_listed`: the positions of those whose contact data is published as well, as lists have the field.
        """
        column = self._facts.columns[field]
        if not len(column.labels):
            return [None] * self._facts.count
        clean = scrubbed(list(column.labels), self.names)
        bare = normal_names(clean)
        cells = _by_code([label or None for label in clean], column.codes, None)
        if may_hold(bare, self._persons, most=len(cells)):
            cells = own_hidden(cells, _by_code(bare, column.codes, ""), self.person)
        for place in as_listed:
            code = column.codes[place]
            cells[place] = column.labels[code] if code >= 0 else None
        return cells


def _names(store: "Store", facts: "Facts") -> Names:
    """Return the names of all leads in the order of their column, then those they had before: these are theirs too."""
    # The starter books name nobody: what stands there is a word, even if a list has it as a name.
    ordinary = "\n".join(starter_json(one) for one in LANGUAGES)
    own = list(facts.columns["name"].labels)
    return Names([*own, *sorted(set(_other_names(store)).difference(own))], ordinary)


def _other_names(store: "Store") -> list[str]:
    state = f"{store.lists_state} {store.leads_state}"
    return [
        *kept_rows(
            store, "former names", state, (str, ("name",)), lambda: [(name,) for name in other_names(store)]
        )
    ]


def _by_code(labels: Sequence[Cell], codes: "Int32", none: Cell) -> list[Cell]:
    # The last place is that of no value: code -1.
    return [*map([*labels, none].__getitem__, codes.tolist())]


def day_cells(days: "Int32") -> list[str | None]:
    """Return days as they are stored, None for NEVER; each day is written once."""
    different, places = np.unique(days, return_inverse=True)
    return _by_code([day_cell(int(one)) for one in different], places.astype(np.int32), None)


@lru_cache(maxsize=65536)
def day_cell(day: int | None) -> str | None:
    """Return one day as it is stored; None where there is none."""
    return None if day is None or day in (0, NEVER) else day_text(day)
