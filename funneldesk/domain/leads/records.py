"""Rows of a list as records: who they are about, when their values were known, how they are kept (DESIGN 5).

A record never changes. Its values are a JSON array aligned with the fields of its batch.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.identity import COMPANY, LISTED, REFERENCE, Who
from funneldesk.domain.leads.names import joined_name
from funneldesk.domain.moment import zone_of

DAY_SECONDS = 86_400
Cells = Sequence[str | None]
_quoted: Callable[[str], str] = json.encoder.encode_basestring


class Record(NamedTuple):
    """One stored row; `values` holds only what is not empty, by field."""

    id: int
    batch_id: int
    row: int
    identity_id: int | None
    known_at: int
    values: dict[str, str]


class Rows(NamedTuple):
    """Some records of a list, column by column: ids, identities, times known, and the values of each field."""

    records: Sequence[int]
    identities: Sequence[int | None]
    known_at: Sequence[int]
    values: Mapping[str, Sequence[str | None]]


def rows_of(records: Sequence[Record], fields: Sequence[str]) -> Rows:
    """Return records of one list column by column."""
    return Rows(
        [record.id for record in records],
        [record.identity_id for record in records],
        [record.known_at for record in records],
        {name: [record.values.get(name) for record in records] for name in fields},
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What a record's batch says of all its rows. `system` is the name space of the list's own ids."""

    id: int
    kind: Kind
    fields: tuple[str, ...]
    system: str


@lru_cache(1 << 16)
def known_at(moment: str, zone: str) -> int:
    """Return a stored moment as a number that orders values: business day × 86,400 + second of that day.

    A day without a time stands at its beginning; `known_at // DAY_SECONDS` is the day's ordinal.
    """
    if len(moment) == len("YYYY-MM-DD"):
        return date.fromisoformat(moment).toordinal() * DAY_SECONDS
    at = datetime.fromisoformat(moment).astimezone(zone_of(zone))
    return at.toordinal() * DAY_SECONDS + at.hour * 3600 + at.minute * 60 + at.second


#: Tools that count contacts apart from leads: 7 is another person there than lead 7.
_CONTACTS_APART = {"zoho": "zoho-contacts"}


def contacts_system(system: str) -> str:
    """Return the name space of contacts' ids where that of leads' is `system`."""
    return _CONTACTS_APART.get(system, system)


def whos(kind: Kind, fields: Sequence[str], columns: Sequence[Cells], rows: int, system: str) -> list[Who]:
    """Return what each row says of its person. `system` is the name space of the external ids it uses.

    A row is about its lead, or where it names none, about its contact.

    Contents and costs are about nobody: all their `Who` are empty.
    """
    if kind in ("contents", "costs"):
        return [Who(REFERENCE)] * rows
    by_field = dict(zip(fields, columns, strict=True))
    empty: Cells = [None] * rows

    def column(name: str) -> Cells:
        return by_field.get(name, empty)

    ids = column("external_id" if kind == "leads" else "lead_external_id")
    contacts = column("contact_external_id") if kind != "leads" else empty
    # A deal's "name" is the deal's.
    names = empty if kind == "deals" else column("name")
    if "last_name" in by_field or "first_name" in by_field:
        parts = zip(names, column("last_name"), column("first_name"), strict=True)
        names = [name or joined_name(last, first) for name, last, first in parts]
    phones = column("phone") if kind == "leads" else empty
    companies = column("company")
    if kind == "deals" and ("company_domain" in by_field or "corporate_number" in by_field):
        others = zip(companies, column("company_domain"), column("corporate_number"), strict=True)
        companies = [name or domain or number for name, domain, number in others]
    role = LISTED if kind == "leads" else REFERENCE
    cells = zip(ids, column("email"), names, companies, phones, strict=True)
    made = [
        Who(role, system if id_ else "", id_ or "", email or "", name or "", company or "", phone or "")
        for id_, email, name, company, phone in cells
    ]
    if "contact_external_id" in by_field:
        apart = contacts_system(system)
        made = [
            who._replace(system=apart, external_id=contact) if contact and not who.external_id else who
            for who, contact in zip(made, contacts, strict=True)
        ]
    if kind == "deals":
        made = [who._replace(role=COMPANY) if _names_only_company(who) else who for who in made]
    return made


def _names_only_company(who: Who) -> bool:
    return bool(who.company) and not (who.external_id or who.email or who.name)


def times_known(
    fields: Sequence[str], columns: Sequence[Cells], rows: int, zone: str, list_day: int
) -> list[int]:
    """Return `known_at` of each row: its own update date, else the list's day (an ordinal)."""
    of_list = list_day * DAY_SECONDS
    if "updated_at" not in fields:
        return [of_list] * rows
    column = columns[list(fields).index("updated_at")]
    return [known_at(text, zone) if text else of_list for text in column]


def encoded(columns: Sequence[Cells]) -> list[str]:
    """Return each row as the JSON array that is stored."""
    quoted = [["null" if cell is None else _quoted(cell) for cell in column] for column in columns]
    return ["[" + ",".join(row) + "]" for row in zip(*quoted, strict=True)]


def decoded(fields: Sequence[str], vals: str) -> dict[str, str]:
    """Return a stored array as values by field, without the empty ones."""
    return {name: value for name, value in zip(fields, json.loads(vals), strict=True) if value is not None}


def plain(text: str) -> str:
    """Return a text as headings, results and cells are compared: no width, case or blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(1 << 16)
def term_key(text: str) -> str:
    """Return the name of a content, campaign or source as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
