"""Which fields of leads are filled, and on which lists they stand: whole columns in one pass."""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from funneldesk.store.leads import LEAD_FIELDS
from funneldesk.store.numbers import numbers_of

#: Bits of one integer of SQLite.
_AT_ONCE = 60


def filled(connection: sqlite3.Connection, fields: Sequence[str]) -> dict[str, NDArray[np.bool_]]:
    """Return, for each of these fields of the table, which leads (by ascending id) have a value."""
    found: dict[str, NDArray[np.bool_]] = {}
    known = [name for name in fields if name in LEAD_FIELDS]
    for start in range(0, len(known), _AT_ONCE):
        part = known[start : start + _AT_ONCE]
        # One number a lead: a row of Python objects for each would take ten times as long.
        bits = " + ".join(f"((coalesce({name}, '') <> '') << {bit})" for bit, name in enumerate(part))
        rows = connection.execute(f"SELECT {bits} FROM lead ORDER BY id")  # noqa: S608 - names of our columns
        numbers = numbers_of(rows)
        found |= {name: (numbers >> bit) & 1 == 1 for bit, name in enumerate(part)}
    return found


def leads_on_list(connection: sqlite3.Connection, first_record: int, end_record: int) -> NDArray[np.int64]:
    """Return the leads that the rows of one import (its range of records) are about, with repeats."""
    rows = connection.execute(
        "SELECT i.lead_id FROM record r JOIN identity i ON i.id = r.identity_id "
        "WHERE r.id >= ? AND r.id < ? AND i.lead_id IS NOT NULL",
        (first_record, end_record),
    )
    return numbers_of(rows)
