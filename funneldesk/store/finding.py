"""Companies by what somebody types of their names."""

from typing import TYPE_CHECKING

from funneldesk.domain.leads.companies import company_key

if TYPE_CHECKING:
    from funneldesk.store.store import Store

# The index of the keys holds the ids too: no lead is read. Those whose name begins so come first, then the greater.
_COMPANIES = """
    SELECT min(id), count(*) FROM lead WHERE company_key LIKE ? ESCAPE '\\' AND company_key <> ''
    GROUP BY company_key ORDER BY instr(company_key, ?), count(*) DESC, company_key LIMIT ?
"""


def companies_named(store: "Store", text: str, most: int) -> list[tuple[int, int]]:
    """Return one lead of each company whose name holds `text`, and how many leads say that name; the best first."""
    key = company_key(text)
    if not key:
        return []
    escaped = key.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return [(row[0], row[1]) for row in store.connection.execute(_COMPANIES, (f"%{escaped}%", key, most))]
