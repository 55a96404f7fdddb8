"""Companies of leads: found when asked for, from the leads alone."""

from collections.abc import Iterable

from funneldesk.domain.companies import Companies, CompanyKeys
from funneldesk.store.companies import keys_with, telling_domains
from funneldesk.store.store import Connection


def companies_near(connection: Connection, starts: Iterable[CompanyKeys]) -> Companies:
    """Return the companies that `starts` may mean, whole: all that name, telling domain or number links."""
    said: set[CompanyKeys] = set()
    seen: dict[str, set[str]] = {"name": set(), "domain": set(), "number": set()}
    telling: set[str] = set()
    new = set(starts)
    while new:
        found: set[CompanyKeys] = set()
        for part, asked in seen.items():
            fresh = {getattr(one, part) for one in new} - asked - {""}
            asked.update(fresh)
            if part == "domain":
                fresh = telling_domains(connection, fresh)
                telling |= fresh
            found |= keys_with(connection, part, fresh)
        new = found - said
        said |= found
    return Companies(said, telling)
