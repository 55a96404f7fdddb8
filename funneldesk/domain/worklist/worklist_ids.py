"""What a row of a work list carries hidden: which store, list, lead and hand-over it is about, and how that stood.

All in one cell, so that it stays together whatever becomes of the columns, with a check sum of its own. `who` is a
check sum of what the row says of its person: where only some columns were sorted, the ids beside it are another's.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote

from funneldesk.domain.leads.records import plain

_KIND = "fd1"
_PARTS = 11


@dataclass(frozen=True, slots=True)
class RowIds:
    """The ids of one row. `leg`: the oldest record of the hand-over, 0 for none; `digest`: of the person."""

    store: str
    made: date
    side: str
    lead: int
    leg: int
    digest: int
    rules: tuple[str, ...]
    state: str
    who: str

    def text(self) -> str:
        """Return the cell that carries them; `ids_in` reads it back."""
        rules = "+".join(quote(rule, safe="") for rule in self.rules) or "-"
        words = (
            _KIND, self.store, self.made.isoformat(), self.side, str(self.lead), str(self.leg), str(self.digest),
            rules, self.state, self.who,
        )  # fmt: skip
        said = " ".join(words)
        return f"{said} {_sum(said)}"


def ids_in(text: str) -> RowIds | None:
    """Return the ids a cell carries, None where it carries none or they are damaged."""
    words = text.split()
    if len(words) != _PARTS or words[0] != _KIND or _sum(" ".join(words[:-1])) != words[-1]:
        return None
    rules = tuple(map(unquote, words[7].split("+"))) if words[7] != "-" else ()
    try:
        made = date.fromisoformat(words[2])
        return RowIds(
            words[1], made, words[3], int(words[4]), int(words[5]), int(words[6]), rules, words[8], words[9]
        )
    except ValueError:
        return None


def is_ids(text: str) -> bool:
    """Whether a cell looks like the ids of a row, damaged or not."""
    return text.startswith(f"{_KIND} ")


def short_store(store_id: str) -> str:
    """Return as much of a store's id as a row carries."""
    return plain(store_id)[:12] or "-"


def who_sum(name: str, company: str, email: str) -> str:
    """Return the check sum of what a row says of its person."""
    return _sum("\x1f".join(map(plain, (name, company, email))))


def state_sum(values: Iterable[str]) -> str:
    """Return the check sum of how a hand-over stood."""
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]


def _sum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
