"""Numbers that a question answers, as an array."""

from array import array
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sqlite3 import Cursor

    from numpy.typing import NDArray

#: Rows that are read in one go.
_AT_ONCE = 5_000


def numbers_of(rows: "Cursor", columns: int = 1) -> "NDArray[np.int64]":
    """Return the whole numbers of all rows, one after the other; rows of several `columns` become rows of an array.

    Some at a time, in Python's own loop, which lets other threads run: numpy's asks for memory for a million of them
    while all others wait.
    """
    found = array("q")
    while some := rows.fetchmany(_AT_ONCE):
        found.extend([number for row in some for number in row])
    numbers = np.array(found, np.int64)
    return numbers if columns == 1 else numbers.reshape(-1, columns)
