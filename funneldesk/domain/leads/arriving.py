"""Rows on their way into a store: everything about a block of them that needs nothing but the rows.

It is worked out where a list is read, in the reader child, so that the process that writes only has to write.
"""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from funneldesk.domain.fields import OWN_PREFIX, Kind
from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.identity import digest, keys_of
from funneldesk.domain.leads.names import kind_and_domain
from funneldesk.domain.leads.records import Cells, encoded, whos

_Part = TypeVar("_Part")


class Arriving(NamedTuple):
    """Some rows as a store keeps them; every sequence is as long as there are rows.

    `system` is the name space that external ids are in, `values` are rows as stored, `keys` and `digests` those of
    each row's `Who` (a row without keys has another digest: it depends on the rows before it). `extras`
    (own fields as one JSON object each), `companies`, `kinds` and `domains` are the computed columns of leads, empty
    for other lists.
    """

    system: str
    values: Sequence[str]
    keys: Sequence[Sequence[str]]
    digests: Sequence[int]
    extras: Sequence[str | None]
    companies: Sequence[str]
    kinds: Sequence[str]
    domains: Sequence[str]

    def only(self, chosen: Sequence[int]) -> "Arriving":
        """Return the rows at these positions."""
        return Arriving(
            self.system,
            _only(self.values, chosen),
            _only(self.keys, chosen),
            _only(self.digests, chosen),
            _only(self.extras, chosen),
            _only(self.companies, chosen),
            _only(self.kinds, chosen),
            _only(self.domains, chosen),
        )


def _only(part: Sequence[_Part], chosen: Sequence[int]) -> Sequence[_Part]:
    return [part[index] for index in chosen] if part else part


def person_system(kind: Kind, system: str, fingerprint: str) -> str:
    """Return the name space of the ids by which a list of `system` names people.

    A list that is not one of leads and names people by ids of unknown origin (its system is but its heading
    fingerprint) leaves it open: see `domain.leads.identity`.
    """
    return "" if kind != "leads" and system == fingerprint else system


def arriving(kind: Kind, fields: Sequence[str], columns: Sequence[Cells], rows: int, system: str) -> Arriving:
    """Return rows of understood columns as a store keeps them."""
    people = whos(kind, fields, columns, rows, system)
    extras: Cells = ()
    companies: Sequence[str] = ()
    kinds: Sequence[str] = ()
    domains: Sequence[str] = ()
    if kind == "leads" and rows:
        by_field = dict(zip(fields, columns, strict=True))
        empty: Cells = [None] * rows
        own = sorted(name for name in fields if name.startswith(OWN_PREFIX))
        extras = _own_as_json(own, [by_field[name] for name in own]) if own else ()
        companies = [company_key(cell) for cell in by_field.get("company", empty)]
        kinds, domains = zip(*map(kind_and_domain, by_field.get("email", empty)), strict=True)
    return Arriving(
        system,
        encoded(columns),
        [keys_of(who) for who in people],
        [digest(who) for who in people],
        extras,
        companies,
        kinds,
        domains,
    )


def _own_as_json(names: Sequence[str], columns: Sequence[Cells]) -> Cells:
    quote: Callable[[str], str] = json.encoder.encode_basestring
    heads = [quote(name) + ":" for name in names]
    parts = [
        [None if cell is None else head + quote(cell) for cell in column]
        for head, column in zip(heads, columns, strict=True)
    ]
    joined = (",".join(filter(None, row)) for row in zip(*parts, strict=True))
    return ["{" + text + "}" if text else None for text in joined]
