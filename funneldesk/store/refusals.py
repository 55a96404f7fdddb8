"""Which of some leads the rows of one list say something about."""

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from funneldesk.store.records import BatchInfo

_SAYING = (
    "SELECT DISTINCT i.lead_id FROM json_each(?) j JOIN identity i ON i.lead_id = j.value "
    "JOIN record r ON r.identity_id = i.id WHERE r.batch_id = ? AND json_extract(r.vals, ?) = ?"
)


def leads_that_say(
    connection: sqlite3.Connection, leads: Iterable[int], info: "BatchInfo", field: str, value: str
) -> set[int]:
    """Return those of `leads` of which a row of an import says `value` in a field it has."""
    place = f"$[{info.fields.index(field)}]"
    rows = connection.execute(_SAYING, (json.dumps(list(leads)), info.id, place, value))
    return {row[0] for row in rows}
