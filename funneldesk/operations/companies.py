"""Companies of leads: found when asked for, from the leads alone."""

from collections.abc import Iterable

from funneldesk.domain.leads.companies import Companies, CompanyKeys
from funneldesk.store.companies import keys_with, telling_domains
from funneldesk.store.store import Connection


def companies_near(connection: Connection, starts: Iterable[CompanyKeys]) -> Companies:
    """Return the companies that `starts` may mean, whole.

    Read is what shares a name, a number or a telling domain with them, and what these names and numbers say elsewhere.
    """
    named = list(starts)
    domains = telling_domains(connection, (one.domain for one in named))
    near = _whole(connection, named, keys_with(connection, "domain", domains))
    domains = telling_domains(connection, (one.domain for one in near))
    said = _whole(connection, (), near | keys_with(connection, "domain", domains))
    return Companies(said, telling_domains(connection, (one.domain for one in said)))


def _whole(
    connection: Connection, starts: Iterable[CompanyKeys], known: dict[CompanyKeys, int]
) -> dict[CompanyKeys, int]:
    """Return `known` and what all leads say that share a name or a number with it or with `starts`, one by one."""
    said = dict(known)
    new = {*starts, *known}
    seen: dict[str, set[str]] = {"name": set(), "number": set()}
    while new:
        found: dict[CompanyKeys, int] = {}
        for part, asked in seen.items():
            fresh = {getattr(one, part) for one in new} - asked - {""}
            asked.update(fresh)
            found |= keys_with(connection, part, fresh)
        new = found.keys() - said.keys()
        said |= found
    return said
