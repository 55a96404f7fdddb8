"""Finding the leads a person means by a number, an external id or an e-mail address."""

import sqlite3

from funneldesk.domain.leads.names import email_key

_VISIBLE = (
    "i.lead_id IN (SELECT id FROM lead) AND EXISTS (SELECT 1 FROM record r JOIN import_batch b "
    "ON b.id = r.batch_id WHERE r.identity_id = i.id AND b.hidden = 0)"
)
_BY_ID = "SELECT id FROM lead WHERE id = ?"
#: An address that was put right by hand is no key (`store.edits`).
_BY_EMAIL = "SELECT id FROM lead WHERE email = ? ORDER BY id"
_BY_KEY = (
    "SELECT DISTINCT i.lead_id FROM identity_key k JOIN identity i ON i.id = k.identity_id "  # noqa: S608
    f"WHERE k.key = ? AND {_VISIBLE} ORDER BY 1"
)
_BY_SYSTEM = (
    "SELECT DISTINCT i.lead_id FROM identity_key k JOIN identity i ON i.id = k.identity_id "  # noqa: S608
    f"WHERE k.key = ? AND i.system = ? AND {_VISIBLE} ORDER BY 1"
)


def leads_named(connection: sqlite3.Connection, text: str) -> tuple[int, ...]:
    """Return the ids of the leads that `text` may mean, ascending; none: nobody is known by it.

    Tried in this order: lead id, e-mail address, system:external_id, external id of any system.
    """
    wanted = text.strip()
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    if 0 < number < 2**63 and (found := _ids(connection, _BY_ID, number)):
        return found
    email = email_key(wanted) if "@" in wanted else ""
    if email and (
        found := _ids(connection, _BY_KEY, f"e:{email}") or _ids(connection, _BY_EMAIL, wanted.lower())
    ):
        return found
    # Either part may hold a colon, so every place to part them is tried.
    places = [place for place, letter in enumerate(wanted) if letter == ":"]
    for place in places:
        system, external = wanted[:place], wanted[place + 1 :]
        if found := _ids(connection, _BY_SYSTEM, f"i:{external}", system):
            return found
    return _ids(connection, _BY_KEY, f"i:{wanted}")


def _ids(connection: sqlite3.Connection, sql: str, *given: object) -> tuple[int, ...]:
    return tuple(row[0] for row in connection.execute(sql, given))
