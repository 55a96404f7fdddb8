"""What the leads say of their companies: for finding which of them are of the same one (`domain.leads.companies`)."""

import sqlite3
from collections.abc import Iterable

from funneldesk.domain.leads.companies import MANY_COMPANIES, CompanyKeys
from funneldesk.store.identity import chunks

# The conditions beside the joins let SQLite use the partial indexes.
_JOINS = {
    "name": "lead l ON l.company_key = j.value AND l.company_key <> ''",
    "domain": "lead l ON l.company_domain = j.value AND l.company_domain <> ''",
    "number": "lead l ON l.corporate_number = j.value AND l.corporate_number IS NOT NULL",
}
_KEYS = "l.company_key, l.company_domain, coalesce(l.corporate_number, '')"

#: A lead of a company: what it says of it, its id, `acquired_at`, and what tells it from others.
CompanyLead = tuple[CompanyKeys, int, str | None, str]


def telling_domains(connection: sqlite3.Connection, domains: Iterable[str]) -> set[str]:
    """Return those of these mail domains that say which company a lead is of."""
    found: set[str] = set()
    for part in chunks(set(domains) - {""}):
        rows = connection.execute(
            f"SELECT j.value FROM json_each(?) j JOIN {_JOINS['domain']} GROUP BY j.value "  # noqa: S608
            "HAVING count(DISTINCT nullif(l.company_key, '')) <= ? AND count(DISTINCT l.corporate_number) <= 1",
            (part, MANY_COMPANIES),
        )
        found.update(row[0] for row in rows)
    return found


def keys_with(connection: sqlite3.Connection, part: str, values: Iterable[str]) -> dict[CompanyKeys, int]:
    """Return what leads say whose company's name, domain or number (`part`) is one of these, and how many say it."""
    found: dict[CompanyKeys, int] = {}
    for some in chunks(set(values) - {""}):
        rows = connection.execute(
            f"SELECT {_KEYS}, count(*) FROM json_each(?) j JOIN {_JOINS[part]} GROUP BY 1, 2, 3",  # noqa: S608
            (some,),
        )
        found.update((CompanyKeys(*row[:3]), row[3]) for row in rows)
    return found


def keys_of_leads(connection: sqlite3.Connection, lead_ids: Iterable[int]) -> dict[int, CompanyKeys]:
    """Return what each of these leads says of its company."""
    found: dict[int, CompanyKeys] = {}
    for part in chunks(lead_ids):
        rows = connection.execute(
            f"SELECT l.id, {_KEYS} FROM json_each(?) j JOIN lead l ON l.id = j.value",  # noqa: S608
            (part,),
        )
        found.update((row[0], CompanyKeys(*row[1:])) for row in rows)
    return found


def leads_saying(connection: sqlite3.Connection, keys: Iterable[CompanyKeys]) -> list[CompanyLead]:
    """Return every lead that says just one of these of its company."""
    wanted = {one for one in keys if any(one)}
    asked: dict[str, set[str]] = {}
    for one in wanted:
        part = "name" if one.name else "domain" if one.domain else "number"
        asked.setdefault(part, set()).add(getattr(one, part))
    found: dict[int, CompanyLead] = {}
    for part, values in asked.items():
        for some in chunks(values):
            rows = connection.execute(
                f"SELECT {_KEYS}, l.id, l.acquired_at, coalesce(l.email, '') || char(31) || coalesce(l.name, '') "  # noqa: S608
                f"|| char(31) || coalesce(l.external_id, '') FROM json_each(?) j JOIN {_JOINS[part]}",
                (some,),
            )
            for row in rows:
                if (said := CompanyKeys(*row[:3])) in wanted:
                    found[row[3]] = (said, *row[3:])
    return list(found.values())
